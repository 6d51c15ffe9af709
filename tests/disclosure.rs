//! Disclosure control over whole populations: what is published, what the auditor notices, and
//! that nothing changes by merging.

use serde_json::Value;

use qingdan::domain::disclose::{
    Breach, Cell, GROUP_MIN, GroupDifference, GroupTable, History, NotComparable, PEOPLE_STEP,
    Policy, Release, Summary, TABLES, Table, Wave, Withheld, audit, compare, disclose,
    disclose_merged, disclose_quality,
};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::stats::Proportion;
use qingdan::domain::tally::{Columns, Scope, Tally};

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn columns(records: impl IntoIterator<Item = Record>) -> Columns {
    let mut columns = Columns::new(instrument(), 1);
    for record in records {
        columns.add(&record);
    }
    columns
}

/// The scope with the most records.
fn scope(columns: &Columns) -> Scope {
    columns.scopes().into_iter().max_by_key(|(_, people)| *people).expect("records").0
}

fn tally(records: impl IntoIterator<Item = Record>) -> Tally {
    let columns = columns(records);
    columns.tally(scope(&columns)).expect("a scope with records").clone()
}

fn release(people: u64, seed: u64) -> Release {
    disclose(instrument(), &tally(demo(instrument(), people, seed)), Policy::default())
}

/// A release has the fields of the fixed list, and no others beside the form and the rules; and
/// the documents tell of each.
#[test]
fn the_list_of_tables_is_fixed() {
    let json = serde_json::to_value(release(50, 1)).expect("plain data");
    let fields = json.as_object().expect("an object").keys();
    let mut fields: Vec<&str> = fields.map(String::as_str).collect();
    fields.retain(|field| !["form", "policy"].contains(field));
    fields.sort_unstable();
    let mut tables = TABLES.to_vec();
    tables.sort_unstable();
    assert_eq!(fields, tables);
    for document in ["docs/disclosure.md", "docs/disclosure.zh.md"] {
        let text = std::fs::read_to_string(document).expect("a document");
        for table in TABLES {
            assert!(text.contains(&format!("| `{table}` |")), "{document}: {table}");
        }
    }
}

/// All withheld and shown cells of a table of groups obey the rules that can be seen from outside.
fn check_groups(release: &Release, table: &GroupTable) {
    let minimum = release.policy.minimum();
    let mut withheld = 0;
    for group in &table.groups {
        match group.n {
            Cell::Shown(0) => continue,
            Cell::Shown(n) => {
                assert!(n.is_multiple_of(PEOPLE_STEP) && n + PEOPLE_STEP > minimum, "{n}");
            }
            Cell::Withheld(_) => {
                withheld += 1;
                assert!(group.index.withheld().is_some());
                assert!(group.categories.iter().all(|cell| cell.withheld().is_some()));
            }
        }
        for (cell, difference) in group.categories.iter().zip(&group.differences) {
            let Some(summary) = cell.shown() else {
                assert!(difference.withheld().is_some());
                continue;
            };
            assert_eq!(summary.coarse, summary.sd.shown().is_none());
            assert!(!summary.coarse || summary.n <= GROUP_MIN + PEOPLE_STEP);
            assert!(!summary.coarse || difference.withheld().is_some());
            assert!(!summary.coarse || summary.mean % 5.0 == 0.0);
        }
    }
    assert_ne!(withheld, 1, "{table:?}");
}

/// Populations of every size, audited: nothing below the minimum, nothing withheld alone.
#[test]
fn releases_of_all_sizes_keep_the_rules() {
    let (mut shown, mut withheld, mut paradoxes) = (0, 0, 0);
    for (seed, people) in (9..40).chain([60, 90, 150, 250, 400, 700]).enumerate() {
        let release = release(people, seed as u64);
        assert_eq!(audit(&release), Ok(()));
        assert_eq!(release.missing() > 0, release.n < 10);
        for table in &release.groups {
            check_groups(&release, table);
            let sizes = || table.groups.iter().map(|group| &group.n);
            shown += sizes().filter(|n| n.shown().is_some()).count();
            withheld += sizes().filter(|n| n.withheld().is_some()).count();
        }
        paradoxes += usize::from(release.paradox.shown().is_some());
        for cell in &release.reliability {
            assert!(cell.shown().is_none_or(|one| one.n >= GROUP_MIN));
        }
    }
    assert!(shown > 50 && withheld > 50 && paradoxes > 3, "{shown} {withheld} {paradoxes}");
}

