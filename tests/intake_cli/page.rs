//! What the organiser's page does with the same inputs: its reader and its desk, one input after
//! another, with nothing cut and nothing counted beforehand.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use qingdan::domain::bundle::{Kind, Part, Reader};
use qingdan::domain::instrument::Form;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::worker::{
    Archive, Ask, Cause, Counts, Desk, Opener, Reading, Refused, Reply, Step, Subject,
    refusals_head, refusals_row,
};

use super::mixture::ID;

/// Files up to this size the page reads whole.
const SMALL_BYTES_MAX: usize = 1 << 20;

pub(crate) struct Page {
    desk: Desk,
    reader: Reader<'static>,
}

impl Default for Page {
    fn default() -> Self {
        let desk = Desk::new(shipped_instrument(), 3);
        Self { desk, reader: Reader::new(&[shipped_instrument()]) }
    }
}

impl Page {
    /// Small files, which the page reads together.
    pub(crate) fn files(&mut self, paths: &[PathBuf]) {
        let mut reading = Reading::default();
        for path in paths {
            let (name, bytes) = (path.to_str().unwrap(), fs::read(path).unwrap());
            assert!(bytes.len() <= SMALL_BYTES_MAX);
            match reading.whole(&self.reader, name, None, &bytes) {
                Kind::Zip => self.archive(name, &bytes, &mut reading),
                Kind::Picture => reading.refuse(Refused::whole(name, Cause::NoPictures)),
                _ => {}
            }
        }
        self.add(reading);
    }

    /// A bundle that is too large for that.
    pub(crate) fn large(&mut self, name: &str, bytes: &[u8]) {
        let mut reading = Reading::default();
        assert!(bytes.len() > SMALL_BYTES_MAX);
        reading.part(&self.reader, name, bytes, Part::whole(bytes.len()));
        self.add(reading);
    }

    fn archive(&self, name: &str, bytes: &[u8], reading: &mut Reading) {
        let mut archive = match Archive::open(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(fault) => return reading.refuse(Refused::whole(name, Cause::Archive(fault))),
        };
        for place in 0..archive.len() {
            if let Step::Picture(_) = reading.entry(&self.reader, name, &mut archive, place) {
                let refused = Refused::whole(name, Cause::NoPictures);
                reading.refuse(Refused { entry: Some(place + 1), ..refused });
            }
        }
    }

    fn add(&mut self, mut reading: Reading) {
        Opener::default().open(shipped_instrument(), &mut reading);
        let Reading { rows, refused, findings, .. } = reading;
        self.desk.answer(Ask::Add(findings), &[rows], refused);
    }

    pub(crate) fn counts(&self) -> Counts {
        self.desk.counts()
    }

    /// What the command says of them first.
    pub(crate) fn sum(&self) -> String {
        let counts = self.counts();
        let Counts { received, accepted, refused, tallies, .. } = counts;
        let duplicates = counts.duplicates();
        assert_eq!(received, accepted + duplicates + refused + tallies);
        format!(
            "received {received} = accepted {accepted} + duplicates {duplicates} + refused \
             {refused} + tallies {tallies}"
        )
    }

    /// The table of everything refused.
    pub(crate) fn table(&mut self) -> String {
        let mut table = refusals_head(Language::En);
        let ask = Ask::Refusals { from: 0, count: usize::MAX };
        let Reply::Refusals(all) = self.desk.answer(ask, &[], Vec::new()).0 else { panic!() };
        for refused in &all {
            refusals_row(Language::En, refused, &mut table);
        }
        table
    }

    pub(crate) fn bundle(&mut self) -> Vec<u8> {
        let (mut bundle, mut saving) = (Vec::new(), None);
        loop {
            let ask = Ask::Bundle { saving, random: [1; 32] };
            let (Reply::Piece { saving: number, last }, Some(piece)) =
                self.desk.answer(ask, &[], Vec::new())
            else {
                panic!("no piece")
            };
            bundle.extend(piece);
            if last {
                return bundle;
            }
            saving = Some(number);
        }
    }

    /// Every subject, and the options of the command that mean it.
    pub(crate) fn subjects(&self) -> Vec<(Subject, Vec<String>)> {
        let option = |name: &str, value: String| [format!("--{name}"), value];
        let options = |subject: Subject| {
            let form = if subject.form == Form::Full { "full" } else { "quick" };
            let mut words = option("form", form.to_owned()).to_vec();
            let of = if subject.merged { "tallies" } else { "records" };
            words.extend(option("of", of.to_owned()));
            if let Some((id, wave)) = subject.campaign {
                let id = id.map(|byte| format!("{byte:02x}")).concat();
                words.extend(option("campaign", id));
                words.extend(option("wave", wave.to_string()));
            } else {
                words.push("--no-campaign".to_owned());
            }
            (subject, words)
        };
        self.desk.subjects().into_iter().map(|(subject, _)| options(subject)).collect()
    }

    pub(crate) fn tally(&mut self, subject: Subject) -> String {
        let id = u128::from_str_radix(ID, 16).unwrap().to_be_bytes();
        match self.desk.answer(Ask::SaveTally { subject, id }, &[], Vec::new()).0 {
            Reply::Tally(Some(line)) => line,
            other => panic!("{other:?}"),
        }
    }
}
