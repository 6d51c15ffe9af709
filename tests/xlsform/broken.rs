//! Forms of which nobody can tell what they mean, and texts that mean something else to ODK.

use super::foreign::form;
use qingdan::domain::xlsform::{Fault, import};

/// The rows that are told of, with what.
fn told(survey: &str, choices: &str) -> Vec<(&'static str, usize, Fault)> {
    let imported = import(&form(survey, choices, "| form_id | version |\n| f | 1.0.0 |"));
    let usual = |fault: &Fault| matches!(fault, Fault::OneLanguage | Fault::FilledIn);
    let notes = imported.notes.into_iter().filter(|note| !usual(&note.fault));
    notes.map(|note| (note.sheet, note.row, note.fault)).collect()
}

const PLAIN: &str = "
    | list_name | name | label | score |
    | s         | a    | No    | 0     |
    | s         | b    | Yes   | 100   |";

/// Groups that do not begin and end in pairs: nobody can tell which question is in which.
#[test]
fn groups_that_do_not_close_are_told() {
    let check = |rows: &str, expected: &[(usize, Fault)]| {
        let found = told(&format!("| type | name | label |\n{rows}"), PLAIN);
        let expected: Vec<_> =
            expected.iter().map(|(row, fault)| ("survey", *row, fault.clone())).collect();
        assert_eq!(found, expected, "{rows}");
        assert!(found.iter().all(|(_, _, fault)| fault.breaks()));
    };
    let two = "| select_one s | a | A |\n| select_one s | b | B |";
    check(&format!("| begin_group | g | G |\n{two}\n| end_group | | |"), &[]);
    check(&format!("| begin_group | g | G |\n{two}"), &[(2, Fault::Unclosed)]);
    let open = "| begin_group | g | G |\n| begin_group | h | H |";
    check(&format!("{open}\n{two}\n| end_group | | |"), &[(2, Fault::Unclosed)]);
    let (alone, closed) = ("| end group | | |", "| begin_group | g | G |");
    let rows = format!("{closed}\n{two}\n{alone}\n{alone}");
    check(&rows, &[(6, Fault::EndAlone)]);
    check(&format!("{closed}\n{two}\n| end_repeat | | |"), &[(5, Fault::EndOther)]);
}

/// A repeat without an end would take everything after it along.
#[test]
fn a_repeat_that_does_not_close_is_told() {
    let survey = "
        | type         | name | label |
        | begin_repeat | r    | R     |
        | select_one s | a    | A     |
        | end_group    |      |       |
        | begin_group  | g    | G     |
        | select_one s | b    | B     |
        | end_group    |      |       |";
    let expected = [("survey", 2, Fault::Repeat), ("survey", 4, Fault::EndOther)];
    assert_eq!(told(survey, PLAIN), expected);
    let open = survey.replace("| end_group    |      |       |", "");
    let found = told(&open, PLAIN);
    assert!(found.contains(&("survey", 2, Fault::Unclosed)), "{found:?}");
}

#[test]
fn groups_of_one_name_are_told() {
    let survey = "
        | type         | name | label |
        | begin_group  | p    | P     |
        | begin_group  | g    | First |
        | select_one s | a    | A     |
        | select_one s | b    | B     |
        | end_group    |      |       |
        | end_group    |      |       |
        | begin_group  | g    | Other |
        | select_one s | c    | C     |
        | select_one s | d    | D     |
        | end_group    |      |       |";
    assert_eq!(told(survey, PLAIN), [("survey", 8, Fault::GroupTwice)]);
}

/// Of two columns with one header nobody can tell which is meant.
#[test]
fn headers_that_stand_twice_are_told() {
    let survey = "
        | type         | name | label | Name |
        | begin_group  | g    | G     | x    |
        | select_one s | a    | A     | y    |
        | select_one s | b    | B     | z    |
        | end_group    |      |       |      |";
    let choices = PLAIN.replace("score |", "score | score |");
    let found: Vec<_> =
        told(survey, &choices).into_iter().filter(|(_, row, _)| *row == 1).collect();
    let twice = |header: &str| Fault::HeaderTwice(header.to_owned());
    assert_eq!(found, [("survey", 1, twice("Name")), ("choices", 1, twice("score"))]);
}

