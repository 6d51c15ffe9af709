//! Words about randomised questions and rare backgrounds, when a campaign is made.

/// What a campaign may have beyond the usual: noise, and a roster.
#[derive(Debug)]
pub struct Protection {
    /// Opens the part of the form.
    pub heading: &'static str,
    /// Legend of the randomised questions.
    pub noise: &'static str,
    /// What it does, what it costs, that it may do harm: one paragraph each.
    pub noise_means: &'static [&'static str],
    /// Legend of the chances.
    pub chance: &'static str,
    /// A chance a/b, and the one that is recommended.
    pub chances: [fn(u8, u8) -> String; 2],
    /// What the table of costs holds.
    pub cost: &'static str,
    /// Its columns: options of the question.
    pub cost_options: fn(u8) -> String,
    /// Its last row: not randomised.
    pub cost_direct: &'static str,
    /// How many questions are chosen, and how many may be.
    pub chosen: fn(usize, usize) -> String,
    /// Why a question cannot be chosen: tied to another, gives hours.
    pub not_this: [&'static str; 2],
    /// Legend of the roster.
    pub roster: &'static str,
    /// What it does, one paragraph each; the hole is the fewest people alike.
    pub roster_means: fn(u64) -> [String; 2],
    /// No background is asked.
    pub roster_useless: &'static str,
    /// How many people are asked.
    pub people: &'static str,
    /// What is wrong with the roster: not a whole number; something is missing; too many
    /// people.
    pub roster_wrong: [&'static str; 3],
    /// How dense the QR code gets: squares of a side; and that it does not fit one.
    pub dense: fn(i32) -> String,
    /// It does not fit a QR code.
    pub not_dense: &'static str,
    /// In the summary of a campaign: questions and chance.
    pub listed_noise: fn(usize, u8, u8) -> String,
    /// In the summary of a campaign: people.
    pub listed_roster: fn(u32) -> String,
    /// Told to respondents: questions and chance.
    pub told_noise: fn(usize, u8, u8) -> String,
    /// Told to respondents: the fewest people alike.
    pub told_roster: fn(u64) -> String,
}
