//! The words of the organiser's page, and of the files that it saves, in English.

use super::plural;
use crate::domain::SHAPE;
use crate::domain::campaign::TextFault;
use crate::domain::report::Words;
use crate::i18n::organise;
use crate::i18n::organise::collect;
use crate::i18n::organise::exports::{self, FileWords};

/// How long a form takes, from half minutes.
fn minutes(halves: u8) -> String {
    format!("about {}{} min", halves / 2, if halves.is_multiple_of(2) { "" } else { "½" })
}

pub(in crate::i18n) static ORGANISE: organise::Messages = organise::Messages {
    title: "Qingdan · collect and report",
    name: "Qingdan · report",

    heading: "Turn the files you received into one report",
    lede: "Choose the files to see the totals. The page also works offline; files are read on \
           this computer only.",
    contents: "On this page",
    collect_heading: "Collect",
    drop_title: "Drop files or folders here",
    drop_more: "More files? Drop them here",
    drop_hint: "You can choose many at once. With more than a few hundred, choose the folder. Zip \
                archives, pictures of QR codes and saved batches are fine too.",
    choose_files: "Choose files",
    choose_folder: "Choose a folder",
    walking: "Looking for the files in the folder.",
    reading_progress: |done, total| format!("Reading: {done} of {total} files done"),
    cancel: "Stop reading",
    finished: |received| format!("Done: {received} received."),
    cancelled: |received, unread| {
        format!(
            "Stopped. What was received stays ({received} in all); {} not read to the end.",
            plural(u64::from(unread), "file", "files"),
        )
    },
    in_page: "This browser cannot read files in the background, so the page reads them one by \
              one. The result is the same; the page may be slower meanwhile.",
    crashed: "The program that computes has stopped unexpectedly. What was kept is still there; \
              choose the files that were being read again, nothing is counted twice.",
    crashed_again: "Start again",
    erased: "Everything is erased.",
    not_erased: "Not everything could be erased, perhaps because another window has this batch \
                 open. Close the other windows, open this page again and see whether it is gone.",
    not_opened: "This batch could not be opened, perhaps because another window holds it. Close \
                 the other windows and choose it again.",

    collect: collect::Messages {
        chosen_none: "No file was chosen. If you picked several hundred at once, the dialog could \
                      not hold them: put them into a folder and press “Choose a folder”.",
        chosen_no_folder: "No file was chosen. If you did pick a folder, there is no file in it.",
        chosen_many: |files| {
            format!("{files} files were chosen. If you picked more, choose their folder instead.")
        },
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
        paste_label: "Paste whole messages; the record codes in them are found. Texts and pictures \
                      can be pasted anywhere on this page too.",
        paste_read: "Read this text",
        paste_name: "Pasted text",
        camera_start: "Scan with the camera",
        camera_stop: "Switch the camera off",
        camera_hint: "Hold the QR code on the phone in front of the camera; each new one is taken \
                      in. No picture is kept.",
        camera_seen: |codes| format!("{codes} scanned."),
        camera_again: |codes| {
            format!("{codes} scanned. This one was scanned before and is not taken in twice.")
        },
        camera_refused: "The camera cannot be used. Allow it in the browser, or use pictures or \
                         codes instead.",
        camera_name: "Code before the camera",
        demo: "Show an example",
        demo_hint: "Nothing received yet? Invented data show what a report looks like.",
        demo_banner: "Invented data, not real results. Nothing stays when you leave.",
        demo_leave: "Leave the example",

        storage_kept: "Accepted records are kept in this browser on this computer, also when the \
                       page is closed. On a shared computer, erase them when you are done.",
        storage_not_persistent: " When the disk runs full the browser may clear them by itself, so \
                                 save a file as well.",
        storage_local: " The page was opened from a local file: other local pages on this computer \
                        may be able to read them.",
        storage_short: "The browser has little room left. Save a file before collecting more.",
        storage_memory: "This browser does not let the page keep anything, perhaps because the \
                         window is private. Records are in memory only and go when the page is \
                         closed; save a file before you leave.",
        storage_full: |inputs| {
            format!(
                "The last {inputs} received could not be kept: the browser has no more room, or \
                 this batch was erased in another window. They are only in memory and are gone \
                 when the page is closed, so other batches cannot be opened now. Please save them \
                 as a file."
            )
        },
        storage_again: "Keep them now",
        storage_still: "Tried again, and they are still not kept. If there is no more room, erase \
                        batches that you no longer need in another window, then come back and \
                        press “Keep them now”. If this batch was erased in another window, save \
                        it as a file.",
        storage_foreign: |entries| {
            format!(
                "{entries} pieces of data were kept by another version, cannot be read here and \
                 are not counted."
            )
        },
        report_other_tab: "Another window has had this batch open too, and what it reported is not \
                           known here. Close the other window, open this page again, and make the \
                           report then.",
        report_none: "There is no report to print yet. Make the report first, then print.",
        storage_other_tab: "Another window has this batch open too. What either accepts is kept; \
                            opening the page again shows both.",

        batch_heading: "Current batch",
        batch_unnamed: |number| format!("Batch {number}"),
        batch_current: "Open batch",
        batch_name: "Name of the batch",
        batch_new: "New batch",
        keep_heading: "Save and erase",
        batch_save: "Save as one file",
        batch_save_hint: "The file holds all records and campaigns of this batch. Drop it here to \
                          restore them on another computer or after erasing.",
        batch_saved: "The file was handed to the browser.",
        batch_not_saved: "The browser did not take the file. Try again, or use another browser.",
        tally_save: "Save a tally file",
        tally_save_hint: "Counts of answers only and no records, to be handed up and merged. Small \
                          cells are not merged in it, so keep it like the records and publish only \
                          reports.",
        erase_hint: "Clears this batch from the browser. Your own files stay as they are.",
        erase_all_hint: "Before you hand this computer on: clears every batch at once.",
        erase_traces: "What is erased is gone from this page, but the browser’s files on the disk \
                       may hold traces until it tidies them up. Use a computer you trust, with an \
                       encrypted disk.",
        batch_erase_all: "Erase all batches",
        erase_all_heading: "Erase all batches?",
        erase_all_text: "Every batch kept in this browser is erased. Your own files stay as they \
                         are.",
        erase_all_confirm: "Erase all",

        entry: |entry| format!("entry {entry}"),
        line: |line| format!("line {line}"),
        unlisted: |inputs| format!("{inputs} more are counted and not listed."),
        of_file: |shown, all| format!("{shown} of {all} of this file are shown."),
        more_of_file: |n| format!("Show {n} more of this file"),
        save_refusals: "Save the list as a table",
        tallies: |tallies| format!("Besides, {}.", plural(tallies, "tally file", "tally files")),
        finished_tallies: |received, tallies| {
            let tallies = plural(tallies, "tally file", "tally files");
            match received {
                0 => format!("Done: {tallies} received."),
                _ => format!("Done: {received} received, and {tallies}."),
            }
        },
        campaigns_came: ["Campaigns taken in: ", "; ", "."],

        changed: [
            "The file was changed or moved away while it was read.",
            "Choose it again; nothing is counted twice.",
        ],
        fatal: [
            "Reading this file stopped the reader.",
            "Choose it once more by itself; otherwise ask for it again.",
        ],
        too_many_records: ["More than one batch can hold.", "Make a new batch for the rest."],
        too_many_campaigns: [
            "Too many campaigns and waves in one batch.",
            "Make a new batch and keep the campaigns apart.",
        ],
        no_code: [
            "No readable QR code was found in the picture.",
            "Take it straight and sharp, or use the file or the code.",
        ],
        picture: [
            "The browser cannot open this picture.",
            "Use an ordinary photo or screenshot, or the file or the code.",
        ],
        no_pictures: [
            "Pictures are not read here.",
            "Choose it in the organiser’s page, or use the file or the code.",
        ],
        kind: [
            "This kind of file holds no records.",
            "Choose record files, zip archives, pictures or texts.",
        ],
        packed: [
            "A packed file of a kind that is not read here, such as .rar, .7z, .gz or .tar.",
            "Unpack it first and choose the folder, or ask for a zip archive.",
        ],
        list: [
            "The records stand in one list in brackets, which is not read.",
            "Write one record on each line (NDJSON), or each into a file of its own.",
        ],
        too_long: [
            "What begins here is longer than {}; no record is as long as that.",
            "Records have about 2 kB and stand one on each line. If several have run together, \
             ask for the original file; if these are not records, ignore it.",
        ],
        large_text: [
            "The text has more than {} and was not read.",
            "Split it into smaller files. Records that stand one on each line are read whatever \
             the size.",
        ],
        empty_folder: ["There is no file in this folder.", "Check that it is the right one."],
        utf16: [
            "This text is saved as “Unicode” (UTF-16), which is not read here.",
            "Save it once more in the editor with the encoding UTF-8, then choose that file.",
        ],
        archive_damaged: [
            "The archive is damaged, or the size of this entry is not what it says.",
            "Ask for a new archive.",
        ],
        archive_cut_off: [
            "The archive is cut off: the list of its files, which stands at its end, is missing.",
            "Ask for it again. If there is no other, unpack what can still be unpacked and choose \
             those files.",
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
            "This entry of the archive expands far too much and was not read.",
            "Check where it comes from; if it does hold records, unpack it and choose the folder.",
        ],
        archive_exhausted: [
            "The archive expands to more than 8 GB and was not read from this entry on.",
            "Split it into several archives, or unpack it and choose the folder.",
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
        archive_empty: [
            "There is no file in the archive.",
            "Check that the right folder was packed, or ask for the archive again.",
        ],
        tally_damaged: [
            "The tally file is damaged or not of this questionnaire.",
            "Ask for it to be saved and sent again.",
        ],
        tally_changed: [
            "Another state of this tally is counted already, with other contents.",
            "To use the newer one, make a new batch and add everybody’s latest tally files again.",
        ],
        tally_repeated: [
            "This tally is counted already, by itself or within a merged one.",
            "Nobody is counted twice. If people were added to it since, make a new batch and add \
             everybody’s latest tally files again.",
        ],
        tally_overlapping: [
            "Some people in this tally are counted already and others are not, so none of it was \
             taken in.",
            "Make a new batch and add only tally files that do not overlap.",
        ],
        campaign_damaged: [
            "The campaign’s file is damaged or incomplete.",
            "Ask whoever made the campaign to send it again.",
        ],
        campaign_newer: [
            "A newer version made this campaign.",
            "Use the newer version of this page.",
        ],
        campaign_foreign: [
            "This campaign asks another questionnaire, or another version of it.",
            "Use the page with which the campaign was made.",
        ],
        campaigns_full: [
            "This batch holds no more campaigns.",
            "Take out campaigns that you no longer need, or make a new batch.",
        ],
    },

    received_heading: "Records received",
    received: "received",
    accepted: "accepted",
    duplicates: "duplicates",
    refused: "not accepted",
    adds_up: "Everything received is counted in one of the three numbers after it.",
    older: |n| format!("{n} older: a newer version of the same record is used instead."),
    identical: |n| format!("{n} identical to one already accepted."),
    conflicting: |n| {
        format!(
            "{n} with the number and version of another but other content: a fixed rule accepts \
             one of the two."
        )
    },
    refusals_heading: |n| format!("{} not accepted", plural(n as u64, "input", "inputs")),
    refusals_lede: "File names are shown here only and never enter the report.",
    file: "File",
    problem: "Problem",
    place: "Place",
    remedy: "What to do",
    whole_file: "whole file",
    more_refusals: |n| format!("Show {n} more {}", if n == 1 { "file" } else { "files" }),

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
        r: FileWords {
            name: "R code",
            what: "Loads the data table with labels and missing values.",
        },
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

    erase: "Erase this batch",
    erase_heading: "Erase this batch?",
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
        removal: |title| format!("Take out the campaign “{title}”?"),
        removal_choice: [
            "The records stay, and so does the minimum that it promises. Its invitation, notice \
             and code can no longer be opened here: save the campaign’s file first if you still \
             need them.",
            "Take out",
            "Keep it",
        ],
        first: "Make a campaign",
        another: "Make another campaign",
        close: "Close",
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
            "To see where the work weighs most and how to lighten it.",
            "whoever shared or posted this",
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
        made: |title| format!("Link, code and notice for “{title}”"),
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
        invitation: [
            "Invitation",
            "Change it as you like, then copy it. Your changes stay until this page is closed.",
            "Undo my changes",
        ],
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
            times: |full, quick| {
                let [full, quick] = [full, quick].map(minutes);
                format!("How long: {full} for the full form, {quick} for the quick one.")
            },
            time: |one| format!("How long: {}.", minutes(one)),
            free: "Taking part is up to you, and every question can be skipped.",
            leaves: if SHAPE.quick {
                "You hand over the options you picked, which form and version of the survey \
                 you answered, a random number, how often you revised your answers, and the \
                 campaign’s number and wave: no name, no unit, no time. You can look \
                 at every entry of the file before. It can be filled in offline."
            } else {
                "You hand over the options you picked, which version of the survey \
                 you answered, a random number, how often you revised your answers, and the \
                 campaign’s number and wave: no name, no unit, no time. You can look \
                 at every entry of the file before. It can be filled in offline."
            },
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
                if SHAPE.quick {
                    "The file holds the options you picked, which form and version of the survey \
                     you answered, a random number, how often you revised your answers, and the \
                     campaign’s number and wave: no name, no unit, no time. You can look at every \
                     entry before you hand it over."
                } else {
                    "The file holds the options you picked, which version of the survey \
                     you answered, a random number, how often you revised your answers, and the \
                     campaign’s number and wave: no name, no unit, no time. You can look at every \
                     entry before you hand it over."
                }
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
    keys: super::keys::KEYS,
    noise: super::noise::NOISE,
    protection: super::protection::PROTECTION,
    sealed: super::sealed::SEALED,
    gather: super::sealed::GATHER,
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

pub(in crate::i18n) static EXPORT: Words = Words {
    tag: "en",
    codebook_title: "Qingdan: codebook of the report data",
    about: &[
        "This file says what every column and every code of the report data \
         (qingdan-release.csv) means. Each row is one quantity of the report.",
        "What is withheld to protect people has the value -9997 and names the rule; it \
         is not 0, and it does not mean nobody.",
    ],
    caveat: "Answers are voluntary, unverified and describe these respondents only. They \
             are not for appraising any unit or person, and not for ranking.",
    variables_heading: "Columns and codes",
    questions_heading: "Questions and options",
    columns: ["variable", "label", "type", "code", "meaning"],
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
        "The value is rounded to multiples of this (0: exact)",
        "Both ends of the interval are rounded to multiples of this (0: exact)",
        "People it rests on",
        "Of an estimate: how likely an answer in the files is the true one",
        "Shown or withheld",
        "Number of the campaign after a c (none: no campaign, or several)",
        "Wave",
        "Survey: name, version, first 16 digits of its checksum",
        "Minimum number of people",
        "Whether answers were randomised on the phones",
        "Whether the data are samples",
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
        "Two outcomes crossed",
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
        "Share, estimated from randomised answers",
        "Mean, points, estimated from randomised answers",
        "Share at or above a documented case, estimated from randomised answers",
    ],
    rules: [
        "Fewer people than the minimum",
        "Few people whose answers lie together: showing it would tell what everybody answered",
        "Concerns fewer than three people",
        "Something withheld could be computed from it",
        "Not asked",
        "Together with an earlier report it would tell about a few people",
        "Too few people, or people who do not differ",
        "Beside the reports of merged units it would tell what one of them withholds",
        "The estimate did not converge",
        "The groups that both waves have hold less than 80 % of the people",
        "Answers were randomised, so the figure would not be true",
    ],
    noise: [
        "None",
        "Some, for everybody in the same way: their figures are estimates",
        "Some, not for everybody in the same way: their figures are withheld",
        "Not known, at least of some people",
    ],
    forms: ["Full form", "Quick form"],
    demo: ["no", "Sample data, not real results"],
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