/// Marks that ODK shows as something else, and references to other answers.
#[test]
fn marks_and_references_in_texts_are_told() {
    let survey = "
        | type         | name | label          | hint       |
        | begin_group  | g    | **Group**      |            |
        | select_one s | a    | <b>A</b>       |            |
        | select_one s | b    | B              | _Only_ now |
        | select_one s | c    | Dear ${who}    |            |
        | select_one s | d    | D              | ${a}       |
        | select_one r | e    | E              |            |
        | select_one m | f    | F              |            |
        | end_group    |      |                |            |
        | begin_group  | h    | Of ${who}      |            |
        | select_one s | i    | I              |            |
        | end_group    |      |                |            |";
    let choices = PLAIN.to_owned()
        + "
        | r | a | ${a}      | 0   |
        | r | b | Yes       | 100 |
        | m | a | No&nbsp;! | 0   |
        | m | b | Yes       | 100 |";
    let marks = |header: &str| Fault::Marks(header.to_owned());
    let reference = |header: &str| Fault::Reference(header.to_owned());
    let expected = [
        ("survey", 2, marks("label")),
        ("survey", 3, marks("label")),
        ("survey", 4, marks("hint")),
        ("survey", 5, reference("label")),
        ("survey", 6, reference("hint")),
        ("survey", 7, Fault::ChoiceReference("a".to_owned())),
        ("survey", 10, reference("label")),
        ("survey", 11, Fault::Ungrouped("general".to_owned())),
        ("choices", 6, marks("label")),
    ];
    assert_eq!(told(survey, &choices), expected);
    let imported = import(&form(survey, &choices, ""));
    assert!(!imported.json.contains("${"), "{}", imported.json);
    assert_eq!(imported.items, 4);
}

#[test]
fn marks_in_the_title_are_told() {
    let settings = "| form_title | form_id | version |\n| **Work** | f | 1.0.0 |";
    let notes = import(&form("", PLAIN, settings)).notes;
    let marks = Fault::Marks("form_title".to_owned());
    assert!(
        notes.iter().any(|note| (note.sheet, &note.fault) == ("settings", &marks)),
        "{notes:?}"
    );
}

/// A row that says what it asks and not how is no empty row.
#[test]
fn a_row_without_a_type_is_told() {
    let survey = "
        | type         | name | label | note |
        | begin_group  | g    | G     |      |
        | select_one s | a    | A     |      |
        |              | b    | B     |      |
        |              |      | C     |      |
        |              | d    |       |      |
        |              |      |       | mine |
        | select_one s | e    | E     |      |
        | end_group    |      |       |      |";
    let expected = [4, 5, 6].map(|row| ("survey", row, Fault::NoType));
    assert_eq!(told(survey, PLAIN), expected);
    assert!(Fault::NoType.leaves_out());
}

/// An instrument has two languages: every column of another, or of one of them once more, is told.
#[test]
fn columns_of_further_languages_are_told() {
    let survey = "
        | type         | name | label | label::English (en) | label::Français (fr) | hint::de |
        | begin_group  | g    | 组    | G                   |                      |          |
        | select_one s | a    | 甲    | A                   | Le A                 | Einmal   |
        | select_one s | b    | 乙    | B                   | Le B                 |          |
        | end_group    |      |       |                     |                      |          |";
    let choices = "
        | list_name | name | label::English | label::English (en) | label::Deutsch | score |
        | s         | a    | No             | no                  |                | 0     |
        | s         | b    | Yes            | yes                 |                | 100   |";
    let language = |column: &str| Fault::Language(column.to_owned());
    let stands_in = Fault::StandIn("label".to_owned());
    let expected = [
        ("survey", 2, stands_in.clone()),
        ("survey", 3, language("label::Français (fr)")),
        ("choices", 2, language("label::English (en)")),
    ];
    assert_eq!(told(survey, choices), expected);
    assert!(!stands_in.leaves_out() && !language("x").leaves_out());
    // With a language of its own the first of them is 中文.
    let named = survey.replace("| label |", "| label::中文 (zh) |");
    assert_eq!(
        told(&named, choices),
        [
            ("survey", 3, Fault::StandIn("label::Français (fr)".to_owned())),
            ("choices", 2, language("label::English (en)")),
        ]
    );
}
