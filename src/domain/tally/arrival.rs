//! What becomes of records as they arrive.

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The first with its id.
    New,
    /// A higher revision of one that came before; takes its place.
    Replaced,
    /// A lower revision of one that came before; not kept.
    Superseded,
    /// The same bytes again; not kept.
    Identical,
    /// The same id and revision with other content. The greater bytes are kept.
    Conflicting,
    /// A record of another instrument: not kept, and not counted as received.
    OtherInstrument,
    /// A record of one campaign or wave more than [`SOURCES_MAX`](super::SOURCES_MAX): not kept,
    /// and not counted as received.
    TooManySources,
    /// One record more than [`RECORDS_MAX`](super::RECORDS_MAX): not kept, and not counted as
    /// received.
    Full,
}

/// Records received beyond one per id. The same for every order of arrival.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Lower revisions of a record that is kept.
    pub older: u64,
    /// Repetitions of the same bytes.
    pub identical: u64,
    /// Records with the id and revision of the one kept and other content.
    pub conflicting: u64,
}

impl Duplicates {
    /// All of them: records received minus records kept.
    pub const fn total(self) -> u64 {
        self.older + self.identical + self.conflicting
    }
}
