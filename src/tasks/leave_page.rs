//! What leaves the page: the record as [`leaving`] makes it, or for a campaign with a key its
//! envelope and nothing else.

use crate::browser::random;
use crate::domain::campaign::Campaign;
use crate::domain::instrument::Instrument;
use crate::domain::interview::Interview;
use crate::domain::leaving::{NotProtected, leaving};
use crate::domain::record::{Boxed, Record};
use crate::domain::seal::{ENVELOPE_FILE_NAME, Envelope, seal};
use crate::domain::ticket::Ticket;

/// The name of every file of a record: the same for all, so that it tells nothing.
pub const FILE_NAME: &str = "qingdan.json";

/// The name of every shared file of a record.
pub const SHARED_NAME: &str = "qingdan.txt";

/// The name of every shared file of an envelope.
pub const SEALED_SHARED_NAME: &str = "qingdan-sealed.txt";

/// What one interview gives to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// The record as it is.
    Plain(Record),
    /// The record sealed to the organiser's key.
    Sealed(Envelope),
}

/// Why nothing leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotLeaving {
    /// The campaign has a key, randomised items or a roster, and is not known here.
    #[error("the campaign is not known")]
    NoCampaign,
    /// What was typed is no ticket.
    #[error("what was typed is no ticket")]
    Ticket,
    /// There were no random numbers, or the key could not be used.
    #[error("no random numbers")]
    NoRandomness,
}

impl From<NotProtected> for NotLeaving {
    fn from(why: NotProtected) -> Self {
        match why {
            NotProtected::NoCampaign => Self::NoCampaign,
            NotProtected::NoSeed => Self::NoRandomness,
        }
    }
}

impl Outgoing {
    /// What an interview gives. Where its campaign promises anything, the campaign itself must be
    /// here; where it has a key, all that comes of the interview is an envelope, with the ticket in
    /// it.
    pub fn of(
        instrument: &Instrument,
        interview: &Interview,
        campaign: Option<&Campaign>,
        ticket: Option<Ticket>,
    ) -> Result<Self, NotLeaving> {
        let record = leaving(instrument, interview, campaign)?.record;
        if !is_sealed(interview) {
            return Ok(Self::Plain(record));
        }
        let key = campaign.and_then(|campaign| campaign.extensions().key.as_ref());
        let key = key.ok_or(NotLeaving::NoCampaign)?;
        let random = random::bytes().map_err(|_| NotLeaving::NoRandomness)?;
        let packed = Boxed { record, ticket }.pack();
        let envelope = seal(key, instrument.hash, &packed, &random);
        envelope.map(Self::Sealed).map_err(|_| NotLeaving::NoRandomness)
    }

    /// The file's text.
    pub fn file(&self, instrument: &Instrument) -> String {
        match self {
            Self::Plain(record) => record.to_json(instrument),
            Self::Sealed(envelope) => envelope.to_file(),
        }
    }

    /// What is copied: the file's text, or the envelope's.
    pub fn text(&self, instrument: &Instrument) -> String {
        match self {
            Self::Plain(record) => record.to_json(instrument),
            Self::Sealed(envelope) => envelope.to_code(),
        }
    }

    /// The text of the QR code.
    pub fn code(&self) -> String {
        match self {
            Self::Plain(record) => record.to_code(),
            Self::Sealed(envelope) => envelope.to_code(),
        }
    }
}

/// Whether only an envelope may leave.
pub fn is_sealed(interview: &Interview) -> bool {
    interview.terms().is_some_and(|terms| terms.sealed)
}

/// The names of the file that is saved and of the one that is shared.
pub fn file_names(interview: &Interview) -> [&'static str; 2] {
    if is_sealed(interview) {
        [ENVELOPE_FILE_NAME, SEALED_SHARED_NAME]
    } else {
        [FILE_NAME, SHARED_NAME]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Question};
    use crate::domain::campaign::{Details, Extensions, FormChoice};
    use crate::domain::interview::Event;
    use crate::domain::record::{RecordId, unbox};
    use crate::domain::respondent_instrument;
    use crate::domain::seal::{Expected, PrivateKey, open};

    fn campaign(wave: u8, key: Option<&PrivateKey>) -> Campaign {
        let details = Details {
            id: [1, 2, 3, 4],
            wave,
            title: "摸底".to_owned(),
            wave_label: String::new(),
            purpose: String::new(),
            contact: String::new(),
            form: FormChoice::Either,
            background: 0,
            minimum: 10,
        };
        let instrument = respondent_instrument();
        let key = key.map(|key| key.public().clone());
        let campaign = Campaign::new(instrument, details).expect("a campaign");
        let tickets = key.is_some();
        let extensions = Extensions { key, tickets, ..Extensions::default() };
        campaign.with(instrument, extensions).expect("they fit")
    }

    fn interview(campaign: Option<&Campaign>) -> Interview {
        let instrument = respondent_instrument();
        let begun = Interview::new(instrument, RecordId([7; 16]), None);
        let joined = Event::Joined(campaign.map(Campaign::terms));
        let answered = Event::Answered(Question::Item(0), Answer::Option(1));
        let joined = begun.after(instrument, &joined).unwrap_or(begun);
        joined.after(instrument, &answered).expect("it can be answered")
    }

    #[test]
    fn a_record_is_sealed_to_its_campaigns_key_and_leaves_in_no_other_way() {
        let instrument = respondent_instrument();
        let key = PrivateKey::of_random(b"a seed of a key, only for a test").expect("random");
        let sealed = campaign(1, Some(&key));
        let interview = interview(Some(&sealed));
        let ticket = Ticket::from_bytes([0, 0, 0, 0, 0, 0, 0, 9]);
        let leaving = Outgoing::of(instrument, &interview, Some(&sealed), ticket);
        let Ok(Outgoing::Sealed(envelope)) = leaving else { panic!("{leaving:?}") };
        let campaigns = [sealed.terms().campaign];
        let expected = Expected { instrument: instrument.hash, others: &[], campaigns: &campaigns };
        let packed = open(&envelope, &key, &expected).expect("it opens");
        let record = super::leaving(instrument, &interview, Some(&sealed)).expect("known").record;
        assert_eq!(unbox(&[instrument], &packed), Ok(Boxed { record, ticket }));
        let leaving = Outgoing::Sealed(envelope);
        assert_eq!(leaving.file(instrument), envelope.to_file());
        let texts = [leaving.text(instrument), leaving.code()];
        assert!(texts.iter().all(|text| *text == envelope.to_code()));

        // Without the campaign, with another of the same terms but for the key, or another wave.
        for other in [None, Some(campaign(1, None)), Some(campaign(2, Some(&key)))] {
            let leaving = Outgoing::of(instrument, &interview, other.as_ref(), None);
            assert_eq!(leaving, Err(NotLeaving::NoCampaign), "{other:?}");
        }
    }

    #[test]
    fn without_a_key_the_record_leaves_as_it_is() {
        let instrument = respondent_instrument();
        let key = PrivateKey::of_random(b"a seed of a key, only for a test").expect("random");
        let plain = campaign(1, None);
        for joined in [None, Some(&plain)] {
            let interview = interview(joined);
            let record = super::leaving(instrument, &interview, joined).expect("plain").record;
            // A campaign that was read but is not answered for changes nothing.
            let read = campaign(3, Some(&key));
            let leaving = Outgoing::of(instrument, &interview, Some(&read), None);
            assert_eq!(leaving, Ok(Outgoing::Plain(record)));
        }
    }
}
