//! `--earlier`: what was published before, as records, as tally files and as releases.

use super::{HERE, Place, asked, campaign, people};

/// What was published before may count more people than what is given now, or others: whoever has
/// both subtracts them, in either direction.
#[test]
fn whoever_was_counted_before_is_counted_again() {
    let place = Place::new("superset");
    let lines = asked(HERE, 1, 130);
    let lines: Vec<&str> = lines.split_inclusive('\n').collect();
    place.write("campaign.json", &campaign(10));
    place.write("all.ndjson", &lines[..120].concat());
    place.write("part.ndjson", &lines[..60].concat());
    place.write("without-one.ndjson", &lines[1..].concat());
    place.write("strangers.ndjson", &asked(HERE, 9, 150));
    for name in ["all", "part"] {
        place.done(&format!("release campaign.json {name}.ndjson --out {name}.json"));
        place.done(&format!("tally campaign.json {name}.ndjson --out {name}.tally"));
    }
    for earlier in ["all.json", "all.tally"] {
        for (now, lacks) in [("part", "at least 60"), ("strangers", "at least")] {
            let run = format!("release campaign.json {now}.ndjson --earlier {earlier}");
            let said = place.refused(&run, 3);
            assert!(said.contains(lacks) && said.contains("Count everybody of then"), "{said}");
        }
    }
    // One who is left out is seen in exact numbers, among ten who came.
    place.refused("release campaign.json without-one.ndjson --earlier all.tally", 3);
    // Two that were published must hold each other too: with both at hand, 120 less 60 less 55.
    place.write("rest.ndjson", &lines[60..115].concat());
    place.done("release campaign.json rest.ndjson --out rest.json");
    let run = "release campaign.json all.ndjson --earlier rest.json --earlier part.json";
    let said = place.refused(run, 3);
    assert!(said.contains("of the people of rest.json, the later part.json lacks"), "{said}");
    // Nor where the records of then are there: what is published is what is given now.
    let said = place.refused("release campaign.json part.ndjson --earlier all.ndjson", 3);
    assert!(said.contains("lacks at least 60"), "{said}");
}

/// Records that were published one after the other are each counted alone. Otherwise what is shown
/// now holds people whom the last one had lost, and subtracting the two gives their answers.
#[test]
fn each_step_is_counted_alone() {
    let place = Place::new("alone");
    let lines = asked(HERE, 3, 320);
    let lines: Vec<&str> = lines.split_inclusive('\n').collect();
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &lines[..100].concat());
    place.write("second.ndjson", &(lines[1..100].concat() + &lines[300..].concat()));
    place.write("third.ndjson", &lines[5..155].concat());
    place.write("both.ndjson", &lines[..155].concat());
    place.write("all.ndjson", &lines.concat());
    // One withdrew and twenty came; and two that hold each other in neither direction.
    for (now, before) in [("second", "second"), ("both", "third"), ("all", "second")] {
        let run = format!(
            "release campaign.json {now}.ndjson --earlier first.ndjson \
                           --earlier {before}.ndjson --out out.json"
        );
        let said = place.refused(&run, 3);
        assert!(said.contains("first.ndjson") && said.contains("lacks at least"), "{said}");
        assert!(!place.0.join("out.json").exists());
    }
    place.refused("release campaign.json second.ndjson --earlier first.ndjson", 3);
    // In order, they are those of the page.
    let run = "release campaign.json all.ndjson --earlier first.ndjson --earlier both.ndjson";
    let found: serde_json::Value = serde_json::from_str(&place.done(run)).unwrap();
    assert_eq!(found["n"], 320);
}

/// Tally files that were published are compared with those given now: neither added nor put in
/// their place.
#[test]
fn tally_files_are_no_part_of_what_is_given_now() {
    let place = Place::new("earlier-tallies");
    let lines = asked(HERE, 3, 180);
    let lines: Vec<&str> = lines.split_inclusive('\n').collect();
    place.write("campaign.json", &campaign(10));
    for (name, lines, id) in [
        ("a", &lines[..60], 1),
        ("a-later", &lines[..80], 1),
        ("b", &lines[80..120], 2),
        ("c", &lines[120..], 3),
    ] {
        place.write("records", &lines.concat());
        let id = id.to_string().repeat(32);
        let run = format!("tally campaign.json records --id {id} --out {name}.tally");
        place.done(&run);
    }
    for (now, earlier, n) in [
        ("a-later.tally", "--earlier a.tally", 80),
        ("a-later.tally b.tally c.tally", "--earlier d", 180),
        ("a.tally b.tally c.tally", "--earlier d", 160),
        ("a-later.tally b.tally", "--earlier a.tally --earlier a-later.tally", 120),
    ] {
        std::fs::create_dir_all(place.0.join("d")).unwrap();
        for name in ["a", "b"] {
            place.write(&format!("d/{name}.tally"), &place.read(&format!("{name}.tally")));
        }
        let run = format!("release campaign.json {now} --tallies --strict {earlier}");
        let found: serde_json::Value = serde_json::from_str(&place.done(&run)).unwrap();
        assert_eq!(found["n"], n, "{run}");
    }
    place.refused("release campaign.json b.tally c.tally --tallies --earlier d", 3);
}

