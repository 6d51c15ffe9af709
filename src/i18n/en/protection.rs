//! Randomised questions and rare backgrounds, in English.

use crate::i18n::organise::Protection;

/// One question, or several.
fn questions(n: usize) -> String {
    if n == 1 { "one question".to_owned() } else { format!("{n} questions") }
}

pub(super) const PROTECTION: Protection = Protection {
    heading: "More protection (optional)",
    noise: "Throw a die for a few sensitive questions",
    noise_means: &[
        "For each question chosen here the phone throws a die when it saves: sometimes it writes \
         the true choice, sometimes one drawn from all options. No file shows whether what it \
         holds is true.",
        "The price is far more people. There are estimates of these questions and no counts, and \
         no overall index, groups or comparisons that contain them. With fewer people than in the \
         table the estimates are of no use.",
        "It can also make people less honest. Try it with a few people beside direct questions \
         before you decide.",
        "Choose one question for each matter: several about the same matter tell more together.",
    ],
    chance: "Chance of writing the true choice",
    chances: [|a, b| format!("{a}/{b}"), |a, b| format!("{a}/{b} (recommended)")],
    cost: "People who must answer for a margin of 5 percentage points where the true share is 20%",
    cost_options: |options| format!("{options} options"),
    cost_direct: "No die",
    chosen: |chosen, most| format!("Choose the questions ({chosen} chosen, at most {most})"),
    not_this: [
        "tied to another question, cannot be chosen",
        "hours come from it, cannot be chosen",
    ],
    roster: "Check whether a background is too rare",
    roster_means: |least| {
        [
            format!(
                "Enter how many people you ask, and about how many there are of each background. \
                 Before it saves, the phone estimates from this how many share the respondent’s \
                 background; below {least} people the rarest answers are left out of the file. The \
                 file shows which are missing, so somebody who knows the rule may guess that \
                 this background is rare: in a small unit, ask less of it."
            ),
            "Rough numbers will do, and with none there is no check. The head count and the shares \
             go into the campaign’s code, where whoever has it can read them."
                .to_owned(),
        ]
    },
    roster_useless: "No background is asked, so there is nothing to check.",
    people: "People who are asked to answer",
    roster_wrong: [
        "Please enter whole numbers.",
        "Something is missing: the head count, and at least one number for each background \
         question asked. With nothing entered there is no check.",
        "At most 1,000,000 people: please see whether there is a digit too many.",
    ],
    dense: |side| {
        format!(
            "The QR code will have {side} squares a side. The more, the harder to scan: shorter \
             texts above help."
        )
    },
    not_dense: "This is too much for a QR code: there are the link, the code and the file only.",
    listed_noise: |n, a, b| format!("a die for {}, chance of the truth {a}/{b}", questions(n)),
    listed_roster: |people| format!("background checked against {people} people"),
    told_noise: |n, a, b| {
        format!(
            "For {} the phone throws a die when it saves: with a chance of {a}/{b} it writes your \
             true choice, and otherwise one drawn from all options. Nobody who sees the file can \
             tell whether that is your true answer.",
            questions(n)
        )
    },
    told_roster: |least| {
        format!(
            "Before saving, the phone estimates from the organiser’s numbers how many people share \
             your background; below {least} the rarest answers are left out of the file, which \
             shows that they are missing."
        )
    },
};
