//! English: every word of both pages in English.
//!
//! The same four catalogues in every language's file, in the same order.

use super::organise::collect;
use super::organise::exports::{self, FileWords};
use super::organise::{self, report, size};
use super::refusal::{self, size_up};
use super::{joining, respond, shared};
use crate::domain::campaign::{CampaignFault, TextFault};
use crate::domain::draft::{KeepFault, ResumeFault};
use crate::domain::record::{PACKED_BYTES, Reason};
use crate::domain::report::Words;

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
        subtitle: "an anonymous self-report of grassroots workload",
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
    question: respond::Question {
        not_applicable: "Not applicable",
        dont_know: "Don't know",
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
        profile_hint: "Open a category for your answers, the documented cases, what the authors \
                       propose, and how the score came about.",
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
    picture: respond::Picture {
        title: "Keep a copy",
        make: "Make a picture",
        print: "Print",
        compare: "Compare with an earlier file",
        working: "Drawing …",
        alternative: "The results as a picture: index, shoulder pole, the score of each category \
                      and the hours a week, as on this page.",
        ready: "Press and hold the picture to save it. It holds scores and hours only: no id, no \
                date and no answers.",
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
        id_note: "The random number is made when the page opens; it only tells newer from older \
                  copies of the same file.",
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
            "Opens the share sheet, where you pick an app. The file is called qingdan.txt for \
             everyone.",
            "Stores it on this device. It is called qingdan.json for everyone.",
            "Copies the whole text of the file, to paste into a chat or a mail.",
            "Let somebody scan it, or press and hold to keep it as a picture.",
        ],
        done: [
            "Given to the app you picked. This page cannot see whether it was sent. Sharing again \
             gives the very same content.",
            "Handed to the browser under the name qingdan.json. This page cannot see whether it \
             was stored: please look in your downloads. Saving again gives the very same file.",
            "Copied. Please paste it where it should go now: copying something else replaces it. \
             Copying again gives the very same content.",
            "All right: handed over, as you say. Given again, it is the very same content.",
        ],
        doubtful: "Handed to this browser, which often does nothing. Please look for qingdan.json \
                   in your downloads: if it is there, tap “I have saved it”; if not, choose \
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
        manual: "The whole text of the file",
    },
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
        others: "On a shared device some may be other people's. Deleted drafts are gone for good.",
        erase_all: "Delete all",
        ask_draft: [
            "Delete this draft?",
            "Its code will open nothing. Your answers stay on the page, but are no longer kept.",
            "Delete",
        ],
        ask_drafts: [
            "Delete all drafts?",
            "Some may be other people's. They will be gone for good.",
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
            _ => format!(" The {drafts} drafts on this device go too; some may be other people's."),
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
        not_a_record: "This is not a file saved by this page, or it was changed or pasted in part. \
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
        done_text: "There are no answers in this page any more. You can close it. Your browser's \
                    history still shows that it was open; only you can clear that.",
        again: "Start again",
        broken: "This cannot be filled in now",
        broken_text: "This browser gives no reliable random numbers, so a file would have no safe \
                      number. Please update it, or use the system's browser.",
    },
};

