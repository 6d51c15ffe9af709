//! Reading many records: the fast reader says exactly what the strict one says, cutting an input
//! into parts changes nothing, and no fault hides a record beside it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "bundle/parts.rs"]
mod parts;
#[path = "bundle/people.rs"]
mod people;
#[path = "bundle/template.rs"]
mod template;
#[path = "bundle/texts.rs"]
mod texts;

use qingdan::domain::bundle::{Found, Part, Reader, Totals, What};
use qingdan::domain::record::{Reason, Refusal};
use qingdan::domain::seal::{Envelope, EnvelopeFault};
use qingdan::domain::shipped_instrument;

/// Something found, apart from the bytes it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Finding {
    Record([u8; 64]),
    Refused(Refusal),
    Campaign(Vec<u8>),
    Tally(Vec<u8>),
    Tickets(Vec<u8>),
    Sealed(Vec<Result<Envelope, EnvelopeFault>>),
}

/// Findings with offset and line feeds before each.
type Findings = Vec<(usize, usize, Finding)>;

fn finding(found: &Found<'_>) -> (usize, usize, Finding) {
    let what = match &found.what {
        What::Record(packed) => Finding::Record(*packed),
        What::Refused(refusal) => Finding::Refused(refusal.clone()),
        What::Campaign(line) => Finding::Campaign(line.to_vec()),
        What::Tally(line) => Finding::Tally(line.to_vec()),
        What::Tickets(line) => Finding::Tickets(line.to_vec()),
        What::Sealed(read) => Finding::Sealed(read.clone()),
    };
    (found.offset, found.line, what)
}

/// Number of line feeds.
fn feeds(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

/// What reading says, after checking that places and totals agree with it.
fn checked(bytes: &[u8], read: impl Fn(&mut dyn FnMut(Found<'_>)) -> Totals) -> Findings {
    let mut findings = Findings::new();
    let totals = read(&mut |found| findings.push(finding(&found)));
    assert!(findings.is_sorted_by(|a, b| a.0 < b.0), "in order, each once");
    let (mut at, mut before) = (0, 0);
    for (offset, line, finding) in &findings {
        before += feeds(&bytes[at..*offset]);
        at = *offset;
        assert_eq!(*line, before, "{finding:?}");
    }
    let count = |kind: fn(&Finding) -> bool| findings.iter().filter(|f| kind(&f.2)).count();
    assert_eq!(totals.records, count(|f| matches!(f, Finding::Record(_))));
    assert_eq!(totals.refused, count(|f| matches!(f, Finding::Refused(_))));
    assert_eq!(totals.others, findings.len() - totals.records - totals.refused);
    assert_eq!(totals.feeds, feeds(bytes));
    assert_eq!(totals.unfinished, None);
    findings
}

fn read_whole(bytes: &[u8]) -> Findings {
    let reader = Reader::new(&[shipped_instrument()]);
    checked(bytes, |mut found| reader.read_part(bytes, Part::whole(bytes.len()), &mut found))
}

fn read_text(bytes: &[u8]) -> Findings {
    let reader = Reader::new(&[shipped_instrument()]);
    checked(bytes, |mut found| reader.read_text(bytes, &mut found))
}

/// Lines, counted from 1, and reasons of what was refused.
fn refusals(findings: &Findings) -> Vec<(usize, Reason)> {
    let refused = findings.iter().filter_map(|(_, line, finding)| match finding {
        Finding::Refused(refusal) => Some((line + 1, refusal.reason.clone())),
        _ => None,
    });
    refused.collect()
}

fn records(findings: &Findings) -> Vec<[u8; 64]> {
    let records = findings.iter().filter_map(|(_, _, finding)| match finding {
        Finding::Record(packed) => Some(*packed),
        _ => None,
    });
    records.collect()
}

#[test]
fn blank_bundles_hold_nothing() {
    for blank in ["", "\n", " \r\n\n", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(read_whole(blank.as_bytes()), [], "{blank:?}");
    }
}
