//! What each input brought: envelopes for the bundle, and what was not gathered, with its place.

use std::io::Cursor;

use crate::cli::language::{Language, language, tr};
use crate::cli::refusals::{NEWER, advice};
use crate::domain::bundle::{Kind, kind_of};
use crate::domain::seal::{
    Added, Collector, EnvelopeFault, INPUT_BYTES_MAX, locate_envelopes, lone_parts,
};
use crate::i18n::refusal::Advice;
use crate::worker::{Archive, ArchiveFault, Cause, EXPANDED_BYTES_MAX, Refused};

/// What records in the open begin with.
const PLAIN: [&str; 2] = ["\"qingdan-record/", "QINGDAN-1:"];

/// What a campaign begins with: it has no envelope and lacks nothing.
const CAMPAIGN: [&str; 3] = ["\"qingdan-campaign/", "QINGDAN-C1:", "#/join/"];

/// What all inputs brought.
pub(super) struct Inputs {
    pub(super) collector: Collector,
    pub(super) added: Added,
    /// Records in the open.
    pub(super) plain: usize,
    /// Lines with an object in JSON that is none of ours.
    pub(super) strange: usize,
    /// Inputs that cannot be read, and those without anything to gather.
    pub(super) unread: usize,
    pub(super) without: usize,
    /// Everything that was not gathered, by input and reason.
    pub(super) refused: Vec<(Refused, Advice)>,
}

/// Why something was not gathered: what is wrong and what to do, in Chinese and in English.
type Why = ([&'static str; 2], [&'static str; 2]);

const OTHER_KEY: Why = (
    ["是用别的密钥封的。", "Sealed to another key."],
    [
        "请看看是不是别的活动的，拿那个活动的文件另外收一次。",
        "It may belong to another campaign: gather it with the file of that one.",
    ],
);
const DAMAGED: Why = (
    ["不完整，或者改动过。", "Incomplete or changed."],
    ["请对方重新发一份。", "Ask for it again."],
);
const BY_NEWER: Why = (["是用更新的版本封的。", "Sealed by a newer version."], NEWER);
const NO_ROOM: Why =
    (["装不下了。", "There is no more room."], ["请分几个合集交。", "Hand on several bundles."]);
const IN_THE_OPEN: Why = (
    ["是没有密封的答卷，谁都能看。", "A record in the open, readable by anybody."],
    ["请退回去，不要留。", "Give it back and keep none."],
);
const STRANGE: Why = (
    ["不是轻担的文件。", "Not a file of Qingdan."],
    [
        "请看看是不是放错了；该是密封件的话，请对方重新发一份。",
        "It may have been put here by mistake; if it should be an envelope, ask for it again.",
    ],
);
const NOTHING: Why = (
    ["里面没有密封件。", "There is no envelope in it."],
    [
        "如果该有，可能没有传完，请对方再发一次；没有的话，不用管它。",
        "If there should be, it may have been cut off: ask for it again. If not, ignore it.",
    ],
);
const TOO_LARGE: Why = (
    ["太大了，没有读。", "Too large, and was not read."],
    ["请拆成几个小一些的文件。", "Split it into smaller files."],
);

impl Inputs {
    pub(super) const fn new(collector: Collector) -> Self {
        let added = Added { new: 0, copies: 0, other_key: 0, damaged: 0, newer: 0, no_room: 0 };
        Self { collector, added, plain: 0, strange: 0, unread: 0, without: 0, refused: Vec::new() }
    }

    /// Takes an input, of an archive each entry.
    pub(super) fn take(&mut self, name: &str, bytes: Vec<u8>) {
        let whole = |cause| Refused::whole(name, cause);
        match kind_of(&bytes) {
            Kind::Zip => {}
            Kind::Picture => return self.unread(whole(Cause::NoPictures)),
            Kind::Packed => return self.unread(whole(Cause::Packed)),
            Kind::Utf16 => return self.unread(whole(Cause::Utf16)),
            _ => return self.text(&whole(Cause::Kind), &bytes),
        }
        let mut archive = match Archive::open(Cursor::new(bytes)) {
            Ok(archive) => archive.limited(EXPANDED_BYTES_MAX),
            Err(fault) => return self.unread(whole(Cause::Archive(fault))),
        };
        for place in 0..archive.len() {
            let entry = |cause| Refused { entry: Some(place + 1), ..whole(cause) };
            let mut bytes = Vec::new();
            match archive.read(place, INPUT_BYTES_MAX as u64, &mut bytes) {
                Ok(true) => match kind_of(&bytes) {
                    Kind::Picture => self.unread(entry(Cause::NoPictures)),
                    Kind::Packed => self.unread(entry(Cause::Packed)),
                    Kind::Zip => self.unread(entry(Cause::Archive(ArchiveFault::Nested))),
                    Kind::Utf16 => self.unread(entry(Cause::Utf16)),
                    _ => self.text(&entry(Cause::Kind), &bytes),
                },
                Ok(false) => {}
                Err(fault) => self.unread(entry(Cause::Archive(fault))),
            }
        }
    }

