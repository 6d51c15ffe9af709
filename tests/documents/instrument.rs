//! What `docs/book/rationale.md` says of the instrument is what stands in it.

use std::fs;

use qingdan::domain::instrument::{Instrument, Kind};
use qingdan::domain::shipped_instrument;

use crate::scoring::cells;

/// Every quoted figure stands in the instrument under that item, with its document and option.
#[test]
fn documented_figures_are_those_of_the_instrument() {
    for (document, language) in [("rationale.zh.md", 0), ("rationale.md", 1)] {
        let text = fs::read_to_string(format!("docs/book/{document}")).unwrap();
        let mut compared = 0;
        for line in text.lines().filter(|line| line.starts_with("| `")) {
            let [category, figure, source, item, option] = &cells(line)[..] else { continue };
            compared += 1;
            let found = marked(item.trim_matches('`'), category.trim_matches('`'), language);
            let wanted = (figure.clone(), source.clone(), option.parse().unwrap());
            assert!(found.contains(&wanted), "{document}: {line}\n{found:?}");
        }
        assert_eq!(compared, 9, "{document}");
    }
}

/// Numbers of categories, items, mechanisms, and of items that ask for agreement.
#[test]
fn the_numbers_of_the_instrument_are_true() {
    let file = fs::read("instrument/grassroots-burden.json").unwrap();
    let instrument = Instrument::parse(&file).unwrap();
    let coded =
        |letter| instrument.mechanisms.iter().filter(|m| m.code.starts_with(letter)).count();
    let quick = instrument.items.iter().filter(|item| item.quick).count();
    let fit = instrument.items.iter().filter(|item| item.kind == Kind::Fit).count();
    let cells: usize = instrument.background.iter().map(|b| b.options.len()).product();
    let numbers = [
        instrument.categories.len(),
        instrument.items.len(),
        quick,
        instrument.outcomes.len(),
        instrument.background.len(),
        coded('M'),
        coded('K'),
        fit,
        cells,
    ];
    assert_eq!(numbers, [11, 40, 22, 9, 4, 51, 10, 1, 240]);
    for document in ["rationale.md", "rationale.zh.md"] {
        let text = fs::read_to_string(format!("docs/book/{document}")).unwrap();
        for number in ["11", "40", "22", "51", "240"] {
            assert!(text.contains(number), "{document}: {number}");
        }
    }
}

/// The figures of an item that mark an option: words, document, option.
fn marked(item: &str, category: &str, language: usize) -> Vec<(String, String, u8)> {
    let instrument = shipped_instrument();
    let item = &instrument.items[instrument.item_index(item).unwrap()];
    assert_eq!(item.category, category);
    let figure = |marker: &qingdan::domain::instrument::Marker| {
        let figure = &item.figures[usize::from(marker.figure)];
        (figure.figure.nth(language).to_owned(), figure.document.clone(), marker.option)
    };
    item.markers.iter().map(figure).collect()
}
