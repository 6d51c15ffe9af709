//! `qingdan tally` and `merge`: counts that add up however the records are divided, against an
//! independent count of the same people, and everything that must not be merged.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "intake_cli/run.rs"]
mod run;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

use qingdan::domain::score::score;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::TALLY_UNITS;
use run::{place, run, run_with};

/// What a tally says of people: all but its own name and what went into it.
fn people(line: &str) -> serde_json::Value {
    let mut tally: serde_json::Value = serde_json::from_str(line).unwrap();
    tally.as_object_mut().unwrap().retain(|field, _| field != "id" && field != "parts");
    tally
}

fn simulated(options: &str) -> Vec<u8> {
    let words: Vec<&str> = ["simulate"].into_iter().chain(options.split(' ')).collect();
    run(&words).out
}

/// The lines of the tallies of some records, the full form first.
fn tallied(records: &[u8]) -> Vec<String> {
    let ran = run_with(&["tally"], records);
    assert_eq!(ran.code, 0, "{}", ran.said);
    String::from_utf8(ran.out).unwrap().lines().map(str::to_owned).collect()
}

/// Two steps of a tree, three, one: the same people, byte for byte.
#[test]
fn tallies_of_parts_merge_to_the_tally_of_the_whole() {
    let all = simulated("--records 900 --seed 5 --campaign 0badcafe --wave 1");
    let whole: Vec<_> = tallied(&all).iter().map(|line| people(line)).collect();
    assert_eq!(whole.len(), 2, "full and quick");
    let lines: Vec<&[u8]> = all.split_inclusive(|byte| *byte == b'\n').collect();
    for size in [250, 61] {
        let mut level: Vec<String> =
            lines.chunks(size).map(|part| tallied(&part.concat()).join("\n") + "\n").collect();
        while level.len() > 1 {
            level.reverse();
            let merge = |some: &[String]| {
                let ran = run_with(&["merge"], some.concat().as_bytes());
                assert_eq!(ran.code, 0, "{}", ran.said);
                String::from_utf8(ran.out).unwrap()
            };
            level = level.chunks(3).map(merge).collect();
        }
        let merged: Vec<_> = level[0].lines().map(people).collect();
        assert!(merged == whole, "in parts of {size}");
    }
}

/// The same from files, and through the intake of the page, which merges tally files too.
#[test]
fn the_page_merges_the_same() {
    let [one, two] = [1, 2].map(|seed| {
        let options = format!("--records 60 --seed {seed} --campaign 0badcafe --wave 1 --quick 0");
        let path = place(&format!("merge-{seed}.tally"));
        fs::write(&path, tallied(&simulated(&options)).join("\n")).unwrap();
        path
    });
    let paths = [one.to_str().unwrap(), two.to_str().unwrap()];
    let id = "ffeeddccbbaa99887766554433221100";
    let merged = run(&["merge", "--id", id, paths[1], paths[0]]);
    assert_eq!(merged.code, 0, "{}", merged.said);
    assert!(merged.said.contains("120 people, of 2 tallies"), "{}", merged.said);
    let page = run(&["tally", "--id", id, paths[0], paths[1]]);
    assert!(merged.out == page.out && page.code == 0, "{}", page.said);
}

#[test]
fn what_must_not_be_merged_is_refused_and_nothing_is_written() {
    let options = "--records 40 --seed 3 --quick 0 --campaign 0badcafe --wave 1";
    let first = tallied(&simulated(options)).remove(0);
    let second = tallied(&simulated(&options.replace("--seed 3", "--seed 4"))).remove(0);
    let both =
        String::from_utf8(run_with(&["merge"], format!("{first}\n{second}\n").as_bytes()).out)
            .unwrap();
    let cases = [
        (format!("{first}\n{first}\n"), "is counted already in -, line"),
        (format!("{both}{second}\n"), "is counted already in -, line"),
        (format!("{first}\n{both}"), "is counted already in -, line"),
        (
            format!("{first}\n{}\n", second.replace("dd045a12", "00000000")),
            "-, line 2: a tally of another questionnaire",
        ),
        (first.replacen("\"n\":40", "\"n\":41", 1), "-, line 1: damaged: the counts in “"),
        (
            format!("{first}\n{{\"format\":\"qingdan-record/1\"}}\n"),
            "-, line 2: records and no tally. Count them first with `qingdan tally`",
        ),
        (
            format!("{first}\n{}", &second[..500]),
            "-, line 2: no tally file, or cut off, from byte 500",
        ),
        (first.replacen("\"n\":40", "\"n\": 40", 1), "-, line 1: rewritten"),
        (format!("\u{feff}{first}\n\u{feff}{first}\n"), "is counted already in -, line"),
        (format!("{first}\n{}", "x".repeat(9 << 20)), "-, line 2: too long to be a tally"),
        ("\n \n".to_owned(), "there is no tally to merge"),
    ];
    for (input, words) in cases {
        let out = place("not-merged.tally");
        let ran = run_with(&["merge", "--out", out.to_str().unwrap()], input.as_bytes());
        assert_eq!((ran.code, ran.out.len(), out.exists()), (2, 0, false), "{words}");
        assert!(ran.said.contains(words), "{} instead of {words}", ran.said);
    }
    assert_eq!(run(&["merge", "/nonexistent"]).code, 1);
    the_page_takes_what_merge_takes(&first);
    // Waves are kept apart, and one id is for one tally.
    let later = tallied(&simulated(&options.replace("--wave 1", "--wave 2"))).remove(0);
    let waves = format!("{later}\n{first}\n");
    let apart = run_with(&["merge"], waves.as_bytes());
    assert_eq!(String::from_utf8(apart.out).unwrap().lines().count(), 2);
    let id = "00000000000000000000000000000001";
    assert_eq!(run_with(&["merge", "--id", id], waves.as_bytes()).code, 2);
    assert_eq!(run_with(&["tally", "--id", "x"], b"").code, 2);
}

