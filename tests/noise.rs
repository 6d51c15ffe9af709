//! What is published of records with randomised answers: nothing bent, and no more than of others.

use qingdan::domain::disclose::{
    Cell, Policy, Release, Wave, Withheld, compare, disclose, disclose_quality, with_noise,
};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::tally::{
    Columns, Corrected, Scope, TallyFile, TallyId, TallyRefusal, read_tally,
};

const CAMPAIGN: CampaignRef = CampaignRef { id: [7; 4], wave: 1 };
const SCOPE: Scope = Scope { campaign: Some(CAMPAIGN), form: Form::Full };

/// Two items of one category, one of another.
const ITEMS: [&str; 3] = ["trace_backfill", "proof_share", "acc_personal"];

fn place(item: &str) -> usize {
    shipped_instrument().item_index(item).expect("an item")
}

fn randomisation(a: u8, b: u8, items: &[&str]) -> Randomisation {
    let truth = TruthProbability::new(a, b).expect("a probability");
    let mut places: Vec<u8> =
        items.iter().map(|item| u8::try_from(place(item)).expect("few")).collect();
    places.sort_unstable();
    Randomisation::new(shipped_instrument(), truth, &places).expect("they may be")
}

fn people(n: u64, seed: u64) -> Vec<Record> {
    let plain = Population::plain(shipped_instrument());
    let population = Population { campaign: Some(CAMPAIGN), seed, people: n, quick: 0.0, ..plain };
    Simulation::new(shipped_instrument(), population).expect("a population").collect()
}

/// The records as they leave the phones.
fn randomised(records: &[Record], randomisation: &Randomisation, draw: u64) -> Vec<Record> {
    let seed = |number: u64| {
        let mut random = [0; 32];
        random[..8].copy_from_slice(&draw.to_be_bytes());
        random[8..16].copy_from_slice(&number.to_be_bytes());
        NoiseSeed::of_random(random)
    };
    let apply = |(number, record)| randomisation.apply(shipped_instrument(), record, &seed(number));
    (0..).zip(records).map(apply).collect()
}

fn columns(records: &[Record]) -> Columns {
    let mut columns = Columns::new(shipped_instrument(), 7);
    for record in records {
        columns.add(record);
    }
    columns
}

fn sums(columns: &Columns, randomisation: &Randomisation) -> Corrected {
    columns.corrected(shipped_instrument(), SCOPE, randomisation).expect("records")
}

fn raw(columns: &Columns) -> Release {
    let tally = columns.tally(SCOPE).expect("records");
    disclose(shipped_instrument(), tally, Policy::default())
}

/// What is told of records that were randomised in this way.
fn told(records: &[Record], randomisation: &Randomisation) -> Release {
    let columns = columns(records);
    let noise = Noise::of(Some(randomisation));
    let sums = sums(&columns, randomisation);
    with_noise(shipped_instrument(), raw(&columns), &noise, Some(&sums))
}

fn touched(category: usize) -> bool {
    let id = &shipped_instrument().categories[category].id;
    ["trace", "accountability"].contains(&id.as_str())
}

/// Every quantity that rests on a randomised item is withheld as that, and every other one is as it
/// would be without.
fn check_bent(instrument: &Instrument, release: &Release, raw: &Release) {
    let rule = Some(Withheld::Randomised);
    let same_or = |bent: bool, told: Option<Withheld>, before: Option<Withheld>, what: &str| {
        let expected = if bent && before.is_none() { rule } else { before };
        assert_eq!(told, expected, "{what}");
    };
    same_or(true, release.index.withheld(), raw.index.withheld(), "index");
    same_or(true, release.weighted.withheld(), raw.weighted.withheld(), "weighted");
    same_or(true, release.weighting.withheld(), raw.weighting.withheld(), "weighting");
    for at in 0..instrument.categories.len() {
        let cells = [&release.categories[at], &raw.categories[at]].map(Cell::withheld);
        same_or(touched(at), cells[0], cells[1], "category");
        let cells = [&release.reliability[at], &raw.reliability[at]].map(Cell::withheld);
        same_or(touched(at), cells[0], cells[1], "reliability");
    }
    for (at, (told, before)) in release.items.iter().zip(&raw.items).enumerate() {
        let bent = ITEMS.iter().any(|item| place(item) == at);
        same_or(bent, told.withheld(), before.withheld(), "item");
        assert!(bent || told == before);
    }
    let groups = |release: &Release| {
        release.groups.iter().flat_map(|table| table.groups.clone()).collect::<Vec<_>>()
    };
    for (told, before) in groups(release).iter().zip(groups(raw)) {
        same_or(true, told.index.withheld(), before.index.withheld(), "a group's index");
        for at in 0..instrument.categories.len() {
            let cells = [&told.categories[at], &before.categories[at]].map(Cell::withheld);
            same_or(touched(at), cells[0], cells[1], "a group");
            let cells = [&told.differences[at], &before.differences[at]].map(Cell::withheld);
            same_or(touched(at), cells[0], cells[1], "a difference");
        }
    }
    for (told, before) in release.correlations.iter().zip(&raw.correlations) {
        let bent = touched(told.first.into()) || touched(told.second.into());
        same_or(bent, told.figures.withheld(), before.figures.withheld(), "a correlation");
    }
    assert_eq!(
        (&release.outcomes, &release.priorities, &release.hours, &release.background),
        (&raw.outcomes, &raw.priorities, &raw.hours, &raw.background)
    );
}

