//! English.

use super::Messages;

/// `one` for 1, otherwise `many`, after the number.
fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

pub(super) static MESSAGES: Messages = Messages {
    title: "Qingdan · collect and report",
    name: "Qingdan · report",

    heading: "Turn the files you received into one report",
    lede: "Choose the files to see the totals. The page also works offline; files are read on \
           this computer only.",
    drop_title: "Drop files or folders here",
    drop_more: "More files? Drop them here",
    drop_hint: "You can choose many at once. With more than a few hundred, choose the folder.",
    choose_files: "Choose files",
    choose_folder: "Choose a folder",
    walking: "Looking for the files in the folder.",
    reading_progress: |done, total| format!("Reading file {done} of {total}"),
    cancel: "Stop reading",
    finished: |received| format!("Done: {} received.", plural(received, "file", "files")),
    cancelled: |received, unread| {
        format!(
            "Stopped. What was received stays ({}); {} left unread.",
            plural(received, "file", "files"),
            plural(u64::from(unread), "file", "files"),
        )
    },
    in_page: "This browser cannot read files in the background, so the page reads them one by \
              one. The result is the same; the page may be slower meanwhile.",
    crashed: "The program that reads files has stopped unexpectedly, and what it had read is \
              lost. Your own files are unchanged; please choose them again.",
    crashed_again: "Start again",
    erased: "Everything is erased.",

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

    report_heading: "Report",
    form_legend: "Which records",
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

    report_title: |form, n| format!("{form}, {}", plural(n, "record", "records")),
    full: "Full form",
    quick: "Quick form",
    caveat: "These records were handed over by choice, reported by the people themselves, and \
             cannot be verified. The figures describe these records only, not those who handed \
             nothing in, and must not be used to appraise any unit or person.",
    index_heading: "Overall index",
    index: "Overall index",
    index_what: |least, all| {
        format!(
            "The mean of the {all} category scores of a person, computed where at least {least} \
             have a score. 0 is lightest, 100 heaviest."
        )
    },
    mean_with_interval: |low, high| format!("95% interval {low}–{high}"),
    share_with_interval: |share, low, high| format!("{share} ({low}–{high})"),
    based_on: |n| plural(n, "person", "people"),
    interval_what: "The interval tells only how much chance may matter with so many people: the \
                    fewer, the wider. It does not cover who chose to take part and who did not.",
    near_edge: "The mean is close to an end of the scale: the interval is too narrow and covers \
                less than 95%.",
    weighted: "Weighted index",
    weighted_what: "Weighted index: the index with the priorities of each person counting more; \
                    only people who chose some.",
    categories_heading: "Categories",
    categories_lede: "In the order of the survey; this is no ranking. The bar is the mean, the \
                      line its 95% interval.",
    table_caption: "Means and distribution by category",
    category: "Category",
    n: "People",
    mean: "Mean",
    interval: "95% interval",
    low: "from",
    high: "to",
    sd: "SD",
    quartile_1: "Lower quartile",
    median: "Median",
    quartile_3: "Upper quartile",
    share_50: "50 or more",
    share_75: "75 or more",
    table_note: "In brackets: the 95% interval of a share.",

    details_heading: "Distributions and single questions",
    details_lede: "Open a category to see how its scores are spread and how each question was \
                   answered.",
    histogram: "Spread of scores",
    score: "Score",
    bin: |from, to| format!("{from}–{to} points"),
    bin_note: "Each range includes its lower end but not its upper; the last includes 100.",
    merged: "merged",
    share: "Share (95% interval)",
    answer: "Answer",
    joined: " or ",
    answered: |n| format!("{} answered", plural(n, "person", "people")),
    item_mean: |mean| format!("mean {mean}"),
    missing_together: |n| format!("no answer {n}"),
    not_applicable: |n| format!("not applicable {n}"),
    dont_know: |n| format!("do not know {n}"),
    declined: |n| format!("prefer not to say {n}"),
    skipped: |n| format!("skipped {n}"),
    marker: |title, figure, options| format!("A case in {title} ({figure}) falls into {options}"),
    marker_range: |low, high| format!("{low} to {high}"),
    marker_share: |share| format!("at or above it: {share}"),
    marker_share_low: |share| format!("at or above the first of these: {share}"),
    comma: ", ",
    semicolon: "; ",
    marker_what: "The documented figures are single cases, neither averages nor limits.",
    outcomes_heading: "Consequences",
    outcomes_lede: "These questions are not part of the burden score.",
    priorities_heading: "Which to lighten first",
    priorities_lede: |n, missing| {
        format!(
            "{} answered, up to three categories each; {missing} did not answer. The bar is \
             the share of people who named the category.",
            plural(n, "person", "people"),
        )
    },
    priorities_nothing: "None for now",
    named: "Named by (95% interval)",
    borda: "Mean points",
    borda_what: "Mean points: 3 for a first choice, 2 for a second, 1 for a third, 0 otherwise.",

    below_minimum: |minimum| format!("fewer than {minimum} people"),
    group_disclosure: "few people with answers close together",
    small_part: "concerns one or two people",
    complementary: "would reveal another withheld figure",
    not_asked: "not asked in this form",
    withheld: "withheld",
    about: |points| format!("about {points}"),
    coarse: |people, points| {
        format!(
            "“About”: with fewer than {people} people and a cell of one or two, mean and interval \
             are given to {points} points only, so that nobody's score can be worked out."
        )
    },
    held: |held, minimum| {
        format!(
            "{} not counted yet. The report is renewed once {minimum} have come, so that comparing \
             two reports does not show what somebody answered.",
            plural(held, "new record is", "new records are"),
        )
    },
    withheld_why: |reasons| format!("Why withheld: {reasons}."),
    withheld_what: "Hatched cells are withheld on purpose; they are not zero.",
    disclaimer: "Scores only put people's answers on a scale of 0–100. They are not a diagnosis, \
                 and there are no national norms to compare with.",

    erase: "Erase everything",
    erase_heading: "Erase everything?",
    erase_text: "The records read into this page and the report will be erased. The files on \
                 your computer stay as they are.",
    erase_confirm: "Erase",
    erase_keep: "Keep",
    foot_heading: "What this page does, and does not do",
    foot: [
        "Files are read and added up on this computer only; the page also works offline.",
        "It shows totals only: no list of records, no filters, no export of a single record.",
        "Figures on too few people are not shown; cells of one or two people are merged with \
         their neighbours.",
        "After a report, new records wait until there are enough of them, so that comparing two \
         reports does not show what somebody answered.",
        "Nothing is stored: after closing the page, the files must be chosen again.",
    ],
};