/// A release changed by hand.
fn planted(release: &Release, change: impl FnOnce(&mut Value)) -> Release {
    let mut json = serde_json::to_value(release).expect("plain data");
    change(&mut json);
    serde_json::from_value(json).expect("a release")
}

/// A population whose first table of groups withholds some and shows others.
fn with_withheld_groups() -> (Release, usize) {
    for seed in 0..200 {
        let release = release(90, seed);
        let place = release.groups.iter().position(|table| {
            let withheld = table.groups.iter().filter(|group| group.n.withheld().is_some()).count();
            let inhabited = table.groups.iter().filter(|group| group.n.shown() != Some(&0)).count();
            withheld == 2 && inhabited > 3
        });
        if let Some(place) = place {
            return (release, place);
        }
    }
    panic!("no population with two withheld groups");
}

#[test]
fn the_auditor_notices_planted_faults() {
    let (release, place) = with_withheld_groups();
    assert_eq!(audit(&release), Ok(()));
    let table = Table::Groups { background: release.groups[place].background };
    let groups = &release.groups[place].groups;
    let hidden: Vec<usize> =
        (0..groups.len()).filter(|&group| groups[group].n.withheld().is_some()).collect();
    let other = (0..groups.len())
        .find(|&group| groups[group].n.shown().is_some_and(|&n| n > 0))
        .expect("a shown group");
    let copied = |json: &mut Value, what: &str| {
        json["groups"][place]["groups"][hidden[0]][what] =
            json["groups"][place]["groups"][other][what].clone();
    };
    // One of two withheld groups is shown, as a whole, or one figure of it.
    let whole = planted(&release, |json| {
        for what in ["n", "index", "categories"] {
            copied(json, what);
        }
    });
    assert_eq!(audit(&whole), Err(Breach::Single(table)));
    let index = planted(&release, |json| copied(json, "index"));
    assert_eq!(audit(&index), Err(Breach::Single(table)));
    // More people in a group than there are.
    let many = planted(&release, |json| {
        json["groups"][place]["groups"][other]["n"]["Shown"] = Value::from(5_000);
    });
    assert_eq!(audit(&many), Err(Breach::Contradiction(table)));
    // So few are left for the withheld groups that their sizes are known.
    let few = planted(&release, |json| {
        let shown: u64 = groups.iter().filter_map(|group| group.n.shown()).sum();
        let withheld = serde_json::json!({ "Withheld": "Complementary" });
        json["n"] = Value::from(shown - PEOPLE_STEP + 1);
        json["index"] = withheld.clone();
        json["categories"].as_array_mut().expect("categories").fill(withheld);
    });
    assert!(
        matches!(audit(&few), Err(Breach::Narrow(found)) if found == table),
        "{:?}",
        audit(&few)
    );
}

#[test]
fn the_auditor_notices_a_cell_that_a_crossed_table_tells() {
    let found = (0..200).find_map(|seed| {
        let release = release(250, seed);
        let table = release.paradox.shown()?;
        let hidden =
            |row: &Vec<Cell<u64>>| row.iter().filter(|cell| cell.withheld().is_some()).count();
        let row = table.cells.iter().position(|row| hidden(row) == 2)?;
        let shown = table.row_totals[row].shown().is_some();
        (shown && table.column_totals.iter().all(|total| total.shown().is_some()))
            .then_some((release.clone(), row))
    });
    let (release, row) = found.expect("a row with two withheld cells");
    assert_eq!(audit(&release), Ok(()));
    let cells = &release.paradox.shown().expect("shown").cells[row];
    let column = cells.iter().position(|cell| cell.withheld().is_some()).expect("withheld");
    let bad = planted(&release, |json| {
        json["paradox"]["Shown"]["cells"][row][column] = serde_json::json!({ "Shown": 10 });
    });
    let table = Table::Paradox;
    let breaches = [Err(Breach::Narrow(table)), Err(Breach::Contradiction(table))];
    assert!(breaches.contains(&audit(&bad)), "{:?}", audit(&bad));
}

