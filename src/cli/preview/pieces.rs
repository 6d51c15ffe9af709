//! An instrument taken apart into what stands one after the other when it is read.

mod rest;

use crate::domain::instrument::{
    Category, Figure, Form, Instrument, Interval, Item, Kind, Nonresponse, OptionSet, Outcome,
    Referent, ResponseOption, Scope, Text,
};
use rest::{documents, mechanisms, scoring};

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
    /// What it stands for.
    pub(super) notes: Vec<Both>,
    /// The documented cases that fall into it.
    pub(super) cases: Vec<Both>,
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
        all.push(Piece::Paragraph(known_as(category)));
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
    all.extend(mechanisms(instrument));
    all
}

/// How records and charts call a category.
fn known_as(Category { id, short, .. }: &Category) -> Both {
    let Text { zh, en, .. } = short;
    words(format!("标识 {id}，图表上写“{zh}”"), format!("id {id}, in charts “{en}”"))
}

fn head(instrument: &Instrument) -> Vec<Piece> {
    let Instrument { format, id, version, hash, .. } = instrument;
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
            format!("标识 {id}，版本 {version}，格式 {format}，问卷指纹 {hash}"),
            format!("id {id}, version {version}, format {format}, hash {hash}"),
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
    let Text { zh, en, .. } = &item.unit;
    notes.push(words(format!("单位：{zh}"), format!("in {en}")));
    notes.extend(shared(&item.options));
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
    notes.extend(item.figures.iter().map(source));
    let options = choices(instrument.options(&item.options), |option| cases(item, option));
    Piece::Question { id: item.id.clone(), stem: both(&item.stem), notes, options }
}

/// What a question rests on.
fn source(figure: &Figure) -> Both {
    let ([zh, en], [of, meaning]) = (both(&figure.figure), both(&figure.meaning));
    let document = &figure.document;
    let [about, scope] = match figure.scope {
        Scope::Person => ["说的是一个人", "of one person"],
        Scope::Unit => ["说的是一个单位", "of one unit"],
        Scope::Event => ["说的是一件事", "of one event"],
        Scope::Qualitative => ["没有数字", "no figure"],
    };
    words(
        format!("依据 {document}（{about}）：{zh}。{of}"),
        format!("rests on {document} ({scope}): {en}. {meaning}"),
    )
}

/// The options that a question shares with others.
fn shared(options: &OptionSet) -> Option<Both> {
    let OptionSet::Shared(set) = options else { return None };
    Some(words(format!("用共用的选项 {set}"), format!("with the shared options {set}")))
}

/// The documented cases that fall into an option, with what to bear in mind.
fn cases(item: &Item, option: u8) -> Vec<Both> {
    let here = item.cases().into_iter();
    let here = here.filter(|case| (case.lowest..=case.highest).contains(&option));
    here.map(|case| {
        let Figure { document, figure, .. } = case.figure;
        let own = item.markers.iter().filter(|one| one.option == option);
        let own = own.filter(|one| {
            item.figures
                .get(usize::from(one.figure))
                .is_some_and(|of| std::ptr::eq(of, case.figure))
        });
        let mut said = words(
            format!("{document} 的实例“{}”", figure.zh),
            format!("case in {document}: “{}”", figure.en),
        );
        for Text { zh, en, .. } in own.filter_map(|one| one.caution.as_ref()) {
            said[0].extend(["：", zh.as_str()]);
            said[1].extend([". ", en.as_str()]);
        }
        said
    })
    .collect()
}

fn outcome(instrument: &Instrument, outcome: &Outcome) -> Piece {
    let mut notes = vec![kind(outcome.kind, None, &outcome.recall)];
    notes.extend(shared(&outcome.options));
    notes.extend(outcome.figures.iter().map(source));
    let options = if outcome.kind == Kind::Priorities {
        let name = |category: &Category| Choice {
            label: both(&category.name),
            score: None,
            notes: Vec::new(),
            cases: Vec::new(),
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
        Choice { label: both(&option.label), score: option.score, notes, cases: cases(at) }
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
