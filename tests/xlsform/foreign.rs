//! Forms that others made: what is carried over, and what is told.

use proptest::prelude::*;
use qingdan::domain::answer::Answer;
use qingdan::domain::instrument::{Instrument, Nonresponse, ParseError};
use qingdan::domain::xlsform::{Fault, Form, Imported, Responses, Sheet, import};

/// A sheet from rows of cells between bars.
fn sheet(text: &str) -> Sheet {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(cells).collect();
    Sheet::read(rows).expect("small")
}

const CHOICES: &str = "
    | list_name | name   | label     | score |
    | often     | always | Always    | 100   |
    | often     | some   | Sometimes | 50.0  |
    | often     | never  | Never     | 0     |
    | often     | dk     | No idea   |       |
    | yesno     | yes    | Yes       | 10    |
    | yesno     | no     | No        | 0     |
    | place     | town   | Town      |       |
    | place     | land   | Country   |       |
    | half      | a      | A         | 5     |
    | half      | b      | B         |       |
    | wild      | a      | A         | 5     |
    | wild      | b      | B         | 101   |
    | single    | a      | A         | 5     |
    | twice     | a      | A         | 5     |
    | twice     | a      | B         | 6     |";

/// A form as a team in the field may have it, with a row for everything that is not carried over.
const SURVEY: &str = include_str!("field_survey.txt");

pub(crate) fn form(survey: &str, choices: &str, settings: &str) -> Form {
    Form { survey: sheet(survey), choices: sheet(choices), settings: sheet(settings) }
}

fn field() -> Imported {
    import(&form(
        SURVEY,
        CHOICES,
        "| form_title | form_id | version |\n| Field form | 2 forms | 7 |",
    ))
}

/// Every row that is not carried over is told, and no other.
#[test]
fn every_row_that_is_left_out_is_told() {
    let told: Vec<(usize, String, Fault)> = field()
        .notes
        .into_iter()
        .filter(|note| note.sheet == "survey")
        .map(|note| (note.row, note.name, note.fault))
        .collect();
    let column = |name: &str| Fault::Column(name.to_owned());
    let choice = || "b".to_owned();
    let expected = [
        (1, "", Fault::OneLanguage),
        (2, "start", Fault::Identifying("start".to_owned())),
        (3, "dev", Fault::Identifying("deviceid".to_owned())),
        (5, "work", Fault::Condition),
        (6, "hello", Fault::Note),
        (7, "w1", Fault::Reordered),
        (7, "w1", Fault::Required),
        (7, "w1", column("media::image")),
        (8, "w2", Fault::Reordered),
        (9, "w3", Fault::Reordered),
        (9, "w3", Fault::LowScores(10)),
        (9, "w3", Fault::Condition),
        (10, "w4", Fault::NoScore(choice())),
        (11, "w5", Fault::BadScore(choice())),
        (12, "w6", Fault::Choices(1)),
        (13, "w7", Fault::ChoiceTwice("a".to_owned())),
        (14, "w8", Fault::NoList("nowhere".to_owned())),
        (15, "w1", Fault::Twice),
        (16, "_w9", Fault::Name),
        (17, "w10", Fault::NoLabel),
        (18, "w11", Fault::Cascade),
        (19, "w12", Fault::OpenChoices),
        (20, "w13", Fault::Several),
        (21, "w14", Fault::Type("text".to_owned())),
        (22, "w15", Fault::Calculation),
        (24, "rep", Fault::Repeat),
        (29, "l1", Fault::Reordered),
        (29, "l1", Fault::Ungrouped("general".to_owned())),
        (30, "l2", Fault::Word("role".to_owned())),
        (30, "l2", Fault::Reordered),
        (30, "l2", Fault::Ungrouped("general".to_owned())),
        (31, "l3", Fault::Unscored),
    ];
    let expected = expected.map(|(row, name, fault)| (row, name.to_owned(), fault));
    assert_eq!(told, expected);
}

#[test]
fn what_can_be_scored_is_an_instrument() {
    let imported = field();
    let instrument = Instrument::parse(imported.json.as_bytes()).expect("an instrument");
    assert_eq!((instrument.id.as_str(), instrument.version.as_str()), ("form-2-forms", "7.0.0"));
    assert_eq!((&*instrument.title.zh, imported.items), ("Field form", 5));
    let items: Vec<_> = instrument.items.iter().map(|i| (&*i.id, &*i.category)).collect();
    let expected =
        [("w1", "work"), ("w2", "work"), ("w3", "work"), ("l1", "general"), ("l2", "general")];
    assert_eq!(items, expected);
    let options = instrument.options(&instrument.items[0].options);
    let scores: Vec<_> = options.iter().map(|o| (&*o.label.en, o.score)).collect();
    assert_eq!(scores, [("Never", Some(0)), ("Sometimes", Some(50)), ("Always", Some(100))]);
    let rule = instrument.items[1].not_applicable_when.as_ref().expect("a rule");
    assert_eq!((&*rule.item, rule.option), ("w1", 0));
    let offers = [Nonresponse::DontKnow, Nonresponse::NotApplicable];
    assert_eq!(instrument.items[1].offers, offers);
    assert_eq!((instrument.background.len(), instrument.outcomes.len()), (1, 1));
}