    /// Takes a text, which is named where something in it is not gathered.
    fn text(&mut self, named: &Refused, text: &[u8]) {
        let Ok(added) = self.collector.add(text) else {
            self.unread += 1;
            return self.refuse(named, 1, TOO_LARGE);
        };
        let plain = PLAIN.iter().map(|start| found(text, start)).sum::<usize>();
        sum(&mut self.added, added);
        self.plain += plain;
        let Added { new, copies, other_key, damaged, newer, no_room } = added;
        self.refuse(named, other_key, OTHER_KEY);
        if damaged + newer > 0 {
            for (line, fault) in faults(text) {
                let why = if fault == EnvelopeFault::Newer { BY_NEWER } else { DAMAGED };
                self.refuse_line(named, line, why);
            }
        }
        self.refuse(named, no_room, NO_ROOM);
        self.refuse(named, plain, IN_THE_OPEN);
        let strange = strange(text);
        self.strange += strange.len();
        for &line in &strange {
            self.refuse_line(named, line, STRANGE);
        }
        let any = new + copies + other_key + damaged + newer + no_room + plain + strange.len() > 0;
        if !any && !CAMPAIGN.iter().any(|start| found(text, start) > 0) {
            self.without += 1;
            self.refuse(named, 1, NOTHING);
        }
    }

    /// Everything that was not gathered, other than a copy.
    pub(super) const fn refused_count(&self) -> usize {
        let Added { new: _, copies: _, other_key, damaged, newer, no_room } = self.added;
        let whole = self.unread + self.without;
        other_key + damaged + newer + no_room + self.plain + self.strange + whole
    }

    fn refuse(&mut self, named: &Refused, number: usize, why: Why) {
        match number {
            0 => {}
            1 => self.refuse_at(named, String::new(), why),
            _ => {
                self.refuse_at(named, tr(format!("{number} 份"), format!("{number} of them")), why);
            }
        }
    }

    fn refuse_line(&mut self, named: &Refused, line: usize, why: Why) {
        self.refuse_at(named, tr(format!("第 {line} 行"), format!("line {line}")), why);
    }

    fn refuse_at(&mut self, named: &Refused, place: String, (problem, remedy): Why) {
        let at = usize::from(language() == Language::English);
        let advice = Advice { problem: problem[at].to_owned(), remedy: remedy[at] };
        self.refused.push((Refused { place, ..named.clone() }, advice));
    }

    fn unread(&mut self, refused: Refused) {
        self.unread += 1;
        let advice = advice(&refused);
        self.refused.push((refused, advice));
    }
}

/// The lines, from 1, in which something begins that is no envelope but should be one.
fn faults(text: &[u8]) -> Vec<(usize, EnvelopeFault)> {
    let mut all: Vec<_> =
        lone_parts(text).into_iter().map(|at| (at, EnvelopeFault::Damaged)).collect();
    locate_envelopes(text, &mut |at, read| all.extend(read.err().map(|fault| (at, fault))));
    all.sort_by_key(|one| one.0);
    let (mut before, mut line) = (0, 1);
    for (place, _) in &mut all {
        line += text[before..*place].split(|byte| *byte == b'\n').count() - 1;
        (before, *place) = (*place, line);
    }
    all
}

/// The numbers of the lines with an object in JSON in which nothing of ours stands.
fn strange(text: &[u8]) -> Vec<usize> {
    let lines = (1..).zip(text.split(|byte| *byte == b'\n'));
    let strange = lines.filter(|(_, line)| {
        let line = line.trim_ascii();
        line.starts_with(b"{")
            && line.ends_with(b"}")
            && found(line, "qingdan-") + found(line, "QINGDAN-") + found(line, CAMPAIGN[2]) == 0
            && serde_json::from_slice::<serde_json::Map<_, serde_json::Value>>(line).is_ok()
    });
    strange.map(|(number, _)| number).collect()
}

/// How often something stands in a text.
fn found(text: &[u8], start: &str) -> usize {
    text.windows(start.len()).filter(|here| *here == start.as_bytes()).count()
}

const fn sum(all: &mut Added, one: Added) {
    let Added { new, copies, other_key, damaged, newer, no_room } = one;
    all.new += new;
    all.copies += copies;
    all.other_key += other_key;
    all.damaged += damaged;
    all.newer += newer;
    all.no_room += no_room;
}
