//! Gathering envelopes without a key, and the bundle that goes to the organiser.
//!
//! A bundle is a text: the code of one envelope a line ([`Envelope::to_code`]), in ascending order
//! of the SHA-256 of their 120 bytes, each once, at least [`BUNDLE_ENVELOPES_MIN`], and a line feed
//! after each. Whatever the order in which the same envelopes came, and from however many files,
//! the bundle is the same.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::envelope::{Envelope, EnvelopeFault};
use super::key::KeyId;
use super::parts::lone_parts;
use super::scan::{INPUT_BYTES_MAX, find_envelopes};

/// Fewest envelopes in a bundle.
pub const BUNDLE_ENVELOPES_MIN: usize = 20;

/// Most envelopes in a bundle.
pub const ENVELOPES_MAX: usize = 50_000;

type Digest = [u8; 32];

/// The envelopes gathered so far, each once. It holds no key and can open nothing.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    key: Option<KeyId>,
    kept: BTreeMap<Digest, Envelope>,
}

/// What one input brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Envelopes that are now kept and were not before.
    pub new: usize,
    /// Envelopes that were kept already.
    pub copies: usize,
    /// Envelopes that are sealed to another key than the campaign's.
    pub other_key: usize,
    /// What begins like an envelope and is incomplete or changed, and lone parts of one.
    pub damaged: usize,
    /// Envelopes that a newer version made.
    pub newer: usize,
    /// Envelopes for which there was no room any more.
    pub no_room: usize,
}

/// Why there is no bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// There are not enough envelopes for one to be lost among the others.
    #[error("{found} envelopes, at least {BUNDLE_ENVELOPES_MIN} are needed")]
    TooFew {
        /// As many as there are.
        found: usize,
    },
    /// Envelopes of an earlier bundle are not here: whoever has both would know whose those are.
    #[error("{missing} envelopes of the earlier bundle are missing")]
    Lacks {
        /// How many.
        missing: usize,
    },
    /// The input is longer than any bundle.
    #[error("too large")]
    TooLarge,
    /// A line is not the code of an envelope.
    #[error("line {line} is no envelope: {fault}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        fault: EnvelopeFault,
    },
    /// A line stands twice or out of order.
    #[error("line {line} is not in its place")]
    Order {
        /// The line, from 1.
        line: usize,
    },
}

impl Collector {
    /// Gathers envelopes of one key, or of any where none is said.
    pub fn new(key: Option<KeyId>) -> Self {
        Self { key, kept: BTreeMap::new() }
    }

    /// Takes every envelope of an input: codes in a chat, files, bundles of others, or a mixture.
    pub fn add(&mut self, input: &[u8]) -> Result<Added, BundleFault> {
        if input.len() > INPUT_BYTES_MAX {
            return Err(BundleFault::TooLarge);
        }
        let mut added = Added::default();
        find_envelopes(input, &mut |found| {
            *match found {
                Err(EnvelopeFault::Damaged) => &mut added.damaged,
                Err(EnvelopeFault::Newer) => &mut added.newer,
                Ok(envelope) => self.keep(envelope, &mut added),
            } += 1;
        });
        added.damaged += lone_parts(input).len();
        Ok(added)
    }

    /// The number that counts an envelope.
    fn keep<'a>(&mut self, envelope: Envelope, added: &'a mut Added) -> &'a mut usize {
        if self.key.is_some_and(|key| key != envelope.key_id()) {
            return &mut added.other_key;
        }
        let digest = digest(&envelope);
        if self.kept.contains_key(&digest) {
            return &mut added.copies;
        }
        if self.kept.len() == ENVELOPES_MAX {
            return &mut added.no_room;
        }
        self.kept.insert(digest, envelope);
        &mut added.new
    }

    /// Gathers envelopes of this key only from now on, and lets go of all others: how many those
    /// were.
    pub fn only(&mut self, key: KeyId) -> usize {
        let before = self.len();
        self.key = Some(key);
        self.kept.retain(|_, envelope| envelope.key_id() == key);
        before - self.len()
    }

    /// How many envelopes are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The bundle of all that is kept.
    pub fn bundle(&self) -> Result<String, BundleFault> {
        let found = self.len();
        if found < BUNDLE_ENVELOPES_MIN {
            return Err(BundleFault::TooFew { found });
        }
        Ok(self.kept.values().map(|envelope| envelope.to_code() + "\n").collect())
    }

    /// The bundle of all that is kept, where an earlier one was handed on: it is the same, or has
    /// all of that and at least [`BUNDLE_ENVELOPES_MIN`] more. Whoever has both can subtract them,
    /// in either direction. Where each holds the one before, any two differ by a sum of what came
    /// between; so to know the last one is enough.
    pub fn bundle_after(&self, earlier: &Self) -> Result<String, BundleFault> {
        let apart = |one: &Self, other: &Self| {
            one.kept.keys().filter(|digest| !other.kept.contains_key(*digest)).count()
        };
        let (found, missing) = (apart(self, earlier), apart(earlier, self));
        if missing > 0 {
            return Err(BundleFault::Lacks { missing });
        }
        if !earlier.is_empty() && (1..BUNDLE_ENVELOPES_MIN).contains(&found) {
            return Err(BundleFault::TooFew { found });
        }
        self.bundle()
    }
}

/// The envelopes of a bundle, in its order. Only what [`Collector::bundle`] writes is taken.
pub fn read_bundle(input: &[u8]) -> Result<Vec<Envelope>, BundleFault> {
    if input.len() > INPUT_BYTES_MAX {
        return Err(BundleFault::TooLarge);
    }
    let (mut envelopes, mut last) = (Vec::new(), None);
    for (place, written) in input.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let line = place + 1;
        if line > ENVELOPES_MAX {
            return Err(BundleFault::TooLarge);
        }
        let envelope = only_envelope(written).map_err(|fault| BundleFault::Line { line, fault })?;
        let digest = Some(digest(&envelope));
        if last >= digest {
            return Err(BundleFault::Order { line });
        }
        last = digest;
        envelopes.push(envelope);
    }
    let found = envelopes.len();
    if found < BUNDLE_ENVELOPES_MIN { Err(BundleFault::TooFew { found }) } else { Ok(envelopes) }
}

/// The envelope of a line that holds its code, a line feed and nothing else.
fn only_envelope(line: &[u8]) -> Result<Envelope, EnvelopeFault> {
    let mut read = Err(EnvelopeFault::Damaged);
    find_envelopes(line, &mut |found| read = found);
    let same = |envelope: &Envelope| (envelope.to_code() + "\n").as_bytes() == line;
    read.and_then(|read| if same(&read) { Ok(read) } else { Err(EnvelopeFault::Damaged) })
}

fn digest(envelope: &Envelope) -> Digest {
    Sha256::digest(envelope.as_bytes()).into()
}