/// Answers to a form of one's own are read by the names that it gave.
#[test]
fn answers_to_such_a_form_are_read_by_its_names() {
    let imported = field();
    let instrument = Instrument::parse(imported.json.as_bytes()).expect("an instrument");
    let row = |text: &str| -> Vec<String> { text.split(',').map(str::to_owned).collect() };
    let headers = row("start,where,work/w1,work/w2,work/w3,work/w14,l1,l2,l3,_uuid");
    let responses = Responses::new(&instrument, &imported.names, None, &headers).expect("columns");
    assert!(!responses.is_stamped());
    let record =
        responses.read(&row("9:00,land,always,dk,no,because,never,,town,77")).expect("one");
    let answers = record.complete().answers();
    let option = Answer::Option;
    assert_eq!(answers.background, [option(1)]);
    let items = [option(2), Answer::DontKnow, option(0), option(0), Answer::Skipped];
    assert_eq!(answers.items, items);
    assert_eq!(answers.outcomes, [option(0)]);
    // A question that the form passes over is not applicable.
    let record = responses.read(&row("9:00,land,never,,no,,never,,town,78")).expect("one");
    assert_eq!(record.complete().answers().items[1], Answer::NotApplicable);
}

/// What a form has switched off is none of its questions, and told.
#[test]
fn what_is_disabled_is_told_and_left_out() {
    let survey = "
        | type             | name | label | disabled |
        | begin_group      | g    | Group |          |
        | select_one often | a    | First |          |
        | select_one often | b    | Other | no       |
        | select_one often | c    | Third | yes      |
        | text             | d    | Why   | true     |
        | end_group        |      |       |          |";
    let imported = import(&form(survey, CHOICES, ""));
    assert_eq!(imported.items, 2);
    let of = |name: &str| -> Vec<Fault> {
        let notes = imported.notes.iter().filter(|note| note.name == name);
        notes.map(|note| note.fault.clone()).collect()
    };
    assert_eq!((of("c"), of("d")), (vec![Fault::Disabled], vec![Fault::Disabled]));
    assert!(Fault::Disabled.leaves_out());
}

#[test]
fn languages_are_carried_where_there_are_two() {
    let choices = "
        | list_name | name | label::English (en) | label::中文 (zh) | score |
        | s         | a    | No                  | 没有             | 0     |
        | s         | b    | Yes                 |                  | 100   |";
    let survey = "
        | type         | name | label::English (en) | label::中文 (zh) | hint::English (en) |
        | begin_group  | g    | Group               | 一组             |                    |
        | select_one s | a    | First               | 第一             | Only once          |
        | select_one s | b    | Second              | 第二             |                    |
        | end_group    |      |                     |                  |                    |";
    let imported = import(&form(survey, choices, "| form_id |\n| f |"));
    let told: Vec<_> =
        imported.notes.iter().map(|note| (note.sheet, note.row, note.fault.clone())).collect();
    let version = Fault::Renamed("version", "1.0.0".to_owned());
    let expected = [
        ("choices", 3, Fault::LabelMissing),
        ("settings", 2, version),
        ("settings", 2, Fault::FilledIn),
    ];
    assert_eq!(told, expected);
    let instrument = Instrument::parse(imported.json.as_bytes()).expect("an instrument");
    let item = &instrument.items[0];
    assert_eq!((&*item.stem.zh, &*item.stem.en), ("第一", "First"));
    let instruction = item.instruction.as_ref().expect("a hint");
    assert_eq!((&*instruction.zh, &*instruction.en), ("Only once", "Only once"));
    let labels = &instrument.options(&item.options)[1].label;
    assert_eq!((&*labels.zh, &*labels.en), ("Yes", "Yes"));
}

/// A form of which no instrument can be made gives one that is refused, with reasons.
#[test]
fn a_group_with_one_question_is_refused_by_the_rules_of_instruments() {
    let survey = "
        | type             | name | label |
        | begin_group      | g    | Group |
        | select_one often | a    | First |
        | end_group        |      |       |";
    let imported = import(&form(survey, CHOICES, ""));
    assert_eq!(imported.items, 1);
    let refused = Instrument::parse(imported.json.as_bytes());
    assert!(matches!(refused, Err(ParseError::Defects(_))), "{refused:?}");
}

#[test]
fn an_empty_form_is_no_fault_of_the_reader() {
    assert_eq!(import(&Form::default()).items, 0);
    let rows = vec![vec![String::new(); 3]; 4];
    assert!(Sheet::read(vec![vec!["x".repeat(20_000)]]).is_err());
    let sheet = Sheet::read(rows).expect("small");
    let form = Form { survey: sheet.clone(), choices: sheet, settings: Sheet::default() };
    assert_eq!(import(&form).items, 0);
}

/// Cells that mean something, in any place.
fn cells() -> impl Strategy<Value = String> {
    let words = [
        "",
        "type",
        "name",
        "label",
        "label::中文 (zh)",
        "label::English (en)",
        "score",
        "missing",
        "list_name",
        "relevant",
        "role",
        "select_one a",
        "select_one b",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
        "a",
        "b",
        "0",
        "50",
        "100",
        "pn",
        "na",
        "item",
        "background",
        "priorities",
        "rank",
        "outcome",
        "about",
        "${a} != 'b'",
        "note",
        "calculate",
        "calculation",
        "qd_form",
        "low",
        "high",
        "7",
        "中",
        "hint",
        "effort_group",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}

fn sheets() -> impl Strategy<Value = Sheet> {
    prop::collection::vec(prop::collection::vec(cells(), 0..8), 0..12)
        .prop_map(|rows| Sheet::read(rows).expect("small"))
}

proptest! {
    #[test]
    fn any_sheets_give_a_file_or_reasons(
        survey in sheets(), choices in sheets(), settings in sheets(),
    ) {
        let imported = import(&Form { survey, choices, settings });
        match Instrument::parse(imported.json.as_bytes()) {
            Ok(instrument) => prop_assert_eq!(imported.names.misfit(&instrument), None),
            // Whatever is wrong is a rule of instruments, never the shape of the file.
            Err(fault) => prop_assert!(matches!(fault, ParseError::Defects(_)), "{fault}"),
        }
    }
}
