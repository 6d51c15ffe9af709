//! `qingdan convert` and what stands between records: nothing of it vanishes untold.

use std::fs;

use qingdan::domain::record::read_json;

use super::{Instrument, RAW_TLX, Ran, Value, english, folder, json, run};

/// Two versions, a mapping between them, and records of the old one.
struct World {
    mapping: String,
    new: String,
    records: Vec<String>,
}

impl World {
    fn new(name: &str) -> Self {
        let folder = folder(name);
        let mut value: Value = serde_json::from_slice(&fs::read(RAW_TLX).unwrap()).unwrap();
        value["version"] = json!("1.0.1");
        value["about"]["en"] = json!("Other words.");
        let path = |file: &str| folder.join(file).to_str().unwrap().to_owned();
        let (new, mapping) = (path("new.json"), path("mapping.json"));
        fs::write(&new, value.to_string()).unwrap();
        assert_eq!(english(&["diff", RAW_TLX, &new, "--mapping", &mapping]).0, 0);
        let simulate = ["--instrument", RAW_TLX, "simulate", "--records", "8"];
        let records = english(&simulate).1.lines().map(str::to_owned).collect();
        Self { mapping, new, records }
    }

    fn convert(&self, language: &str, input: &[u8]) -> Ran {
        let words = ["convert", "--mapping", &self.mapping, "--from", RAW_TLX, "--to", &self.new];
        run(language, &words, input)
    }
}

#[test]
fn every_line_that_is_no_record_is_told() {
    let world = World::new("lines");
    let [a, b, c] = [0, 1, 2].map(|at| world.records[at].as_str());
    let cut = &b[..200];
    let tail = &b[50..];
    let campaign = r#"{"format":"qingdan-campaign/1","id":"0badcafe"}"#;
    let tally = r#"{"format":"qingdan-tally/1","x":1}"#;
    let tickets = r#"{"format":"qingdan-tickets/1","x":1}"#;
    let sealed = r#"{"format":"qingdan-envelope/1","x":1}"#;
    // What stands where, and the lines that are told.
    for (text, records, lines) in [
        (format!("{a}\ngarbage\n{b}\n"), 2, vec![2]),
        (format!("{a}\n{cut}\n{c}\n"), 2, vec![2]),
        (format!("{a}\n{tail}\n{c}\n"), 2, vec![2]),
        (format!("{tail}\n{a}\n{c}\n"), 2, vec![1]),
        (format!("garbage\n{a}\nmore\n{c}\nand more\n"), 2, vec![1, 3, 5]),
        (format!("{a}\n\n  \n\n{b}\r\n{c}"), 3, vec![]),
        (format!("{a}\n{campaign}\n{b}\n{tally}\n{tickets}\n{c}\n{sealed}\n"), 3, vec![2, 4, 5, 7]),
        (format!("{a}{b}\n{c}\n"), 1, vec![1]),
    ] {
        for language in ["zh", "en"] {
            let (code, out, err) = world.convert(language, text.as_bytes());
            assert_eq!(out.lines().count(), records, "{text}: {err}");
            let told: Vec<usize> = err
                .lines()
                .filter_map(|line| line.strip_prefix("-:")?.split_once(": "))
                .map(|(line, _)| line.parse().unwrap())
                .collect();
            assert_eq!(told, lines, "{text}: {err}");
            assert_eq!(code, if lines.is_empty() { 0 } else { 2 }, "{text}: {err}");
        }
    }
    let (_, _, err) = world.convert("zh", format!("{a}\n{sealed}\n").as_bytes());
    assert!(err.contains("qingdan open"), "what to do is told: {err}");
}

