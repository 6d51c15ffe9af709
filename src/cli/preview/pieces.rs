//! An instrument taken apart into what stands one after the other when it is read.

use crate::domain::instrument::{
    Form, Hours, Instrument, Interval, Item, Kind, Nonresponse, Outcome, Referent, ResponseOption,
    Text,
};

/// 中文 and English.
pub(super) type Both = [String; 2];

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A heading of a level.
    Heading(u8, Both),
    /// A paragraph.
    Paragraph(Both),
    /// An entry of a list.
    Entry(Both),
    /// A question with its options.
    Question {
        /// Its id.
        id: String,
        /// Its words.
        stem: Both,
        /// What else there is to know.
        notes: Vec<Both>,
        /// Its options.
        options: Vec<Choice>,
    },
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// Its words.
    pub(super) label: Both,
    /// Its score.
    pub(super) score: Option<u8>,
    /// What it stands for, and the cases that fall into it.
    pub(super) notes: Vec<Both>,
}

fn both(text: &Text) -> Both {
    [text.zh.clone(), text.en.clone()]
}

fn words(zh: impl Into<String>, en: impl Into<String>) -> Both {
    [zh.into(), en.into()]
}

/// Everything in the order in which it is asked.
pub(super) fn pieces(instrument: &Instrument) -> Vec<Piece> {
    let mut all = head(instrument);
    for (place, category) in instrument.categories.iter().enumerate() {
        all.push(Piece::Heading(2, both(&category.name)));
        all.push(Piece::Paragraph(both(&category.about)));
        all.extend(instrument.items_of(place).map(|at| item(instrument, &instrument.items[at])));
        if !category.remedies.is_empty() {
            all.push(Piece::Heading(3, words("文献里的办法", "Remedies in the documents")));
        }
        for remedy in &category.remedies {
            let [zh, en] = both(&remedy.text);
            let from = remedy.documents.join(", ");
            all.push(Piece::Entry(words(format!("{zh}（{from}）"), format!("{en} ({from})"))));
        }
    }
    if !instrument.outcomes.is_empty() {
        all.push(Piece::Heading(2, words("后果（不计分）", "Outcomes (not scored)")));
        all.extend(instrument.outcomes.iter().map(|one| outcome(instrument, one)));
    }
    if !instrument.background.is_empty() {
        all.push(Piece::Heading(2, words("背景（可以不填）", "Background (optional)")));
    }
    for question in &instrument.background {
        let [zh, en] = both(&question.name);
        let on = if question.default_on {
            words(format!("{zh}；默认要问"), format!("{en}; asked by default"))
        } else {
            words(format!("{zh}；默认不问"), format!("{en}; not asked by default"))
        };
        let (id, stem) = (question.id.clone(), both(&question.stem));
        let options = choices(&question.options, |_| Vec::new());
        all.push(Piece::Question { id, stem, notes: vec![on], options });
    }
    all.extend(scoring(instrument));
    all.extend(documents(instrument));
    all
}

fn head(instrument: &Instrument) -> Vec<Piece> {
    let Instrument { id, version, hash, .. } = instrument;
    let count = |form| (0..instrument.items.len()).filter(|&at| instrument.asks(form, at)).count();
    let (full, quick) = (count(Form::Full), count(Form::Quick));
    let others = instrument.outcomes.len();
    let also = match others {
        0 => words("", ""),
        _ => words(format!("；另有 {others} 题不计分"), format!("; {others} outcomes")),
    };
    let forms = if instrument.has_quick_form() {
        words(
            format!("完整版 {full} 题计分，快速版 {quick} 题{}。", also[0]),
            format!("Full form {full} scored items, quick form {quick}{}.", also[1]),
        )
    } else {
        words(
            format!("{full} 题计分{}；没有快速版。", also[0]),
            format!("{full} scored items{}; no quick form.", also[1]),
        )
    };
    vec![
        Piece::Heading(1, both(&instrument.title)),
        Piece::Paragraph(both(&instrument.about)),
        Piece::Paragraph(words(
            format!("标识 {id}，版本 {version}，问卷指纹 {hash}"),
            format!("id {id}, version {version}, hash {hash}"),
        )),
        Piece::Paragraph(forms),
        Piece::Paragraph(words(
            "选项前面的数是分数，0 到 100，越高越重。",
            "The number before an option is its score, 0 to 100, higher is heavier.",
        )),
    ]
}

