//! Which answer a row is a version of, and which version: what servers say of edits.
//!
//! ODK Central keeps the first id of an answer in `KEY` and counts `Edits`. KoboToolbox gives every
//! edit a new `_uuid`, keeps the first one in `meta/rootUuid` and the one before in
//! `meta/deprecatedID`, as far as an export has these columns. No clock is compared: servers keep
//! the time at which an answer first came, and the clocks of phones are wrong.

use super::columns::HeaderFault;

/// Words that other programs write where there is nothing.
const NOTHING: &[&str] = &["nan", "null", "none", "na", "n/a", "<na>", "-"];

/// The columns that tell answers and their versions apart.
#[derive(Debug, Default)]
pub(super) struct LineageColumns {
    /// `rootUuid`: the first id, where the server keeps it beside the present one.
    root: Option<usize>,
    /// `KEY`: the first id.
    key: Option<usize>,
    /// `instanceID`, `_uuid`: the id of this version.
    current: [Option<usize>; 2],
    /// `deprecatedID`: the id of the version before.
    previous: Option<usize>,
    /// `Edits`: how often it was edited.
    edits: Option<usize>,
    /// `_id` and `_submission_time`, which an edit does not change.
    arrival: Option<[usize; 2]>,
}

impl LineageColumns {
    /// Finds the columns among those that are no question's.
    pub(super) fn find(headers: &[String], taken: &[usize]) -> Result<Self, HeaderFault> {
        let one = |name: &str, of_meta: bool| {
            let mut found = (0..headers.len())
                .filter(|at| !taken.contains(at) && is(&headers[*at], name, of_meta));
            match (found.next(), found.next()) {
                (Some(first), Some(_)) => Err(HeaderFault::Ambiguous(headers[first].clone())),
                (first, _) => Ok(first),
            }
        };
        let key = one("key", false)?;
        let arrival = one("_id", false)?.zip(one("_submission_time", false)?);
        let columns = Self {
            root: one("rootuuid", true)?,
            key,
            current: [one("instanceid", true)?, one("_uuid", false)?],
            previous: one("deprecatedid", true)?,
            // Only Central has this one; elsewhere it is some question of a team's own.
            edits: if key.is_some() { one("edits", false)? } else { None },
            arrival: arrival.map(|(number, time)| [number, time]),
        };
        if columns.first().is_none() { Err(HeaderFault::NoId) } else { Ok(columns) }
    }

    /// The column of the best id.
    pub(super) fn first(&self) -> Option<usize> {
        self.root.or(self.key).or(self.current[0]).or(self.current[1])
    }

    /// Whether the first id of an answer is told even after it was edited.
    pub(super) const fn lasts(&self) -> bool {
        self.root.is_some() || self.key.is_some()
    }

    /// Every column, whatever it tells.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let ids = [self.root, self.key, self.current[0], self.current[1], self.previous];
        ids.into_iter().chain([self.edits]).flatten().chain(self.arrival.into_iter().flatten())
    }

    /// What a row says; none without any id. `cell` is a cell of the row.
    pub(super) fn read<'a>(&self, cell: impl Fn(usize) -> &'a str) -> Option<Lineage> {
        let id = |at: Option<usize>| at.and_then(|at| id_of(cell(at)));
        let current = id(self.current[0]).or_else(|| id(self.current[1]));
        let root = id(self.root).or_else(|| id(self.key));
        let arrival = self.arrival.map(|at| at.map(&cell));
        let arrival = arrival.filter(|parts| parts.iter().all(|part| !part.is_empty()));
        (root.is_some() || current.is_some()).then(|| Lineage {
            root,
            current,
            previous: match (self.previous, id(self.previous)) {
                (None, _) => Before::Unknown,
                (Some(_), None) => Before::Nothing,
                (Some(_), Some(id)) => Before::Version(id),
            },
            edits: self.edits.and_then(|at| cell(at).parse().ok()),
            arrival: arrival.map(|parts| parts.join(" ")),
        })
    }
}

/// Whether a header is a name of the server's, alone or in the group `meta`.
fn is(header: &str, name: &str, of_meta: bool) -> bool {
    let header = header.to_ascii_lowercase();
    let rest = header.strip_suffix(name);
    rest.is_some_and(|rest| {
        rest.is_empty() || of_meta && matches!(rest, "meta/" | "meta-" | "meta:")
    })
}

