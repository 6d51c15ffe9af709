//! The instrument of the respondent's page: without what neither asking, scoring, recording nor a
//! view of that page uses. Most of it is evidence that only researchers read, in the file itself.

use crate::instrument::{Hours, Instrument, OptionSet, ResponseOption, Text};

/// Leaves out what figures mean in detail, the evidence of outcomes, and the fields that the page
/// never reads.
pub(crate) fn respondent(mut instrument: Instrument) -> Instrument {
    for document in &mut instrument.documents {
        (document.author, document.outlet, document.date) = (None, None, None);
    }
    let counted = counted(&instrument);
    for set in &mut instrument.response_sets {
        slim(&mut set.options, counted.contains(&set.id));
    }
    for item in &mut instrument.items {
        clear(&mut item.unit);
        if item.stem.zh.contains(&item.recall.zh) {
            clear(&mut item.recall);
        }
        own(&mut item.options, counted.contains(&item.id));
        for figure in &mut item.figures {
            clear(&mut figure.meaning);
        }
    }
    for outcome in &mut instrument.outcomes {
        if outcome.stem.zh.contains(&outcome.recall.zh) {
            clear(&mut outcome.recall);
        }
        own(&mut outcome.options, counted.contains(&outcome.id));
        outcome.figures.clear();
    }
    instrument
}

/// Ids of the questions and shared sets whose intervals the hours estimate uses.
fn counted(instrument: &Instrument) -> Vec<String> {
    let Some(Hours { activities, week, avoidable, .. }) = &instrument.hours else {
        return Vec::new();
    };
    let mut ids: Vec<String> = activities.iter().chain([week]).cloned().collect();
    ids.extend(avoidable.iter().map(|pair| pair.share.clone()));
    let items = instrument.items.iter().map(|item| (&item.id, &item.options));
    let outcomes = instrument.outcomes.iter().map(|outcome| (&outcome.id, &outcome.options));
    for (id, options) in items.chain(outcomes) {
        if let (true, OptionSet::Shared(set)) = (ids.contains(id), options) {
            ids.push(set.clone());
        }
    }
    ids
}

fn own(options: &mut OptionSet, counted: bool) {
    if let OptionSet::Own(options) = options {
        slim(options, counted);
    }
}

/// Leaves out what only analysis reads, and intervals of which no hours are counted.
fn slim(options: &mut [ResponseOption], counted: bool) {
    for option in options {
        option.value = None;
        option.interval = option.interval.filter(|_| counted);
    }
}

/// Empties a text in every language.
fn clear(text: &mut Text) {
    for words in [&mut text.zh, &mut text.en].into_iter().chain(&mut text.others) {
        words.clear();
    }
}