/// What counties count and hand up is disclosed as if the records had travelled.
#[test]
fn disclosing_merged_tallies_is_disclosing_the_whole() {
    let records: Vec<Record> = demo(instrument(), 300, 3).collect();
    let whole = disclose(instrument(), &tally(records.clone()), Policy::default());
    let mut merged = tally(records[..70].iter().cloned());
    for part in [&records[70..85], &records[85..]] {
        merged.merge(&tally(part.iter().cloned())).expect("the same instrument and form");
    }
    assert!(disclose(instrument(), &merged, Policy::default()) == whole);
}

/// A group to which a few came is withheld for that reason, and never alone.
#[test]
fn a_group_to_which_a_few_came_waits() {
    let records: Vec<Record> = demo(instrument(), 260, 8).collect();
    let (mut columns, mut history) = (columns(records[..230].iter().cloned()), History::default());
    let scope = scope(&columns);
    let mut next = |columns: &mut Columns| {
        let tally = columns.tally(scope).expect("records").clone();
        let changes = columns.changes(scope).clone();
        let policy = Policy::default();
        let release = disclose_merged(instrument(), &tally, &[], policy, &changes, &mut history);
        columns.publish(scope);
        (release, changes)
    };
    let (first, _) = next(&mut columns);
    assert_eq!(
        first,
        disclose(instrument(), columns.tally(scope).expect("records"), Policy::default())
    );
    for record in &records[230..] {
        columns.add(record);
    }
    let (second, changes) = next(&mut columns);
    let mut waited = 0;
    for (before, after) in first.groups.iter().zip(&second.groups) {
        for (place, (old, new)) in before.groups.iter().zip(&after.groups).enumerate() {
            let came = changes.groups[usize::from(before.background)][place];
            let few = (1..10).contains(&came) && old.n.shown().is_some();
            assert!(!few || new.n.withheld().is_some(), "{came} came: {new:?}");
            waited += usize::from(new.n.withheld() == Some(Withheld::Successive));
        }
        check_groups(&second, after);
    }
    assert!(waited > 0);
    // Nothing came: the same is shown, and the same withheld.
    let (third, _) = next(&mut columns);
    let shown = |release: &Release| -> Vec<Option<u64>> {
        let groups = release.groups.iter().flat_map(|table| &table.groups);
        groups.map(|group| group.n.shown().copied()).collect()
    };
    assert_eq!(shown(&third), shown(&second));
    assert_eq!(third.paradox, second.paradox);
}

/// Figures without flagged records that could be subtracted are withheld.
#[test]
fn figures_without_a_few_flagged_records_are_withheld() {
    let columns = columns(demo(instrument(), 200, 5));
    let scope = scope(&columns);
    let quality = columns.quality(scope).expect("records");
    let release = disclose(instrument(), columns.tally(scope).expect("records"), Policy::default());
    let shown = disclose_quality(instrument(), Policy::default(), &quality, &release);
    let cells = shown.categories.iter().chain([&shown.index]);
    let few = (1..10).contains(&quality.any);
    for cell in cells {
        assert!(!few || cell.withheld().is_some(), "{cell:?}");
        assert!(quality.any > 0 || cell.shown().is_some(), "{cell:?}");
    }
    if (1..3).contains(&quality.any) {
        assert_eq!(shown.any.withheld(), Some(Withheld::SmallPart));
    }
}

/// What the form does not ask often enough is withheld as not asked, and not shown as nobody.
#[test]
fn straight_lining_is_not_asked_in_the_quick_form() {
    let columns = columns(demo(instrument(), 300, 6));
    let quality = |form| {
        let scopes = columns.scopes().into_iter().filter(|(scope, _)| scope.form == form);
        let scope = scopes.max_by_key(|(_, people)| *people).expect("records").0;
        let release =
            disclose(instrument(), columns.tally(scope).expect("records"), Policy::default());
        let quality = columns.quality(scope).expect("records");
        disclose_quality(instrument(), Policy::default(), &quality, &release).straight.withheld()
    };
    assert_eq!(quality(Form::Quick), Some(Withheld::NotAsked));
    assert_ne!(quality(Form::Full), Some(Withheld::NotAsked));
}

