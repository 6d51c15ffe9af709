//! What a respondent is given: the plan and the campaign that it counts, in one code.
//!
//! The code is the plan's ([`Plan::to_code`]), a full stop, and the campaign's digits as they
//! stand in its link. In this form no page that cannot split records joins the campaign by mistake.

use super::plan::{Plan, PlanRefusal, read_plan};
use crate::domain::base64url::DIGITS;
use crate::domain::campaign::{Campaign, CampaignFault, Extensions, JOIN, Terms, read_campaign};
use crate::domain::instrument::Instrument;

/// The name of an invitation's file.
pub const INVITATION_FILE_NAME: &str = "qingdan-two-tallies.json";

/// What the file calls itself.
const FILE_FORMAT: &str = "qingdan-two-tallies/1";

/// What stands between plan and campaign.
const BETWEEN: char = '.';

/// A plan and its campaign; they always fit each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    plan: Plan,
    campaign: Campaign,
}

/// Why there is no invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvitationFault {
    /// There is no plan that can be read.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
    /// There is no campaign that can be read.
    #[error(transparent)]
    Campaign(#[from] CampaignFault),
    /// The plan counts another campaign, or other questions than the campaign asks.
    #[error("the plan counts another campaign")]
    OtherCampaign,
    /// The campaign has a key, paper tickets, randomised items or a roster. Halves have no room
    /// for tickets, and nobody reads a record that the others could protect.
    #[error("halves do not go together with sealing, tickets, randomised items or a roster")]
    NotTogether,
}

impl Invitation {
    /// The invitation of a plan and its campaign.
    pub fn new(plan: Plan, campaign: Campaign) -> Result<Self, InvitationFault> {
        let (declared, details) = (plan.declared(), campaign.details());
        let fits = declared.campaign == campaign.terms().campaign
            && details.form.only() == Some(declared.form)
            && declared.background == details.background
            && declared.minimum == details.minimum;
        if !fits {
            return Err(InvitationFault::OtherCampaign);
        }
        if *campaign.extensions() != Extensions::default() {
            return Err(InvitationFault::NotTogether);
        }
        Ok(Self { plan, campaign })
    }

    /// The plan.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The campaign that it counts.
    pub const fn campaign(&self) -> &Campaign {
        &self.campaign
    }

    /// What it asks of one respondent: as a sealed campaign, so that nothing of the interview
    /// leaves where the plan is not known, as after a draft was opened.
    pub const fn terms(&self) -> Terms {
        Terms { sealed: true, ..self.campaign.terms() }
    }

    /// The code, in one piece: at most 1,130 characters.
    pub fn to_code(&self) -> String {
        let campaign = self.campaign.to_link("").replace(JOIN, "");
        format!("{}{BETWEEN}{campaign}", self.plan.to_code())
    }

    /// The link that opens the page of two tallies, served at an address, with this invitation.
    pub fn to_link(&self, address: &str) -> String {
        [address, JOIN, &self.to_code()].concat()
    }

    /// The file: one line of JSON.
    pub fn to_file(&self) -> String {
        format!("{{\"format\":\"{FILE_FORMAT}\",\"invitation\":\"{}\"}}\n", self.to_code())
    }
}

