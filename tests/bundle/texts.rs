//! Messages with records and codes among them.

use proptest::prelude::*;
use qingdan::domain::record::{Reason, Record, read_json};
use qingdan::domain::seal::{Envelope, EnvelopeFault};
use qingdan::domain::shipped_instrument;

use crate::people::person;
use crate::{Finding, read_text, read_whole, records, refusals};

fn record(name: &str) -> Record {
    let file = format!("{}/tests/kit/{name}.json", env!("CARGO_MANIFEST_DIR"));
    read_json(&[shipped_instrument()], &std::fs::read(file).unwrap()).unwrap()
}

#[test]
fn a_chat_is_read() {
    let instrument = shipped_instrument();
    let names = ["good_full", "good_quick", "good_campaign", "good_all_skipped"];
    let [a, b, c, d] = names.map(record);
    let wide: String = c.to_code().chars().map(full_width).collect();
    let (start, rest) = wide.split_at(wide.char_indices().nth(70).unwrap().0);
    let broken = a.to_code().replacen("QINGDAN-1:", "QINGDAN-1:U", 1);
    let (b_code, d_code) = (b.to_code().to_lowercase(), d.to_code());
    let text = format!(
        "群聊的聊天记录\r\n\r\n—————  2026-11-22  —————\r\n\
         张三  10:02\r\n\r\n收到，我的：{}谢谢\r\n\
         李四（驻村）  10:05\r\n{b_code} 请查收。\r\n\
         > 王五：{start}\r\n> {rest}\r\n\
         赵六 10:09\r\n{broken}\r\n\
         请把 QINGDAN-2 的也发我\r\nQINGDAN-2:ABC\r\n\
         孙七：{}\r\n{}周八：{d_code}{d_code}",
        a.to_code(),
        c.to_line(instrument),
        b.to_json(instrument),
    );
    let findings = read_text(text.as_bytes());
    let expected = [&a, &b, &c, &c, &b, &d, &d].map(Record::pack);
    assert_eq!(records(&findings), expected);
    let refused = refusals(&findings);
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert_eq!(refused[0], (12, Reason::BadCode));
    assert!(matches!(refused[1], (14, Reason::UnknownFormat { .. })), "{refused:?}");
}

fn full_width(char: char) -> char {
    char::from_u32(u32::from(char) + 0xfee0).unwrap()
}

#[test]
fn a_text_of_nothing_but_words_is_refused_once() {
    let check = |text: &str, expected: Reason| {
        assert_eq!(refusals(&read_text(text.as_bytes())), [(1, expected)], "{text:?}");
    };
    check("", Reason::Empty);
    check(" \r\n\u{3000}", Reason::NoRecord);
    check(" \r\n", Reason::Empty);
    check("收到\n好的\nQINGDAN-1\n", Reason::NoRecord);
    check("[1, 2]", Reason::NoRecord);
}

/// The first line of a bundle that lacks its beginning is no chatter.
#[test]
fn the_rest_of_a_record_is_refused() {
    let line = record("good_full").to_line(shipped_instrument());
    let line = line.trim_end();
    let code = record("good_quick").to_code();
    for (before, cut) in [("", 1), ("\n \n", 2), ("\u{feff}", 500), ("", line.len() - 1)] {
        let text = [before, &line[cut..], "\n", line, "\n", &code].concat();
        let findings = read_text(text.as_bytes());
        let place = 1 + before.matches('\n').count();
        assert_eq!(refusals(&findings), [(place, Reason::NoRecord)], "{cut}: {text}");
        assert_eq!(records(&findings).len(), 2, "{cut}");
        let alone = [before, &line[cut..]].concat();
        assert_eq!(refusals(&read_text(alone.as_bytes())).len(), 1, "{cut}: {alone}");
    }
    // What people write is passed over, and a record in a message is one.
    for words in ["收到 :-}", "李四：{}", "{\"a\"}"] {
        let text = [words, "\n", &code].concat();
        let refused = refusals(&read_text(text.as_bytes())).len();
        assert_eq!(refused, usize::from(words.starts_with('{')), "{words}");
    }
    assert_eq!(refusals(&read_text(format!("李四：{line}\n{code}").as_bytes())), []);
}

#[test]
fn codes_after_a_broken_record_are_found() {
    let record = record("good_full");
    let json = record.to_json(shipped_instrument());
    let text = format!("{}\n{}\n好\n", &json[..900], record.to_code());
    let findings = read_text(text.as_bytes());
    assert_eq!(records(&findings), [record.pack()]);
    assert!(matches!(&refusals(&findings)[..], [(1, Reason::NotJson { .. })]));
}

#[test]
fn a_great_many_beginnings_take_no_long_time() {
    for unit in ["QINGDAN-1:", "Q", "QINGDAN-1:\n ", "QINGDAN-1:7", "QINGDAN-1 ", "\u{200b}"] {
        let bytes = unit.repeat((1 << 20) / unit.len()).into_bytes();
        let codes = unit.matches("1:").count() * ((1 << 20) / unit.len());
        assert_eq!(refusals(&read_text(&bytes)).len(), codes.max(1), "{unit:?}");
    }
}

proptest! {
    #[test]
    fn every_code_is_found_however_it_was_copied(
        people in prop::collection::vec((person(), 1_usize..130, 0..5), 1..6),
    ) {
        let mut text = "各位：\n".to_owned();
        let mut expected = Vec::new();
        for (at, (person, width, style)) in people.iter().enumerate() {
            let record = person.record(shipped_instrument());
            expected.push(record.pack());
            let code = record.to_code();
            let lines: Vec<&str> = (0..code.len())
                .step_by(*width)
                .map(|from| &code[from..code.len().min(from + width)])
                .collect();
            let copy = match style {
                0 => lines.join("\r\n"),
                1 => lines.join("\n> "),
                2 => lines.join(" ").to_lowercase(),
                3 => lines.join("\u{200b}\n\u{3000}"),
                _ => lines.concat().chars().map(full_width).collect(),
            };
            text.extend([format!("用户{at} {at}:0{at}\n{copy}，已填\n")]);
        }
        let findings = read_text(text.as_bytes());
        prop_assert_eq!(records(&findings), expected);
        prop_assert_eq!(refusals(&findings), []);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_text(&bytes);
    }
}

/// Files put together whose line feed was lost: what stands beside an envelope in its line is told.
#[test]
fn nothing_beside_an_envelope_is_passed_over_without_a_word() {
    let mut bytes = [7; 120];
    bytes[..4].copy_from_slice(&[b'Q', b'E', 1, 0]);
    let envelope = Envelope::from_bytes(&bytes).unwrap();
    let file = envelope.to_file();
    let file = file.trim_end();
    let record = record("good_full").to_line(shipped_instrument());
    let damaged = Err(EnvelopeFault::Damaged);
    for (line, read) in [
        (file.to_owned(), vec![Ok(envelope)]),
        (format!("{file} {file} "), vec![Ok(envelope); 2]),
        (format!("{file}{record}"), vec![Ok(envelope), damaged]),
        (format!("{file} QINGDAN-1:ABC"), vec![Ok(envelope), damaged]),
    ] {
        let text = format!("{line}\n{record}\n");
        for found in [read_whole(text.as_bytes()), read_text(text.as_bytes())] {
            assert_eq!(found.len(), 2, "{line}");
            assert_eq!(found[0].2, Finding::Sealed(read.clone()), "{line}");
            assert!(matches!(found[1].2, Finding::Record(_)));
        }
    }
}