/// An id without what servers write before it or not.
fn id_of(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let bare = text.strip_prefix("uuid:").unwrap_or(&text);
    (!bare.is_empty() && !NOTHING.contains(&bare)).then(|| bare.to_owned())
}

/// What a row says of the version before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The table does not tell.
    Unknown,
    /// There was none.
    Nothing,
    /// It had this id.
    Version(String),
}

/// What a row says of the answer it is a version of. Held while tables are read, and in no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// The first id of the answer, which it keeps.
    pub(super) root: Option<String>,
    /// The id of this version.
    pub(super) current: Option<String>,
    pub(super) previous: Before,
    pub(super) edits: Option<u32>,
    /// Number and time of its first arrival as one text: the same for all versions.
    pub(super) arrival: Option<String>,
}

/// How many edits made a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edits {
    /// So many.
    Exactly(u32),
    /// So many since a version with this id, and an unknown number before it.
    Since { base: String, count: u32 },
}

impl Edits {
    /// The number, as far as it is known.
    pub(super) const fn count(&self) -> u32 {
        match self {
            Self::Exactly(count) | Self::Since { count, .. } => *count,
        }
    }
}

impl Lineage {
    /// The first id of the answer as far as this row tells, from which a record's id follows.
    pub(super) fn first_id(&self) -> &str {
        let before = match &self.previous {
            Before::Version(id) => Some(id),
            Before::Unknown | Before::Nothing => None,
        };
        self.root.as_ref().or(before).or(self.current.as_ref()).map_or("", String::as_str)
    }

    /// How many edits made this version, as far as this row tells.
    pub(super) fn edits(&self) -> Edits {
        if let Some(count) = self.edits {
            return Edits::Exactly(count);
        }
        let base = |count| {
            let base = match &self.previous {
                Before::Version(id) => id,
                _ => self.current.as_deref().unwrap_or_default(),
            };
            Edits::Since { base: base.to_owned(), count }
        };
        match (&self.root, &self.current, &self.previous) {
            (Some(root), Some(current), _) if root == current => Edits::Exactly(0),
            (Some(root), _, Before::Version(before)) if root == before => Edits::Exactly(1),
            (Some(_), _, Before::Version(_)) => base(2),
            (None, _, Before::Version(_)) | (Some(_), Some(_), _) => base(1),
            (None, Some(_), Before::Nothing) => Edits::Exactly(0),
            _ => base(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Edits, LineageColumns};

    fn check(table: &str, id: &str, expected: Result<u32, u32>) {
        let (headers, cells) = table.split_once('\n').expect("a row");
        let row = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let (headers, cells) = (row(headers), row(cells));
        let columns = LineageColumns::find(&headers, &[]).expect("ids");
        let lineage = columns.read(|at| &cells[at]).expect("an id");
        assert_eq!(lineage.first_id(), id, "{table}");
        let found = match lineage.edits() {
            Edits::Exactly(count) => Ok(count),
            Edits::Since { count, .. } => Err(count),
        };
        assert_eq!(found, expected, "{table}");
    }

    #[test]
    fn servers_say_which_version_a_row_is() {
        check("KEY,Edits,meta-instanceID\nuuid:A,3,uuid:d", "a", Ok(3));
        check("KEY,Edits\nuuid:a,", "a", Err(0));
        check("KEY,meta-instanceID\nuuid:a,uuid:a", "a", Ok(0));
        check("KEY,meta-instanceID\nuuid:a,uuid:b", "a", Err(1));
        check("_uuid,meta/rootUuid\nb,uuid:a", "a", Err(1));
        check("_uuid,meta/rootUuid\na,uuid:a", "a", Ok(0));
        check("_uuid,meta/rootUuid,meta/deprecatedID\nb,uuid:a,uuid:a", "a", Ok(1));
        check("_uuid,meta/rootUuid,meta/deprecatedID\nc,uuid:a,uuid:b", "a", Err(2));
        check("_uuid,meta/deprecatedID\nb,uuid:a", "a", Err(1));
        check("_uuid,meta/deprecatedID\na,nan", "a", Ok(0));
        check("_uuid,Edits\na,9", "a", Err(0));
        check("_uuid\na", "a", Err(0));
    }
}
