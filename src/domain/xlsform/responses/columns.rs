//! Which column of a table is which question, and what the others are.

use std::collections::BTreeSet;

use super::lineage::LineageColumns;
use crate::domain::instrument::Instrument;
use crate::domain::xlsform::names::Names;
use crate::domain::xlsform::{FORM, STAMP};

/// Why a table cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderFault {
    /// The form is not of this instrument: this question differs.
    #[error("the form is not of this instrument: {0}")]
    Misfit(String),
    /// Nothing says which form the answers were collected with.
    #[error("neither a form nor a column {STAMP}")]
    NoForm,
    /// No question of the instrument has a column.
    #[error("no question has a column")]
    NoQuestions,
    /// Some questions have no column.
    #[error("no column for {}", .0.join(", "))]
    Missing(Vec<String>),
    /// Several columns may be the one of a question.
    #[error("several columns for {0}")]
    Ambiguous(String),
    /// No column with an id of each answer.
    #[error("no column with an id of each answer")]
    NoId,
}

/// A column of which nothing is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Its header.
    pub header: String,
    /// What it is.
    pub usage: Usage,
}

/// What a column of which nothing is carried holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Usage {
    /// When something was filled in or sent.
    Time,
    /// Who sent it.
    Person,
    /// On what device.
    Device,
    /// Where.
    Place,
    /// What the server keeps for itself.
    Server,
    /// What tells answers and their versions apart, and whether they count: read, never carried.
    Lineage,
    /// A note of the form.
    Note,
    /// A question that the instrument does not have.
    Other,
}

/// Headers by their last words, and what they hold.
const USAGES: &[(&[&str], Usage)] = &[
    (
        &[
            "start",
            "end",
            "today",
            "submissiondate",
            "_submission_time",
            "_date_modified",
            "updatedat",
            "createdat",
            "reviewdate",
            "time",
            "date",
        ],
        Usage::Time,
    ),
    (
        &[
            "submitterid",
            "submittername",
            "username",
            "_submitted_by",
            "email",
            "phonenumber",
            "submitter",
        ],
        Usage::Person,
    ),
    (&["deviceid", "simserial", "simid", "subscriberid", "devicephonenum", "audit"], Usage::Device),
    (
        &[
            "_geolocation",
            "geopoint",
            "location",
            "latitude",
            "longitude",
            "altitude",
            "accuracy",
            "start-geopoint",
            "gps",
        ],
        Usage::Place,
    ),
    (
        &[
            "key",
            "parent_key",
            "_id",
            "_uuid",
            "_index",
            "_status",
            "_notes",
            "_tags",
            "_validation_status",
            "_attachments",
            "_parent_index",
            "__version__",
            "version",
            "formversion",
            "formhub/uuid",
            "_xform_id_string",
            "instanceid",
            "instancename",
            "rootuuid",
            "deprecatedid",
            "attachmentspresent",
            "attachmentsexpected",
            "status",
            "reviewstate",
            "edits",
            "_bamboo_dataset_id",
        ],
        Usage::Server,
    ),
];

/// Headers that say whether an answer was rejected.
const REVIEWS: &[&str] = &["reviewstate", "_validation_status"];

/// Where things stand in a table.
#[derive(Debug)]
pub(super) struct Columns {
    /// One per question with one answer; none for background questions that were not asked.
    pub(super) questions: Vec<Option<usize>>,
    /// The priorities, first choice first.
    pub(super) ranks: Vec<usize>,
    pub(super) form: Option<usize>,
    pub(super) stamp: Option<usize>,
    /// What tells answers and their versions apart.
    pub(super) lineage: LineageColumns,
    pub(super) review: Vec<usize>,
    /// Whether the server could read the answer itself.
    pub(super) status: Vec<usize>,
}

