//! The words of the report in English.

use super::plural;
use crate::i18n::organise::report;

pub(in crate::i18n) static REPORT: report::Messages = report::Messages {
    heading: "Report",
    scope_legend: "Which records",
    scope_none: "Records of no campaign",
    scope_merged: "Merged tally files",
    scope_number: |number| format!("Campaign {number}"),
    scope_number_hint: "What this campaign is called is not known here. Drop its file in, and the \
                        report has its title.",
    form_legend: "Which form",
    form_full: |n| format!("Full form, {}", plural(n, "record", "records")),
    form_quick: |n| format!("Quick form, {}", plural(n, "record", "records")),
    form_hint: "The two forms ask different questions and are never pooled.",
    minimum_label: "Minimum number of people",
    minimum_hint: |lowest, highest| {
        format!("Figures on fewer people are not shown. From {lowest} to {highest}.")
    },
    minimum_promised: |lowest, highest| {
        format!(
            "Figures on fewer people are never shown. The campaign promises {lowest}: from \
             {lowest} to {highest}."
        )
    },
    minimum_highest: |highest| {
        format!(
            "Figures on fewer people are never shown. The campaign promises {highest}, the highest \
             minimum that there is."
        )
    },
    minimum_unknown: |highest| {
        format!(
            "What the campaign promises is not known here, so the strictest minimum applies: \
             {highest}. Add the campaign’s file or paste its invitation, and what it promises \
             applies."
        )
    },
    minimum_unknown_pooled: |highest| {
        format!(
            "Some of the merged tally files do not say what their campaign promises, so the \
             strictest minimum applies: {highest}. For what was promised, ask those units to add \
             the campaign’s file and save their tally again; then merge all of them in a new \
             batch."
        )
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
    ask: "Make the report when everything is in, the campaign’s file too. Once one was made, \
          later ones withhold more, so that comparing the two does not show how those who came \
          later answered.",
    make: "Make the report",
    newer: |n| {
        let came = plural(n, "record or tally file has", "records or tally files have");
        format!("{came} come since the report below was made, not counted in it.")
    },
    ask_again: "A new report takes the place of this one, which cannot be shown again; and the \
                new one withholds more, so that comparing the two does not show how those who \
                came later answered. If you need this one, print or save it first.",
    make_again: "Make a new report",
    near_heading: "This report is not shown",
    near_why: "Another report seen since this page was opened counts some of the same people, or \
               differs from this one by only a few. Subtracting one from the other could show how \
               a few people answered.",
    near_what: "All records are still here. Keep the same people in one batch only; to report on \
                each county and on all of them, save a tally file of each and put these together.",
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
    title: |form, n| {
        let records = plural(n, "record", "records");
        form.map_or_else(|| records.clone(), |form| format!("{form}, {records}"))
    },
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
        index_bands: |low, high, edge| {
            format!(
                "This mean is rounded: it may lie in the band “{low}” or in “{high}”, which begins \
                 at {edge}."
            )
        },
        categories: |n| format!("Means of the {n} categories, in the order of the survey:"),
        hours: |activities, range| {
            format!("{activities} together take {range} hours a week per person on average.")
        },
        avoidable: |range| {
            format!("People themselves call {range} of these hours a week unnecessary.")
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
        weighting_unsure: |points| {
            format!(
                "Giving more weight to what each person would lighten first moves a person’s index \
                 by {points} points on average; the figure is rounded, so whether it matters \
                 cannot be said."
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
        index_what_one: "There is one category: it is the score of that. 0 is lightest, 100 \
                         heaviest.",
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
        lede: [
            "For each category: the mean, the spread of scores, and how each question was \
             answered.",
            "For each category: the mean, the spread of scores, how each question was answered, \
             then the cases and remedies of the articles.",
        ],
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
        dont_know: |n| format!("don’t know {n}"),
        declined: |n| format!("prefer not to say {n}"),
        skipped: |n| format!("skipped {n}"),
        case: |title, figure, options| format!("A case in {title} ({figure}) falls into {options}"),
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
        lede: "Each cell is the mean of a group; the more it stands out, the heavier. Groups stand \
               in the order of the survey. This is no ranking and not for comparing units.",
        legend: "Points of each colour:",
        none: "There is no background question to group by, or too few people.",
        caption: |background| format!("Means by group: {background}"),
        no_option: "No answer",
        coarse: "Numbers of people are rounded to multiples of 5. “≈”: to 5 points only.",
        means: |background| format!("{background}: people, mean and interval of each group"),
        means_lede: "First the overall index, then the categories, each with its groups. Bars are \
                     means, lines are 95% intervals: the fewer people, the wider. Groups stand in \
                     the order of the survey and are not ranked.",
        mean: "Mean (95% interval)",
        differences: |background| {
            format!("{background}: each group against everybody else (for researchers)")
        },
        differences_lede: "The difference is the mean of the group minus the mean of everybody \
                           else. g is the difference in standard deviations (Hedges’ g); p is \
                           adjusted over the categories (Holm). The count at the top of the \
                           report is adjusted over all comparisons of the table.",
        group: "Group",
        difference: "Difference, points (95% interval)",
        hedges_g: "g",
        p_holm: "p (Holm)",
        share_50: "Difference in the share with 50 or more, percentage points (95% interval)",
    },
    outcomes: report::Outcomes {
        heading: "Consequences",
        lede: "These questions are not part of the burden score.",
        paradox_heading: "Two questions side by side",
        paradox_lede: |row, column| {
            format!(
                "Rows: {row} Columns: {column} Numbers of people are rounded to multiples of 5."
            )
        },
        paradox_caption: |n| format!("About {n} people answered both"),
        paradox_rows: "Answer",
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
        chart_coarse: |low, central, high| {
            format!(
                "Between about {low} and {high} hours a week per person on average; about \
                 {central} by the middle of each range."
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
        avoidable_n: |n, asked, others| {
            let base = format!(
                "The unnecessary hours are based on {} who answered all the questions behind \
                 them, and cover {asked}",
                plural(n, "person", "people")
            );
            match others {
                0 => base + ".",
                1 => base + "; one other was not asked about.",
                _ => format!("{base}; the other {others} were not asked about."),
            }
        },
        assumptions: |central, upper| {
            format!(
                "The lower bound rests on the answers alone. The middle takes the centre of each \
                 range; the open top range counts as {central} hours for the middle and {upper} \
                 for the upper bound. The interval covers both the bounds and chance."
            )
        },
        hours: |hours| format!("{hours} h"),
        rounded: |step| {
            format!(
                "These hours are rounded to multiples of {step}, lower bounds down and upper \
                 bounds up, so that nobody’s answers can be worked out."
            )
        },
        cost_heading: "What this costs",
        cost_lede: |weeks| {
            format!(
                "No wage is assumed. Enter a low and a high hourly labour cost to see the range. \
                 The working weeks of a year are set to {weeks}; change them as needed."
            )
        },
        cost_low: "Hourly cost, low (yuan)",
        cost_high: "Hourly cost, high (yuan)",
        cost_weeks: "Working weeks a year",
        cost_staff: "Head count (optional)",
        cost_wrong: |most, weeks, staff| {
            format!(
                "Cost from 1 to {most} with at most two decimals, the low not above the high; \
                 weeks a whole number from 1 to {weeks}; head count a whole number from 1 to \
                 {staff}, or nothing."
            )
        },
        cost_person: |low, high| format!("About {low}–{high} yuan per person and year."),
        cost_all: |staff, low, high| format!("For {staff} people about {low}–{high} yuan a year."),
        cost_assumed: |low, high, weeks| {
            format!(
                "Lower bound of the hours at {low} yuan, upper bound at {high} yuan, times the \
                 weeks of a year. Costs were entered by the organiser; a year counts as {weeks} \
                 working weeks."
            )
        },
        cost_equal: " The total assumes that people who handed nothing in bear the same load, for \
                     which there is no evidence.",
    },
    waves: report::Waves {
        heading: "Against the earlier wave",
        pick: "Compare with an earlier wave",
        nothing: "No comparison",
        cannot: "These two waves cannot be compared yet: both need a report, and the same version \
                 of the survey.",
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
        shares: "People with higher scores: difference of their shares in both waves, percentage \
                 points (95% interval)",
        outcomes: "What it leads to: shares in both waves and their difference (95% interval)",
        points: "Difference, percentage points (95% interval)",
        detectable: "Smallest visible difference",
        detectable_80: "Found with 80% power",
        note: "Where the interval holds 0, no change can be claimed. “With the earlier mix” \
               weights the later wave to the earlier mix by the first two background questions, \
               so that other people taking part is not mistaken for a change. Changes below the \
               smallest visible difference cannot be seen with so many people.",
    },
    quality: report::Quality {
        heading: "Quality of the records",
        lede: "The records below look doubtful but are not dropped: doubtful is not untrue. \
               Results are computed with and without them.",
        flag: "Mark",
        share: "Share of the records (95% interval)",
        identical: "All burden answers equal those of another record",
        straight: "One option in all questions with the same options",
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
                           question is dropped for it. α from 30 people on, with only two \
                           questions from 300 on; ω from 100 people and three questions on.",
        items: "Questions",
        alpha: "α (Feldt 95% interval)",
        omega: "ω",
        not_converged: "not converged",
        too_few: "too few",
        item_rest: "Correlation of each question with the rest of its category",
        item: "Question",
        correlations: "Correlations between category scores",
        correlations_lede: "r is Pearson’s correlation, its interval by Fisher’s z; ρ is \
                            Spearman’s rank correlation of scores in steps of 5 points, which move \
                            it by up to 0.02 from 300 people on, 0.05 at 60.",
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
                "Earlier reports: where this report and earlier ones together would tell about a \
                 few people, the group is withheld this time."
                    .to_owned(),
                "Merged tally files: what a unit withholds in its own report is not allowed to \
                 follow from this one; where it would, figures are merged, rounded or withheld \
                 here too."
                    .to_owned(),
                "Rounding: numbers of people in groups to multiples of 5, percentages to whole \
                 numbers; means of small groups to 5 points. No decimal is written that is not \
                 known: means and hours without decimals are rounded to 1 or more, with “about” \
                 or “≈” to 5. Bounds of hours and of costs are rounded outwards. Where rounding \
                 leaves two bands possible, both are named."
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
            [
                "Earlier mix",
                "direct standardisation to the earlier mix by two background questions",
            ],
        ],
        documents: "The articles",
        document: |title, rest| {
            if rest.is_empty() { title.to_owned() } else { format!("{title}, {}", rest.join(", ")) }
        },
        instrument: |id, version, hash| {
            format!("Questionnaire {id}, version {version}, checksum {hash}.")
        },
        disclaimer: "Scores only put people’s answers on a scale of 0–100. They are not a \
                     diagnosis, and there are no norms to compare with.",
    },
    withheld: report::Withheld {
        word: "withheld",
        below_minimum: |minimum| format!("fewer than {minimum} people"),
        group_disclosure: "few people whose answers lie together",
        small_part: "concerns fewer than three people",
        complementary: "would reveal another withheld figure",
        not_asked: "not asked in this form",
        successive: "an earlier report withheld it and too few have come since, or together with \
                     that report it would tell about a few people",
        too_few: "too few people for this computation",
        differencing: "beside the units’ own reports it would tell what one of them withholds",
        not_covered: "the groups that both waves have hold less than 80 % of the people",
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
        bands: |low, high| format!("{low} to {}", high.to_lowercase()),
        range: |low, high| format!("{low}–{high}"),
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