/// What a mark before a text changes is nothing; what is packed, or something else, is named.
fn the_page_takes_what_merge_takes(first: &str) {
    let zip = {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("a.tally", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(first.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let utf16 = [0xfeff].into_iter().chain(first.encode_utf16());
    let records = simulated("--records 2 --quick 0 --format pretty");
    let file = place("given.tally");
    let (name, path) = ("given.tally: ", file.to_str().unwrap());
    for (bytes, words) in [
        (b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), "compressed, which is not unpacked here"),
        (zip, "an archive, which is not unpacked here"),
        (utf16.flat_map(u16::to_le_bytes).collect(), "a text in UTF-16"),
        (records, "records and no tally"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "a picture and no tally file"),
        (b"QINGDAN-E1:AAAA".to_vec(), "sealed records and no tally"),
        (b"\n".to_vec(), "empty, perhaps cut off"),
    ] {
        fs::write(&file, bytes).unwrap();
        let ran = run_with(&["merge", "-", path], first.as_bytes());
        assert_eq!((ran.code, ran.out.len()), (2, 0), "{words}");
        assert!(ran.said.contains(name) && ran.said.contains(words), "{} for {words}", ran.said);
    }
    fs::write(&file, format!("\u{feff}{first}\r\n")).unwrap();
    let [merged, tallied] = ["merge", "tally"].map(|verb| {
        let ran = run(&[verb, "--id", "00112233445566778899aabbccddeeff", path]);
        assert_eq!(ran.code, 0, "{}", ran.said);
        ran.out
    });
    assert!(merged == tallied, "a mark before the text is passed over by both");
}

/// Every row of the table, counted here answer by answer and scored person by person.
#[test]
fn the_table_is_an_independent_count() {
    let instrument = shipped_instrument();
    let mut expected: BTreeMap<[String; 4], (u64, u128)> = BTreeMap::new();
    for record in demo(instrument, 700, 11) {
        let complete = record.complete();
        let form = format!("{:?}", complete.form()).to_lowercase();
        let mut count = |group: &str, question: &str, answer: String, sum: u128| {
            let key = [form.clone(), group.to_owned(), question.to_owned(), answer];
            let (people, sums) = expected.entry(key).or_default();
            *people += 1;
            *sums += sum;
        };
        let mut picked = Vec::new();
        for (place, (question, id)) in instrument.questions().enumerate() {
            let answer = match format!("{:?}", complete.answers().get(question)).as_str() {
                "NotApplicable" => "na".to_owned(),
                "DontKnow" => "dk".to_owned(),
                "Declined" => "pn".to_owned(),
                "Skipped" => "skipped".to_owned(),
                "NotAsked" => "not_asked".to_owned(),
                option => option["Option(".len()..option.len() - 1].to_owned(),
            };
            if place < instrument.background.len() {
                let number = answer.parse::<u8>().map_or("none".to_owned(), |n| n.to_string());
                picked.push(format!("{id}={number}"));
            }
            count("", id, answer, 0);
        }
        picked.push(format!("{};{}", picked[0], picked[1]));
        let scores = score(instrument, complete);
        for (category, score) in instrument.categories.iter().zip(&scores.categories) {
            let Some(score) = score.score else { continue };
            let (above, below) = score.parts();
            let units = u128::from(above) * u128::from(TALLY_UNITS) / u128::from(below);
            count("", &category.id, String::new(), units);
            for group in &picked {
                count(group, &category.id, String::new(), units);
            }
        }
    }
    let path = place("counts.csv");
    let table = ["--counts", path.to_str().unwrap()];
    let records = simulated("--records 700 --seed 11");
    let refused = run_with(&[&["tally"], &table[..]].concat(), &records);
    assert_eq!((refused.code, refused.out.len(), path.exists()), (3, 0, false));
    assert!(refused.said.contains("--exact"), "{}", refused.said);
    let ran = run_with(&[&["tally", "--exact"], &table[..]].concat(), &records);
    assert_eq!(ran.code, 0, "{}", ran.said);
    let table = fs::read_to_string(path).unwrap();
    let mut rows = table.lines().map(|row| row.split(',').collect::<Vec<_>>());
    assert_eq!(
        rows.next().unwrap().join(","),
        "campaign,wave,form,group,question,answer,people,sum,mean"
    );
    let mut seen = 0;
    for row in rows {
        let key = [2, 3, 4, 5].map(|column| row[column].to_owned());
        let (people, sum) = expected.get(&key).copied().unwrap_or_default();
        assert_eq!(row[6], people.to_string(), "{key:?}");
        assert_eq!(row[..2], ["", ""]);
        if !row[7].is_empty() {
            assert_eq!(row[7], sum.to_string(), "{key:?}");
        }
        seen += usize::from(people > 0);
    }
    assert_eq!(seen, expected.len(), "every count is in the table");
}