impl Columns {
    /// Finds everything; what is missing or not clear is a fault of the whole table.
    pub(super) fn find(
        instrument: &Instrument,
        names: &Names,
        headers: &[String],
    ) -> Result<Self, HeaderFault> {
        let finder = Finder::new(instrument, names, headers);
        let mut questions = Vec::new();
        let mut missing = Vec::new();
        for (_, id) in instrument.questions() {
            let column = finder.question(id)?;
            let background = instrument.background.iter().any(|one| one.id == id);
            if column.is_none() && !background {
                missing.push(id.to_owned());
            }
            questions.push(column);
        }
        if questions.iter().all(Option::is_none) {
            return Err(HeaderFault::NoQuestions);
        }
        let mut ranks = Vec::new();
        if instrument.priorities_index().is_some() {
            for id in &names.ranks {
                match finder.question(id)? {
                    Some(column) => ranks.push(column),
                    None => missing.push(id.clone()),
                }
            }
        }
        if !missing.is_empty() {
            return Err(HeaderFault::Missing(missing));
        }
        let (form, stamp) = (finder.question(FORM)?, finder.question(STAMP)?);
        if names.assumed && stamp.is_none() {
            return Err(HeaderFault::NoForm);
        }
        let own = questions.iter().flatten().chain(&ranks).chain(&form).chain(&stamp);
        let taken: Vec<usize> = own.copied().collect();
        let lineage = LineageColumns::find(headers, &taken)?;
        let of = |names: &[&str]| -> Vec<usize> {
            let same = |at: &usize| {
                !taken.contains(at) && names.iter().any(|name| is_meta(&headers[*at], name))
            };
            (0..headers.len()).filter(same).collect()
        };
        let (review, status) = (of(REVIEWS), of(&["status"]));
        Ok(Self { questions, ranks, form, stamp, lineage, review, status })
    }

    /// The columns that hold no answer, and what they hold.
    pub(super) fn ignored(&self, names: &Names, headers: &[String]) -> Vec<Ignored> {
        let own = self.questions.iter().flatten().chain(&self.ranks);
        let read: BTreeSet<usize> = own.chain(&self.form).chain(&self.stamp).copied().collect();
        let rest = headers
            .iter()
            .enumerate()
            .filter(|(at, header)| !read.contains(at) && !header.is_empty());
        let lineage: BTreeSet<usize> =
            self.lineage.all().chain(self.review.iter().copied()).collect();
        let usage = |at: usize, header: &str| {
            let known =
                |(words, _): &&(&[&str], Usage)| words.iter().any(|word| is_meta(header, word));
            if lineage.contains(&at) {
                Usage::Lineage
            } else if names.silent.iter().any(|id| ends(header, id)) {
                Usage::Note
            } else if header.to_ascii_lowercase().contains("_geolocation") {
                Usage::Place
            } else {
                USAGES.iter().find(known).map_or(Usage::Other, |(_, usage)| *usage)
            }
        };
        rest.map(|(at, header)| Ignored { header: header.clone(), usage: usage(at, header) })
            .collect()
    }
}

/// Whether a header is a name of the server's or the device's, whatever group it is in.
fn is_meta(header: &str, name: &str) -> bool {
    let header = header.to_ascii_lowercase();
    header == name || header.strip_suffix(name).is_some_and(|rest| rest.ends_with(['/', '-', ':']))
}

/// Whether a header ends with an id, after a group or alone.
fn ends(header: &str, id: &str) -> bool {
    header == id || header.strip_suffix(id).is_some_and(|rest| rest.ends_with(['/', '-', ':']))
}

/// Finds columns by ids.
struct Finder<'a> {
    names: &'a Names,
    headers: &'a [String],
    ids: Vec<&'a str>,
}

impl<'a> Finder<'a> {
    fn new(instrument: &'a Instrument, names: &'a Names, headers: &'a [String]) -> Self {
        let ids = instrument.questions().map(|(_, id)| id);
        let ids = ids.chain(names.ranks.iter().map(String::as_str)).chain([FORM, STAMP]);
        Self { names, headers, ids: ids.collect() }
    }

    /// The column of a question: its id alone, or after its groups, or after any group. A group may
    /// end with `/` (KoboToolbox), `-` (ODK Central) or `:`.
    fn question(&self, id: &str) -> Result<Option<usize>, HeaderFault> {
        let groups = self.names.questions.get(id).map_or(&[][..], |named| &named.groups);
        let paths: Vec<String> = ["/", "-", ":"]
            .iter()
            .map(|mark| {
                let parts = groups.iter().map(String::as_str).chain([id]);
                parts.collect::<Vec<_>>().join(mark)
            })
            .collect();
        let ways: [&dyn Fn(&str) -> bool; 3] = [
            &|header| header == id,
            &|header| paths.iter().any(|path| path == header),
            &|header| ends(header, id) && !self.is_longer(header, id),
        ];
        for way in ways {
            let mut found = (0..self.headers.len()).filter(|&at| way(&self.headers[at]));
            match (found.next(), found.next()) {
                (None, _) => {}
                (Some(at), None) => return Ok(Some(at)),
                (Some(_), Some(_)) => return Err(HeaderFault::Ambiguous(id.to_owned())),
            }
        }
        Ok(None)
    }

    /// Whether a header is rather that of a question whose id ends with this one.
    fn is_longer(&self, header: &str, id: &str) -> bool {
        self.ids.iter().any(|other| other.len() > id.len() && ends(header, other))
    }
}
