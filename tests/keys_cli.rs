//! `qingdan key`, `seal`, `open`, `split` and `combine` beside the organiser's page: what one of
//! them writes the other reads, and what is kept and counted is the same.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "keys/gather.rs"]
mod gather;
#[path = "keys/listed.rs"]
mod listed;
#[path = "opening/organiser.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod organiser;
#[path = "seal/mod.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod seal;
#[path = "keys/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use organiser::{ID, Organiser, boxed, campaign, people, ticket, ticketed};
use qingdan::domain::record::{CampaignRef, Record, unpack};
use qingdan::domain::seal::{
    Collector, Expected, PrivateKey, Share, combine_shares, lock_key, open, split_key, unlock_key,
};
use qingdan::domain::ticket::TicketList;
use qingdan::domain::two_tally::public_key_text;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::worker::Counts;
use seal::{found, instrument, key, random, sealed};
use world::{PASSPHRASE, World};

/// The lines of records in the order of their ids.
fn bundle(records: &[Record]) -> String {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_by_key(|record| record.id());
    sorted.into_iter().map(|record| record.to_line(instrument()) + "\n").collect()
}

fn codes(key: &PrivateKey, records: &[Record]) -> String {
    boxed(key, records).iter().map(|one| one.to_code() + "\n").collect()
}

#[test]
fn a_key_is_made_shown_and_opened_by_the_page() {
    let world = World::new("made");
    let (public, said) = world.done("key new --passphrase-file words --out new.json");
    let page = unlock_key(&world.text("new.json"), PASSPHRASE).unwrap();
    assert_eq!(public, public_key_text(page.public()) + "\n");
    assert!(said.contains(&page.public().fingerprint().to_string()), "{said}");
    assert!(!world.text("new.json").contains(&page.to_paper()[11..20]), "in the open");
    let again = world.done("key show --passphrase-file words new.json");
    assert_eq!(again, (public.clone(), said.clone()));
    // The one that the page has saved, a public key alone, and the key of a campaign.
    let own = public_key_text(key(1).public()) + "\n";
    assert_eq!(world.done("key show --passphrase-file words key.json").0, own);
    assert_eq!(world.done(&format!("key show {public}")), (public.clone(), said));
    world.write("campaign.json", &campaign(ID, Some(key(1).public())));
    assert_eq!(world.done("key show campaign.json").0, own);
    // The older name of the same.
    world.done("two-tally key --passphrase-file words --out other.json");
    assert!(unlock_key(&world.text("other.json"), PASSPHRASE).is_ok());
    assert_ne!(world.text("other.json"), world.text("new.json"));
}

#[test]
fn a_key_that_cannot_be_made_or_opened_is_told() {
    let world = World::new("faults");
    world.write("short", "elevenchars\n");
    world.write("wrong", "many words of another\n");
    let file = world.text("key.json");
    world.write("damaged.json", &file.replacen("\"key\":\"", "\"key\":\"-", 1));
    world.write("plain.json", &campaign(ID, None));
    world.fails("key new --passphrase-file words --out key.json", 2, "overwritten");
    assert_eq!(world.text("key.json"), file);
    world.fails("key new --passphrase-file short --out new.json", 2, "short: ");
    assert!(!world.at("new.json").exists());
    world.fails("key new --passphrase-file missing --out new.json", 1, "missing");
    world.fails("key new --passphrase-file words --out nowhere/new.json", 1, "nowhere");
    world.fails("key new --passphrase-file words", 2, "--out");
    world.fails("key show --passphrase-file wrong key.json", 2, "wrong: ");
    world.fails("key show --passphrase-file words damaged.json", 2, "damaged.json: ");
    world.fails("key show --passphrase-file words words", 2, "words: ");
    world.fails("key show plain.json", 2, "plain.json: ");
    world.fails("key show nothing.json", 1, "nothing.json");
}