pub(super) static ORGANISE: organise::Messages = organise::Messages {
    title: "Qingdan · collect and report",
    name: "Qingdan · report",

    heading: "Turn the files you received into one report",
    lede: "Choose the files to see the totals. The page also works offline; files are read on \
           this computer only.",
    drop_title: "Drop files or folders here",
    drop_more: "More files? Drop them here",
    drop_hint: "You can choose many at once. With more than a few hundred, choose the folder. Zip \
                archives, pictures of QR codes and saved batches are fine too.",
    choose_files: "Choose files",
    choose_folder: "Choose a folder",
    walking: "Looking for the files in the folder.",
    reading_progress: |done, total| format!("Reading file {done} of {total}"),
    cancel: "Stop reading",
    finished: |received| format!("Done: {received} received."),
    cancelled: |received, unread| {
        format!(
            "Stopped. What was received stays ({}); {} left unread.",
            plural(received, "file", "files"),
            plural(u64::from(unread), "file", "files"),
        )
    },
    in_page: "This browser cannot read files in the background, so the page reads them one by \
              one. The result is the same; the page may be slower meanwhile.",
    crashed: "The program that computes has stopped unexpectedly. What was kept is still there; \
              choose the files that were being read again, nothing is counted twice.",
    crashed_again: "Start again",
    erased: "Everything is erased.",

    collect: collect::Messages {
        reading: |records, done, total| {
            format!("{records} received so far; {done} of {total} read")
        },
        rate: |records| format!("about {records} a second"),
        left: |seconds| match seconds {
            0..60 => format!("about {} s left", seconds.max(1)),
            _ => format!("about {} min left", seconds.div_ceil(60)),
        },
        paused: "Paused. Everything received is still here; reading can go on.",
        pause: "Pause",
        resume: "Go on",
        paste_heading: "Received as text or codes",
        paste_label: "Paste whole messages; the record codes in them are found",
        paste_read: "Read this text",
        paste_name: "Pasted text",
        camera_start: "Scan with the camera",
        camera_stop: "Switch the camera off",
        camera_hint: "Hold the QR code on the phone in front of the camera; each new one is taken \
                      in. No picture is kept.",
        camera_seen: |codes| format!("{codes} scanned"),
        camera_refused: "The camera cannot be used. Allow it in the browser, or use pictures or \
                         codes instead.",
        demo: "Show an example",
        demo_hint: "Nothing received yet? Invented data show what a report looks like.",
        demo_banner: "Invented data, not real results. Nothing stays when you leave.",
        demo_leave: "Leave the example",

        storage_kept: "Accepted records are kept in this browser on this computer, also when the \
                       page is closed. On a shared computer, erase them when you are done.",
        storage_not_persistent: "When the disk runs full the browser may clear them by itself, so \
                                 save a file as well.",
        storage_local: "The page was opened from a local file: other local pages on this computer \
                        may be able to read them.",
        storage_short: "The browser has little room left. Save a file before collecting more.",
        storage_memory: "This browser does not let the page keep anything, perhaps because the \
                         window is private. Records are in memory only and go when the page is \
                         closed; save a file before you leave.",
        storage_full: |inputs| {
            format!(
                "The browser has no room left: the last {inputs} received are in memory only and \
                 go when the page is closed. Save a file now, or make room and try again."
            )
        },
        storage_again: "Try again",
        storage_foreign: |entries| {
            format!(
                "{entries} pieces of data were kept by another version, cannot be read here and \
                 are not counted."
            )
        },
        storage_other_tab: "Another window has this batch open too. What either accepts is kept; \
                            opening the page again shows both.",

        batch_heading: "Current batch",
        batch_lede: "One batch for one survey; batches never mix.",
        batch_unnamed: |number| format!("Batch {number}"),
        batch_current: "Open batch",
        batch_name: "Name of the batch",
        batch_rename: "Rename",
        batch_new: "New batch",
        batch_save: "Save as one file",
        batch_save_hint: "The file holds all records and campaigns of this batch. Drop it here to \
                          restore them on another computer or after erasing.",
        batch_saved: "The file was handed to the browser.",
        batch_not_saved: "The browser did not take the file. Try again, or use another browser.",
        tally_save: "Save a tally file",
        tally_save_hint: "Counts of answers only and no records: it can be handed up to be merged. \
                          The rules on small numbers hold for what is shown there too.",
        batch_erase_all: "Erase all batches",
        erase_all_heading: "Erase all batches?",
        erase_all_text: "Every batch kept in this browser is erased. Your own files stay as they \
                         are.",
        erase_all_confirm: "Erase all",

        entry: |entry| format!("entry {entry}"),
        line: |line| format!("line {line}"),
        unlisted: |inputs| format!("{inputs} more are counted and not listed."),
        save_refusals: "Save the list as a table",
        tallies: |tallies| format!("Besides, {tallies} tally files."),

        changed: [
            "The file was changed or moved away while it was read.",
            "Choose it again; nothing is counted twice.",
        ],
        fatal: [
            "Reading this file stopped the reader.",
            "Choose it once more by itself; otherwise ask for it again.",
        ],
        too_many_records: ["More than one batch can hold.", "Begin a new batch for the rest."],
        too_many_campaigns: [
            "Too many campaigns and waves in one batch.",
            "Begin a new batch and keep the campaigns apart.",
        ],
        no_code: [
            "No readable QR code was found in the picture.",
            "Take it straight and sharp, or use the file or the code.",
        ],
        picture: [
            "The browser cannot open this picture.",
            "Use an ordinary photo or screenshot, or the file or the code.",
        ],
        kind: [
            "This kind of file holds no records.",
            "Choose record files, zip archives, pictures or texts.",
        ],
        archive_damaged: [
            "This entry of the archive is damaged, or its size is not what it says.",
            "Ask for a new archive.",
        ],
        archive_entries: [
            "The archive has more than 1,000,000 entries.",
            "Split it into several archives.",
        ],
        archive_large: [
            "This entry of the archive is too large.",
            "Unpack the archive and choose the folder.",
        ],
        archive_bomb: [
            "The archive expands far too much and was not read further.",
            "Check where it comes from; if it does hold records, unpack it and choose the folder.",
        ],
        archive_encrypted: [
            "The archive is locked with a password.",
            "Unpack it and choose the folder.",
        ],
        archive_method: [
            "The archive is compressed in an unusual way.",
            "Unpack it and choose the folder.",
        ],
        archive_nested: [
            "There is an archive inside the archive.",
            "Unpack the inner one and choose it.",
        ],
        tally_damaged: [
            "The tally file is damaged or not of this questionnaire.",
            "Ask for it to be saved and sent again.",
        ],
        tally_repeated: [
            "This tally or a part of it is counted already.",
            "Nothing to do; it is not counted twice.",
        ],
    },

    received_heading: "Files received",
    received: "received",
    accepted: "accepted",
    duplicates: "duplicates",
    refused: "not accepted",
    adds_up: "Every file received is counted in one of the three numbers after it.",
    older: |n| format!("{n} older: a newer version of the same record is used instead."),
    identical: |n| format!("{n} identical to one already accepted."),
    conflicting: |n| {
        format!(
            "{n} with the number and version of another but other content: a fixed rule accepts \
             one of the two."
        )
    },
    refusals_heading: |n| format!("{} not accepted", plural(n as u64, "file", "files")),
    refusals_lede: "File names are shown here only and never enter the report.",
    file: "File",
    problem: "Problem",
    place: "Place",
    remedy: "What to do",
    whole_file: "whole file",
    more_refusals: |n| format!("Show {n} more"),

    exports: exports::Messages {
        heading: "Save as files",
        lede: "These files hold only what the report shows. What is withheld is marked withheld, \
               with the reason; it is not 0.",
        csv: FileWords { name: "Data table (CSV)", what: "Opens in Excel and WPS as it is." },
        json: FileWords { name: "Data (JSON)", what: "For programs, with a published schema." },
        codebook_csv: FileWords {
            name: "Codebook (CSV)",
            what: "What every column and code of the data table means.",
        },
        codebook_html: FileWords {
            name: "Codebook (page)",
            what: "The same, with every question and the points of its options; prints well.",
        },
        table_schema: FileWords {
            name: "Structure of the data table (Table Schema)",
            what: "Lets data tools check the table by themselves.",
        },
        spss: FileWords {
            name: "SPSS syntax",
            what: "Loads the data table with labels and missing values.",
        },
        r: FileWords { name: "R code", what: "Loads the data table with labels and missing values." },
        stata: FileWords {
            name: "Stata code",
            what: "Loads the data table with labels and missing values.",
        },
        save: "Save",
        save_what: |name| format!("Save {name}"),
        handed_over: |file| {
            format!("{file} was handed to the browser to save; look in the list of downloads.")
        },
        failed: "The browser did not take the file. Please try another browser.",
        demo: "This is example data: the files do not hold real results either.",
    },

    erase: "Erase everything",
    erase_heading: "Erase everything?",
    erase_text: "The records, campaigns and report of this batch will be erased from the browser. \
                 The files on your computer stay as they are.",
    erase_confirm: "Erase",
    erase_keep: "Keep",
    campaign: organise::Campaign {
        heading: "Campaign",
        lede: "Make a code for this survey. Records come back with the campaign’s number, so that \
               waves are never mixed up.",
        list: "Campaigns here",
        open: "Show code and notice",
        next_wave: "Make the next wave",
        remove: "Take out",
        another: "Make another campaign",
        form: ["A new campaign", "The next wave"],
        fields: ["Title", "Label of this wave", "Purpose", "Contact"],
        hints: [
            "Where and what, at most 30 characters.",
            "May stay empty; “Autumn 2026”, say. At most 12 characters.",
            "One sentence on what the answers are for, at most 60 characters.",
            "Who, and how to reach them, at most 30 characters. Respondents check with it.",
        ],
        defaults: [
            "Workload self-report",
            "",
            "To see which burdens weigh most and cut them first.",
            "",
        ],
        fault: |fault| match fault {
            TextFault::Empty => "Please write a title.".to_owned(),
            TextFault::TooLong(limit) => format!("Too long: at most {limit} characters."),
            TextFault::Character(c) => format!(
                "There is a character that cannot be used (U+{:04X}). Please delete emoji and \
                 invisible signs.",
                u32::from(c)
            ),
            TextFault::Untrimmed => {
                "There is a space at the beginning or the end. Please delete it.".to_owned()
            }
        },
        forms: ["Which form", "The respondent chooses", "Full form only", "Quick form only"],
        background: [
            "Which background questions",
            "The more is asked, the easier people are to recognise and the less they trust it. Ask \
             no more than you use.",
        ],
        minimum: ("Fewest people in a published group", |lowest, highest| {
            format!("{lowest} to {highest} people.")
        }),
        preview: "What respondents will see",
        create: "Make the code",
        not_yet: "Something has to be put right first.",
        no_randomness: "This browser gives no reliable random numbers, so the campaign cannot get \
                        a \
                        number. Please use another browser.",
        no_more_waves: "There are 99 waves already. Please make another campaign.",
        made: |title| format!("What to hand out for “{title}”"),
        address: [
            "Address of the page to fill in",
            "With it, the QR code and the link open the page. Without it there is only the code: \
             send \
             the page’s file along.",
        ],
        address_wrong: "An address begins with https or http and has only plain letters, without \
                        spaces.",
        link: ["Link", "Campaign code"],
        copy: ["Copy", "Copied", "Not copied: please select the text and copy it"],
        picture: ["QR code that opens the link", "QR code that holds the campaign code"],
        save: ["Save as PNG", "Save as SVG", "Save the campaign’s file"],
        saved: [
            "Handed to the browser. Please look in your downloads.",
            "The browser did not take the file. Please try again.",
            "This browser cannot draw a PNG. Please save the SVG.",
        ],
        invitation: ["Invitation", "Change it as you like, then copy it."],
        letter: organise::Letter {
            head: |title, wave| format!("{title}: {wave}"),
            opening: "Hello, we would like to ask you for a few minutes to say how heavy your \
                      work is.",
            purpose: |purpose| format!("Purpose: {purpose}"),
            how: [
                |link| format!("How: open {link}"),
                |code| {
                    format!(
                        "How: open the Qingdan page, tap “I have a campaign code” and paste {code}"
                    )
                },
            ],
            time: [
                "How long: about 8 minutes for the full form, 5 to 6 for the quick one.",
                "How long: about 8 minutes.",
                "How long: 5 to 6 minutes.",
            ],
            free: "Taking part is up to you, and every question can be skipped.",
            leaves: "You hand over the options you picked, a random number and the campaign’s \
                     number: \
                     no name, no unit, no time. You can look at every entry of the file before. \
                     It can \
                     be filled in offline.",
            way: "The way in which you hand it over may show who you are.",
            published: |minimum| {
                format!(
                    "Only totals are published, no group below {minimum} people, and no ranking of \
                     units or people."
                )
            },
            contact: |contact| format!("Questions: {contact}"),
        },
        notice: ["Notice for the wall", "Print the notice"],
        scan: [
            "Scan this with your phone to open the page.",
            "Scan and copy the campaign code. Open the Qingdan page, tap “I have a campaign code” \
             and \
             paste it.",
        ],
        promises: |minimum| {
            [
                "Taking part is up to you, and every question can be skipped.".to_owned(),
                "It can be filled in offline. A file is made only when you tap save.".to_owned(),
                "The file holds options, a random number and the campaign’s number: no name, no \
                 unit, \
                 no time. You can look at every entry before you hand it over."
                    .to_owned(),
                "The way in which you hand it over may show who you are, as chat applications show \
                 the sender."
                    .to_owned(),
                format!(
                    "Only totals are published, no group below {minimum} people, and no ranking of \
                     units or people."
                ),
            ]
        },
    },
    foot_heading: "What this page does, and does not do",
    foot: [
        "Files are read and added up on this computer only; the page also works offline.",
        "It shows totals only: no list of records, no filters, no export of a single record.",
        "Figures on too few people are not shown; cells of one or two people are merged with \
         their neighbours.",
        "After a report, new records wait until there are enough of them, so that comparing two \
         reports does not show what somebody answered.",
        "Accepted records are kept in this browser only; once erased, they come back from a file \
         that you have saved.",
    ],
};