fn item(instrument: &Instrument, item: &Item) -> Piece {
    let mut notes: Vec<Both> = item.instruction.iter().map(both).collect();
    notes.push(kind(item.kind, Some(item.referent), &item.recall));
    if item.quick && instrument.has_quick_form() {
        notes.push(words("快速版也问", "also in the quick form"));
    }
    notes.extend(item.offers.iter().map(|offer| match offer {
        Nonresponse::NotApplicable => words("可以答“不适用”", "offers “not applicable”"),
        Nonresponse::DontKnow => words("可以答“不清楚”", "offers “don’t know”"),
    }));
    notes.extend(item.not_applicable_when.iter().map(|rule| {
        let (other, option) = (&rule.item, rule.option);
        words(
            format!("{other} 选了第 {option} 项（从 0 数起），这题就不用答"),
            format!("not applicable when option {option} of {other} is picked (from 0)"),
        )
    }));
    for figure in &item.figures {
        let ([zh, en], [of, meaning]) = (both(&figure.figure), both(&figure.meaning));
        let document = &figure.document;
        notes.push(words(
            format!("依据 {document}：{zh}。{of}"),
            format!("rests on {document}: {en}. {meaning}"),
        ));
    }
    let options = choices(instrument.options(&item.options), |option| {
        let here =
            item.cases().into_iter().filter(|one| (one.lowest..=one.highest).contains(&option));
        here.map(|case| {
            let document = &case.figure.document;
            words(format!("◆ {document} 的实例"), format!("◆ case in {document}"))
        })
        .collect()
    });
    Piece::Question { id: item.id.clone(), stem: both(&item.stem), notes, options }
}

fn outcome(instrument: &Instrument, outcome: &Outcome) -> Piece {
    let notes = vec![kind(outcome.kind, None, &outcome.recall)];
    let options = if outcome.kind == Kind::Priorities {
        let name = |category: &crate::domain::instrument::Category| Choice {
            label: both(&category.name),
            score: None,
            notes: Vec::new(),
        };
        instrument.categories.iter().map(name).collect()
    } else {
        choices(instrument.options(&outcome.options), |_| Vec::new())
    };
    Piece::Question { id: outcome.id.clone(), stem: both(&outcome.stem), notes, options }
}

fn choices(options: &[ResponseOption], cases: impl Fn(u8) -> Vec<Both>) -> Vec<Choice> {
    let choice = |(at, option): (u8, &ResponseOption)| {
        let mut notes: Vec<Both> = option.interval.into_iter().map(interval).collect();
        notes.extend(
            option.value.map(|value| words(format!("变化 {value:+}"), format!("change {value:+}"))),
        );
        notes.extend(cases(at));
        Choice { label: both(&option.label), score: option.score, notes }
    };
    (0..).zip(options).map(choice).collect()
}

fn interval(Interval { lower, upper }: Interval) -> Both {
    match upper {
        Some(upper) if upper == lower => words(lower.to_string(), lower.to_string()),
        Some(upper) => words(format!("{lower}–{upper}"), format!("{lower}–{upper}")),
        None => words(format!("{lower} 以上"), format!("{lower} and more")),
    }
}

/// The kind of a question, whom it describes, and over which time.
fn kind(kind: Kind, referent: Option<Referent>, recall: &Text) -> Both {
    let name = match kind {
        Kind::BandedQuantity => ["数量，分段", "a quantity in bands"],
        Kind::BandedShare => ["比例，分段", "a share in bands"],
        Kind::OrdinalFrequency => ["次数", "a frequency"],
        Kind::GradedPresence => ["程度", "a degree"],
        Kind::Fit => ["是否符合", "how well it fits"],
        Kind::NetChange => ["变化", "a change"],
        Kind::Nominal => ["分类", "named options"],
        Kind::Priorities => ["最多选三类，按先后", "up to three categories in order"],
    };
    let of = match referent {
        Some(Referent::Person) => ["；说的是本人", "; about the respondent"],
        Some(Referent::Unit) => ["；说的是单位", "; about the unit"],
        None => ["", ""],
    };
    let [zh, en] = both(recall);
    words(format!("{}{}；{zh}", name[0], of[0]), format!("{}{}; {en}", name[1], of[1]))
}

fn scoring(instrument: &Instrument) -> Vec<Piece> {
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
    let Hours { open_central, open_upper, week, week_open_upper, .. } = hours;
    let all = hours.activities.join(", ");
    words(
        format!(
            "每周时间由 {all} 相加；没有上限的一段按 {open_central} 到 {open_upper} 小时算，不超过 {week}\
             （没有上限的按 {week_open_upper} 小时）。"
        ),
        format!(
            "Hours a week add up {all}; an open band counts {open_central} to {open_upper}, never \
             more than {week} (open: {week_open_upper})."
        ),
    )
}

fn documents(instrument: &Instrument) -> Vec<Piece> {
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
