//! What a row answers, and the record that it is.

use sha2::{Digest as _, Sha256};

use crate::domain::answer::{Answer, Answers};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{
    CampaignRef, RECORD_FORMAT, Record, RecordId, Refusal, campaign_number, read_json,
};

/// What the ids of records are derived under.
const DOMAIN: &[u8] = b"qingdan xlsform record id 1\0";

/// The answers of a row. Whose they are and which version is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub(super) form: Form,
    pub(super) answers: Answers,
    /// The priorities as a record has them; nothing where they are not asked.
    pub(super) priorities: String,
}

impl Content {
    /// Whether no question was answered, not even with “prefer not to say”.
    pub fn is_blank(&self) -> bool {
        let Answers { items, outcomes, background, .. } = &self.answers;
        let mut all = items.iter().chain(outcomes).chain(background);
        matches!(self.priorities.as_str(), "" | "null")
            && all.all(|answer| matches!(answer, Answer::Skipped | Answer::NotAsked))
    }

    /// The record of an answer with this first id, edited so often.
    pub(super) fn record(
        &self,
        instrument: &Instrument,
        campaign: Option<CampaignRef>,
        first: &str,
        edits: u32,
    ) -> Result<Record, Refusal> {
        let id = id(instrument, campaign, first);
        let revision = u8::try_from(edits).unwrap_or(u8::MAX);
        read_json(&[instrument], self.line(instrument, campaign, id, revision).as_bytes())
    }

    /// The record as one line.
    fn line(
        &self,
        instrument: &Instrument,
        campaign: Option<CampaignRef>,
        id: RecordId,
        revision: u8,
    ) -> String {
        let Instrument { id: name, version, hash, .. } = instrument;
        let form = if self.form == Form::Quick { "quick" } else { "full" };
        let campaign = campaign.map_or_else(
            || "\"campaign\":null,\"wave\":null".to_owned(),
            |one| format!("\"campaign\":\"{}\",\"wave\":{}", campaign_number(one.id), one.wave),
        );
        let mut fields: Vec<String> = instrument
            .questions()
            .map(|(question, id)| format!("\"{id}\":{}", word(self.answers.get(question))))
            .collect();
        let mut others = fields.split_off(instrument.background.len());
        if let Some(at) = instrument.priorities_index() {
            others.push(format!("\"{}\":{}", instrument.outcomes[at].id, self.priorities));
        }
        format!(
            "{{\"format\":\"{RECORD_FORMAT}\",\"instrument\":\"{name}\",\"version\":\"{version}\",\
             \"hash\":\"{hash}\",\"form\":\"{form}\",{campaign},\"id\":\"{id}\",\
             \"revision\":{revision},\"background\":{{{}}},\"answers\":{{{}}}}}",
            fields.join(","),
            others.join(",")
        )
    }
}

/// The id of a record: it follows from the answer's own, and does not show it.
fn id(instrument: &Instrument, campaign: Option<CampaignRef>, first: &str) -> RecordId {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    hash.update(instrument.hash.0);
    let (campaign, wave) = campaign.map_or(([0; 4], 0), |one| (one.id, one.wave));
    hash.update(campaign);
    hash.update([wave]);
    hash.update(first.as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    RecordId(id)
}

/// An answer as a record has it.
fn word(answer: Answer) -> String {
    match answer {
        Answer::Option(option) => option.to_string(),
        Answer::NotApplicable => "\"na\"".to_owned(),
        Answer::DontKnow => "\"dk\"".to_owned(),
        Answer::Declined => "\"pn\"".to_owned(),
        Answer::Skipped => "null".to_owned(),
        Answer::NotAsked => "\"not_asked\"".to_owned(),
    }
}
