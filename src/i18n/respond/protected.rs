//! Words about campaigns that randomise items or tell who is asked.

/// Randomised items.
#[derive(Debug)]
pub struct Noise {
    /// Before the list of the items, and after it.
    pub about: [&'static str; 2],
    /// What the dice of one item do: the truth in a of b throws; otherwise one of so many options;
    /// how the chances of the true option and of any other compare.
    pub odds: fn([u8; 2], usize, (u64, u64)) -> String,
    /// Beside an answer that was thrown for.
    pub mark: &'static str,
    /// What the mark means, over the answers of the file.
    pub shown: &'static str,
    /// A second file tells more than one.
    pub again: &'static str,
    /// Why results are not kept as a picture or on paper.
    pub kept: &'static str,
    /// An earlier file may hold randomised answers.
    pub compare: &'static str,
}

/// People with the same background.
#[derive(Debug)]
pub struct Crowd {
    /// Few, some, many.
    pub levels: [&'static str; 3],
    /// So many are alike, as [`told`](crate::domain::crowd::told) tells it.
    pub alike: fn(u64) -> String,
    /// Fewer than ten are.
    pub few: &'static str,
    /// Before and after the names of the questions whose answers are left out.
    pub left_out: [&'static str; 2],
    /// What leaving them out tells.
    pub shows: &'static str,
    /// Even without them fewer than ten are.
    pub still_few: &'static str,
    /// What else can tell who it is.
    pub clue: &'static str,
    /// Beside an answer that is left out.
    pub mark: &'static str,
}
