//! The tables: everything that may be shown, in the order of the instrument, and what is withheld
//! with its rule.

use qingdan_markup::html;
use yew::prelude::*;

use super::state::{Tables, TwoTally};
use crate::domain::disclose::{Cell, Withheld};
use crate::domain::instrument::Instrument;
use crate::domain::shipped_instrument;
use crate::domain::stats::{ConfidenceInterval, Proportion};
use crate::domain::two_tally::{About, Row, Who};
use crate::i18n::Language;
use crate::i18n::organise::report;
use crate::i18n::organise::two_tally::{Messages, TableWords};
use crate::ui::organise::report::why_withheld;

/// What every table needs.
#[derive(Clone, Copy)]
struct Context {
    language: Language,
    words: &'static TableWords,
    report: &'static report::Messages,
    instrument: &'static Instrument,
    minimum: u8,
}

/// All tables, with what stands above and below them.
pub(super) fn tables(language: Language, state: &TwoTally, shown: &Tables) -> Html {
    let context = Context {
        language,
        words: &Messages::of(language).tables,
        report: report::Messages::of(language),
        instrument: shipped_instrument(),
        minimum: shown.minimum,
    };
    let title = state.invitation.as_ref().map(|one| one.campaign().details().title.clone());
    // Rows of one table stand together.
    let tables: Vec<&[Row]> = shown.rows.chunk_by(|one, next| one.about == next.about).collect();
    let mut sections: Vec<(String, Vec<&[Row]>)> = Vec::new();
    for table in tables {
        let Some(heading) = section(context, table[0].about) else { continue };
        match sections.last_mut() {
            Some((last, tables)) if *last == heading => tables.push(table),
            _ => sections.push((heading, vec![table])),
        }
    }
    html! {
        <article id="tally-tables" class="release tally__tables" lang={language.tag()}>
            <header class="release__head">
                <h3 class="release__title">{ context.words.heading }</h3>
                if let Some(title) = title {
                    <p class="strong" dir="auto">{ title }</p>
                }
                <p>{ (context.words.people)(shown.people) }</p>
                if let Some(plan) = &state.plan {
                    <p class="muted number">{ plan.fingerprint().to_string() }</p>
                }
                <p class="note">{ context.report.caveat }</p>
                if shown.withholds() {
                    <p class="muted">{ (context.words.rules)(shown.minimum) }</p>
                }
            </header>
            for (heading, tables) in sections {
                <section key={heading.clone()}>
                    <h4>{ heading.clone() }</h4>
                    for (at, table) in tables.into_iter().enumerate() {
                        <div key={at} class="tally__table">{ one(context, table) }</div>
                    }
                </section>
            }
        </article>
    }
}

/// The heading of the section of a table; none for everybody, who stand above.
fn section(context: Context, about: About) -> Option<String> {
    let (words, report) = (context.words, context.report);
    Some(match about {
        About::People => return None,
        About::Item(_) => report.items.heading.to_owned(),
        About::Outcome(_) => report.outcomes.heading.to_owned(),
        About::Background(_) => report.people.heading.to_owned(),
        About::Priorities => report.priorities.heading.to_owned(),
        About::Bands(_) => words.bands.to_owned(),
        About::Stratum { question, .. } => {
            (words.strata)(context.language.text(&context.instrument.background[question].name))
        }
    })
}

/// The caption of a table.
fn caption(context: Context, about: About) -> String {
    let (instrument, language) = (context.instrument, context.language);
    let score = |at: usize| {
        let category = instrument.categories.get(at).map(|category| &category.name);
        let own = category.or(instrument.index_name.as_ref());
        own.map_or(context.report.scores.index, |name| language.text(name)).to_owned()
    };
    match about {
        About::People => String::new(),
        About::Item(at) => language.text(&instrument.items[at].stem).to_owned(),
        About::Outcome(at) => language.text(&instrument.choice_outcomes()[at].stem).to_owned(),
        About::Background(at) => language.text(&instrument.background[at].name).to_owned(),
        About::Priorities => context.report.priorities.heading.to_owned(),
        About::Bands(at) | About::Stratum { score: at, .. } => score(at),
    }
}

/// One table, or the rule that withholds it.
fn one(context: Context, rows: &[Row]) -> Html {
    let about = rows[0].about;
    if let [Row { who: Who::All, people: Cell::Withheld(rule), .. }] = rows {
        return html! {
            <>
                <p class="strong">{ caption(context, about) }</p>
                <p><span class="withheld">{ why(context, *rule) }</span></p>
            </>
        };
    }
    if let About::Stratum { .. } = about {
        return stratum(context, rows);
    }
    // Shares are of those who picked an option, or have a score.
    let of = |row: &Row| match (&row.who, &row.people) {
        (Who::Options(..) | Who::Bands(..) | Who::Answered, Cell::Shown(people)) => *people,
        _ => 0,
    };
    let n: u64 = rows.iter().map(of).sum();
    let [_, people, share] = context.words.columns;
    html! {
        <table class="parts">
            <caption class="strong">{ caption(context, about) }</caption>
            <thead>
                <tr>
                    <td />
                    <th scope="col" class="parts__count">{ people }</th>
                    <th scope="col" class="parts__share">{ share }</th>
                </tr>
            </thead>
            <tbody>
                for (at, row) in rows.iter().enumerate() {
                    <tr key={at}>
                        <th scope="row" class="parts__label">{ label(context, row) }</th>
                        { figures(context, row, n) }
                    </tr>
                }
            </tbody>
        </table>
    }
}