/// Where nothing is accepted now, what was published before is not published again.
#[test]
fn nothing_given_now_is_no_result() {
    let place = Place::new("nothing-now");
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &asked(HERE, 1, 90));
    place.write("garbage.json", "{}");
    place.write("empty.ndjson", "");
    for (now, code) in [("garbage.json", 2), ("empty.ndjson", 2), ("nowhere.ndjson", 1)] {
        let run = format!("release campaign.json {now} --earlier first.ndjson --out out.json");
        place.refused(&run, code);
        assert!(!place.0.join("out.json").exists(), "{now}");
    }
    place.refused("release campaign.json first.ndjson --earlier nowhere.json", 1);
}

/// A release without groups is the same release when it is made again, and a release may come
/// through a pipe.
#[test]
fn a_release_is_made_again() {
    let place = Place::new("made-again");
    let lines = asked(HERE, 3, 150);
    let lines: Vec<&str> = lines.split_inclusive('\n').collect();
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &lines[..100].concat());
    place.write("second.ndjson", &lines.concat());
    place.done("release campaign.json first.ndjson --out first.json");
    let run = "release campaign.json second.ndjson --earlier first.json";
    place.done(&format!("{run} --out second.json"));
    assert_eq!(place.done(&format!("{run} --earlier second.json")), place.read("second.json"));
    let alone = "release campaign.json second.ndjson --earlier second.json";
    assert_eq!(place.done(alone), place.read("second.json"), "groups stay withheld");
    for file in ["first.json", "first.ndjson"] {
        let words = format!("release campaign.json second.ndjson --earlier {file}");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&place.0).env("QINGDAN_LANG", "en");
        command.stdin(std::fs::File::open(place.0.join(file)).unwrap());
        let piped = words.replace(file, "-");
        let output = command.args(piped.split_whitespace()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{file}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), place.done(&words), "{file}");
    }
}

/// A tally file of what was published, beside records: its numbers are enough for whatever is not
/// by group.
#[test]
fn a_tally_file_of_what_was_published_stands_in_for_the_records() {
    let place = Place::new("earlier-tally");
    let first = asked(HERE, 1, 90);
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &first);
    place.write("few.ndjson", &(first.clone() + &asked(HERE, 2, 6)));
    place.write("many.ndjson", &(first.clone() + &asked(HERE, 3, 50)));
    place.done("release campaign.json first.ndjson --out first.json");
    place.done("tally campaign.json first.ndjson --out first.tally");
    let by_release = place.done("release campaign.json many.ndjson --earlier first.json");
    let by_tally = place.done("release campaign.json many.ndjson --earlier first.tally");
    assert_eq!(by_tally, by_release);
    let again = place.done("release campaign.json first.ndjson --earlier first.tally");
    assert_eq!(again, place.read("first.json"), "the same people");
    place.refused("release campaign.json few.ndjson --earlier first.tally", 3);
    let several = "release campaign.json many.ndjson --earlier first.tally --earlier first.json";
    assert_eq!(place.done(several), by_release);
    // Where the records are there too, the figures add nothing.
    let by_records = place.done("release campaign.json many.ndjson --earlier first.ndjson");
    for figures in ["first.tally", "first.json"] {
        let run =
            format!("release campaign.json many.ndjson --earlier first.ndjson --earlier {figures}");
        assert_eq!(place.done(&run), by_records, "{figures}");
    }
    assert_ne!(by_records, by_release);
    // Tally files after records, of more people.
    place.done("tally campaign.json many.ndjson --out many.tally");
    let merged = place.done("release campaign.json many.tally --earlier first.ndjson");
    assert_eq!(merged, by_release);
    place.refused("release campaign.json first.tally --earlier many.ndjson", 3);
    // Of another campaign.
    place.write("none.ndjson", &people(1, 90));
    let said = place.refused("release none.ndjson --form full --earlier first.tally", 2);
    assert!(said.contains("of another campaign"), "{said}");
}

/// What the desk assumes of an earlier release has to be what it was.
#[test]
fn what_was_promised_before_has_to_be_known() {
    let place = Place::new("promised-before");
    let (first, more) = (asked(HERE, 1, 90), asked(HERE, 3, 50));
    place.write("campaign.json", &campaign(10));
    place.write("first.ndjson", &first);
    place.write("known.ndjson", &(campaign(10) + &first));
    place.write("many.ndjson", &(first.clone() + &more));
    place.write("many-known.ndjson", &(campaign(10) + &first + &more));
    place.write("few.ndjson", &(first.clone() + &asked(HERE, 2, 6)));
    let expected = place.done("release many.ndjson --earlier known.ndjson");
    let own_file = place.done("release campaign.json many.ndjson --earlier first.ndjson");
    assert_eq!(own_file, expected, "a file of its own is known in time");
    let said = place.refused("release many-known.ndjson --earlier first.ndjson", 2);
    assert!(said.contains("--minimum 30"), "{said}");
    place.done("release many-known.ndjson --earlier first.ndjson --minimum 30");
    // Two that cannot both have been published under the rules.
    let run = "release campaign.json many.ndjson --earlier first.ndjson --earlier few.ndjson";
    let said = place.refused(run, 3);
    assert!(said.contains("few.ndjson differs by only a few people"), "{said}");
}