pub(super) static EXPORT: Words = Words {
    tag: "en",
    codebook_title: "Qingdan: codebook of the report data",
    about: &[
        "This file says what every column and every code of the report data \
         (qingdan-release.csv) means. Each row is one quantity of the report.",
        "What is withheld to protect people has the value -9997 and names the rule; it \
         is not 0, and it does not mean nobody.",
        "Answers are voluntary, unverified and describe these respondents only. They \
         are not for appraising any unit or person, and not for ranking.",
    ],
    variables_heading: "Columns and codes",
    questions_heading: "Questions and options",
    columns: [
        "variable",
        "label",
        "type",
        "code",
        "meaning",
    ],
    variables: [
        "Number of the row",
        "Form",
        "Table",
        "Background question",
        "Group",
        "Category",
        "Second category",
        "Item",
        "Outcome",
        "Second outcome",
        "From (option counted from 0, or points)",
        "To (option, or points)",
        "Option of the second outcome",
        "Statistic",
        "Value",
        "Lower end of the 95% interval",
        "Upper end of the 95% interval",
        "People it rests on",
        "Shown or withheld",
        "All of it in words",
    ],
    tables: [
        "Records",
        "Index",
        "Index weighted by priorities",
        "Category score",
        "Item",
        "Outcome",
        "What to cut first",
        "Who took part",
        "Group score",
        "Group against the others",
        "Reliability",
        "Correlation of categories",
        "Hours a week",
        "Reduction paradox",
    ],
    statistics: [
        "Number of people",
        "Mean, points",
        "Standard deviation",
        "Lower quartile",
        "Median",
        "Upper quartile",
        "People in a part of the scale",
        "Share",
        "Share with 50 points or more",
        "Share with 75 points or more",
        "Share at or above a documented case",
        "People without an option",
        "Not applicable",
        "Don’t know",
        "Prefer not to say",
        "Skipped",
        "Share naming it among the first three",
        "Borda mean",
        "Share that would cut none for now",
        "Mean distance of weighted and unweighted index",
        "Difference from the others, points",
        "Hedges’ g",
        "p after Holm",
        "Difference of the shares with 50 points or more",
        "Cronbach’s alpha",
        "McDonald’s omega",
        "Corrected item–total correlation",
        "Pearson’s r",
        "Spearman’s rho",
        "Mean lower bound, hours a week",
        "Mean centre, hours a week",
        "Mean upper bound, hours a week",
        "Avoidable, lower bound, hours a week",
        "Avoidable, centre, hours a week",
        "Avoidable, upper bound, hours a week",
        "People left out of the hours",
    ],
    rules: [
        "Fewer people than the minimum",
        "All gave the same answer: showing it would tell everybody’s",
        "A part of one or two people",
        "Something withheld could be computed from it",
        "Not asked",
        "Too few changes since the last report",
        "Too few people, or no reliable estimate",
    ],
    forms: [
        "Full form",
        "Quick form",
    ],
    everybody: "Everybody",
    none: "None",
    none_picked: "Not given",
    shown: "Shown",
    withheld: "Withheld",
    not_applicable: "Not applicable",
    separator: " · ",
    from_to: |from, to| format!("{from} to {to}"),
    points: |points| format!(" ({points} points)"),
    types: ["whole number", "number", "text"],
};

