//! What is in a table and what is not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::domain::randomised::{Randomisation, TruthProbability};
use crate::domain::shipped_instrument;
use crate::domain::simulate::{Population, Simulation};

fn people(number: u64, seed: u64, quick: f64) -> Vec<Record> {
    let population = Population::new(shipped_instrument());
    let population = Population { people: number, seed, quick, ..population };
    let people = Simulation::new(shipped_instrument(), population).expect("a population");
    people.take(usize::try_from(number).expect("few")).collect()
}

/// Places in the order of the records.
fn in_order(number: usize) -> Vec<[u8; SHUFFLE_BYTES]> {
    (0..number as u128).map(u128::to_be_bytes).collect()
}

fn table(records: &[Record], minimum: u64) -> Result<Table<'static>, NotExported> {
    let places = in_order(records.len());
    Table::new(shipped_instrument(), records, Noise::NONE, minimum, &places)
}

fn names<'a>(table: &'a Table<'_>) -> BTreeSet<&'a str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

fn smallest(table: &Table<'_>) -> u64 {
    let mut people: BTreeMap<Vec<i16>, u64> = BTreeMap::new();
    for row in &table.rows {
        *people.entry(table.background_of(row)).or_default() += 1;
    }
    people.into_values().min().unwrap_or(0)
}

#[test]
fn columns_have_different_names_and_no_id() {
    let table = table(&people(400, 1, 0.3), 10).expect("a table");
    assert_eq!(names(&table).len(), table.columns.len());
    for name in ["id", "revision", "campaign", "wave", "bg_years", "bg_region"] {
        assert!(!names(&table).contains(name), "{name}");
    }
    for name in ["form", "bg_level", "bg_role", "meet_hours", "out_top3_1", "out_top3_3"] {
        assert!(names(&table).contains(name), "{name}");
    }
}

/// Every code stands for the answer of its record, row by row where the places keep the order.
#[test]
fn codes_are_the_answers() {
    let records = people(300, 2, 0.5);
    let table = table(&records, 10).expect("a table");
    for (record, row) in records.iter().zip(&table.rows) {
        for (column, code) in table.columns.iter().zip(row) {
            let Source::Answer(question) = column.source else { continue };
            match record.complete().answers().get(question) {
                Answer::Option(option) => assert_eq!(*code, i16::from(option), "{}", column.name),
                answer => {
                    let codes = [
                        (Answer::NotApplicable, missing::NOT_APPLICABLE),
                        (Answer::DontKnow, missing::DONT_KNOW),
                        (Answer::Declined, missing::DECLINED),
                        (Answer::Skipped, missing::SKIPPED),
                        (Answer::NotAsked, missing::NOT_ASKED),
                    ];
                    assert!(codes.contains(&(answer, *code)), "{}: {answer:?}", column.name);
                }
            }
        }
    }
}

/// A township and a subdistrict, a head and a section's head, are one group each; and what is
/// withheld is told.
#[test]
fn the_background_is_told_in_groups_only() {
    let records = people(600, 3, 0.0);
    let table = table(&records, 10).expect("a table");
    let kept = kept(shipped_instrument());
    let groups: [&[i16]; 2] = [&[0, 1, 1, 2, 2], &[0, 0, 0, 1]];
    for (place, (kept, groups)) in kept.iter().zip(groups).enumerate() {
        let (mut told, mut withheld) = (0, 0);
        for (record, row) in records.iter().zip(&table.rows) {
            let answers = record.complete().answers();
            match (answers.get(Question::Background(kept.question)), row[1 + place]) {
                (Answer::Option(_), missing::UNTOLD) => withheld += 1,
                (Answer::Option(option), code) => {
                    assert_eq!(code, groups[usize::from(option)]);
                    told += 1;
                }
                (_, code) => assert_eq!(code, missing::UNTOLD),
            }
        }
        assert!(told > 500, "{told}");
        assert_eq!(table.withheld[place].1, withheld);
    }
}

#[test]
fn of_few_people_much_is_withheld() {
    // Six groups and those who tell nothing: among forty people some are small.
    let records = people(40, 4, 0.0);
    let table = table(&records, 10).expect("a table");
    assert!(table.withheld.iter().any(|(_, people)| *people > 0), "{:?}", table.withheld);
    assert!(smallest(&table) >= 10);
    // Where each class is large, nothing is.
    let plain: Vec<Record> = crate::domain::simulate::plain(60, 1).collect();
    let places = in_order(60);
    let table = Table::new(shipped_instrument(), &plain, Noise::NONE, 10, &places);
    assert!(table.expect("a table").withheld.iter().all(|(_, people)| *people == 0));
}