#[test]
fn nothing_bent_is_shown_as_true() {
    let instrument = shipped_instrument();
    let randomisation = randomisation(1, 2, &ITEMS);
    for n in [8, 12, 40, 600] {
        let records = randomised(&people(n, n), &randomisation, 1);
        let raw = raw(&columns(&records));
        check_bent(instrument, &told(&records, &randomisation), &raw);
        // Not alike for everybody, nothing is estimated either.
        let mixed = Noise::of(Some(&randomisation)).and(Noise::NONE);
        let release = with_noise(instrument, raw.clone(), &mixed, None);
        check_bent(instrument, &release, &raw);
        let randomised = &release.randomised;
        assert_eq!((randomised.truth, randomised.items.len()), (None, 3));
        assert!(randomised.items.iter().all(|one| one.estimates.shown().is_none()));
        assert!(randomised.categories.iter().all(|one| one.estimate.shown().is_none()));
        // Without noise nothing changes, but for what is known.
        assert_eq!(with_noise(instrument, raw.clone(), &Noise::NONE, None), raw);
        let unknown = with_noise(instrument, raw.clone(), &Noise::UNKNOWN, None);
        assert!(!unknown.randomised.known && unknown.categories == raw.categories);
    }
}

/// Counts of the records are published and withheld as always; estimates follow them.
#[test]
fn an_estimate_is_shown_only_where_its_counts_could_be() {
    let (instrument, randomisation) = (shipped_instrument(), randomisation(3, 4, &ITEMS));
    let (mut shown, mut hidden) = (0, 0);
    for (n, seed) in [(9, 1), (11, 2), (14, 3), (20, 4), (28, 5), (31, 6), (60, 7), (310, 8)] {
        let records = randomised(&people(n, seed), &randomisation, seed);
        let (raw, release) = (raw(&columns(&records)), told(&records, &randomisation));
        for one in &release.randomised.items {
            let counted = &raw.items[usize::from(one.item)];
            assert_eq!(one.estimates.withheld(), counted.withheld());
            let (Some(estimates), Some(counted)) = (one.estimates.shown(), counted.shown()) else {
                continue;
            };
            shown += 1;
            let parts = |parts: &mut dyn Iterator<Item = (u8, u8)>| parts.collect::<Vec<_>>();
            assert_eq!(
                parts(&mut estimates.parts.iter().map(|part| (part.first, part.last))),
                parts(&mut counted.distribution.parts.iter().map(|part| (part.first, part.last)))
            );
            assert_eq!(estimates.mean.withheld(), counted.mean.withheld());
            for (told, counted) in estimates.markers.iter().zip(&counted.markers) {
                assert_eq!(told.share.withheld(), counted.share.withheld());
            }
        }
        for one in &release.randomised.categories {
            let before = &raw.categories[usize::from(one.category)];
            let means = instrument.items_of(one.category.into()).filter(|item| {
                let item = release.randomised.item(*item);
                item.is_some_and(|item| item.shown().is_none_or(|item| item.mean.shown().is_none()))
            });
            let rule = Some(Withheld::Complementary).filter(|_| means.count() > 0);
            hidden += usize::from(rule.is_some() && before.shown().is_some());
            assert_eq!(one.estimate.withheld(), before.withheld().or(rule));
            if let (Some(told), Some(before)) = (one.estimate.shown(), before.shown()) {
                assert!(told.step.unwrap_or(0.0) >= before.step.unwrap_or(0.0));
                assert!(told.spread_step.unwrap_or(0.0) >= before.spread_step.unwrap_or(0.0));
                assert!(!before.coarse || told.step.is_some_and(|step| step >= 10.0), "{told:?}");
            }
        }
    }
    assert!(shown > 8 && hidden > 0, "{shown} {hidden}");
}

