//! Words of the respondent's page in English.

use super::respond::{
    Detail, Erase, Export, Hours, Messages, Question, Results, Review, Steps, Unscored, Welcome,
};

pub(super) static EN: Messages = Messages {
    steps: Steps {
        label: "Pages",
        back: "Back",
        next: "Next",
        start: "Start",
        to_review: "Review",
        back_to_review: "Review",
        to_results: "Results",
        to_export: "Save",
        position: |page, pages| format!("Page {page} of {pages}"),
    },
    welcome: Welcome {
        title: "Qingdan",
        subtitle: "an anonymous self-report of grassroots workload",
        lede: "Say how heavy your work is. You see at once a score for each kind of burden, and \
               can save your answers as a file without your name.",
        who: [
            "Whose file it is",
            "You alone make it, on your own device, and only when you tap Save. Whether to hand \
             it over, and to whom, is up to you.",
        ],
        how_long: [
            "How long it takes",
            "About 8 minutes for the full form and 5½ for the quick one, estimated from the length \
             of the text. You can skip any question and come back to any.",
        ],
        inside: ("What the file holds", |background| {
            format!(
                "The options you picked, a random number, and the background you choose to \
                     give ({background})."
            )
        }),
        outside: [
            "What it does not hold",
            "No name or unit, no date or time of filling in, no score, nothing about your device. \
             No words of yours either: there is nothing to type.",
        ],
        limits: (
            "What this page cannot do",
            [
                "Others may know that you took part.",
                "The way you hand the file over shows who handed it over: a chat shows its sender.",
                "Someone who knows your situation well may recognise you from a whole set of \
                 answers.",
            ],
        ),
        offline: "It works without a network. Before you save, you can see every entry of the \
                  file.",
        choose: "Choose one",
        full: ["Full", "about 8 min", "3–4 questions per kind, for steadier scores."],
        quick: ["Quick", "about 5½ min", "2 questions per kind: a first look."],
        questions: |scored, others| format!("{scored} scored questions and {others} others"),
        switch_later: "You can switch later without losing answers.",
    },
    question: Question {
        not_applicable: "Not applicable",
        dont_know: "Don't know",
        declined: "Prefer not to say",
        decline_label: "No answer",
        settled: |answer| {
            format!("Not applicable: an earlier answer of yours was “{answer}”, so skip this one.")
        },
        hint: "You can leave any question open. Tap an answer again to take it back.",
    },
    unscored: Unscored {
        outcomes: "What it leads to",
        outcomes_lede: "Nothing on this page is scored.",
        priorities_hint: |most| format!("Tap in order, up to {most}. Tap again to take one back."),
        priorities_full: |most| format!("You have chosen {most}. To change, first take one back."),
        priorities_none: "None for now",
        place: |place| format!("number {place}"),
        background: "About you",
        background_lede: "All of it is optional and coarse. Where few people work, more detail \
                          makes you easier to recognise. If in doubt, leave it open.",
    },
    review: Review {
        title: "Review",
        complete: "Every question has an answer.",
        missing: |missing| match missing {
            1 => "1 question is open. You can see results anyway.".to_owned(),
            _ => format!("{missing} questions are open. You can see results anyway."),
        },
        first_open: "Go to the first open one",
        hint: "Tap a question to go back and change it.",
        unanswered: "Open",
        form: |form| format!("You are answering: {form}."),
        switch: |form| format!("Switch to: {form}"),
    },
    results: Results {
        title: "Your results",
        index: "Burden index from 0 to 100; higher is heavier",
        picture: |index, band| {
            format!(
                "A shoulder pole that carries each kind of burden, bent by {index} of 100: {band}. \
                 The table below has the numbers."
            )
        },
        picture_without: "A shoulder pole that carries each kind of burden. The table below has \
                          the numbers.",
        index_missing: |reported, needed| {
            let missing = needed.saturating_sub(reported);
            format!(
                "The index needs the scores of {needed} categories. There are {reported}; \
                 {missing} are missing."
            )
        },
        index_range: |low, high| {
            if low == high {
                format!("With any one category left out, the index stays {low}.")
            } else {
                format!(
                    "With any one category left out, the index is between {low} and {high}. This \
                     is not a margin of error; it only shows how much a single category matters."
                )
            }
        },
        peak: |peaks, categories, band| match peaks {
            0 => format!("Of {categories} scored categories none is in the band “{band}”."),
            _ if peaks == categories => format!("All {categories} are in the band “{band}”."),
            1 => format!("1 of {categories} categories is in the band “{band}”."),
            _ => format!("{peaks} of {categories} categories are in the band “{band}”."),
        },
        weighted: |index| {
            format!("If what you would cut first counts for more, the index is {index}.")
        },
        profile: |categories| format!("{categories} kinds of burden"),
        columns: ["Category", "Chart", "Score", "Band"],
        unreported: "Too few answers, no score",
        single: "one question",
        one_by_one: "One by one",
        one_by_one_lede: "Your answers, the documented cases, what the authors propose, and how \
                          the score came about.",
        method: "How the scores are computed",
        method_text: |least| {
            [
            "Every option has 0 to 100 points; heavier is higher.".to_owned(),
            "A category's score is the mean of its questions. It needs answers to half of them, \
             and to two at least in the full form. Questions that do not apply are left out."
                .to_owned(),
            format!(
                "The index is the mean of the category scores, all counted alike. It needs at \
                 least {least} of them."
            ),
            "In the weighted index your first, second and third choice count 4, 3 and 2 times, \
             the others once. Numbers are shown rounded."
                .to_owned(),
        ]
        },
        bands: "What the bands mean",
    },
    detail: Detail {
        answers: "Your answers",
        points: |points| match points {
            1 => "1 point".to_owned(),
            _ => format!("{points} points"),
        },
        computed: |answered, applicable| {
            format!("You answered {answered} of {applicable} questions.")
        },
        sum: |sum, exact, shown| match shown {
            Some(shown) => format!(" {sum} {exact}, shown as {shown}."),
            None => format!(" {sum} {exact}."),
        },
        too_few: |answered, applicable| {
            format!("You answered {answered} of {applicable} questions: too few for a score.")
        },
        range: |low, high| {
            if low == high {
                format!("With any one question left out, the score stays {low}.")
            } else {
                format!(
                    "With any one question left out, the score is between {low} and {high}. This \
                     is not a margin of error; it only shows how much a single question matters."
                )
            }
        },
        case: |title, figure, [lowest, highest]| {
            let lowest = lowest.unwrap_or_default();
            match highest {
                Some(highest) => {
                    format!(
                        "One case in {title}: {figure}. It falls into “{lowest}” to “{highest}”."
                    )
                }
                None => format!("One case in {title}: {figure}. It falls into “{lowest}”."),
            }
        },
        compared: [
            "Your answer is below this one case.",
            "Your answer is the same as this one case.",
            "Your answer is above this one case.",
        ],
        remedies: "What the articles propose",
        remedies_note: "These are the authors' proposals; their effect has not been tested.",
        cited: |titles| format!("in {titles}"),
    },
    hours: Hours {
        title: "Hours a week on these activities",
        bounds: ["At least", "About", "At most"],
        hours: |hours| format!("{hours} h"),
        lower_basis: "“At least” adds the lower ends of the bands you picked and assumes nothing \
                      else.",
        assumed: |central, upper| {
            format!(
                "“About” takes the middle of each band and “at most” its upper end. For the band \
                 without an upper end we assume {central} h and {upper} h. “At most” never exceeds \
                 the working week you gave."
            )
        },
        partial: |answered, activities| {
            format!(
                "You answered {answered} of the {activities} questions on time, so there is only \
                 an “at least”."
            )
        },
        inconsistent: "The lower ends add up to more than the working week you gave. The two do \
                       not fit, so only the lower ends are shown.",
        none: "No question on time is answered, so there is no estimate.",
        avoidable: "Of these, possibly avoidable by your answers",
        avoidable_basis: |pairs| {
            format!(
                "The hours you gave times the share you gave, for the {pairs} activities with \
                 both. The others are not guessed."
            )
        },
    },
    export: Export {
        title: "Save the file",
        lede: "This is all that the file holds. What is not here is not in the file.",
        about_file: "The file itself",
        fields: [
            "Format",
            "Questionnaire",
            "Version",
            "Fingerprint",
            "Form",
            "Campaign",
            "Random number",
            "Changes",
        ],
        no_campaign: "None",
        id_note: "The random number is made when the page opens; it only tells newer from older \
                  copies of the same file.",
        not_asked: "Not asked",
        raw: "Show the raw file",
        raw_label: "Raw file",
        save_title: "Save",
        before: |name| {
            format!(
                "The file is made when you tap “Save the file”. It is called {name} for everyone."
            )
        },
        save: "Save the file",
        saved: |name| {
            format!(
                "Handed to the browser under the name {name}. This page cannot see whether it was \
                 stored: please look in your downloads. Saving again gives the very same file."
            )
        },
        changed: |revision| {
            format!(
                "You changed answers after saving. The next file will be marked as change \
                 {revision}; please hand over the newer one."
            )
        },
        failed: "The browser did not take the file. Your answers are still here. Please open this \
                 page in the system's browser, or copy the raw file above.",
        hand_over: "Whom you give it to, and how, is up to you. The way may show who you are.",
    },
    erase: Erase {
        erase: "Erase",
        question: "Erase all answers?",
        consequence: "All answers in this page go, and the page cannot bring them back. Files you \
                      have saved stay until you delete them.",
        yes: "Erase",
        done: "Erased",
        done_text: "There are no answers in this page any more. You can close it.",
        again: "Start again",
        broken: "This cannot be filled in now",
        broken_text: "This browser gives no reliable random numbers, so a file would have no safe \
                      number. Please update it, or use the system's browser.",
    },
};
