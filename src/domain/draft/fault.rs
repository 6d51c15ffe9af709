//! Why a draft is not kept or not opened.

/// Why a draft is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepFault {
    /// The browser gives the page no storage.
    #[error("no storage")]
    NoStorage,
    /// The browser's storage does not take it.
    #[error("the storage is full")]
    Full,
    /// As many drafts as there can be are on this device.
    #[error("every slot holds a draft")]
    NoSlot,
    /// The draft is no longer there, or another page has gone on with it.
    #[error("the draft is gone or was changed elsewhere")]
    Gone,
    /// The browser gives no random numbers.
    #[error("no random numbers")]
    NoRandomness,
    /// The draft could not be encrypted.
    #[error("not encrypted")]
    NotSealed,
}

/// Why no draft was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResumeFault {
    /// Nothing was typed.
    #[error("no code was given")]
    Empty,
    /// What was typed is not a code.
    #[error("that is not a code")]
    NoCode,
    /// The code opens none of the drafts.
    #[error("the code opens no draft on this device")]
    Closed,
    /// There is no draft on this device.
    #[error("there is no draft on this device")]
    NoDraft,
    /// The draft is of another instrument or another version of this page.
    #[error("the draft is of another version of the survey")]
    OtherVersion,
    /// The code opens no draft, and one of them cannot be read at all.
    #[error("a draft on this device is damaged")]
    Damaged,
    /// The browser does not let the page read its storage.
    #[error("no storage")]
    NoStorage,
}