/// [19] Through counting, disclosure and correction: over many draws the mean of the estimates is
/// what is true of these very people.
#[test]
fn estimates_are_right_on_average() {
    let draws = if std::env::var_os("QINGDAN_FULL").is_some() { 2_000_u64 } else { 80 };
    let records = people(300, 5);
    let truth = raw(&columns(&records));
    for randomisation in [randomisation(1, 2, &ITEMS), randomisation(3, 4, &ITEMS[2..])] {
        let mut found: Vec<(String, f64, Vec<f64>)> = Vec::new();
        for draw in 0..draws {
            let release = told(&randomised(&records, &randomisation, draw), &randomisation);
            let mut at = 0;
            let mut note = |what: String, expected: f64, value: f64| {
                if draw == 0 {
                    found.push((what, expected, Vec::new()));
                }
                found[at].2.push(value);
                at += 1;
            };
            for one in &release.randomised.categories {
                let place = usize::from(one.category);
                let expected = truth.categories[place].shown().expect("300 people").mean;
                let mean = one.estimate.shown().expect("300 people").mean;
                note(format!("category {place}"), expected, mean);
            }
            for one in &release.randomised.items {
                let expected = truth.items[usize::from(one.item)].shown().expect("300 people");
                let estimates = one.estimates.shown().expect("300 people");
                assert_eq!(estimates.parts.len(), expected.distribution.parts.len());
                let mean = estimates.mean.shown().expect("nothing is merged").value;
                note(format!("mean {}", one.item), *expected.mean.shown().expect("too"), mean);
                for (part, counted) in estimates.parts.iter().zip(&expected.distribution.parts) {
                    let what = format!("share {} {}", one.item, part.first);
                    note(what, counted.share.share(), part.share.value);
                }
            }
        }
        for (what, expected, values) in found {
            let n = f64::from(u32::try_from(values.len()).expect("few"));
            let mean = values.iter().sum::<f64>() / n;
            let spread = values.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (n - 1.0);
            let error = (spread / n).sqrt();
            // Some thirty figures: chance passes 4.5 standard errors in one of 5,000 runs.
            assert!(
                (mean - expected).abs() < 4.5 * error,
                "{what}: {mean} for {expected} ± {error}"
            );
        }
    }
}

#[test]
fn the_sums_of_parts_are_those_of_the_whole() {
    let (instrument, randomisation) = (shipped_instrument(), randomisation(1, 4, &ITEMS));
    let records = randomised(&people(90, 6), &randomisation, 3);
    let [one, other] = [&records[..40], &records[40..]].map(columns);
    let together = sums(&one, &randomisation).and(&sums(&other, &randomisation));
    assert_eq!(together, Some(sums(&columns(&records), &randomisation)));
    let different = self::randomisation(1, 2, &ITEMS);
    assert_eq!(sums(&one, &randomisation).and(&sums(&other, &different)), None);
    // In a form that asks none of the items there is nothing to correct.
    let quick = Scope { form: Form::Quick, ..SCOPE };
    assert_eq!(one.corrected(instrument, quick, &randomisation), None, "no records");
}

fn file(records: &[Record], id: u8, randomisation: Option<&Randomisation>) -> TallyFile {
    let columns = columns(records);
    let tally = columns.tally(SCOPE).expect("records").clone();
    let sums = randomisation.map(|randomisation| sums(&columns, randomisation));
    TallyFile::new(TallyId([id; 16]), SCOPE, tally).with_noise(Noise::of(randomisation), sums)
}

#[test]
fn a_tally_file_tells_its_noise_and_what_corrects_it() {
    let instrument = shipped_instrument();
    let randomisation = randomisation(1, 2, &ITEMS);
    let records = randomised(&people(90, 6), &randomisation, 3);
    let [one, other] = [(&records[..40], 1), (&records[40..], 2)]
        .map(|(records, id)| file(records, id, Some(&randomisation)));
    let read = |file: &TallyFile| read_tally(file.to_line(instrument).as_bytes(), instrument);
    assert_eq!(read(&one), Ok(one.clone()));
    let merged = TallyFile::merge(&[one.clone(), other], TallyId([9; 16])).expect("they merge");
    assert_eq!(read(&merged), Ok(merged.clone()));
    assert_eq!(merged.corrected(), Some(&sums(&columns(&records), &randomisation)));
    // With people who were not randomised, or nobody knows how, nothing is left to correct with.
    let plain = file(&people(30, 8), 3, None);
    let unsaid = TallyFile::new(TallyId([4; 16]), SCOPE, plain.tally().clone());
    for (third, known) in [(&plain, true), (&unsaid, false)] {
        let all = TallyFile::merge(&[third.clone(), one.clone()], TallyId([8; 16]));
        let all = all.expect("they merge");
        let noise = all.noise();
        assert_eq!((noise.known, noise.truth, noise.items.len()), (known, None, 3));
        assert_eq!((all.corrected(), read(&all)), (None, Ok(all.clone())));
    }
    assert_eq!(read(&plain).map(|file| file.noise().clone()), Ok(Noise::NONE));
    assert_eq!(read(&unsaid).map(|file| file.noise().clone()), Ok(Noise::UNKNOWN));
    assert!(!unsaid.to_line(instrument).contains("randomised"), "as earlier versions write it");
    // The same counts with and without what is known are the same file.
    let known = TallyFile::new(one.id(), SCOPE, one.tally().clone());
    assert!(known.counts_same(&one));
    assert_eq!((known.joined(&one), one.joined(&known)), (one.clone(), one.clone()));
}