pub(super) static REPORT: report::Messages = report::Messages {
    heading: "Report",
    scope_legend: "Which records",
    scope_none: "Records of no campaign",
    scope_merged: "Merged tally files",
    form_legend: "Which form",
    form_full: |n| format!("Full form, {}", plural(n, "record", "records")),
    form_quick: |n| format!("Quick form, {}", plural(n, "record", "records")),
    form_hint: "The two forms ask different questions and are never pooled.",
    minimum_label: "Minimum number of people",
    minimum_hint: |lowest, highest| {
        format!("Figures on fewer people are not shown. From {lowest} to {highest}.")
    },
    minimum_wrong: |lowest, highest, minimum| {
        format!("Enter a whole number from {lowest} to {highest}. For now {minimum} applies.")
    },
    print: "Print or save as PDF",
    save: "Save as one web page",
    saved: |name| format!("Handed to the browser to save: {name}."),
    not_saved: "The browser did not take the file. The report is still here; print it instead.",
    save_hint: "Both hold the whole report. The web page has no script and opens offline.",
    held: |held, minimum| {
        format!(
            "{} not counted yet. The report is renewed once {minimum} have come, so that comparing \
             two reports does not show what somebody answered.",
            plural(held, "new record is", "new records are"),
        )
    },
    missing_heading: |missing| {
        let missing = plural(missing, "more record", "more records");
        format!("{missing} needed before there is a report")
    },
    missing_why: |n, minimum| {
        format!(
            "There are {n}; at least {minimum} are needed. With so few people, totals would let \
             someone guess what one of them answered, so nothing is shown yet."
        )
    },
    missing_safe: "What has been accepted stays. Drop more files here when they arrive.",

    demo: "Sample data, not real results.",
    title: |form, n| format!("{form}, {}", plural(n, "record", "records")),
    full: "Full form",
    quick: "Quick form",
    caveat: "These records were handed over by choice, reported by the people themselves, and \
             cannot be verified. The figures describe these records only, not those who handed \
             nothing in, and must not be used to appraise any unit or person.",
    foot: "Voluntary and unverified; describes these records only; not for appraising any unit or \
           person.",
    contents: "Contents",

    findings: report::Findings {
        heading: "Main findings",
        index: "Overall index",
        index_band: |band, meaning| {
            format!("On average this is the band “{band}”, which stands for: {meaning}")
        },
        index_border: |edge| {
            format!("The interval crosses {edge}, so the neighbouring band is as fair a word.")
        },
        categories: |n| format!("Means of the {n} categories, in the order of the survey:"),
        hours: |activities, low, high| {
            format!("{activities} together take {low}–{high} hours a week per person on average.")
        },
        avoidable: |low, high| {
            format!("People themselves call {low}–{high} of these hours a week unnecessary.")
        },
        answered: |stem, label, share| format!("{stem} {share} answered {label}."),
        weighting_small: |points| {
            format!(
                "Giving more weight to what each person would lighten first moves a person’s index \
                 by {points} points on average: it hardly matters for the overall index."
            )
        },
        weighting_large: |points| {
            format!(
                "Giving more weight to what each person would lighten first moves a person’s index \
                 by {points} points on average: read both versions of the index together."
            )
        },
        differences_none: |background, all| {
            format!(
                "{background}: each group was compared with everybody else, {all} comparisons in \
                 all. Allowing for their number, none goes beyond what chance can explain."
            )
        },
        differences: |background, all, clear| {
            format!(
                "{background}: each group was compared with everybody else, {all} comparisons in \
                 all. Allowing for their number, {clear} go beyond what chance can explain."
            )
        },
        waves_clear: |points, interval| {
            format!(
                "Against the earlier wave the overall index changed by {points} points \
                 ({interval}), more than chance explains."
            )
        },
        waves_unclear: |points, interval| {
            format!(
                "Against the earlier wave the overall index changed by {points} points \
                 ({interval}), which may be chance."
            )
        },
        quality: |share, with, without| {
            format!(
                "{share} of the records carry a doubtful mark. The overall index is {with} with \
                 them and {without} without."
            )
        },
        withheld: |n| {
            let figures = plural(n as u64, "figure is", "figures are");
            format!("{figures} withheld so that nobody’s answers can be told.")
        },
    },
    people: report::People {
        heading: "Who took part",
        lede: |n| {
            format!(
                "{} in all. Background questions may be left out, and those who took part need not \
                 be spread like everybody.",
                plural(n, "record", "records")
            )
        },
        not_asked: "These records have no background question that can be shown.",
        no_answer: "no answer",
    },
    scores: report::Scores {
        heading: "Categories",
        lede: "In the order of the survey; this is no ranking. The bar is the mean, the line its \
               95% interval; the word is the band.",
        chart: "Bar chart: mean of each category with its 95% interval; the figures are in the \
                table below",
        index: "Overall index",
        index_what: |least, all| {
            format!(
                "The mean of the {all} category scores of a person, computed where at least \
                 {least} have a score. 0 is lightest, 100 heaviest."
            )
        },
        interval_what: "The interval tells only how much chance may matter with so many people: \
                        the fewer, the wider. It does not cover who chose to take part and who \
                        did not.",
        near_edge: "The mean is close to an end of the scale: the interval is too narrow and \
                    covers less than 95%.",
        weighted: "Weighted index",
        weighted_what: "Weighted index: the index with the priorities of each person counting \
                        more; only people who chose some.",
        table: "Means, intervals and spread: the table",
        caption: "Means and distribution by category",
        category: "Category",
        n: "People",
        mean: "Mean",
        interval: "95% interval",
        low: "from",
        high: "to",
        sd: "SD",
        quartiles: ["Lower quartile", "Median", "Upper quartile"],
        share_50: "50 or more",
        share_75: "75 or more",
        table_note: "In brackets: the 95% interval of a share.",
    },
    items: report::Items {
        heading: "Category by category",
        lede: "For each category: the mean, the spread of scores, how each question was answered, \
               then the cases and remedies of the articles.",
        about: |about| format!("In the words of the survey: {about}"),
        category: |points, interval, band| format!("Mean {points} ({interval}), band “{band}”."),
        histogram: "Spread of scores",
        histogram_lede: "How many people have a score in each range.",
        score: "Score",
        bin: |from, to| format!("{from}–{to} points"),
        bin_note: "Each range includes its lower end but not its upper; the last includes 100.",
        merged: "merged",
        questions: "How each question was answered",
        bar: |stem| {
            format!(
                "Stacked bar: {stem} From left to right, the share of each answer; the figures \
                 are in the table below"
            )
        },
        answer: "Answer",
        share: "Share (95% interval)",
        answered: |n| format!("{} answered", plural(n, "person", "people")),
        mean: |mean| format!("mean {mean}"),
        missing_together: |n| format!("no answer {n}"),
        not_applicable: |n| format!("not applicable {n}"),
        dont_know: |n| format!("do not know {n}"),
        declined: |n| format!("prefer not to say {n}"),
        skipped: |n| format!("skipped {n}"),
        case: |title, figure, options| {
            format!("A case in {title} ({figure}) falls into {options}")
        },
        case_range: |low, high| format!("{low} to {high}"),
        case_share: |share| format!("at or above it: {share}"),
        case_share_low: |share| format!("at or above the first of these: {share}"),
        case_what: "The documented figures are single cases, neither averages nor limits.",
        remedies: "What the articles propose",
        remedies_what: "These are proposals of the authors; their effect is not tested here.",
        remedy_source: |titles| format!(" ({titles})"),
    },
    groups: report::Groups {
        heading: "By group",
        lede: "Each cell is the mean of a group; the darker, the heavier. Groups stand in the \
               order of the survey. This is no ranking and not for comparing units.",
        none: "There is no background question to group by, or too few people.",
        caption: |background| format!("Means by group: {background}"),
        no_option: "No answer",
        coarse: "Numbers of people are rounded to multiples of 5. “≈”: to 5 points only.",
        differences: |background| {
            format!("{background}: each group against everybody else (for researchers)")
        },
        differences_lede: "The difference is the mean of the group minus the mean of everybody \
                           else. g is the difference in standard deviations (Hedges’ g); p is \
                           adjusted over the categories (Holm).",
        group: "Group",
        difference: "Difference, points (95% interval)",
        hedges_g: "g",
        p_holm: "p (Holm)",
        share_50: "Difference in the share with 50 or more, percentage points (95% interval)",
    },
    outcomes: report::Outcomes {
        heading: "Consequences",
        lede: "These questions are not part of the burden score.",
        paradox_heading: "Has reducing burdens become a burden?",
        paradox_lede: "Rows: what burden reduction did. Columns: whether it had to be proved by \
                       forms, materials or meetings. Numbers of people are rounded to multiples \
                       of 5.",
        paradox_caption: |n| format!("About {n} people answered both"),
        paradox_rows: "Burden reduction made it",
        total: "Total",
    },
    priorities: report::Priorities {
        heading: "Which to lighten first",
        lede: |n, missing| {
            format!(
                "{} answered, up to three categories each; {missing} did not answer. The bar is \
                 the share of people who named the category, the line its 95% interval. In the \
                 order of the survey.",
                plural(n, "person", "people"),
            )
        },
        nothing: "None for now",
        named: "Named by (95% interval)",
        borda: "Mean points",
        borda_what: "Mean points (Borda): 3 for a first choice, 2 for a second, 1 for a third, 0 \
                     otherwise.",
        weighted: |weighted, index| {
            format!("The weighted index averages {weighted}, the unweighted one {index}.")
        },
        weighting: |points| format!("The two differ by {points} points per person on average."),
        weighting_what: "Below 3 points, what people would lighten first makes no practical \
                         difference to the index.",
    },
    hours: report::Hours {
        heading: "Hours a week",
        lede: |activities| {
            format!(
                "The weekly hours of {activities} added up. Answers are ranges, so only bounds can \
                 be given."
            )
        },
        chart: |low, central, high| {
            format!(
                "Between {low} and {high} hours a week per person on average; about {central} by \
                 the middle of each range."
            )
        },
        bounds: "What",
        lower: "Lower bound",
        central: "Middle",
        upper: "Upper bound",
        interval: "95% interval",
        all: "Hours spent",
        avoidable: "Called unnecessary by people themselves",
        n: |n, left_out| {
            format!(
                "Based on {}; {left_out} more left a question out, or gave more hours than their \
                 week has, and are not counted.",
                plural(n, "person", "people")
            )
        },
        avoidable_n: |n| {
            format!(
                "The unnecessary hours are based on {} and cover meetings, forms and inspections; \
                 the other two were not asked about.",
                plural(n, "person", "people")
            )
        },
        assumptions: |central, upper| {
            format!(
                "The lower bound rests on the answers alone. The middle takes the centre of each \
                 range; the open top range counts as {central} hours for the middle and {upper} \
                 for the upper bound. The interval covers both the bounds and chance."
            )
        },
        hours: |hours| format!("{hours} h"),
        cost_heading: "What this costs",
        cost_lede: "No wage is assumed. Enter a low and a high hourly labour cost and the working \
                    weeks of a year to see the range.",
        cost_low: "Hourly cost, low (yuan)",
        cost_high: "Hourly cost, high (yuan)",
        cost_weeks: "Working weeks a year",
        cost_staff: "Head count (optional)",
        cost_wrong: |most, weeks, staff| {
            format!(
                "Enter whole numbers: cost 1 to {most}, the low not above the high; weeks 1 to \
                 {weeks}; head count 1 to {staff}, or nothing."
            )
        },
        cost_person: |low, high| format!("About {low}–{high} yuan per person and year."),
        cost_all: |staff, low, high| format!("For {staff} people about {low}–{high} yuan a year."),
        cost_assumed: |low, high, weeks| {
            format!(
                "Lower bound of the hours at {low} yuan, upper bound at {high} yuan, for {weeks} \
                 weeks. Costs and weeks were entered by the organiser."
            )
        },
        cost_equal: "The total assumes that people who handed nothing in bear the same load, for \
                     which there is no evidence.",
    },
    waves: report::Waves {
        heading: "Against the earlier wave",
        pick: "Compare with",
        nothing: "No comparison",
        cannot: "These two cannot be compared yet: both need a report, and the same questionnaire \
                 and version.",
        lede: |later, later_n, earlier, earlier_n| {
            format!(
                "{later} ({later_n}) against {earlier} ({earlier_n}). Both are anonymous; whether \
                 the same people answered is not known."
            )
        },
        chart: "Point chart: later mean minus earlier mean with its 95% interval; the figures are \
                in the table below",
        lighter: "lighter",
        heavier: "heavier",
        caption: "Means of both waves and their difference",
        earlier: "Earlier",
        later: "Later",
        difference: "Difference (95% interval)",
        standardised: "With the earlier mix (95% interval)",
        share_75: "Share with 75 or more, percentage points (95% interval)",
        detectable: "Smallest visible difference",
        detectable_80: "Found with 80% power",
        note: "Where the interval holds 0, no change can be claimed. “With the earlier mix” \
               weights the later wave to the earlier mix of levels and roles, so that other \
               people taking part is not mistaken for a change. Changes below the smallest visible \
               difference cannot be seen with so many people.",
    },
    quality: report::Quality {
        heading: "Quality of the records",
        lede: "The records below look doubtful but are not dropped: doubtful is not untrue. \
               Results are computed with and without them.",
        flag: "Mark",
        share: "Share of the records (95% interval)",
        identical: "All answers equal those of another record",
        straight: "The same option in every share question",
        impossible: "Hours add up to more than the week",
        any: "At least one of these marks",
        caption: "Means with and without the marked records",
        with: "All records",
        without: "Without marked ones",
    },
    research: report::Research {
        heading: "Tables for researchers",
        lede: "They are not needed to understand the rest.",
        reliability: "How far the questions of a category go together (reliability)",
        reliability_lede: "A category combines different loads; a low α is no defect, and no \
                           question is dropped for it. α from 30 people on, ω from 100 people and \
                           three questions on.",
        items: "Questions",
        alpha: "α (Feldt 95% interval)",
        omega: "ω",
        not_converged: "not converged",
        too_few: "too few",
        item_rest: "Correlation of each question with the rest of its category",
        item: "Question",
        correlations: "Correlations between category scores",
        correlations_lede: "r is Pearson’s correlation, its interval by Fisher’s z; ρ is \
                            Spearman’s rank correlation of scores in steps of 5 points.",
        pair: |first, second| format!("{first} and {second}"),
        pearson: "r (95% interval)",
        spearman: "ρ",
    },
    method: report::Method {
        heading: "How it was computed",
        plain: &[
            "Each answer counts 0 to 100, higher is more burden. A category score is the mean of \
             the questions answered, where at least half of them and at least two are. The overall \
             index is the mean of the category scores, all weighing the same.",
            "Means in this report are means over people of each person’s own score.",
            "A 95% interval means: if such a survey were repeated many times and computed in this \
             way, about 95% of the intervals would cover the true mean. It treats the records as \
             if drawn at random, while in fact they were handed over by choice.",
            "Answers left out are neither filled in nor counted as zero.",
        ],
        bands: "What the bands mean",
        band: |name, from, to, meaning| format!("{name} ({from} to {to}): {meaning}"),
        disclosure: "How individuals are protected",
        rules: |minimum| {
            [
                format!("Minimum: no figure rests on fewer than {minimum} people."),
                "Cells of one or two people: merged with their neighbours, or withheld.".to_owned(),
                "Answers all in one place: withheld below 30 people, because it would tell what \
                 everybody answered."
                    .to_owned(),
                "Subtraction: where a withheld figure follows from shown ones, more are withheld."
                    .to_owned(),
                "Earlier reports: a group in which too few people came or changed since the last \
                 report is withheld this time."
                    .to_owned(),
                "Rounding: numbers of people in groups to multiples of 5, percentages to whole \
                 numbers; means of small groups to 5 points."
                    .to_owned(),
                "Withheld is neither zero nor nobody. Hatched cells are withheld on purpose."
                    .to_owned(),
            ]
        },
        formulas: "Methods and sources (for researchers)",
        formula: &[
            ["Interval of a mean", "Student t, clipped to 0–100 (Student 1908)"],
            [
                "Quartiles",
                "linear interpolation, type 7 (Hyndman & Fan 1996); of the index to one decimal",
            ],
            ["Interval of a share", "Wilson’s score interval (Wilson 1927)"],
            ["Difference of means", "Welch’s t (Welch 1947)"],
            ["Difference of shares", "method 10 (Newcombe 1998)"],
            ["Standardised difference", "Hedges’ g with small-sample correction (Hedges 1981)"],
            ["Many comparisons", "step-down Bonferroni (Holm 1979), each group over categories"],
            ["α and its interval", "Cronbach (1951); F distribution (Feldt 1965)"],
            ["ω", "one factor, iterated principal axis (McDonald 1999)"],
            ["Correlation", "Pearson, Fisher’s z interval (Fisher 1921); Spearman (1904)"],
            ["Priorities", "Borda count, 3, 2 and 1 points"],
            ["Hours and cost", "Standard Cost Model: time × price × people, with bounds"],
            ["Earlier mix", "direct standardisation to the earlier mix of levels and roles"],
        ],
        documents: "The articles",
        document: |title, rest| {
            if rest.is_empty() {
                title.to_owned()
            } else {
                format!("{title}, {}", rest.join(", "))
            }
        },
        instrument: |id, version, hash| {
            format!("Questionnaire {id}, version {version}, checksum {hash}.")
        },
        disclaimer: "Scores only put people’s answers on a scale of 0–100. They are not a \
                     diagnosis, and there are no national norms to compare with.",
    },
    withheld: report::Withheld {
        word: "withheld",
        below_minimum: |minimum| format!("fewer than {minimum} people"),
        group_disclosure: "few people with answers close together",
        small_part: "concerns one or two people",
        complementary: "would reveal another withheld figure",
        not_asked: "not asked in this form",
        successive: "only a few people more than in the last report",
        too_few: "too few people for this computation",
        what: "Hatched cells are withheld on purpose; they are not zero.",
        why: |reasons| format!("Why withheld: {reasons}."),
        coarse: |people, points| {
            format!(
                "“About”: with fewer than {people} people and a cell of one or two, mean and \
                 interval are given to {points} points only, so that nobody’s score can be worked \
                 out."
            )
        },
    },
    marks: report::Marks {
        comma: ", ",
        semicolon: "; ",
        stop: ".",
        joined: " or ",
        space: " ",
        about: |points| format!("about {points}"),
        points: |points| format!("{points} points"),
        people: |n| plural(n, "person", "people"),
        about_people: |n| format!("about {n} people"),
        interval: |low, high| format!("95% interval {low}–{high}"),
        interval_signed: |low, high| format!("95% interval {low} to {high}"),
        between: |low, high| format!("{low} to {high}"),
        share: |share, low, high| format!("{share} ({low}–{high})"),
        bracketed: |figure, inside| format!("{figure} ({inside})"),
        labelled: |label, words| format!("{label}: {words}"),
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
        Reason::UnknownInstrument { .. } => "Open it with that questionnaire's own report page.",
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
