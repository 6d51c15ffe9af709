//! What stands after the questions: scores, documents, and what of them is asked where.

use super::{Both, Piece, both, words};
use crate::domain::instrument::{Hours, Instrument, Text};

/// How scores are made, and what they are called.
pub(super) fn scoring(instrument: &Instrument) -> Vec<Piece> {
    let least = instrument.index_categories_min;
    let peak = instrument.peak_from;
    let usual = || words("总指数", "The index");
    let index = instrument.index_name.as_ref().map_or_else(usual, both);
    let mut all = vec![
        Piece::Heading(2, words("分数", "Scores")),
        Piece::Entry(words(
            "一类的分数是这一类已答各题的平均：至少答一半，完整版还至少两题。",
            "A category’s score is the mean of its answered items: half of them at least, and two \
             in the full form.",
        )),
        Piece::Entry(words(
            format!("{}是各类分数的平均，至少要有 {least} 类；{peak} 分起算作一类很重。", index[0]),
            format!(
                "{} is the mean of the category scores, {least} of them at least; from \
                 {peak} a category counts as a peak.",
                index[1]
            ),
        )),
    ];
    for band in &instrument.bands {
        let ([name, named], [zh, en], from) = (both(&band.name), both(&band.meaning), band.from);
        all.push(Piece::Entry(words(
            format!("{from} 分起：{name}。{zh}"),
            format!("From {from}: {named}. {en}"),
        )));
    }
    all.extend(instrument.hours.iter().map(|hours| Piece::Entry(hours_of(hours))));
    all.push(Piece::Paragraph(both(&instrument.disclaimer)));
    all
}

fn hours_of(hours: &Hours) -> Both {
    let Hours { activities, open_central, open_upper, week, week_open_upper, avoidable } = hours;
    let all = activities.join(", ");
    let shares = |between: &str| {
        let each = avoidable.iter().map(|one| format!("{} × {}", one.hours, one.share));
        each.collect::<Vec<_>>().join(between)
    };
    let [spared, spare] = match avoidable.as_slice() {
        [] => Default::default(),
        _ => [
            format!("可以省下的，按 {} 算。", shares("，")),
            format!(" What could be spared: {}.", shares(", ")),
        ],
    };
    words(
        format!(
            "每周时间由 {all} 相加；没有上限的一段按 {open_central} 到 {open_upper} 小时算，不超过 {week}\
             （没有上限的按 {week_open_upper} 小时）。{spared}"
        ),
        format!(
            "Hours a week add up {all}; an open band counts {open_central} to {open_upper}, never \
             more than {week} (open: {week_open_upper}).{spare}"
        ),
    )
}

/// The documents.
pub(super) fn documents(instrument: &Instrument) -> Vec<Piece> {
    let mut all = vec![Piece::Heading(2, words("依据的文献", "Documents"))];
    for document in &instrument.documents {
        let texts = [Some(&document.title), document.author.as_ref(), document.outlet.as_ref()];
        let date = document.date.iter().cloned();
        let list = |language: fn(&Text) -> &String| -> Vec<String> {
            texts
                .into_iter()
                .flatten()
                .map(|text| language(text).clone())
                .chain(date.clone())
                .collect()
        };
        let id = &document.id;
        all.push(Piece::Entry(words(
            format!("{id}：{}", list(|text| &text.zh).join("，")),
            format!("{id}: {}", list(|text| &text.en).join(", ")),
        )));
    }
    all
}

/// What the documents describe, and which questions cover it.
pub(super) fn mechanisms(instrument: &Instrument) -> Vec<Piece> {
    if instrument.mechanisms.is_empty() {
        return Vec::new();
    }
    let mut all = vec![Piece::Heading(
        2,
        words("文献里说到的，哪些题问到", "What the documents describe, and what asks about it"),
    )];
    for one in &instrument.mechanisms {
        let (code, id, category, status) = (&one.code, &one.id, &one.category, &one.status);
        let Text { zh, en, .. } = &one.name;
        let [from, covered] = [&one.documents, &one.covered_by].map(|ids| ids.join(", "));
        all.push(Piece::Entry(words(
            format!(
                "{code} {id}（{status}）：{zh}。出自 {from}；类别 {category}；问到它的：{covered}"
            ),
            format!(
                "{code} {id} ({status}): {en}. In {from}; category {category}; asked by {covered}"
            ),
        )));
    }
    all
}
