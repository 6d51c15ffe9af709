//! One table: every verb that reads, with every input that it cannot use.

use std::ffi::{OsStr, OsString};
use std::fs;

use crate::{World, latin, odd_name};

/// What a verb is given in the place of `X`.
const INPUTS: [&str; 6] = ["missing", "folder", "failing", "odd", "long", "empty"];

/// A verb, and the exit code for each of these.
type Row = (&'static str, [i32; 6]);

/// Where folders are read, an empty one is an input without anything in it.
const TABLE: [Row; 25] = [
    ("read X --out result", [1, 2, 1, 2, 2, 2]),
    ("tally X --out result", [1, 2, 1, 2, 2, 2]),
    ("merge X --out result", [1, 1, 1, 2, 2, 2]),
    ("release X --out result", [1, 2, 1, 2, 2, 2]),
    ("export X --format csv --out result", [1, 1, 1, 2, 2, 2]),
    ("seal --to PUBLIC X --out result", [1, 2, 1, 2, 2, 2]),
    ("seal --to X records.ndjson --out result", [1, 1, 1, 2, 2, 2]),
    ("gather X --out result", [1, 2, 1, 2, 2, 2]),
    ("gather --campaign X records.ndjson --out result", [1, 1, 1, 2, 2, 2]),
    ("open --key key.json --passphrase-file words X --out result", [1, 2, 1, 2, 2, 2]),
    ("open --key X --passphrase-file words records.ndjson --out result", [1, 1, 1, 2, 2, 2]),
    ("open --key key.json --passphrase-file X records.ndjson --out result", [1, 1, 1, 2, 2, 2]),
    ("split --key X --passphrase-file words --out result", [1, 1, 1, 2, 2, 2]),
    ("combine X records.ndjson --passphrase-file words --out result", [1, 1, 1, 2, 2, 2]),
    ("key show X", [1, 1, 1, 2, 2, 2]),
    ("microdata --i-know-this-is-personal-data --out result X", [1, 2, 1, 2, 2, 2]),
    ("two-tally split --plan X --first result --second other records.ndjson", [1, 1, 1, 2, 2, 2]),
    ("check X", [1, 1, 1, 2, 2, 2]),
    ("preview X --html result", [1, 1, 1, 2, 2, 2]),
    ("diff X instrument.json --mapping result", [1, 1, 1, 2, 2, 2]),
    (
        "convert --mapping X --from instrument.json --to instrument.json --out result",
        [1, 1, 1, 2, 2, 2],
    ),
    ("xlsform import X --out result", [1, 1, 1, 2, 2, 2]),
    ("xlsform responses X --out result", [1, 1, 1, 2, 2, 2]),
    ("--instrument X codebook --format csv --out result", [1, 1, 1, 2, 2, 2]),
    ("--instrument X simulate --out result", [1, 1, 1, 2, 2, 2]),
];

fn given(name: &str) -> OsString {
    match name {
        "missing" => "gone.x".into(),
        "folder" => "folder".into(),
        // Opens, and cannot be read: also by root.
        "failing" => "/proc/self/mem".into(),
        "odd" => odd_name(),
        "long" => "long.x".into(),
        other => format!("{other}.x").into(),
    }
}

#[test]
fn every_verb_tells_what_it_cannot_use() {
    let world = World::new("inputs");
    fs::create_dir(world.0.join("folder")).unwrap();
    fs::write(world.0.join(odd_name()), "no file of ours").unwrap();
    world.write("long.x", &b"x".repeat(9 << 20));
    world.write("empty.x", b"");
    let public = fs::read_to_string(world.0.join("public")).unwrap();
    for (words, codes) in TABLE {
        for (name, code) in INPUTS.iter().zip(codes) {
            if *name == "failing" && !cfg!(target_os = "linux") {
                continue;
            }
            let input = given(name);
            let words = words.split(' ').map(|word| match word {
                "X" => input.as_os_str(),
                "PUBLIC" => OsStr::new(public.trim()),
                other => OsStr::new(other),
            });
            let words: Vec<&OsStr> = words.collect();
            let ran = world.ran(&words, "zh", b"");
            assert_eq!(ran.code, code, "{words:?}: {}", ran.said);
            assert!(!ran.said.is_empty() && !world.has("result"), "{words:?}");
            let said = ran.said.replace("Input/output error (os error 5)", "");
            assert_eq!(latin(&said, &format!("{words:?}")), "", "{words:?}: {said}");
        }
    }
}

/// Nothing, and nothing of use, on the standard input.
#[test]
fn the_standard_input_may_be_empty() {
    let world = World::new("stdin");
    let public = fs::read_to_string(world.0.join("public")).unwrap();
    let seal = format!("seal --to {}", public.trim());
    let open = "open --key key.json --passphrase-file words";
    for verb in ["read", "tally", "merge", "release", "export --format csv", "gather", &seal, open]
    {
        for input in ["", " ", " -"] {
            world.fails(&format!("{verb}{}", input.trim_end()), 2);
        }
    }
}

/// What is given to the wrong verb, or is of another kind than it should be, is named.
#[test]
fn what_is_given_is_named() {
    let world = World::new("named");
    world.write("packed.gz", b"\x1f\x8b\x08\0\0\0\0\0");
    world.write("wide.txt", b"\xff\xfe{\0");
    world.write("torn.zip", b"PK\x03\x04");
    world.write("picture.png", b"\x89PNG\r\n\x1a\n");
    world.write("list.json", b"[{\"format\":\"qingdan-record/1\"}]");
    let records = fs::read_to_string(world.0.join("records.ndjson")).unwrap();
    let record = records.lines().next().unwrap().replace("\"form\":\"full\"", "\"form\":[]");
    world.write("array.json", record.as_bytes());
    for (words, said) in [
        ("merge records.ndjson", "records and no tally"),
        ("merge packed.gz", "gunzip"),
        ("read packed.gz", "gunzip"),
        ("read wide.txt", "iconv"),
        ("read torn.zip", "list of its files"),
        ("read picture.png", "organiser’s page"),
        ("read list.json", "NDJSON"),
        ("read array.json", "Wrong kind of content"),
        ("tally key.json", "nothing to count"),
        ("export one.tally --format csv", "not a release"),
        ("combine words words --passphrase-file words --out result", "no share"),
        ("merge one.tally one.tally", "counted already"),
        ("tally one.tally --id x", "32 hexadecimal digits"),
        ("simulate --wave 100 --campaign 12345678", "wave"),
    ] {
        let english = world.fails(words, 2);
        assert!(english.contains(said), "{words}: {english}");
    }
}
