//! Gathering envelopes on the command line, beside the page's own collector.

use qingdan::domain::seal::{Collector, Envelope};

use crate::codes;
use crate::organiser::{ID, boxed, campaign, people};
use crate::seal::{instrument, key};
use crate::world::World;

/// A collector's bundle is that of the page, byte for byte, and refused where the page refuses it.
#[test]
fn envelopes_are_gathered_as_the_page_does() {
    let world = World::new("gathered");
    world.write("campaign.json", &campaign(ID, Some(key(1).public())));
    let all = boxed(&key(1), &people(60, 13, ID));
    let text = |some: &[Envelope]| some.iter().map(Envelope::to_file).collect::<String>();
    let bundle_of = |some: &[Envelope]| {
        let mut collector = Collector::new(None);
        collector.add(text(some).as_bytes()).unwrap();
        collector.bundle().unwrap()
    };
    world.write("first.txt", &text(&all[..30]));
    world.write("more.txt", &(text(&all[25..35]) + &codes(&key(2), &people(3, 14, ID))));
    world.write("plain.json", &people(1, 15, ID)[0].to_json(instrument()));
    let run = "gather --campaign campaign.json";
    world.write("letter.txt", "see you on Monday");
    let given = "more.txt first.txt plain.json letter.txt campaign.json";
    let (out, said) = world.done(&format!("{run} {given} --refused refused.csv"));
    assert_eq!(out, bundle_of(&all[..35]));
    // Whatever was not gathered is listed with its place, and nothing else.
    let table = world.text("refused.csv");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    let expected = [
        "\"more.txt\",\"3 of them\",\"Sealed to another key.\"",
        "\"plain.json\",\"\",\"A record in the open",
        "\"letter.txt\",\"\",\"There is no envelope in it.\"",
    ];
    assert_eq!(rows.len(), expected.len(), "{table}");
    for (row, start) in rows.iter().zip(expected) {
        assert!(row.starts_with(start) && said.contains("more.txt, 3 of them:"), "{row}\n{said}");
    }
    let told = ["35 gathered", "5 copies", "3 sealed to another key", "1 records in the open"];
    assert!(told.iter().all(|word| said.contains(word)), "{said}");
    world.done(&format!("{run} first.txt --out bundle.txt"));
    assert_eq!(world.text("bundle.txt"), bundle_of(&all[..30]));
    // The same again, or twenty more; not five more, and not fewer than twenty at all.
    let later = format!("{run} --earlier bundle.txt first.txt");
    assert_eq!(world.done(&later).0, bundle_of(&all[..30]));
    world.fails(&format!("{later} more.txt"), 3, "only 5 new");
    world.write("rest.txt", &text(&all[30..]));
    assert_eq!(world.done(&format!("{later} rest.txt")).0, bundle_of(&all));
    // Nor without some of those that were handed on, few or many, whatever has come in their place.
    for (from, missing) in [(1, 1), (20, 20), (30, 30)] {
        world.write("without.txt", &text(&all[from..]));
        let run = format!("{run} --earlier bundle.txt without.txt");
        world.fails(&run, 3, &format!("{missing} envelopes of the earlier bundle are not here"));
        assert_eq!(world.done(&format!("{run} bundle.txt")).0, bundle_of(&all), "the remedy");
    }
    world.write("cut.txt", &world.text("bundle.txt")[..5_100]);
    world.fails(&format!("{run} --earlier cut.txt first.txt"), 2, "cannot be read");
    world.write("few.txt", &text(&all[..19]));
    world.fails(&format!("{run} few.txt"), 3, "only 19");
    world.fails(&format!("{run} --out bundle.txt first.txt"), 2, "overwritten");
    world.fails(&format!("{run} --earlier words first.txt"), 2, "words: ");
    world.fails(&format!("{run} gone.txt"), 1, "gone.txt");
}