#[test]
fn too_few_records_make_no_table() {
    let records = people(29, 5, 0.0);
    let refused = table(&records, 10).expect_err("too few");
    assert_eq!(refused, NotExported::TooFew { found: 29 });
    assert!(table(&people(30, 5, 0.0), 10).is_ok());
    // Nine quick forms among many full ones would be a class of nine.
    let full = people(60, 6, 0.0);
    let few = people(9, 7, 1.0);
    let refused = table(&[full, few].concat(), 10).expect_err("a small class");
    assert_eq!(refused, NotExported::FewOfForm { form: Form::Quick });
    // Without a random place for each there is no order by chance.
    let records = people(60, 8, 0.0);
    let places = in_order(59);
    let none = Table::new(shipped_instrument(), &records, Noise::NONE, 10, &places);
    assert!(none.is_err());
}

#[test]
fn a_randomised_item_says_so_in_its_name() {
    let instrument = shipped_instrument();
    let item = instrument.item_index("acc_personal").expect("an item");
    let items = [u8::try_from(item).expect("few")];
    let random = Randomisation::new(instrument, TruthProbability::HALF, &items).expect("allowed");
    let records = people(60, 9, 0.0);
    let noise = |noise: Noise| {
        let places = in_order(records.len());
        Table::new(instrument, &records, noise, 10, &places).expect("a table")
    };
    let table = noise(Noise::of(Some(&random)));
    let names = names(&table);
    assert!(names.contains("acc_personal_randomised") && !names.contains("acc_personal"));
    let told: Vec<String> = table.columns.iter().map(|column| table.randomised(column)).collect();
    assert_eq!(told.iter().filter(|how| *how == "1/2").count(), 1);
    assert_eq!(told.iter().filter(|how| how.is_empty()).count(), told.len() - 1);
    // Of two campaigns with different odds, and of one that nobody has.
    let mixed = noise(Noise::of(Some(&random)).and(Noise::NONE));
    assert!(mixed.columns.iter().any(|column| mixed.randomised(column) == "mixed"));
    let unknown = noise(Noise::UNKNOWN);
    let items = unknown.columns.iter().filter(|column| unknown.randomised(column) == "unknown");
    assert_eq!(items.count(), instrument.items.len());
}

#[test]
fn a_campaign_is_told_where_it_is_that_of_all() {
    let in_campaign = |id, wave, seed| {
        let campaign = Some(CampaignRef { id: [id; 4], wave });
        let plain = Population::plain(shipped_instrument());
        let population = Population { campaign, people: 40, seed, quick: 0.0, ..plain };
        let people = Simulation::new(shipped_instrument(), population).expect("a population");
        people.collect::<Vec<_>>()
    };
    let first = in_campaign(1, 1, 1);
    let same = Some(CampaignRef { id: [1; 4], wave: 1 });
    assert_eq!(table(&first, 10).expect("a table").campaign, same);
    for other in [in_campaign(1, 2, 2), in_campaign(2, 1, 3), people(40, 4, 0.0)] {
        let both = [first.clone(), other].concat();
        assert_eq!(table(&both, 10).expect("a table").campaign, None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whoever answers, nobody is in a class below the minimum; and the rows are those of the
    /// records in the order of the places, whatever the order of the records.
    #[test]
    fn classes_are_large_and_the_order_is_that_of_chance(
        number in 30_u64..400,
        seed in 0_u64..10_000,
        quick in 0.0_f64..0.4,
        minimum in 10_u64..=30,
        places in proptest::collection::vec(any::<[u8; SHUFFLE_BYTES]>(), 400),
    ) {
        let records = people(number, seed, quick);
        let shuffled = Table::new(shipped_instrument(), &records, Noise::NONE, minimum, &places);
        let straight = table(&records, minimum);
        let Ok(shuffled) = shuffled else {
            prop_assert_eq!(shuffled.err(), straight.err());
            return Ok(());
        };
        let straight = straight.expect("a table too");
        prop_assert!(smallest(&shuffled) >= minimum);
        let mut placed: Vec<_> = places.iter().zip(&straight.rows).collect();
        placed.sort_by_key(|(place, _)| **place);
        let expected: Vec<_> = placed.into_iter().map(|(_, row)| row.clone()).collect();
        prop_assert_eq!(shuffled.rows, expected);
    }
}

/// A table in which two columns have one name would be read wrong, and nobody would notice.
#[test]
fn no_two_columns_have_one_name() {
    let taken = ["form", "Form", "campaign", "wave", "OUT_TOP3_2", "meet_peak", "Meet_Peak"];
    for name in taken.into_iter().chain(["meet_own"]) {
        let mut instrument = shipped_instrument().clone();
        instrument.items[0].id = name.to_owned();
        let (records, places) = (people(60, 9, 0.0), in_order(60));
        let made = Table::new(&instrument, &records, Noise::NONE, 10, &places);
        if name == "meet_own" {
            let usual = table(&records, 10).expect("a table").columns.len();
            assert_eq!(made.expect("a table").columns.len(), usual);
        } else {
            let NotExported::TwoColumns { name: two } = made.expect_err(name) else {
                panic!("{name}")
            };
            assert!(two.eq_ignore_ascii_case(name), "{name}: {two}");
        }
    }
}
