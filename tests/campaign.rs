//! Campaigns: what is written is read, wherever it stands, and nothing else is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{
    Campaign, CampaignFault, DetailFault, Details, Field, FormChoice, TEXT_BYTES_MAX, Terms,
    TextFault, read_campaign, usual_background,
};
use qingdan::domain::draft::{Draft, DraftFault, read_draft};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::randomised::NoiseSeed;
use qingdan::domain::record::{RecordId, anonymise, read_json, unpack};
use qingdan::domain::shipped_instrument;

const PREFIX: &str = "QINGDAN-C1:";

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn details() -> Details {
    Details {
        id: [0xa1, 0x02, 0x03, 0xf4],
        wave: 2,
        title: "清源县基层减负摸底".to_owned(),
        wave_label: "2026 年秋".to_owned(),
        purpose: "看看哪几类负担最重，先减哪几类。".to_owned(),
        contact: "县总工会 王老师 0123-4567890".to_owned(),
        form: FormChoice::QuickOnly,
        background: 0b1001,
        minimum: 12,
    }
}

fn campaign() -> Campaign {
    Campaign::new(instrument(), details()).unwrap()
}

fn read(text: &str) -> Result<Campaign, CampaignFault> {
    read_campaign(instrument(), text)
}

/// A text of one to `limit` characters that may be written.
fn text(limit: usize) -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        8 => prop::char::range('一', '龥'),
        3 => prop::char::range('!', '~'),
        1 => Just(' '),
        1 => prop::sample::select(vec!['，', '。', 'é', '𠮷', 'ق', 'བ', 'ꆈ', '①']),
    ];
    prop::collection::vec(letter, 1..=limit).prop_map(|letters| {
        let text: String = letters.into_iter().collect();
        if text.trim().is_empty() { "甲".to_owned() } else { text.trim().to_owned() }
    })
}