/// Reads the invitation that stands anywhere in a text: a message, a link, a file. A campaign that
/// does not stand behind the plan's code may stand elsewhere in the text, as its own code or link.
/// Any text gives an invitation or a fault.
pub fn read_invitation(instrument: &Instrument, text: &str) -> Result<Invitation, InvitationFault> {
    let plan = read_plan(instrument, text)?;
    let code = plan.to_code();
    let behind = text.split_once(&code).and_then(|(_, rest)| rest.strip_prefix(BETWEEN));
    let digits = behind
        .map_or("", |rest| &rest[..rest.bytes().take_while(|byte| DIGITS.contains(byte)).count()]);
    let campaign = if digits.is_empty() {
        read_campaign(instrument, &text.replacen(&code, "", 1))
    } else {
        read_campaign(instrument, &[JOIN, digits].concat())
    }?;
    Invitation::new(plan, campaign)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{campaign, instrument, keys, random};
    use super::super::plan::PLAN_RANDOM_BYTES;
    use super::*;
    use crate::domain::campaign::{Details, FormChoice};
    use crate::domain::crowd::Roster;
    use crate::domain::randomised::{Randomisation, TruthProbability};
    use crate::domain::respondent_instrument;

    fn plan(campaign: &Campaign) -> Plan {
        let publics = keys().map(|key| key.public().clone());
        let random = random::<PLAN_RANDOM_BYTES>(3);
        Plan::new(instrument(), campaign, publics, 0, &random).expect("a plan")
    }

    fn invitation() -> Invitation {
        let campaign = campaign(FormChoice::QuickOnly, 0b11);
        Invitation::new(plan(&campaign), campaign).expect("they fit")
    }

    #[test]
    fn code_link_file_and_message_are_read() {
        let invitation = invitation();
        let code = invitation.to_code();
        let (plan, campaign) = (invitation.plan().to_code(), invitation.campaign().to_code());
        let texts = [
            code.clone(),
            format!("请打开：{code}。谢谢"),
            invitation.to_link("example.org/two-tallies.html"),
            invitation.to_file(),
            format!("{campaign}\r\n{plan}\r\n"),
            format!("{plan} {}", invitation.campaign().to_link("example.org/")),
            // The end of a sentence is no campaign.
            format!("{campaign} {plan}. "),
        ];
        for text in texts {
            for instrument in [instrument(), respondent_instrument()] {
                assert_eq!(read_invitation(instrument, &text).as_ref(), Ok(&invitation), "{text}");
            }
        }
        let file: serde_json::Value = serde_json::from_str(&invitation.to_file()).expect("JSON");
        assert_eq!(file["invitation"], *code);
    }

    #[test]
    fn the_code_is_a_plan_for_who_counts_and_no_campaign_for_a_page_that_cannot_split() {
        let invitation = invitation();
        for text in [invitation.to_code(), invitation.to_file(), invitation.to_link("x")] {
            assert_eq!(read_plan(instrument(), &text).as_ref(), Ok(invitation.plan()));
            let refused = Err(CampaignFault::TwoTallies);
            assert_eq!(read_campaign(instrument(), &text), refused, "{text}");
        }
    }

    #[test]
    fn what_is_missing_or_changed_is_named() {
        let invitation = invitation();
        let (plan, campaign) = (invitation.plan().to_code(), invitation.campaign().to_code());
        let check = |text: &str, fault: InvitationFault| {
            assert_eq!(read_invitation(instrument(), text), Err(fault), "{text}");
        };
        check(&campaign, PlanRefusal::NoPlan.into());
        check(&plan, CampaignFault::NoCode.into());
        let code = invitation.to_code();
        check(&code[..code.len() - 1], CampaignFault::Damaged.into());
        check(&code.replacen("T1:A", "T1:B", 1), PlanRefusal::Damaged.into());
        let long = "x".repeat(16_385);
        check(&long, PlanRefusal::TooLong.into());
    }

    #[test]
    fn another_campaign_does_not_fit() {
        let first = campaign(FormChoice::QuickOnly, 0b11);
        let plan = plan(&first);
        let change = |change: &dyn Fn(&mut Details)| {
            let mut details = first.details().clone();
            change(&mut details);
            Campaign::new(instrument(), details).expect("a campaign")
        };
        let others = [
            change(&|details| details.id = [9; 4]),
            change(&|details| details.wave = 2),
            change(&|details| details.form = FormChoice::FullOnly),
            change(&|details| details.form = FormChoice::Either),
            change(&|details| details.background = 0b111),
            change(&|details| details.minimum = 20),
        ];
        for other in others {
            let made = Invitation::new(plan.clone(), other);
            assert_eq!(made, Err(InvitationFault::OtherCampaign));
        }
        // Its texts are not the plan's business.
        let renamed = change(&|details| details.title = "另名".to_owned());
        assert!(Invitation::new(plan, renamed).is_ok());
    }

    #[test]
    fn what_protects_whole_records_does_not_go_together_with_halves() {
        let open = campaign(FormChoice::QuickOnly, 0b11);
        let plan = plan(&open);
        let key = Some(keys()[0].public().clone());
        let item = instrument().item_index("acc_personal").expect("an item");
        let item = [u8::try_from(item).expect("few")];
        let randomised = Randomisation::new(instrument(), TruthProbability::HALF, &item);
        let roster = Roster::new(instrument(), 0b11, 30, &[vec![10; 5], vec![10; 4]]);
        let none = Extensions::default;
        let others = [
            Extensions { key: key.clone(), ..none() },
            Extensions { key, tickets: true, ..none() },
            Extensions { randomised: Some(randomised.expect("an item")), ..none() },
            Extensions { roster: Some(roster.expect("a roster")), ..none() },
        ];
        for extensions in others {
            let other = open.clone().with(instrument(), extensions).expect("they fit");
            let made = Invitation::new(plan.clone(), other);
            assert_eq!(made, Err(InvitationFault::NotTogether));
        }
    }
}