/// Given answers that a mapping drops: the draft tells them and waits for a basis, and whoever
/// converts is told how many, question by question; nothing of that is called not asked.
#[test]
fn answers_that_are_dropped_are_told_by_question() {
    let world = World::new("dropped");
    let mut value: Value = serde_json::from_slice(&fs::read(RAW_TLX).unwrap()).unwrap();
    value["version"] = json!("2.0.0");
    value["items"][2]["stem"]["en"] = json!("How short was the time?");
    value["items"].as_array_mut().unwrap().pop();
    fs::write(&world.new, value.to_string()).unwrap();
    let simulate = ["--instrument", RAW_TLX, "simulate", "--records", "200", "--seed", "6"];
    let records = english(&simulate).1;
    let given = |id: &str| {
        let answered = |line: &&str| {
            let record: Value = serde_json::from_str(line).unwrap();
            !record["answers"][id].is_null()
        };
        records.lines().filter(answered).count()
    };
    let [pressed, frustrated] = ["temporal_demand", "frustration"].map(given);
    assert!(pressed > 100 && frustrated > 100 && pressed + frustrated < 400);
    for (language, drops, empty, converted, left) in [
        (
            "zh",
            "答案都不要了：temporal_demand、frustration\n",
            "basis 是空的",
            "换好 200 份\n",
            "：",
        ),
        (
            "en",
            "of the old version: temporal_demand, frustration\n",
            "basis is empty",
            "converted: 200\n",
            ": ",
        ),
    ] {
        fs::remove_file(&world.mapping).unwrap();
        let words = ["diff", RAW_TLX, &world.new, "--mapping", &world.mapping];
        let (code, out, err) = run(language, &words, b"");
        assert_eq!(code, 0, "{err}");
        assert!(err.contains(drops) && err.contains("convert"), "{err}");
        assert!(!out.contains(drops), "results alone: {out}");
        let (code, out, err) = world.convert(language, records.as_bytes());
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(empty) && err.contains("dropped"), "{err}");
        let draft = fs::read_to_string(&world.mapping).unwrap();
        fs::write(&world.mapping, draft.replace(r#""basis": """#, r#""basis": "Tried.""#)).unwrap();
        let (code, out, err) = world.convert(language, records.as_bytes());
        assert_eq!((code, out.lines().count()), (0, 200), "{err}");
        let total = pressed + frustrated;
        let (head, told) = err.split_once('\n').unwrap();
        assert_eq!(format!("{head}\n"), converted);
        let lines: Vec<&str> = told.lines().collect();
        let expected = [
            format!("  temporal_demand{left}{pressed}"),
            format!("  frustration{left}{frustrated}"),
        ];
        assert_eq!(lines[1..], expected, "{err}");
        assert!(lines[0].contains(&total.to_string()), "{err}");
    }
}

/// In a saved chat the words around the codes are nobody’s loss; what holds no record is.
#[test]
fn a_chat_is_read_and_what_is_no_text_is_told() {
    let world = World::new("chat");
    let simulate = ["--instrument", RAW_TLX, "simulate", "--records", "5", "--format", "codes"];
    let chat = english(&simulate).1;
    let chat = format!("收到\n{chat}\n谢谢\n");
    let (code, out, err) = world.convert("zh", chat.as_bytes());
    assert_eq!((code, out.lines().count()), (0, 5), "{err}");
    let list = format!("[{},{}]", world.records[0], world.records[1]);
    for none in
        [&b""[..], b"\n \n", b"hello\n", b"PK\x03\x04\x14\0", list.as_bytes(), b"\xff\xfea\0"]
    {
        let (code, out, err) = world.convert("zh", none);
        assert_eq!((code, out.as_str()), (2, ""), "{none:?}: {err}");
        assert!(err.starts_with('-') && err.lines().count() == 3, "{none:?}: {err}");
    }
}

/// However large the input is, and wherever its blocks end: the same records, the same lines.
#[test]
fn blocks_change_nothing() {
    let world = World::new("blocks");
    let simulate = ["--instrument", RAW_TLX, "simulate", "--records", "30000", "--seed", "9"];
    let mut lines: Vec<String> = english(&simulate).1.lines().map(str::to_owned).collect();
    assert!(lines.iter().map(String::len).sum::<usize>() > 9 << 20, "more than two blocks");
    let faults = [0, 4_321, 17_000, 17_001, 29_999];
    for at in faults {
        lines[at].truncate(300);
    }
    // A line that is longer than a block, and ends.
    lines[9_000] = format!(r#"{{"format":"qingdan-tally/1","x":"{}"}}"#, "x".repeat(5 << 20));
    let text = lines.join("\n") + "\n";
    let (code, out, err) = world.convert("en", text.as_bytes());
    assert_eq!((code, out.lines().count()), (2, 29_994), "{err}");
    for at in [0, 4_321, 9_000, 17_000, 17_001, 29_999] {
        assert!(err.contains(&format!("-:{}: ", at + 1)), "{at}: {err}");
    }
    let to = Instrument::parse(&fs::read(&world.new).unwrap()).unwrap();
    assert!(out.lines().all(|line| read_json(&[&to], line.as_bytes()).is_ok()));
}

/// With its campaign a converted record loses the promise and the dice, and whoever converts and
/// whoever publishes is told.
#[test]
fn what_is_lost_with_a_campaign_is_told() {
    let world = World::new("campaign");
    let simulate = ["--instrument", RAW_TLX, "simulate", "--records", "60", "--seed", "3"];
    let of_campaign = [&simulate[..], &["--campaign", "0badcafe", "--wave", "1"]].concat();
    let (lost, of_nobody) = (english(&of_campaign).1, english(&simulate).1);
    for (language, converted, promise, dice) in [
        ("zh", "活动文件是旧版问卷的", "按最严的 30 人办", "有没有在手机上掷骰子，这里查不到"),
        ("en", "never be estimated again", "fewer than 30", "with dice on the phones is not known"),
    ] {
        let (code, new, err) = world.convert(language, lost.as_bytes());
        assert!(code == 0 && err.contains(converted), "{err}");
        let release = ["--instrument", &world.new, "release"];
        let (code, shown, err) = run(language, &release, new.as_bytes());
        assert!(code == 0 && err.contains(promise) && err.contains(dice), "{err}");
        assert!(!err.contains("were promised that") && !err.contains("答应过填写的人"), "{err}");
        assert!(shown.contains("\"noise\":\"unknown\""), "{shown}");
        // Where there was none, nothing is lost.
        let (code, new, err) = world.convert(language, of_nobody.as_bytes());
        assert!(code == 0 && !err.contains(converted), "{err}");
        let (code, _, err) = run(language, &release, new.as_bytes());
        assert!(code == 0 && !err.contains(promise) && !err.contains(dice), "{err}");
    }
}
