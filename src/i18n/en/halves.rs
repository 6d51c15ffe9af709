//! Records split into halves, in English.

use crate::domain::SHAPE;
use crate::domain::campaign::CampaignFault;
use crate::domain::two_tally::{InvitationFault, PlanRefusal};
use crate::i18n::respond::Halves;

pub(super) const HALVES: Halves = Halves {
    about: [
        "In this survey your answers are split into two halves, one for each of two organisers. \
         Either half alone is random numbers and does not show what you chose.",
        "Each organiser adds up its own halves, and the two sums together give totals only. As \
         long as the two do not work together, neither can read your answers. If they do, they \
         can.",
        "Once you take part, your answers leave in this way only: not as a file of their own, as \
         text or as a code. You still see your results and can keep them as a picture or on paper.",
    ],
    welcome: [
        "Tell how heavy your work is. You see the scores of every kind of burden at once, and \
         then hand your answers over as two halves, one for each of two organisers.",
        "There are two files. In each there are random numbers and a random id, encrypted.",
    ],
    counted: (
        if SHAPE.priorities {
            "What is counted: how many people chose what at each question, the priorities, and \
             the bands of the scores."
        } else {
            "What is counted: how many people chose what at each question, and the bands of the \
             scores."
        },
        |strata| {
            let priorities = if SHAPE.priorities { " the priorities," } else { "" };
            format!(
                "What is counted: how many people chose what at each question,{priorities} \
                 and the bands of the scores, also by {strata}."
            )
        },
    ),
    compare: [
        "Please compare the 20 digits of the plan with the printed notice:",
        "Only if every digit is the same, it is the plan that the two organisers agreed on. If \
         one differs, tap “Do not take part”, and ask the organisers on a number that you already \
         know.",
    ],
    refused: |fault| match fault {
        InvitationFault::Plan(PlanRefusal::Newer | PlanRefusal::OtherInstrument)
        | InvitationFault::Campaign(CampaignFault::Newer | CampaignFault::OtherInstrument) => {
            "This campaign needs another version of the page. You can go on without."
        }
        InvitationFault::Plan(_) | InvitationFault::Campaign(_) => {
            "There is no complete invitation: please copy it again, or choose the file again. You \
             can go on without."
        }
        InvitationFault::OtherCampaign => {
            "The plan counts another campaign, so you have not joined. Please copy the invitation \
             again; if it stays like this, ask the organisers."
        }
        InvitationFault::NotTogether => {
            "Halves do not go together with sealing, paper tickets, dice or a table of people, so \
             you have not joined. Please tell the organisers."
        }
    },
    title: "Hand over two halves",
    lede: [
        "Both halves have to arrive; with only one, neither counts. Let them take two ways, for \
         example one sent and one scanned in person, and let no one person carry both.",
        "Once a half has been handed over, the answers cannot be changed. All that is split is \
         listed below: please look through it first.",
    ],
    inside: "In each half there are random numbers and a random id, encrypted so that only its \
             own organiser can open it. The id is the same in both, to match them, and has \
             nothing to do with anything else. However you hand them over, who takes them can see \
             that they come from you.",
    names: ["The first half, for the first organiser", "The second half, for the second organiser"],
    notes: ["It is long: too long for a QR code.", "It is short and can be scanned as well."],
    ways: [|way| format!("Half 1: {way}"), |way| format!("Half 2: {way}")],
    handed: "Handed over",
    picture: "QR code of the second half, the same content as the file",
    caption: ["Qingdan · second half", "same content as the file"],
    manual: ["Text of the first half", "Text of the second half"],
    said: [
        "The first half is out. The second is still missing.",
        "The second half is out. The first is still missing.",
        "Both halves are out. Handing them over again gives the same content and counts once.",
        "Something was handed over before. If you are not sure that both halves were, hand them \
         over again: the content is the same and counts once.",
    ],
    locked: "Your answers have been handed over and cannot be changed: another pair would not \
             match the first, and neither would count. You can still look at your results, and \
             hand over a half that is missing.",
    no_other: "Your answers have been handed over: you cannot leave this campaign or join another.",
};
