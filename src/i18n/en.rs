//! English: every word of both pages in English.
//!
//! The same catalogues in every language's files, in the same order: the organiser's own words and
//! those of the report in the files of the folder with the language's name.

#[cfg(feature = "two-tally")]
mod halves;
mod keys;
mod noise;
mod organiser;
mod protection;
mod report;
mod sealed;
#[cfg(feature = "two-tally")]
mod two_tally;

pub(super) use organiser::{EXPORT, ORGANISE};
pub(super) use report::REPORT;
#[cfg(feature = "two-tally")]
pub(super) use two_tally::TWO_TALLY;

use super::organise::size;
use super::refusal::{self, size_up};
use super::{joining, respond, shared};
use crate::domain::SHAPE;
use crate::domain::campaign::CampaignFault;
use crate::domain::crowd::TOLD_MAX;
use crate::domain::draft::{KeepFault, ResumeFault};
use crate::domain::record::{PACKED_BYTES, Reason};

pub(super) static SHARED: shared::Messages = shared::Messages {
    name: "Qingdan",
    skip: "Skip to content",
    language: "Language",
    cancel: "Cancel",
    comma: ", ",
    title: |title| format!("“{title}”"),
    quoted: |words| format!("“{words}”"),
    range: |low, high| format!("{low}–{high}"),
    joining: joining::Joining {
        to_join: "I have a campaign code",
        paste: "Paste the code, the link or the notice",
        refused: |fault| match fault {
            CampaignFault::Newer | CampaignFault::OtherInstrument => {
                "This campaign needs another version of the page. You can go on without."
            }
            CampaignFault::TwoTallies => "For this campaign open two-tallies.html in this place.",
            _ => "There is no complete campaign code: please copy it again. You can go on without.",
        },
        wave: ["Wave ", " "],
        unknown: "Campaign ",
        fields: ["Purpose: ", "Contact: ", "Form: ", "Background: ", ""],
        none: "not asked in this campaign",
        unchecked: "The organiser wrote this, and nobody has checked it. If in doubt, ask on a \
                    number that you already know.",
        join: "Take part",
        leave: "Do not take part",
        other: "This code has another key or other dice than yours and was not taken. If the \
                printed notice says so, tap “Do not take part” and open it again.",
    },
};