/// Typed on a terminal, a passphrase is asked for, twice for a new key, and never shown.
#[cfg(target_os = "linux")]
#[test]
fn a_passphrase_is_typed_and_not_shown() {
    let world = World::new("typed");
    let prompts = ["at least 12 characters: ", "Once more: ", "Passphrase of the key: "];
    let lines = [(prompts[0], PASSPHRASE), (prompts[1], PASSPHRASE)];
    let Some((code, shown)) = world.typed("key new --out new.json", &lines) else {
        println!("there is no `script` to make a terminal: not run");
        return;
    };
    assert_eq!(code, Some(0), "{shown}");
    assert!(!shown.contains(PASSPHRASE), "{shown}");
    assert!(unlock_key(&world.text("new.json"), PASSPHRASE).is_ok());
    let (code, shown) = world.typed("key show new.json", &[(prompts[2], PASSPHRASE)]).unwrap();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("fingerprint") && !shown.contains(PASSPHRASE), "{shown}");
    let (code, shown) =
        world.typed("key show new.json", &[(prompts[2], "something else")]).unwrap();
    assert_eq!(code, Some(2), "{shown}");
    // Mistyped the second time, nothing is made.
    let lines = [(prompts[0], PASSPHRASE), (prompts[1], "many words of mine own")];
    let (code, shown) = world.typed("key new --out other.json", &lines).unwrap();
    assert_eq!(code, Some(2), "{shown}");
    assert!(!world.at("other.json").exists());
}