/// A difference is called clear only after adjustment over all comparisons of its table: the
/// smallest p of all, which is that of its group times the group's comparisons, decides for itself.
#[test]
fn clear_differences_are_adjusted_over_the_whole_table() {
    let (mut clear, mut narrowly) = (0, 0);
    for seed in 0..12 {
        for table in release(1_200, seed).groups {
            let groups: Vec<Vec<_>> = table
                .groups
                .iter()
                .map(|group| group.differences.iter().filter_map(Cell::shown).collect())
                .collect();
            let all = groups.iter().map(Vec::len).sum::<usize>();
            let smallest = |group: &Vec<&GroupDifference>| {
                let p = group.iter().map(|one| one.p_holm).reduce(f64::min)?;
                let of_all = Proportion { count: group.len() as u64, n: all as u64 };
                Some(p / of_all.share())
            };
            let Some(smallest) = groups.iter().filter_map(smallest).reduce(f64::min) else {
                continue;
            };
            let shown = || groups.iter().flatten();
            let any = shown().any(|one| one.clear);
            assert!(any || smallest > 0.045, "{smallest}");
            assert!(!any || smallest < 0.055, "{smallest}");
            assert!(shown().all(|one| !one.clear || one.p_holm < 0.05));
            clear += shown().filter(|one| one.clear).count();
            narrowly += shown().filter(|one| !one.clear && one.p_holm < 0.05).count();
        }
    }
    assert!(clear > 0 && narrowly > 0, "{clear} {narrowly}");
}

#[test]
fn waves_of_one_form_are_compared_where_both_are_exact() {
    let waves = [tally(demo(instrument(), 400, 11)), tally(demo(instrument(), 500, 12))];
    let releases = waves.each_ref().map(|tally| disclose(instrument(), tally, Policy::default()));
    let wave =
        |number: u8, place: usize| Wave { number, tally: &waves[place], release: &releases[place] };
    let compared =
        compare(instrument(), Policy::default(), wave(1, 0), wave(2, 1)).expect("comparable");
    assert_eq!((compared.waves, compared.n), ([1, 2], waves.each_ref().map(Tally::n)));
    let index = compared.index.shown().expect("shown in both");
    let means = releases.each_ref().map(|release| release.index.shown().expect("shown").mean);
    assert_eq!(index.means.map(f64::to_bits), means.map(f64::to_bits));
    assert!((index.points - (means[1] - means[0])).abs() <= 0.05 + 1e-9);
    assert!(index.interval.low < index.points && index.points < index.interval.high);
    assert!(index.detectable < index.detectable_80);
    for (place, cell) in compared.categories.iter().enumerate() {
        let both = releases.iter().all(|release| {
            release.categories[place].shown().is_some_and(|summary| !summary.coarse)
        });
        assert_eq!(cell.shown().is_some(), both);
    }
    // Shares that both show: of the index first, then of each category, and of the outcomes.
    for (cells, of) in [
        (&compared.share_50, (|s| s.share_50) as fn(&Summary) -> Cell<Proportion>),
        (&compared.share_75, |s| s.share_75),
    ] {
        let both = releases.each_ref().map(|release| of(release.index.shown().expect("shown")));
        let both = both.map(|cell| *cell.shown().expect("a share of many people"));
        let (change, interval) = cells[0].shown().expect("shown in both");
        assert!((change - (both[1].share() - both[0].share())).abs() <= 0.005 + 1e-9);
        assert!(interval.low <= *change && *change <= interval.high);
        assert_eq!(cells.len(), 1 + compared.categories.len());
    }
    assert_eq!(compared.outcomes.len(), releases[0].outcomes.len());
    let first = compared.outcomes[0].shown().expect("shown in both");
    for (wave, release) in releases.iter().enumerate() {
        let shown = release.outcomes[0].shown().expect("shown");
        let people: u64 = first.iter().map(|part| part.shares[wave].count).sum();
        assert_eq!(people, shown.n, "every option is in one part");
    }
    // A release of other records, another form, and the later wave first.
    let refused = compare(instrument(), Policy::default(), wave(2, 1), wave(1, 0));
    assert_eq!(refused, Err(NotComparable::Order));
    let other = Wave { number: 2, tally: &waves[1], release: &releases[0] };
    let refused = compare(instrument(), Policy::default(), wave(1, 0), other);
    assert_eq!(refused, Err(NotComparable::Release));
    let quick = Tally::empty(instrument(), Form::Quick);
    let quick_release = disclose(instrument(), &quick, Policy::default());
    let quick = Wave { number: 2, tally: &quick, release: &quick_release };
    let refused = compare(instrument(), Policy::default(), wave(1, 0), quick);
    assert_eq!(refused, Err(NotComparable::Form));
}
