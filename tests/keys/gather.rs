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
    let told = ["35 gathered", "5 copies", "3 sealed to another key", "1 record in the open"];
    assert!(told.iter().all(|word| said.contains(word)), "{said}");
    let sum = "received 45 = good 35 + copies 5 + not gathered 5";
    assert!(said.contains(sum), "{said}");
    world.done(&format!("{run} first.txt --out bundle.txt"));
    assert_eq!(world.text("bundle.txt"), bundle_of(&all[..30]));
    // The same again, or twenty more; not five more, and not fewer than twenty at all.
    let later = format!("{run} --earlier bundle.txt first.txt");
    assert_eq!(world.done(&later).0, bundle_of(&all[..30]));
    world.fails(&format!("{later} more.txt"), 3, "only 5 new");
    world.fails(&format!("{later} more.txt"), 3, "35 in good order, but no bundle is written");
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

/// A line that has lost its beginning or its end, and a line of something else, are told with their
/// place, by `gather` and by `open`; chatter between envelopes is not, nor a code in two lines.
#[test]
fn parts_of_envelopes_are_told() {
    let world = World::new("parts");
    let lines = codes(&key(1), &people(30, 15, ID));
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    let (tail, head) = (lines[12][85..].to_owned(), lines[20][..100].to_owned());
    (lines[12], lines[20]) = (tail, head);
    lines[24].insert_str(60, "\n> ");
    lines.push("{\"x\":1}".to_owned());
    lines.push("hello, all of you".to_owned());
    world.write("damaged.txt", &(lines.join("\n") + "\n"));
    let (out, said) = world.done("gather damaged.txt --refused gather.csv");
    assert_eq!(out.lines().count(), 28, "{said}");
    assert!(said.contains("received 31 = good 28 + copies 0 + not gathered 3"), "{said}");
    let table = world.text("gather.csv");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert_eq!(rows.len(), 3, "{table}");
    let places = [("line 13", "Incomplete"), ("line 21", "Incomplete"), ("line 32", "Not a file")];
    for (row, (place, reason)) in rows.iter().zip(places) {
        assert!(row.starts_with(&format!("\"damaged.txt\",\"{place}\",\"{reason}")), "{table}");
    }
    let run =
        "open --unchecked --key key.json --passphrase-file words damaged.txt --refused open.csv";
    let (out, said) = world.done(run);
    assert_eq!(out.lines().count(), 28, "{said}");
    let table = world.text("open.csv");
    for place in ["\"line 13\"", "\"line 21\"", "\"line 32"] {
        assert!(table.contains(place), "{table}");
    }
    assert_eq!(table.lines().count(), 4, "{table}");
}

/// A result that is a file is not written where a folder is named, and this is said before any
/// work; a help that cannot be written is no success.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_told_at_once() {
    let world = World::new("nowhere");
    world.fails("gather gone.txt --out new/", 2, "names a folder");
    for words in ["--help", "--version", "gather --help"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_qingdan"))
            .args(words.split(' '))
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(status.status.code(), Some(1), "{words}");
    }
}