pub(super) static RESPOND: respond::Messages = respond::Messages {
    steps: respond::Steps {
        label: "Pages",
        back: ["Back", "All results", "Back"],
        next: "Next",
        start: "Start",
        to_review: "Review",
        back_to_review: "Review",
        to_results: "Results",
        to_export: "Save",
        position: |page, pages| format!("Page {page} of {pages}"),
    },
    welcome: respond::Welcome {
        title: "Qingdan",
        lede: "Say how heavy your work is. You see at once a score for each kind of burden, and \
               can save your answers as a file without your name.",
        reopened: "The page was opened again. Answers that were not kept as a draft are gone; \
                   please begin anew.",
        who: [
            "Whose file it is",
            "You alone make it, on your own device, and only when you tap Save. Whether to hand \
             it over, and to whom, is up to you.",
        ],
        how_long: [
            "How long it takes",
            "Estimated from the length of the text. You can skip any question and come back to \
             any.",
        ],
        inside: ("What the file holds", |background| {
            if background.is_empty() {
                return "The options you picked, and a random number.".to_owned();
            }
            format!(
                "The options you picked, a random number, and the background you choose to \
                     give ({background})."
            )
        }),
        outside: [
            "What it does not hold",
            "No name or unit, no date or time of filling in, no score, nothing about your device, \
             no words of yours.",
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
        full: [
            "Full",
            concat!("about ", env!("QINGDAN_FULL_EN")),
            "All questions, for steadier scores.",
        ],
        quick: [
            "Quick",
            concat!("about ", env!("QINGDAN_QUICK_EN")),
            "Fewer questions: a first look.",
        ],
        questions: |scored, others| {
            if SHAPE.outcomes || SHAPE.background {
                format!("{scored} scored questions and {others} others")
            } else {
                format!("{scored} scored questions")
            }
        },
        switch_later: "You can switch later without losing answers.",
    },
    question: respond::Question {
        not_applicable: "Not applicable",
        dont_know: "Don’t know",
        declined: "Prefer not to say",
        decline_label: "No answer",
        settled: |answer| {
            format!("Not applicable: an earlier answer of yours was “{answer}”, so skip this one.")
        },
        hint: "You can leave any question open. Tap an answer again to take it back.",
    },
    unscored: respond::Unscored {
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
    review: respond::Review {
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
    results: respond::Results {
        title: "Your results",
        index: "Burden index from 0 to 100; higher is heavier",
        picture: |index, band| {
            format!(
                "A shoulder pole that carries each kind of burden, bent by {index} of 100: {band}. \
                 The numbers stand below."
            )
        },
        picture_without: "A shoulder pole that carries each kind of burden. The numbers stand \
                          below.",
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
        unreported: "Too few answers, no score",
        single: "one question",
        profile_hint: "Open a category for your answers, how the score came about, and what it \
                       rests on.",
        figures: "As a table",
        columns: ["Category", "Score", "Without one question", "Answered"],
        answered: |answered, applicable| format!("{answered} of {applicable}"),
        influence: "What moves the index most",
        influence_lede: |index| {
            format!(
                "Change one answer from the lightest option to the heaviest, leave the rest as it \
                 is, and see how far the index moves from its {index}. These move it most:"
            )
        },
        influence_range: |low, high| format!("Index {low}–{high}"),
        method: "How the scores are computed",
        method_text: |least| {
            [
            "Every option has 0 to 100 points; heavier is higher.".to_owned(),
            "A category’s score is the mean of its questions. It needs answers to half of them, \
             and to two at least in the full form. Questions that do not apply are left out. \
             Numbers are shown rounded."
                .to_owned(),
            format!(
                "The index is the mean of the category scores, all counted alike. It needs at \
                 least {least} of them."
            ),
            "In the weighted index your first, second and third choice count 4, 3 and 2 times, \
             the others once."
                .to_owned(),
        ]
        },
        bands: "What the bands mean",
    },
    picture: respond::Picture {
        title: "Keep a copy",
        make: "Make a picture",
        print: "Print",
        compare: "Compare with an earlier file",
        working: "Drawing …",
        alternative: if SHAPE.hours {
            "The results as a picture: index, shoulder pole, the score of each category and the \
             hours a week, as on this page."
        } else {
            "The results as a picture: index, shoulder pole and the score of each category, as on \
             this page."
        },
        ready: if SHAPE.hours {
            "Press and hold the picture to save it. It holds scores and hours only: no id, no date \
             and no answers."
        } else {
            "Press and hold the picture to save it. It holds scores only: no id, no date and no \
             answers."
        },
        save: "Download the picture",
        saved: |name| {
            format!(
                "Handed to the browser as {name}. This page cannot see whether it arrived; please \
                 look in your downloads."
            )
        },
        failed: "This browser cannot draw the picture. Take a screenshot, or print this page.",
        not_taken: "The browser did not take the picture. Press and hold the picture above to \
                    save it.",
        made: "Made by the respondent on their own device",
    },
    detail: respond::Detail {
        how: "How the score came about",
        answers: "Your answers",
        own: "you",
        case_mark: "case",
        scopes: [
            "It describes one person. ",
            "It describes one unit. ",
            "It describes one event. ",
            "A description without a figure. ",
        ],
        mentioned: "The articles say:",
        after: |name| format!("Next: {name}"),
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
    hours: respond::Hours {
        title: "Hours a week on these activities",
        bounds: ["At least", "About", "At most"],
        hours: |hours| format!("{hours} h"),
        lower_basis: "“At least” adds the lower ends of the bands you picked and assumes nothing \
                      else.",
        assumed: |[central, upper, week]| {
            format!(
                "“About” takes the middle of each band and “at most” its upper end. For the band \
                 without an upper end we assume {central} h and {upper} h. “At most” never exceeds \
                 the working week you gave; for a week without an upper end we assume {week} h."
            )
        },
        partial: |answered, activities| {
            format!(
                "You answered {answered} of the {activities} questions on time, so there is only \
                 an “at least”."
            )
        },
        not_all_asked: |left_out| {
            let questions = plural(left_out as u64, "question", "questions");
            format!(
                "The quick form leaves out {questions} on time, so there is only an “at least”."
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
    export: respond::Export {
        title: "Save or share",
        lede: "Everything in the file is listed below. What is not there is not in the file.",
        empty: "No question is answered yet: this file holds no answers.",
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
        id_note: "The random number only tells newer from older copies of the same file; for \
                  another campaign it is another one.",
        not_asked: "Not asked",
        raw: "Show the raw file",
        raw_label: "Raw file",
        changed: |revision| {
            format!(
                "You changed answers after saving. The next file will be marked as change \
                 {revision}; please hand over the newer one."
            )
        },
    },
    ways: respond::Ways {
        title: "Handing it over",
        lede: "All ways give the same content. Whom you give it to is up to you; the way you use \
               may show who you are.",
        names: ["Share the file", "Save the file", "Copy the text", "Show the QR code"],
        notes: [
            "Opens the share sheet, where you pick an app.",
            "Stores it on this device.",
            "Copies it as text, to paste into a chat or a mail.",
            "Let somebody scan it, or press and hold to keep it as a picture.",
        ],
        named: |name| format!(" The file is called {name} for everyone."),
        done: [
            "Given to the app you picked. This page cannot see whether it was sent. Sharing again \
             gives the very same content.",
            " Saving again gives the very same file.",
            "Copied. Please paste it where it should go now: copying something else replaces it. \
             Copying again gives the very same content.",
            "All right: handed over, as you say. Given again, it is the very same content.",
        ],
        doubtful: "Handed to this browser, which often does nothing. Please look for the file in \
                   your downloads: if it is there, tap “I have saved it”; if not, choose \
                   another way.",
        cancelled: "Cancelled; nothing was shared. Your answers are still here.",
        failed: [
            "Nothing was shared. Your answers are still here.",
            "The browser did not take the file. Your answers are still here.",
            "The browser does not let this page copy. Your answers are still here. Press and hold \
             the text, select all, then copy.",
            "The picture was not saved. Your answers are still here.",
        ],
        instead: |way| format!(" Another way: “{way}”."),
        already: "These answers have been handed over and not changed since.",
        apps: ["WeChat", "Alipay", "QQ", "DingTalk", "another app"],
        inside: |app| {
            format!(
                "You are reading this page inside {app}. Saving a file here often does nothing \
                 and says nothing, so this way comes last."
            )
        },
        browser: "To get a file, you can also choose “Open in browser” in the menu at the top \
                  right. That opens a new page without these answers: you would fill it in again.",
        after: "Once handed over, the file, picture or message stays in your downloads, photos or \
                chats, and this page cannot remove it. If others use this device, delete it there \
                yourself, then tap “Erase” at the top.",
        picture: "QR code with the same content as the file",
        caption: ["轻担 Qingdan", "Same content as the file"],
        save_picture: "Save the picture",
        picture_saved: "Handed to the browser. Please look in your downloads.",
        kept_note: "This page cannot see whether it was scanned or kept.",
        kept: ["I have saved it", "I have pasted it", "It was scanned, or I have kept it"],
        code: "This text holds the same as the QR code. You can send it instead.",
        copy_code: "Copy the code",
        manual: "The text to copy",
    },
    sealed: respond::Sealed {
        open: "This file is not encrypted: anyone who gets it can read it.",
        about: "The file is handed over encrypted: only someone who holds the organiser’s key can \
                open it. A chat such as WeChat still shows who sent it.",
        compare: [
            "Please compare these 20 digits with the printed notice:",
            "It is the organiser’s key only if every digit is the same. If one differs, tap “Do \
             not take part”, and ask the organiser on a number that you already know.",
        ],
        stopped: [
            "Files of this campaign are handed over only as its code says, and the code is not \
             here. Please open its link or paste its code again. Your answers are still here.",
            "This is not a ticket’s number. Please look at the ticket again.",
            "This browser gives no reliable random numbers, so nothing was handed over. Please \
             update it, or open this page in another browser.",
        ],
        ticket: "Number on the paper ticket",
        no_ticket: "No ticket number: when tickets are counted, this record is left out.",
        ticket_read: "No typing slip found.",
        ticket_length: "A ticket has 13 characters.",
    },
    noise: respond::Noise {
        about: [
            "For these questions the phone throws dice before it decides what goes into the file:",
            "Nobody who sees the file can be certain that these are your true answers. All other \
             questions are written as they are, and so is not answering. The results on this page \
             use your true answers.",
        ],
        odds: |[a, b], options, (truth, other)| {
            let rest = b - a;
            format!(
                "Dice: in {a} of {b} throws your choice is written, in the other {rest} one of \
                 the {options} options at random. The chances of your choice and of any other \
                 option to stand in the file are {truth} to {other}."
            )
        },
        mark: "Dice thrown",
        shown: "Where it says “Dice thrown”, the file need not hold what you chose. The dice are \
                thrown once; saving again gives the same. The scores on this page still use your \
                true answers.",
        again: "You have handed over a file before, and it differs from this one. Both together \
                make it easier to guess the answers with dice. Hand over another only if you must.",
        kept: "The scores and the file together give your true answers away, so there is no \
               picture and no printing. Show them to nobody.",
        compare: "If this file’s campaign has questions with dice, it need not hold what you \
                  chose: these answers and the scores cannot be compared.",
    },
    crowd: respond::Crowd {
        levels: ["Too few: ", "Not many: ", "Many: "],
        alike: |alike| {
            let about = if alike < TOLD_MAX { "about" } else { "at least" };
            format!("By the organiser’s numbers, {about} {alike} people have the same background.")
        },
        few: "By the organiser’s numbers, fewer than 10 people have the same background, so that \
              it could give you away.",
        left_out: ["Left out of the file, as if you preferred not to say: ", ". "],
        shows: "The file shows what is missing, so somebody who knows this rule may guess that \
                your background is rare.",
        still_few: "Fewer than 10 people are asked at all.",
        clue: "Background is not the only clue: somebody who knows you well may recognise \
               you by a few answers.",
        mark: "Not in the file",
    },
    #[cfg(feature = "two-tally")]
    halves: halves::HALVES,
    draft: respond::Draft {
        title: "Save a draft, continue later",
        save: "Draft",
        about: [
            "The draft is kept on this device, encrypted. It is sent nowhere.",
            "Opening it takes a code that is shown only here. Without the code nobody can open it, \
             and we cannot recover it.",
            "Browsers may delete drafts: iPhones after about 7 days without a visit, private \
             windows when they close. It is best to finish in one sitting.",
        ],
        keep: "Save",
        kept: "Saved. From now on every change is kept too.",
        failed: "The draft is not saved.",
        fault: |fault| match fault {
            KeepFault::NoStorage => {
                "This browser lets the page store nothing: perhaps a private window, perhaps a \
                 setting. Your answers are still on the page; please finish before closing it."
            }
            KeepFault::Full => {
                "The browser has no room left on this device. Your answers are still on the page; \
                 free some space and save again."
            }
            KeepFault::NoSlot => {
                "There is no room for another draft on this device. Delete one that is not needed, \
                 then save."
            }
            KeepFault::Gone => {
                "This draft was deleted, or another page has continued it. Your answers are still \
                 on the page; saving again gives a new code."
            }
            KeepFault::NoRandomness => {
                "This browser gives no reliable random numbers, so nothing can be encrypted. Your \
                 answers are still on the page; please finish in one sitting."
            }
            KeepFault::NotSealed => {
                "It could not be encrypted. Your answers are still on the page; try again, or \
                 finish in one sitting."
            }
        },
        look: "What to do",
        again: "Save again",
        code: "Your code",
        copy: "Copy",
        copied: "Copied",
        not_copied: "Not copied. Please write it down",
        about_code: [
            "Write it down on paper. Kept on this device, others may see it.",
            "If the code is lost, the draft stays closed. Nobody can recover it.",
            "Whoever has this device can see that there is a draft, not what you answered.",
        ],
        erase: "Delete this draft",
        go_on: "Continue",
        still_there: "The draft is still on this device.",
        to_erase: "Delete it",
        resume_title: "Continue a draft",
        to_resume: "Continue a draft kept on this device",
        enter: "Your code",
        enter_hint: "12 letters and digits. Upper or lower case, with or without dashes and \
                     spaces.",
        open: "Open",
        refused: |fault| match fault {
            ResumeFault::Empty => "Please type the code first.",
            ResumeFault::NoCode => {
                "That does not look like a code: it has 12 letters and digits. Please check it."
            }
            ResumeFault::Closed => {
                "This code opens no draft here. Please check it for a slip, and whether the draft \
                 was saved on another device or in another browser."
            }
            ResumeFault::NoDraft => {
                "There is no draft in this browser: deleted, or saved on another device or in \
                 another browser."
            }
            ResumeFault::OtherVersion => {
                "This draft belongs to another version of the survey, whose questions differ. It \
                 cannot be continued; you can delete it and start afresh."
            }
            ResumeFault::Damaged => {
                "One draft is damaged and cannot be opened. You can delete it and start afresh."
            }
            ResumeFault::NoStorage => {
                "This browser does not let the page read drafts: perhaps a private window, perhaps \
                 a setting."
            }
        },
        stored: |drafts| match drafts {
            1 => "1 draft on this device".to_owned(),
            _ => format!("{drafts} drafts on this device"),
        },
        others: "On a shared device some may be other people’s. Deleted drafts are gone for good.",
        erase_all: "Delete all",
        ask_draft: [
            "Delete this draft?",
            "Its code will open nothing. Your answers stay on the page, but are no longer kept.",
            "Delete",
        ],
        ask_drafts: [
            "Delete all drafts?",
            "Some may be other people’s. They will be gone for good.",
            "Delete all",
        ],
        ask_replace: [
            "Replace your answers with the draft?",
            "The answers on this page will be replaced. To keep them, cancel and save a draft of \
             them first.",
            "Replace",
        ],
        also: |drafts| match drafts {
            1 => " The draft on this device goes too.".to_owned(),
            _ => format!(" The {drafts} drafts on this device go too; some may be other people’s."),
        },
    },
    compare: respond::Compare {
        title: "Compare with an earlier time",
        lede: "Choose a file that you saved here before and see what has changed. It is read on \
               this device only and not kept.",
        choose: "Choose a file",
        paste: "Or paste the text of the file, or its short code",
        read: "Compare",
        done: "The comparison stands below.",
        not_a_record: "This is not a file saved by this page, or it is encrypted, changed or \
                       incomplete. \
                       Your answers of now are all still here.",
        other_version: "This file is of another version of the questionnaire. The questions \
                        differ, so the two cannot be compared.",
        unreadable: "The browser cannot open this file. Open it in a text editor, copy all of its \
                     text and paste it below.",
        index: "Burden index",
        same: ["the same", "almost the same"],
        differs: [|points| format!("{points} lighter"), |points| format!("{points} heavier")],
        note: "This is only the difference between two of your own reports. It shows no cause and \
               is no trend. Differences are taken before rounding.",
        forms: "One of the two was the full form, the other the quick form. They ask different \
                questions, so the scores stand side by side without a difference.",
        scores: "Scores",
        answers: |count| match count {
            1 => "1 answer changed".to_owned(),
            _ => format!("{count} answers changed"),
        },
        no_answers: "No answer changed.",
        then_now: |then, now| format!("{then} → {now}"),
    },
    erase: respond::Erase {
        erase: "Erase",
        question: "Erase all answers?",
        consequence: "All answers in this page go, and the page cannot bring them back. Files you \
                      have saved stay until you delete them.",
        yes: "Erase",
        done: "Erased",
        done_text: "There are no answers in this page any more. You can close it. Your browser’s \
                    history still shows that it was open; only you can clear that.",
        again: "Start again",
        broken: "This cannot be filled in now",
        broken_text: "This browser gives no reliable random numbers, so a file would have no safe \
                      number. Please update it, or use the system’s browser.",
    },
};

pub(super) static REFUSAL: refusal::Messages = refusal::Messages {
    problem,
    remedy,
    unreadable: [
        "This file cannot be read.",
        "It may have been moved or renamed, or another program is using it. \
         Check that it opens, then choose it again.",
    ],
};

fn problem(reason: &Reason) -> String {
    match reason {
        Reason::Empty => "The file is empty.".to_owned(),
        Reason::TooLarge { size_bytes, limit_bytes } => {
            let (found, limit) = (size_up(*size_bytes), size(*limit_bytes));
            format!("The file has about {found}; a record has at most {limit}.")
        }
        Reason::NotUtf8 { offset } => format!("Not UTF-8 text from byte {offset}."),
        Reason::NotJson { line, column } => {
            format!("Not JSON, or cut off, at line {line}, column {column}.")
        }
        Reason::WrongType { expected } => format!("Wrong kind of content; expected {expected}."),
        Reason::DuplicateKey => "The same field appears twice.".to_owned(),
        Reason::Missing => "This field is missing.".to_owned(),
        Reason::UnknownField => "A field that records do not have.".to_owned(),
        Reason::UnknownFormat { found } => format!("Unknown file format: “{found}”."),
        Reason::UnknownInstrument { found } => {
            format!("A file of another questionnaire: “{found}”.")
        }
        Reason::UnknownVersion { found } => {
            format!("A file of another version of the questionnaire: “{found}”.")
        }
        Reason::WrongHash => {
            "Name and version of the questionnaire match, but its questions differ.".to_owned()
        }
        Reason::BadForm => "Neither the full nor the quick form.".to_owned(),
        Reason::BadCampaign => "The campaign code is not valid.".to_owned(),
        Reason::BadWave => "The wave is not a whole number from 1 to 99.".to_owned(),
        Reason::BadId => "The id is not 32 lower-case hexadecimal digits.".to_owned(),
        Reason::BadRevision => "The revision is not a whole number from 0 to 255.".to_owned(),
        Reason::UnknownQuestion => "A question that the questionnaire does not have.".to_owned(),
        Reason::NotAnAnswer => "The content of this question is not an answer.".to_owned(),
        Reason::OptionOutOfRange { options } => {
            format!("This question has {options} options; the file names another.")
        }
        Reason::NotOffered => "This question does not offer that answer.".to_owned(),
        Reason::ContradictsForm => {
            "Whether this question is answered contradicts the form.".to_owned()
        }
        Reason::ContradictsRule { item } => {
            format!("By the answer to {item}, this question does not apply.")
        }
        Reason::BadPriorities => {
            "A category is chosen twice, or more than three are chosen.".to_owned()
        }
        Reason::NotCanonical { offset } => {
            format!("The content is right, but it was rewritten: it differs from byte {offset}.")
        }
        Reason::NoRecord => "There is neither a record nor a code here.".to_owned(),
        Reason::BadCode => "The code is incomplete or mistyped.".to_owned(),
        Reason::WrongLength { size_bytes } => {
            let found = size(*size_bytes as u64);
            format!("The file has {found}; a compact record has {}.", size(PACKED_BYTES as u64))
        }
    }
}

fn remedy(reason: &Reason) -> &'static str {
    match reason {
        Reason::BadCode => {
            "Ask for the whole code to be copied and sent again, or scan their QR code."
        }
        Reason::Empty => {
            "It may have been cut off or damaged on the way. Ask for the original file again."
        }
        Reason::NotUtf8 { .. } | Reason::NotJson { .. } | Reason::NoRecord => {
            "If it is a record, it may have been cut off: ask for the original again. \
             If it is not, ignore it."
        }
        Reason::TooLarge { .. } | Reason::UnknownFormat { .. } | Reason::WrongLength { .. } => {
            "Check that it was saved by the self-report page. \
             If it was, use the latest version of this page."
        }
        Reason::WrongType { .. } | Reason::Missing | Reason::UnknownField => {
            "It may not be a record, or it was changed after it was saved. If it is one, ask for \
             it to be saved again from the self-report page."
        }
        Reason::UnknownInstrument { .. } => "Open it with that questionnaire’s own report page.",
        Reason::UnknownVersion { .. } | Reason::WrongHash => {
            "Open it with the report page published together with that self-report page. \
             Versions cannot be added up."
        }
        _ => {
            "The file was changed after it was saved. Ask for it to be saved again from the \
             self-report page, and not to be opened and saved by another program."
        }
    }
}

/// `one` for 1, otherwise `many`, after the number.
fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
