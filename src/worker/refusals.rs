//! The list of everything that was refused, in little room: a million lines of one file take 32 MB.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::refused::{Cause, Refused};
use crate::domain::record::Reason;

/// Most refused inputs that are listed; more are counted.
pub const REFUSALS_MAX: usize = 1_000_000;

/// Which refused inputs are shown: some of each file, so that no file hides another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalPage {
    /// Most files.
    pub files: usize,
    /// Most of one file.
    pub each: usize,
    /// Files by name of which more are shown, and how many.
    pub longer: Vec<(String, usize)>,
}

/// What of the refused inputs is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedFiles {
    /// The files, in the order in which something of each was refused first.
    pub files: Vec<RefusedFile>,
    /// Number of files of which something was refused and listed.
    pub all: usize,
}

/// A file of which something was refused. Files of one name are taken for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedFile {
    /// Its name, fit to be shown.
    pub name: String,
    /// How many inputs of it are listed as refused.
    pub refused: usize,
    /// The first of them.
    pub first: Vec<Refused>,
}

/// Refused inputs, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    list: Vec<Short>,
    files: Vec<File>,
    names: BTreeMap<Rc<str>, u32>,
    whys: Vec<Why>,
    known: BTreeMap<String, u32>,
}

/// A cause without its numbers, and a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Why {
    cause: Cause,
    place: String,
}

/// A refused input: 32 bytes.
#[derive(Clone, Copy, Debug)]
struct Short {
    line: u64,
    file: u32,
    why: u32,
    numbers: [u32; 2],
    entry: u32,
    /// The next one of the same file; 0 for none, as none comes before the first.
    next: u32,
}

/// A file with its first refused input and its last.
#[derive(Debug)]
struct File {
    name: Rc<str>,
    refused: usize,
    first: u32,
    last: u32,
}

impl Refusals {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Appends a refused input, unless the list is full. Whether it was appended.
    pub(super) fn push(&mut self, refused: &Refused) -> bool {
        let Ok(at) = u32::try_from(self.list.len()) else { return false };
        if self.list.len() >= REFUSALS_MAX {
            return false;
        }
        let file = self.file(&refused.name, at);
        let (cause, numbers) = apart(&refused.cause);
        let why = self.why(Why { cause, place: refused.place.clone() });
        let (line, entry) = (refused.line.unwrap_or(0), refused.entry.unwrap_or(0));
        self.list.push(Short { line, file, why, numbers, entry, next: 0 });
        true
    }

    /// Appends what an entry of the log has.
    pub(super) fn extend(&mut self, refused: impl IntoIterator<Item = Refused>) {
        for refused in refused {
            self.push(&refused);
        }
    }

    /// At most so many from a place on.
    pub(super) fn some(&self, from: usize, count: usize) -> Vec<Refused> {
        self.list.iter().skip(from).take(count).map(|short| self.refused(short)).collect()
    }

    /// What of all that is shown.
    pub(super) fn shown(&self, page: &RefusalPage) -> RefusedFiles {
        let shown = |file: &File| {
            let longer = page.longer.iter().find(|(name, _)| **name == *file.name);
            let most = longer.map_or(page.each, |(_, most)| *most);
            let next =
                |short: &&Short| self.list.get(short.next as usize).filter(|_| short.next > 0);
            let all = std::iter::successors(self.list.get(file.first as usize), next);
            RefusedFile {
                name: file.name.to_string(),
                refused: file.refused,
                first: all.take(most).map(|short| self.refused(short)).collect(),
            }
        };
        let files = self.files.iter().take(page.files).map(shown).collect();
        RefusedFiles { files, all: self.files.len() }
    }

    /// The file of a name, which has one more at a place of the list.
    fn file(&mut self, name: &str, at: u32) -> u32 {
        if let Some(&place) = self.names.get(name) {
            let file = &mut self.files[place as usize];
            self.list[file.last as usize].next = at;
            (file.refused, file.last) = (file.refused + 1, at);
            return place;
        }
        // There are no more files than refused inputs.
        let place = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let name: Rc<str> = name.into();
        self.files.push(File { name: Rc::clone(&name), refused: 1, first: at, last: at });
        self.names.insert(name, place);
        place
    }