#[test]
fn sums_that_cannot_be_are_refused() {
    let instrument = shipped_instrument();
    let randomisation = randomisation(1, 2, &ITEMS);
    let records = randomised(&people(40, 6), &randomisation, 3);
    let line = file(&records, 1, Some(&randomisation)).to_line(instrument);
    let start = line.find("\"randomised\":").expect("the field");
    let end = start + line[start..].find('}').expect("its end") + 1;
    let field: serde_json::Value =
        serde_json::from_str(&line[start + "\"randomised\":".len()..end]).expect("JSON");
    let refused = TallyRefusal::BadField { field: "randomised" };
    let corrected = field["corrected"].as_array().expect("a list").clone();
    let change = |key: &str, value: serde_json::Value| {
        let mut field = field.clone();
        field[key] = value;
        let text = format!(
            "{}\"randomised\":{{\"known\":{},\"truth\":{},\"items\":{},\"corrected\":{}}}{}",
            &line[..start],
            field["known"],
            field["truth"],
            field["items"],
            field["corrected"],
            &line[end..]
        );
        read_tally(text.as_bytes(), instrument).map(|_| ())
    };
    assert_eq!(change("known", true.into()), Ok(()), "the field as it is");
    let first = corrected[0].as_array().expect("a list").clone();
    let with = |at: usize, value: i64| {
        let mut first = first.clone();
        first[at] = value.into();
        let mut all = corrected.clone();
        all[0] = first.into();
        all.into()
    };
    for (key, value) in [
        ("known", false.into()),
        ("truth", serde_json::Value::Null),
        ("items", serde_json::json!([0, 200])),
        ("items", serde_json::json!([place("insp_repeat")])),
        ("items", field["items"].as_array().expect("a list").iter().rev().cloned().collect()),
        ("corrected", serde_json::json!([])),
        ("corrected", corrected[..1].to_vec().into()),
        ("corrected", with(0, 0)),
        ("corrected", with(1, 39)),
        ("corrected", with(2, i64::MAX)),
        ("corrected", with(3, -1)),
        ("corrected", with(3, 0)),
    ] {
        assert_eq!(change(key, value.clone()), Err(refused.clone()), "{key} {value}");
    }
    let shape = change("truth", serde_json::json!([2, 2]));
    assert!(matches!(shape, Err(TallyRefusal::Shape { .. })), "{shape:?}");
}

/// Flags look at answers; waves are compared by means: both are bent.
#[test]
fn flags_and_waves_tell_nothing_bent() {
    let (instrument, randomisation) = (shipped_instrument(), randomisation(1, 2, &ITEMS));
    let records = randomised(&people(200, 6), &randomisation, 3);
    let (columns, release) = (columns(&records), told(&records, &randomisation));
    let quality = columns.quality(SCOPE).expect("records");
    let shown = disclose_quality(instrument, Policy::default(), &quality, &release);
    let rule = Some(Withheld::Randomised);
    assert_eq!((shown.identical.withheld(), shown.straight.withheld()), (rule, rule));
    assert_eq!((shown.any.withheld(), shown.index.withheld()), (rule, rule));
    assert!(shown.categories.iter().all(|cell| cell.withheld().is_some()));
    assert!(shown.impossible.shown().is_some(), "hours are not randomised");
    let wave = |number, records: &[Record], release| {
        let tally = self::columns(records).tally(SCOPE).expect("records").clone();
        (number, tally, release)
    };
    let before = people(200, 9);
    let plain = raw(&self::columns(&before));
    let waves = [wave(1, &before, &plain), wave(2, &records, &release)];
    let [first, second] =
        waves.each_ref().map(|(number, tally, release)| Wave { number: *number, tally, release });
    let compared = compare(instrument, Policy::default(), first, second).expect("comparable");
    assert_eq!(compared.index.withheld(), rule);
    for (at, cell) in compared.categories.iter().enumerate() {
        assert_eq!(cell.withheld(), rule.filter(|_| touched(at)), "{at}");
    }
}