/// Only its owner may read what is no envelope and no public key.
#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_reads_keys_and_shares() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new("modes");
    world.done("key new --passphrase-file words --out new.json");
    world.done("split --key key.json --passphrase-file words --out shares");
    for name in ["new.json", "shares/qingdan-share-1.txt", "shares/qingdan-share-3.txt"] {
        let mode = fs::metadata(world.at(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[test]
fn shares_are_those_of_the_page_both_ways() {
    let world = World::new("shares");
    world.done("split --key key.json --passphrase-file words --out shares");
    let names = [1, 2, 3].map(|number| format!("shares/qingdan-share-{number}.txt"));
    let texts = names.clone().map(|name| world.text(&name));
    let shares = texts.clone().map(|text| Share::read(&text).unwrap());
    let fingerprint = key(1).public().fingerprint().to_string();
    for (text, share) in texts.iter().zip(&shares) {
        let words = (Messages::of(Language::En).keys.share_file)(share.number(), &fingerprint);
        assert_eq!(*text, [words.as_str(), "\n", share.to_code().as_str(), "\n"].concat());
    }
    for pair in [[0, 1], [0, 2], [2, 1]] {
        let combined = combine_shares(&pair.map(|place| shares[place].clone())).unwrap();
        assert_eq!(combined.public(), key(1).public());
    }
    // Those of the page, in its Chinese words.
    for share in split_key(&key(2), &random(9)).unwrap() {
        let words = (Messages::of(Language::Zh).keys.share_file)(share.number(), "1234");
        let text = [words.as_str(), "\n", share.to_code().as_str(), "\n"].concat();
        world.write(&format!("page-{}.txt", share.number()), &text);
    }
    let words = "combine --passphrase-file words --out";
    let (public, _) = world.done(&format!("{words} two.json page-3.txt page-1.txt"));
    assert_eq!(public, public_key_text(key(2).public()) + "\n");
    let again = unlock_key(&world.text("two.json"), PASSPHRASE).unwrap();
    assert_eq!(again.to_paper(), key(2).to_paper());
    world.done(&format!("{words} three.json page-3.txt page-1.txt page-2.txt"));

    world.fails(&format!("{words} a.json page-1.txt"), 2, "One more");
    world.fails(&format!("{words} a.json page-1.txt page-1.txt"), 2, "One more");
    world.fails(&format!("{words} a.json page-1.txt {}", names[1]), 2, "ifferent");
    world.fails(&format!("{words} a.json page-1.txt words"), 2, "words: ");
    world.fails(&format!("{words} a.json page-1.txt gone.txt"), 1, "gone.txt");
    world.fails(&format!("{words} two.json page-1.txt page-2.txt"), 2, "overwritten");
    // Of another splitting of the same key: the hash finds it out.
    world.done("split --key key.json --passphrase-file words --out again");
    let other = format!("{words} a.json {} again/qingdan-share-2.txt", names[0]);
    world.fails(&other, 2, "splitting");
    assert!(!world.at("a.json").exists());
    world.fails("split --key key.json --passphrase-file words --out shares", 2, "overwritten");
    assert_eq!(names.map(|name| world.text(&name)), texts);
}

/// What the command seals, the page's code opens: every record once, in no order of arrival.
#[test]
fn what_is_sealed_the_page_opens() {
    let world = World::new("sealed");
    let records = people(60, 4, ID);
    world.write("records.ndjson", &bundle(&records));
    world.write("others.ndjson", &bundle(&people(5, 5, [9; 4])));
    let line = campaign(ID, Some(key(1).public()));
    world.write("campaign.json", &line);
    let (text, said) = world.done("seal --to campaign.json records.ndjson others.ndjson");
    assert!(said.contains("60 sealed") && said.contains("5 belong"), "{said}");
    let expected = Expected { instrument: instrument().hash, others: &[], campaigns: &[] };
    let open = |envelope| open(&envelope, &key(1), &expected).unwrap();
    let opened: Vec<_> = found(text.as_bytes()).into_iter().map(|one| open(one.unwrap())).collect();
    let set = |all: &[[u8; 64]]| all.iter().copied().collect::<BTreeSet<_>>();
    let own: Vec<_> = records.iter().map(Record::pack).collect();
    assert_eq!(set(&opened), set(&own));
    assert_ne!(opened, own, "in the order of the records");
    let mut page = Organiser::of(&line, Some(&key(1)));
    assert_eq!(page.read(&[("command", text.as_bytes())]).accepted, 60);
    // It is the bundle of a collector too.
    let mut collector = Collector::new(None);
    collector.add(text.as_bytes()).unwrap();
    assert_eq!(collector.bundle().unwrap(), text);

    let public = public_key_text(key(1).public());
    world.done(&format!("seal --to {public} --out all.txt records.ndjson others.ndjson"));
    assert_eq!(world.text("all.txt").lines().count(), 65);
    assert_ne!(world.text("all.txt"), text, "sealed anew");
    world.fails(&format!("seal --to {public} --out all.txt records.ndjson"), 2, "overwritten");
    world.fails(&format!("seal --to {public} words"), 2, "nothing to seal");
    world.fails("seal --to campaign.json others.ndjson", 2, "nothing to seal");
    world.fails(&format!("seal --to {public} gone.ndjson"), 1, "gone.ndjson");
    world.write("plain.json", &campaign(ID, None));
    world.fails("seal --to plain.json records.ndjson", 2, "plain.json: ");
}

/// Envelopes of every fate, as the page counts them; and the records that it keeps.
#[test]
fn what_is_opened_is_what_the_page_keeps() {
    let world = World::new("opened");
    let records = people(80, 6, ID);
    let line = campaign(ID, Some(key(1).public()));
    world.write("campaign.json", &line);
    let envelopes = boxed(&key(1), &records);
    fs::create_dir(world.at("envelopes")).unwrap();
    let text = |n: usize| match n % 3 {
        0 => envelopes[n].to_file(),
        1 => format!("村民{n}\n{}\n请查收\n", envelopes[n].to_code()),
        _ => envelopes[n].to_code(),
    };
    for n in 0..80 {
        world.write(&format!("envelopes/{n:02}"), &text(n));
    }
    world.write("envelopes/.DS_Store", "not an input");
    let others = codes(&key(2), &people(3, 7, ID)) + &codes(&key(1), &people(4, 8, [9; 4]));
    let cut = &envelopes[1].to_code()[..90];
    let newer = envelopes[3].to_code().replace("-E1:", "-E2:");
    let plain = records[0].to_json(instrument());
    let mixed = [others.as_str(), cut, "\n", &newer, "\n", &envelopes[5].to_file(), &plain];
    world.write("mixed.txt", &mixed.concat());
    let run = "open --key key.json --passphrase-file words";
    let given = "envelopes mixed.txt campaign.json";
    let (opened, said) = world.done(&format!("{run} {given} --refused refused.csv"));
    assert_eq!(opened, bundle(&records));

    let mut page = Organiser::of(&line, Some(&key(1)));
    let inputs: Vec<(String, String)> =
        (0..80).map(|n| (n.to_string(), text(n))).chain([("m".into(), mixed.concat())]).collect();
    let inputs: Vec<(&str, &[u8])> =
        inputs.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let counts = page.read(&inputs);
    let words = &Messages::of(Language::En).sealed.counts;
    let Counts { accepted, refused, .. } = counts;
    let sum = format!(
        "{} received: {accepted} accepted, {} duplicates, {refused} refused.",
        counts.records(),
        counts.duplicates()
    );
    let lines = [
        (words.opened)(counts.sealed.opened),
        (words.other_key)(3),
        (words.damaged)(1),
        (words.newer)(1),
        (words.other_campaign)(4),
        (words.plain)(1),
        sum,
    ];
    for line in &lines {
        assert!(said.contains(line.as_str()), "{line} is not in {said}");
    }
    // Every one of them is listed, with what to do.
    assert_eq!(said.lines().count(), lines.len() + 10, "{said}");
    let table = world.text("refused.csv");
    assert_eq!(table.lines().count(), 1 + 10, "{table}");
    let rows = table.lines().skip(1);
    assert!(rows.clone().all(|row| row.contains("mixed.txt") && !row.ends_with(",\"\"")));
    assert_eq!(rows.filter(|row| row.contains("This is sealed to another key.")).count(), 3);
}

/// The batch that the page has saved, an archive, the standard input; and what cannot be opened.
#[test]
fn what_is_opened_comes_in_any_form() {
    let world = World::new("forms");
    let records = people(40, 6, ID);
    let line = campaign(ID, Some(key(1).public()));
    world.write("campaign.json", &line);
    let mut page = Organiser::of(&line, Some(&key(1)));
    page.read(&[("all", codes(&key(1), &records).as_bytes())]);
    let opened = bundle(&records);
    let run = "open --key key.json --passphrase-file words";
    let saved = page.bundle();
    let (code, again, said) = world.run_with(run, saved.as_bytes());
    assert_eq!((code, again.as_str()), (Some(0), opened.as_str()), "{said}");
    let (code, again, _) = world.run_with(&format!("{run} -"), saved.as_bytes());
    assert_eq!((code, again), (Some(0), opened.clone()));
    let mut zip = zip::ZipWriter::new(fs::File::create(world.at("all.zip")).unwrap());
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(codes(&key(1), &records).as_bytes()).unwrap();
    zip.finish().unwrap();
    world.done(&format!("{run} --out bundle.ndjson all.zip campaign.json"));
    assert_eq!(world.text("bundle.ndjson"), opened);
    // And it is sealed again to be opened again.
    world.done("seal --to campaign.json --out twice.txt bundle.ndjson");
    assert_eq!(world.done(&format!("{run} twice.txt")).0, opened);

    world.fails(&format!("{run} --out bundle.ndjson all.zip"), 2, "overwritten");
    world.fails(&format!("{run} words"), 2, "not one record");
    world.fails(&format!("{run} gone"), 1, "gone");
    world.write("other.json", &lock_key(&key(2), PASSPHRASE, &random(4)).unwrap());
    world.fails("open --key other.json --passphrase-file words all.zip", 2, "another key");
    // No terminal to ask on is wrong use, and not a wait without end.
    if let Ok(output) = Command::new("setsid")
        .args(["-w", env!("CARGO_BIN_EXE_qingdan"), "open", "--key", "key.json", "all.zip"])
        .current_dir(&world.0)
        .env("QINGDAN_LANG", "zh")
        .stdin(Stdio::null())
        .output()
    {
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("--passphrase-file"), "{said}");
    }
}

/// With the key, counting and publishing work on envelopes as on plain records: the same bytes as
/// of an open campaign with the same people.
#[test]
fn envelopes_are_counted_and_published_with_the_key() {
    let world = World::new("counted");
    let records = people(120, 12, ID);
    world.write("sealed.json", &campaign(ID, Some(key(1).public())));
    world.write("open.json", &campaign(ID, None));
    world.write("envelopes.txt", &codes(&key(1), &records));
    world.write("records.ndjson", &bundle(&records));
    let key = "--key key.json --passphrase-file words envelopes.txt sealed.json";
    let id = "00112233445566778899aabbccddeeff";
    let (sealed, said) = world.done(&format!("tally --id {id} {key}"));
    let (open, _) = world.done(&format!("tally --id {id} records.ndjson open.json"));
    assert_eq!(sealed, open);
    let words = &Messages::of(Language::En).sealed.counts;
    assert!(said.contains(&(words.opened)(120)), "{said}");
    let sealed = world.done(&format!("release {key}")).0;
    assert!(sealed.contains("qingdan-release/1"));
    assert_eq!(sealed, world.done("release records.ndjson open.json").0);
    // What was published before is opened with the same key.
    world.write("first.txt", &codes(&self::key(1), &records[..80]));
    let (_, said) = world.done(&format!("release {key} --earlier first.txt"));
    assert!(said.contains("120"), "{said}");
    world.write("few.txt", &codes(&self::key(1), &records[..115]));
    world.fails(&format!("release {key} --earlier few.txt"), 3, "only 5 people more");
    // Without it the envelopes stay closed, and nothing is counted.
    world.fails("tally envelopes.txt sealed.json", 2, "");
    world.fails(&format!("tally --unchecked {}", "records.ndjson"), 2, "--key");
}

/// Tickets as the page counts them: with the list or not at all, unless it is said.
#[test]
fn tickets_are_counted_as_the_page_does() {
    let world = World::new("tickets");
    let own = key(1);
    let records = people(40, 9, ID);
    let line = ticketed(ID, own.public());
    world.write("campaign.json", &line);
    let secret = own.ticket_secret(CampaignRef { id: ID, wave: 1 });
    // Tickets 1 to 30 were printed; 31 to 40 were not.
    let printed: Vec<_> = (1..=30).map(ticket).collect();
    let list = TicketList::new(CampaignRef { id: ID, wave: 1 }, &secret, &printed);
    world.write("tickets.json", &list.to_json());
    let without = sealed(&own, &people(41, 9, ID)[40].pack(), 99).to_code();
    let text = [codes(&own, &records), without, "\n".to_owned()].concat();
    world.write("envelopes.txt", &text);

    let run = "open --key key.json --passphrase-file words";
    world.fails(&format!("{run} envelopes.txt campaign.json"), 2, "41 opened records wait");
    let (opened, said) = world.done(&format!("{run} envelopes.txt tickets.json campaign.json"));
    let mut page = Organiser::of(&line, Some(&own));
    page.read(&[("list", list.to_json().as_bytes()), ("envelopes", text.as_bytes())]);
    assert_eq!(page.waiting(), 41);
    let totals = page.count(&own, false);
    assert_eq!((totals.counts.valid, totals.counts.unknown, totals.counts.missing), (30, 10, 1));
    assert_eq!(opened, bundle(&records[..30]));
    let words = Messages::of(Language::En).sealed.tickets.totals;
    for (number, line) in [(30, words[0]), (10, words[3]), (1, words[4])] {
        assert!(said.contains(&line(number)), "{said}");
    }
    // No ticket is in what is written: neither its number nor its code.
    for printed in printed {
        assert!(!opened.contains(&printed.to_string()) && !said.contains(&printed.to_string()));
    }
    for line in opened.lines() {
        let record = qingdan::domain::record::read_json(&[instrument()], line.as_bytes()).unwrap();
        assert_eq!(unpack(&[instrument()], &record.pack()).unwrap(), record);
    }
    let (all, said) = world.done(&format!("{run} --unchecked envelopes.txt campaign.json"));
    assert_eq!(all.lines().count(), 41);
    assert!(said.contains(&words[5](41)), "{said}");
}
