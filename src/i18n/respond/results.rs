//! Words about the results: on their page, on that of one category, kept, and compared.

/// The page of scores.
#[derive(Debug)]
pub struct Results {
    /// Heading.
    pub title: &'static str,
    /// What the number is.
    pub index: &'static str,
    /// The index in words for the picture: index, band.
    pub picture: fn(u64, &str) -> String,
    /// The picture where there is no index.
    pub picture_without: &'static str,
    /// No index: reported, needed.
    pub index_missing: fn(usize, usize) -> String,
    /// Smallest and largest index without one category.
    pub index_range: fn(u64, u64) -> String,
    /// Peaks, of categories, the name of the band.
    pub peak: fn(usize, usize, &str) -> String,
    /// The weighted index.
    pub weighted: fn(u64) -> String,
    /// Heading of the profile.
    pub profile: fn(usize) -> String,
    /// Not reported.
    pub unreported: &'static str,
    /// Rests on one item.
    pub single: &'static str,
    /// What stands behind each row of the profile.
    pub profile_hint: &'static str,
    /// Opens the table behind the profile.
    pub figures: &'static str,
    /// Its columns: category, score, without one question, answered.
    pub columns: [&'static str; 4],
    /// Answered of applicable.
    pub answered: fn(usize, usize) -> String,
    /// Heading of the questions that move the index most.
    pub influence: &'static str,
    /// What the figures under it mean; the hole is the index as it is.
    pub influence_lede: fn(u64) -> String,
    /// The index with one answer alone changed: smallest, largest.
    pub influence_range: fn(u64, u64) -> String,
    /// Heading of how it is computed.
    pub method: &'static str,
    /// How it is computed; the hole is the least number of categories. The last line is about the
    /// weighted index.
    pub method_text: fn(usize) -> [String; 4],
    /// Heading of the words for bands.
    pub bands: &'static str,
}

/// Keeping the results: as a picture, on paper, for a later comparison.
#[derive(Debug)]
pub struct Picture {
    /// Heading.
    pub title: &'static str,
    /// Makes the picture.
    pub make: &'static str,
    /// Prints the page.
    pub print: &'static str,
    /// Leads to the comparison.
    pub compare: &'static str,
    /// While it is being drawn.
    pub working: &'static str,
    /// The picture in words.
    pub alternative: &'static str,
    /// What is in it and how to keep it.
    pub ready: &'static str,
    /// Hands it to the browser as a file.
    pub save: &'static str,
    /// After that; the hole is the file's name.
    pub saved: fn(&str) -> String,
    /// The browser did not draw it.
    pub failed: &'static str,
    /// The browser did not take the file.
    pub not_taken: &'static str,
    /// At the foot of the picture: who made it.
    pub made: &'static str,
}

/// One category among the scores.
#[derive(Debug)]
pub struct Detail {
    /// Heading of the calculation.
    pub how: &'static str,
    /// Heading of the answers.
    pub answers: &'static str,
    /// Marks one's own answer on the scale.
    pub own: &'static str,
    /// Marks a documented case on the scale.
    pub case_mark: &'static str,
    /// What a figure describes: a person, a unit, one event, nothing countable; what follows stands
    /// in the same paragraph.
    pub scopes: [&'static str; 4],
    /// Heads what else the articles say.
    pub mentioned: &'static str,
    /// To the category after.
    pub after: fn(&str) -> String,
    /// Score of one answer.
    pub points: fn(u8) -> String,
    /// How much the score rests on: answered, applicable.
    pub computed: fn(usize, usize) -> String,
    /// The calculation itself: scores, exact result with its sign, rounded result.
    pub sum: fn(&str, &str, Option<u64>) -> String,
    /// Too few answers: answered, applicable.
    pub too_few: fn(usize, usize) -> String,
    /// Smallest and largest score without one item.
    pub range: fn(u64, u64) -> String,
    /// A documented case: title, figure, lowest option and, where there is another, the highest.
    pub case: fn(&str, &str, [Option<&str>; 2]) -> String,
    /// The answer is below, the same, above.
    pub compared: [&'static str; 3],
    /// Heading of the remedies.
    pub remedies: &'static str,
    /// What remedies are.
    pub remedies_note: &'static str,
    /// Where a remedy stands.
    pub cited: fn(&str) -> String,
}

/// The hours among the scores.
#[derive(Debug)]
pub struct Hours {
    /// Heading.
    pub title: &'static str,
    /// At least, about, at most.
    pub bounds: [&'static str; 3],
    /// A number of hours.
    pub hours: fn(&str) -> String,
    /// What the lower bound rests on.
    pub lower_basis: &'static str,
    /// What the centre and the upper bound assume: open centre, open upper end, open week.
    pub assumed: fn([u16; 3]) -> String,
    /// Only some activities are answered: answered, activities.
    pub partial: fn(usize, usize) -> String,
    /// The form leaves out so many questions on time.
    pub not_all_asked: fn(usize) -> String,
    /// The sum exceeds the whole week.
    pub inconsistent: &'static str,
    /// No activity is answered.
    pub none: &'static str,
    /// Heading of what could be saved.
    pub avoidable: &'static str,
    /// What that rests on: pairs.
    pub avoidable_basis: fn(usize) -> String,
}

/// Comparing with an earlier file.
#[derive(Debug)]
pub struct Compare {
    /// Heading.
    pub title: &'static str,
    /// What is read, and where.
    pub lede: &'static str,
    /// Chooses a file.
    pub choose: &'static str,
    /// Names the field for the file's text or code.
    pub paste: &'static str,
    /// Reads what was pasted.
    pub read: &'static str,
    /// Said when the comparison stands below.
    pub done: &'static str,
    /// Not a file of this page.
    pub not_a_record: &'static str,
    /// A file of another version of the questions.
    pub other_version: &'static str,
    /// The browser could not read the file.
    pub unreadable: &'static str,
    /// The name of the index.
    pub index: &'static str,
    /// No difference; one below half a point.
    pub same: [&'static str; 2],
    /// Lower by, higher by.
    pub differs: [fn(u64) -> String; 2],
    /// What the figures are.
    pub note: &'static str,
    /// The two were of different forms.
    pub forms: &'static str,
    /// Heading of the scores.
    pub scores: &'static str,
    /// Heading of the answers that changed.
    pub answers: fn(usize) -> String,
    /// No answer changed.
    pub no_answers: &'static str,
    /// An answer then and now.
    pub then_now: fn(&str, &str) -> String,
}
