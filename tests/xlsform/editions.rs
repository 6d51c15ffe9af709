//! Another edition of a form gives names another meaning. What would turn answers round is refused;
//! other words for the same are told.

use super::foreign::form;
use qingdan::domain::instrument::Instrument;
use qingdan::domain::xlsform::{HeaderFault, Imported, Responses, import};

const SURVEY: &str = "
    | type           | name  | label                    | role       |
    | begin_group    | g     | Group                    |            |
    | select_one l   | a     | Ask A?                   |            |
    | select_one l   | b     | Ask B?                   |            |
    | select_one yn  | quit  | Do you think of leaving? |            |
    | select_one lev | level | Level                    | background |
    | end_group      |       |                          |            |";

const CHOICES: &str = "
    | list_name | name    | label   | score |
    | l         | x       | Never   | 0     |
    | l         | y       | Often   | 0     |
    | l         | z       | Always  | 100   |
    | yn        | yes     | Yes     |       |
    | yn        | no      | No      |       |
    | lev       | county  | County  |       |
    | lev       | village | Village |       |";

fn edition(survey: &str, choices: &str) -> Imported {
    import(&form(survey, choices, "| form_id | version |\n| f | 1.0.0 |"))
}

fn instrument() -> Instrument {
    Instrument::parse(edition(SURVEY, CHOICES).json.as_bytes()).expect("an instrument")
}

/// The same with words in place of others.
fn with(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// The question at which a form is refused.
fn refused(survey: &str, choices: &str) -> Option<String> {
    let names = edition(survey, choices).names;
    let headers = ["KEY", "a", "b", "quit", "level"].map(str::to_owned);
    match Responses::new(&instrument(), &names, None, &headers) {
        Ok(_) => None,
        Err(HeaderFault::Misfit(id)) => Some(id),
        Err(fault) => panic!("{fault}"),
    }
}

#[test]
fn an_edition_that_turns_answers_round_is_refused() {
    let check = |pairs: &[(&str, &str)], question: &str| {
        let found = refused(SURVEY, &with(CHOICES, pairs));
        assert_eq!(found.as_deref(), Some(question), "{pairs:?}");
    };
    // Choices without scores in another order: an outcome, then a background question.
    check(
        &[("yes     | Yes ", "- | No "), ("no      | No ", "yes | Yes "), ("- |", "no |")],
        "quit",
    );
    let swapped =
        [("county  | County ", "- | Village "), ("village | Village ", "county | County ")];
    check(&[&swapped[..], &[("- |", "village |")]].concat(), "level");
    // The same names with the words exchanged, with and without the scores.
    check(&[("| Yes ", "| - "), ("| No ", "| Yes "), ("| - ", "| No ")], "quit");
    check(&[("| Never ", "| - "), ("| Always ", "| Never "), ("| - ", "| Always ")], "a");
    check(&[("| Never   | 0 ", "| Never | 100 "), ("| Always  | 100", "| Always | 0")], "a");
    // What was an option is a way of not answering, and the words of a question another’s.
    let refusal = "    | l         | dk      | Often   |       |";
    let other = [("| y       | Often ", "| y       | Now and then ")];
    let choices = with(CHOICES, &other) + "\n" + refusal;
    assert_eq!(refused(SURVEY, &choices).as_deref(), Some("a"));
    let survey = with(SURVEY, &[("Ask A?", "Something else"), ("Ask B?", "Ask A?")]);
    assert_eq!(refused(&survey, CHOICES).as_deref(), Some("b"));
}

#[test]
fn other_words_for_the_same_are_told() {
    let check = |survey: &[(&str, &str)], choices: &[(&str, &str)], expected: &[&str]| {
        let (survey, choices) = (with(SURVEY, survey), with(CHOICES, choices));
        assert_eq!(refused(&survey, &choices), None, "{survey}{choices}");
        assert_eq!(edition(&survey, &choices).names.reworded(&instrument()), expected);
    };
    check(&[], &[], &[]);
    check(&[], &[("| Never ", "| NEVER ")], &[]);
    check(&[], &[("| Never ", "| Hardly ever ")], &["a", "b"]);
    check(&[("Do you think of leaving?", "Would you leave?")], &[], &["quit"]);
    // A name that another choice has now, by which the answers to this form are read.
    check(&[], &[("| x ", "| - "), ("| y ", "| x "), ("| - ", "| y ")], &[]);
}

/// A translation that was added to the instrument is no other edition.
#[test]
fn a_translation_is_the_same_instrument() {
    let json = edition(SURVEY, CHOICES).json;
    let json = json.replace("\"zh\": \"Never\"", "\"zh\": \"从不\"");
    let json = json.replace("\"zh\": \"Ask A?\"", "\"zh\": \"问甲？\"");
    let translated = Instrument::parse(json.as_bytes()).expect("an instrument");
    assert_eq!(translated.items[0].stem.zh, "问甲？");
    let names = edition(SURVEY, CHOICES).names;
    assert_eq!(names.misfit(&translated), None);
    assert_eq!(names.reworded(&translated), [""; 0]);
}