fn figures(context: Context, row: &Row, n: u64) -> Html {
    let shared =
        matches!(row.who, Who::Options(..) | Who::Bands(..) | Who::Named(_) | Who::Nothing);
    match row.people {
        Cell::Withheld(rule) => html! {
            <td colspan="2"><span class="withheld">{ why(context, rule) }</span></td>
        },
        Cell::Shown(count) => html! {
            <>
                <td class="parts__count number">{ count }</td>
                <td class="parts__share number">
                    if shared && n > 0 {
                        { percent(context, Proportion { count, n }) }
                    }
                </td>
            </>
        },
    }
}

/// A share with its interval, in whole percent.
fn percent(context: Context, share: Proportion) -> String {
    let ConfidenceInterval { low, high } = share.interval();
    let whole = |share: f64| format!("{:.0}", 100.0 * share);
    let shown = format!("{:.0}%", 100.0 * share.share());
    (context.report.marks.share)(&shown, &whole(low), &whole(high))
}

/// Whom a row counts.
fn label(context: Context, row: &Row) -> String {
    let (instrument, language) = (context.instrument, context.language);
    let options = match row.about {
        About::Item(at) => instrument.options(&instrument.items[at].options),
        About::Outcome(at) => instrument.options(&instrument.choice_outcomes()[at].options),
        About::Background(at) => &instrument.background[at].options,
        _ => &[],
    };
    match &row.who {
        Who::All | Who::Groups(..) => String::new(),
        Who::Options(first, last) => {
            let picked = options.get(usize::from(*first)..=usize::from(*last));
            let labels = picked.unwrap_or_default().iter().map(|one| language.text(&one.label));
            labels.collect::<Vec<_>>().join(context.report.marks.joined)
        }
        Who::Reason(reason) => (context.words.no_answer)(*reason).to_owned(),
        Who::Named(at) => language.text(&instrument.categories[*at].name).to_owned(),
        Who::Nothing => context.report.priorities.nothing.to_owned(),
        Who::Answered => context.words.answered.to_owned(),
        Who::Bands(first, last) => bands(context, *first, *last),
        Who::Unscored => context.words.unscored.to_owned(),
    }
}

/// Neighbouring bands in words.
fn bands(context: Context, first: u8, last: u8) -> String {
    let name = |at: u8| {
        let band = context.instrument.bands.get(usize::from(at));
        band.map_or("", |band| context.language.text(&band.name))
    };
    if first == last {
        name(first).to_owned()
    } else {
        (context.report.marks.bands)(name(first), name(last))
    }
}

/// A crossed table: a row for each group, a column for each part of the bands.
fn stratum(context: Context, rows: &[Row]) -> Html {
    let mut groups: Vec<(&[u8], Vec<&Cell<u64>>)> = Vec::new();
    let mut parts: Vec<(u8, u8)> = Vec::new();
    for row in rows {
        let Who::Groups(group, first, last) = &row.who else { continue };
        if !parts.contains(&(*first, *last)) {
            parts.push((*first, *last));
        }
        match groups.last_mut() {
            Some((last, cells)) if last == group => cells.push(&row.people),
            _ => groups.push((group, vec![&row.people])),
        }
    }
    let caption = caption(context, rows[0].about);
    html! {
        <div class="scroller" tabindex="0" role="region" aria-label={caption.clone()}>
            <table class="figures">
                <caption class="strong">{ caption }</caption>
                <thead>
                    <tr>
                        <td />
                        for &(first, last) in &parts {
                            <th key={first} scope="col">{ bands(context, first, last) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for (group, cells) in &groups {
                        <tr key={format!("{group:?}")}>
                            <th scope="row">{ names(context, rows[0].about, group) }</th>
                            for (at, cell) in cells.iter().enumerate() {
                                <td key={at} class="number">
                                    {
                                        match cell {
                                            Cell::Shown(people) => people.to_string(),
                                            Cell::Withheld(rule) => why(context, *rule),
                                        }
                                    }
                                </td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
            <p class="muted">{ context.words.rounded }</p>
        </div>
    }
}

/// The groups of a row of a crossed table.
fn names(context: Context, about: About, groups: &[u8]) -> String {
    let About::Stratum { question, .. } = about else { return String::new() };
    let options = &context.instrument.background[question].options;
    let name = |at: &u8| match options.get(usize::from(*at)) {
        Some(option) => context.language.text(&option.label),
        None => context.words.picked_none,
    };
    groups.iter().map(name).collect::<Vec<_>>().join(context.report.marks.joined)
}

/// Why something is withheld, and that it is.
fn why(context: Context, rule: Withheld) -> String {
    why_withheld(context.language, u64::from(context.minimum), rule)
}
