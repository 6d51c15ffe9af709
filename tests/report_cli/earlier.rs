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
    // The remedy: the records of then, with which everybody is counted, and which is said.
    let run = "release campaign.json part.ndjson --earlier all.ndjson";
    let (code, out, said) = place.run(run);
    assert_eq!((code, &out), (0, &place.read("all.json")), "{said}");
    assert!(said.contains("60 records of --earlier are not among those given now"), "{said}");
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