    fn why(&mut self, why: Why) -> u32 {
        let last = self.list.last().map(|short| short.why);
        if let Some(last) = last.filter(|last| self.whys[*last as usize] == why) {
            return last;
        }
        // Plain data: writing it cannot fail.
        let key = serde_json::to_string(&why).unwrap_or_default();
        *self.known.entry(key).or_insert_with(|| {
            self.whys.push(why);
            u32::try_from(self.whys.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn refused(&self, short: &Short) -> Refused {
        let Why { cause, place } = &self.whys[short.why as usize];
        Refused {
            name: self.files[short.file as usize].name.to_string(),
            entry: Some(short.entry).filter(|entry| *entry > 0),
            line: Some(short.line).filter(|line| *line > 0),
            cause: together(cause, short.numbers),
            place: place.clone(),
        }
    }
}

/// A cause without the numbers that differ from line to line, and these.
fn apart(cause: &Cause) -> (Cause, [u32; 2]) {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (reason, numbers) = match *cause {
        Cause::Record(Reason::NotJson { line, column }) => {
            (Reason::NotJson { line: 0, column: 0 }, [number(line), number(column)])
        }
        Cause::Record(Reason::NotUtf8 { offset }) => {
            (Reason::NotUtf8 { offset: 0 }, [number(offset), 0])
        }
        Cause::Record(Reason::NotCanonical { offset }) => {
            (Reason::NotCanonical { offset: 0 }, [number(offset), 0])
        }
        _ => return (cause.clone(), [0; 2]),
    };
    (Cause::Record(reason), numbers)
}

/// A cause with its numbers.
fn together(cause: &Cause, numbers: [u32; 2]) -> Cause {
    let [first, second] = numbers.map(|number| number as usize);
    match cause {
        Cause::Record(Reason::NotJson { .. }) => {
            Cause::Record(Reason::NotJson { line: first, column: second })
        }
        Cause::Record(Reason::NotUtf8 { .. }) => Cause::Record(Reason::NotUtf8 { offset: first }),
        Cause::Record(Reason::NotCanonical { .. }) => {
            Cause::Record(Reason::NotCanonical { offset: first })
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::ArchiveFault;

    /// Three of each of some causes, in two files that take turns.
    fn several() -> Vec<Refused> {
        let causes = [
            Cause::Record(Reason::NotJson { line: 1, column: 29 }),
            Cause::Record(Reason::NotUtf8 { offset: 7 }),
            Cause::Record(Reason::NotCanonical { offset: 70_000 }),
            Cause::Record(Reason::UnknownFormat { found: "x/9".to_owned() }),
            Cause::Archive(ArchiveFault::Bomb),
            Cause::TooLong { limit_bytes: 8_192 },
        ];
        let one = |(at, cause): (usize, &Cause)| Refused {
            entry: Some(1).filter(|_| at % 3 == 2),
            line: Some(at as u64 + 1).filter(|_| at % 3 > 0),
            place: ["", "answers.a"][at % 2].to_owned(),
            ..Refused::whole(["a.json", "b.json"][at % 2], cause.clone())
        };
        causes.iter().cycle().take(18).enumerate().map(one).collect()
    }

    #[test]
    fn everything_comes_out_as_it_went_in() {
        let (all, mut list) = (several(), Refusals::default());
        list.extend(all.clone());
        assert_eq!((list.some(0, 99), list.some(4, 2)), (all.clone(), all[4..6].to_vec()));
        assert!(list.whys.len() <= 12 && list.files.len() == 2);
    }

    /// The second file is seen, however much was refused of the first.
    #[test]
    fn one_bad_file_never_hides_another() {
        let mut list = Refusals::default();
        let line = |line: u64| Refused {
            line: Some(line),
            ..Refused::whole("bad.ndjson", Cause::Record(Reason::NotJson { line: 1, column: 2 }))
        };
        list.extend((1..=30_000).map(line));
        list.extend([Refused::whole("edited.json", Cause::Record(Reason::WrongHash))]);
        list.extend((30_001..=30_009).map(line));
        assert_eq!(list.len(), 30_010);
        let mut page = RefusalPage { files: 9, each: 5, longer: Vec::new() };
        let told = |list: &Refusals, page: &RefusalPage| {
            let RefusedFiles { files, all } = list.shown(page);
            let told = |file: &RefusedFile| (file.name.clone(), file.refused, file.first.len());
            (files.iter().map(told).collect::<Vec<_>>(), all)
        };
        let [bad, edited] = ["bad.ndjson", "edited.json"].map(str::to_owned);
        let files = vec![(bad.clone(), 30_009, 5), (edited.clone(), 1, 1)];
        assert_eq!(told(&list, &page), (files, 2));
        page.longer.push((bad.clone(), 30_008));
        let shown = list.shown(&page);
        assert_eq!(shown.files[0].first.last().and_then(|last| last.line), Some(30_008));
        page.files = 1;
        assert_eq!(told(&list, &page).1, 2);
    }

    /// The bound, and how much room a million lines of one file take.
    #[test]
    fn a_million_are_listed_in_little_room() {
        let mut list = Refusals::default();
        for at in 0..=REFUSALS_MAX {
            let cause = Cause::Record(Reason::NotJson { line: 1, column: at % 900 });
            let refused = Refused { line: Some(at as u64 + 1), ..Refused::whole("a", cause) };
            assert_eq!(list.push(&refused), at < REFUSALS_MAX);
        }
        assert_eq!((list.len(), list.whys.len()), (REFUSALS_MAX, 1));
        assert_eq!(size_of::<Short>(), 32);
    }
}