fn any_campaign() -> impl Strategy<Value = Campaign> {
    let empty = || prop_oneof![1 => Just(String::new()), 0 => Just(String::new())];
    let texts = (
        text(30),
        prop_oneof![3 => text(12), 1 => empty()],
        prop_oneof![3 => text(60), 1 => empty()],
        prop_oneof![3 => text(30), 1 => empty()],
    );
    let forms = vec![FormChoice::Either, FormChoice::FullOnly, FormChoice::QuickOnly];
    let rest = (any::<[u8; 4]>(), 1_u8..=99, prop::sample::select(forms), 0_u8..16, 10_u8..=30);
    (texts, rest).prop_map(|((title, wave_label, purpose, contact), rest)| {
        let (id, wave, form, background, minimum) = rest;
        let details =
            Details { id, wave, title, wave_label, purpose, contact, form, background, minimum };
        Campaign::new(instrument(), details).unwrap()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(campaign in any_campaign()) {
        let link = campaign.to_link("https://example.org/qingdan/index.html");
        for text in [campaign.to_code(), link, campaign.to_file()] {
            prop_assert_eq!(read(&text), Ok(campaign.clone()), "{}", text);
            let around = format!("各位同事：\n请点开（{text}），约 8 分钟。QINGDAN-C 不是码。#/joi");
            prop_assert_eq!(read(&around), Ok(campaign.clone()), "{}", around);
        }
    }

    #[test]
    fn a_code_broken_over_lines_is_read(campaign in any_campaign(), width in 20_usize..90) {
        let code = campaign.to_code();
        let lines: Vec<&[u8]> = code.as_bytes().chunks(width).collect();
        let broken = String::from_utf8(lines.join(&b"\r\n "[..])).unwrap();
        prop_assert_eq!(read(&[&broken, "\n再见 goodbye"].concat()), Ok(campaign));
    }

    #[test]
    fn no_text_is_too_much(text in ".{0,300}", tail in "[A-Za-z0-9_-]{0,200}") {
        for start in ["", PREFIX, "#/join/", "QINGDAN-C12:", "\u{feff}{\"format\":"] {
            prop_assert!(read(&[&text, start, &tail].concat()).is_err());
        }
    }

    #[test]
    fn any_bytes_under_a_right_check_are_refused_or_canonical(
        change in (0_usize..200, any::<u8>()), cut in 0_usize..120,
    ) {
        let mut body = body(&campaign());
        let at = change.0 % body.len();
        body[at] ^= change.1;
        body.truncate(body.len() - cut.min(body.len()) * usize::from(cut > 100));
        let code = sealed(&body);
        if let Ok(read) = read(&code) {
            prop_assert_eq!(read.to_code(), code);
        }
    }

    #[test]
    fn drafts_and_records_keep_the_campaign(
        campaign in any_campaign(), answers in prop::collection::vec((0_u8..4, 0_u8..4), 0..8),
    ) {
        let begun = Interview::new(instrument(), RecordId([7; 16]), None);
        let joined = Event::Joined(Some(campaign.terms()));
        let mut interview = begun.after(instrument(), &joined).unwrap();
        for (question, option) in answers {
            let event = Event::Answered(Question::Background(question), Answer::Option(option));
            interview = interview.after(instrument(), &event).unwrap_or(interview);
        }
        let record = anonymise(instrument(), &interview);
        prop_assert_eq!(record.campaign(), Some(campaign.terms().campaign));
        let json = record.to_json(instrument());
        prop_assert_eq!(read_json(&[instrument()], json.as_bytes()), Ok(record.clone()));
        prop_assert_eq!(unpack(&[instrument()], &record.pack()), Ok(record.clone()));
        for (at, answer) in record.complete().answers().background.iter().enumerate() {
            let asked = campaign.details().background >> at & 1 == 1;
            prop_assert_eq!(*answer != Answer::NotAsked, asked, "question {}", at);
        }
        let draft = Draft { interview, page: 3 };
        let bytes = draft.to_bytes(instrument());
        prop_assert_eq!(read_draft(instrument(), &bytes), Ok(draft));
        for form in [3, 0] {
            let mut other = bytes;
            other[9] = other[9] & 0b111 | form << 3;
            if form == 3 {
                prop_assert_eq!(read_draft(instrument(), &other), Err(DraftFault::Damaged));
            }
            other[33] = 0xf0;
            prop_assert_eq!(read_draft(instrument(), &other), Err(DraftFault::Damaged));
        }
    }
}

/// The bytes of a code without their check.
fn body(campaign: &Campaign) -> Vec<u8> {
    let code = campaign.to_code();
    let mut bytes = decoded(&code[PREFIX.len()..]);
    bytes.truncate(bytes.len() - 4);
    bytes
}

/// A code of bytes, with the right check.
fn sealed(body: &[u8]) -> String {
    let check = Sha256::digest(body);
    [PREFIX, &encoded(&[body, &check[..4]].concat())].concat()
}

const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url bit by bit, as RFC 4648 describes it.
fn encoded(bytes: &[u8]) -> String {
    let mut bits = bytes.iter().map(|byte| format!("{byte:08b}")).collect::<Vec<_>>().concat();
    while !bits.len().is_multiple_of(6) {
        bits.push('0');
    }
    let digits = bits.as_bytes().chunks(6).map(|six| std::str::from_utf8(six).unwrap());
    digits.map(|six| DIGITS.as_bytes()[usize::from_str_radix(six, 2).unwrap()] as char).collect()
}

fn decoded(code: &str) -> Vec<u8> {
    let digits = code.chars().map(|digit| DIGITS.find(digit).unwrap());
    let bits = digits.map(|digit| format!("{digit:06b}")).collect::<Vec<_>>().concat();
    let whole = bits.as_bytes().chunks_exact(8).map(|byte| std::str::from_utf8(byte).unwrap());
    whole.map(|byte| u8::from_str_radix(byte, 2).unwrap()).collect()
}

#[test]
fn the_bytes_are_as_documented() {
    let hash = instrument().hash.0;
    let mut expected = vec![1, 0xa1, 0x02, 0x03, 0xf4, 2, 0b1111_0010, 0b1001, 12];
    expected.extend(&hash[..4]);
    let details = details();
    for text in [&details.title, &details.wave_label, &details.purpose, &details.contact] {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        // "2026 年秋" has 12 bytes as UTF-8 and 14 as UTF-16: the shorter one is written.
        let written = if wide.len() < text.len() { &wide[..] } else { text.as_bytes() };
        expected.push(u8::try_from(written.len()).unwrap());
        expected.extend(written);
    }
    expected[6] = 0b0101_0010 | u8::from(is_wide(&details.contact)) << 7;
    assert_eq!(body(&campaign()), expected);
    assert_eq!(campaign().to_code(), sealed(&expected));
    let file = campaign().to_file();
    let code = campaign().to_code();
    assert_eq!(file, format!("{{\"format\":\"qingdan-campaign/1\",\"code\":\"{code}\"}}\n"));
    let json: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(json["code"], code.as_str());
    assert_eq!(campaign().to_link("a.html"), code.replace(PREFIX, "a.html#/join/"));
}

fn is_wide(text: &str) -> bool {
    text.encode_utf16().count() * 2 < text.len()
}

#[test]
fn every_flipped_bit_is_noticed() {
    let code = campaign().to_code();
    let bytes = decoded(&code[PREFIX.len()..]);
    for bit in 0..bytes.len() * 8 {
        let mut other = bytes.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        let other = [PREFIX, &encoded(&other)].concat();
        assert_eq!(read(&other), Err(CampaignFault::Damaged), "bit {bit}");
    }
    for (place, old) in code.char_indices().skip(PREFIX.len()) {
        for new in ['A', '7', '-', '_', '=', '/', '，'] {
            let mut other = code.clone();
            other.replace_range(place..=place, &new.to_string());
            assert!(new == old || read(&other).is_err(), "{new} at {place}");
        }
        assert_eq!(read(&code[..place]), Err(CampaignFault::Damaged), "cut at {place}");
    }
    let cut = &code[..code.len() - 1];
    assert_eq!(read(cut), Err(CampaignFault::Damaged));
    assert_eq!(read(&[&code, "A"].concat()), Err(CampaignFault::Damaged));
}

#[test]
fn bits_left_over_are_noticed() {
    for padding in 0..3 {
        let title = "a".repeat(10 + padding);
        let campaign = Campaign::new(instrument(), Details { title, ..details() }).unwrap();
        let code = campaign.to_code();
        let (rest, last) = code.split_at(code.len() - 1);
        let last = DIGITS.find(last).unwrap();
        for digit in DIGITS.chars().enumerate().filter(|(at, _)| *at != last) {
            let other = [rest, &digit.1.to_string()].concat();
            assert_eq!(read(&other), Err(CampaignFault::Damaged), "{other}");
        }
    }
}

#[test]
fn what_a_newer_version_makes_is_called_so() {
    let newer = |change: fn(&mut Vec<u8>)| {
        let mut body = body(&campaign());
        change(&mut body);
        assert_eq!(read(&sealed(&body)), Err(CampaignFault::Newer));
    };
    newer(|body| body[0] = 2);
    newer(|body| body.extend([1, 2, 3, 4]));
    newer(|body| {
        body.extend([1, 33]);
        body.extend([7; 33]);
    });
    newer(|body| body[6] |= 3);
    newer(|body| body[6] |= 4);
    newer(|body| body[7] |= 16);
    newer(|body| body[8] = 31);
    newer(|body| body[5] = 100);
    // In UTF-8 although UTF-16 is shorter.
    newer(|body| {
        body[6] &= !(1 << 4);
        let title = details().title;
        let wide = usize::from(body[13]);
        body.splice(
            13..=13 + wide,
            [&[u8::try_from(title.len()).unwrap()], title.as_bytes()].concat(),
        );
    });
    let code = campaign().to_code();
    assert_eq!(read(&code.replace("-C1:", "-C2:")), Err(CampaignFault::Newer));
    assert_eq!(read(&code.replace("-C1:", "-C13:")), Err(CampaignFault::Newer));
}

#[test]
fn what_is_wrong_is_said() {
    let mut body = body(&campaign());
    body[9] ^= 1;
    assert_eq!(read(&sealed(&body)), Err(CampaignFault::OtherInstrument));
    for text in ["", "你好", "QINGDAN-1:AAAA", "{}", "QINGDAN-Cx:1", "qingdan-c1:"] {
        assert_eq!(read(text), Err(CampaignFault::NoCode), "{text}");
    }
    for text in [PREFIX, "#/join/", "#/join/hello", "QINGDAN-C1: 请扫码"] {
        assert_eq!(read(text), Err(CampaignFault::Damaged), "{text}");
    }
    let code = campaign().to_code();
    let room = TEXT_BYTES_MAX - code.len();
    assert_eq!(read(&[" ".repeat(room), code.clone()].concat()), Ok(campaign()));
    assert_eq!(read(&[" ".repeat(room + 1), code.clone()].concat()), Err(CampaignFault::TooLong));
    // One damaged code does not hide a good one.
    assert_eq!(read(&[&code[..40], "。再发一次：", &code].concat()), Ok(campaign()));
    let many = PREFIX.repeat(TEXT_BYTES_MAX / PREFIX.len());
    assert_eq!(read(&many), Err(CampaignFault::Damaged));
}

#[test]
fn texts_have_limits() {
    let check = |change: fn(&mut Details), expected| {
        let mut details = details();
        change(&mut details);
        assert_eq!(Campaign::new(instrument(), details).err(), Some(expected));
    };
    let text = DetailFault::Text;
    check(|d| d.title.clear(), text(Field::Title, TextFault::Empty));
    check(|d| d.title = "长".repeat(31), text(Field::Title, TextFault::TooLong(30)));
    check(|d| d.wave_label = "长".repeat(13), text(Field::WaveLabel, TextFault::TooLong(12)));
    check(|d| d.purpose = "长".repeat(61), text(Field::Purpose, TextFault::TooLong(60)));
    check(|d| d.contact = "长".repeat(31), text(Field::Contact, TextFault::TooLong(30)));
    check(|d| d.contact.push('\n'), text(Field::Contact, TextFault::Character('\n')));
    check(|d| d.purpose.push(' '), text(Field::Purpose, TextFault::Untrimmed));
    check(|d| d.wave = 0, DetailFault::Wave);
    check(|d| d.wave = 100, DetailFault::Wave);
    check(|d| d.minimum = 9, DetailFault::Minimum);
    check(|d| d.minimum = 31, DetailFault::Minimum);
    check(|d| d.background = 16, DetailFault::Background);
    let longest = Details {
        title: "𠮷".repeat(30),
        wave_label: "𠮷".repeat(12),
        purpose: "𠮷".repeat(60),
        contact: "𠮷".repeat(30),
        ..details()
    };
    let longest = Campaign::new(instrument(), longest).unwrap();
    assert!(longest.to_code().len() <= 750, "{}", longest.to_code().len());
    assert_eq!(read(&longest.to_code()), Ok(longest));
}

#[test]
fn joining_takes_no_answer_away() {
    let instrument = instrument();
    assert_eq!(usual_background(instrument), 0b0011);
    let level = Question::Background(0);
    let years = Question::Background(2);
    let after = |interview: &Interview, event: &Event| interview.after(instrument, event);
    let begun = Interview::new(instrument, RecordId([1; 16]), None);
    let interview = after(&begun, &Event::Answered(level, Answer::Option(1))).unwrap();
    assert_eq!(after(&interview, &Event::Answered(years, Answer::Option(1))), None);
    let item = Event::Answered(Question::Item(0), Answer::Option(2));
    let interview = after(&interview, &item).unwrap();

    let terms = Terms { background: 0b0100, ..campaign().terms() };
    let joined = after(&interview, &Event::Joined(Some(terms))).unwrap();
    assert_eq!(joined.form(), Form::Quick);
    assert_eq!(after(&joined, &Event::PickedForm(Form::Full)), None, "only the quick form");
    assert_eq!(joined.answers(), interview.answers());
    assert_eq!(joined.background(instrument, level), Answer::NotAsked);
    assert_eq!(joined.background(instrument, years), Answer::Skipped);
    let joined = after(&joined, &Event::Answered(years, Answer::Option(1))).unwrap();
    let record = anonymise(instrument, &joined);
    assert_eq!(
        record.complete().answers().background[..3],
        [Answer::NotAsked, Answer::NotAsked, Answer::Option(1)]
    );

    let joined = after(&joined, &Event::Exported).unwrap();
    let left = after(&joined, &Event::Joined(None)).unwrap();
    assert_eq!((left.revision(), left.exported()), (1, false), "another record");
    assert_eq!(left.campaign(), None);
    assert_eq!(left.background(instrument, level), Answer::Option(1));
    assert_eq!(left.background(instrument, years), Answer::NotAsked);
    assert_eq!(after(&left, &Event::Joined(None)), None);

    let anew =
        after(&joined, &Event::Erased(RecordId([2; 16]), NoiseSeed::of_random([2; 32]))).unwrap();
    assert_eq!((anew.terms(), anew.form()), (Some(terms), Form::Quick));
    assert!(!anew.touched(instrument));
}
