//! The words that a form has of its own, in both languages: everything else is the instrument's.

/// A text in 中文 and English.
pub(super) type Words = [&'static str; 2];

/// The question for the form.
pub(super) const FORM: Words = ["要填哪一种？", "Which form would you like to fill in?"];
/// The full form.
pub(super) const FULL: Words = ["完整版：每一题都问", "Full: every question"];
/// The quick form.
pub(super) const QUICK: Words = ["快速版：每类只问几题", "Quick: a few questions of each kind"];
/// Below the question for the form.
pub(super) const ANY_SKIPPED: Words =
    ["每一题都可以不答。", "Any question may be left without an answer."];
/// Not applicable.
pub(super) const NOT_APPLICABLE: Words = ["不适用", "Not applicable"];
/// Don't know.
pub(super) const DONT_KNOW: Words = ["不清楚", "Don’t know"];
/// Prefer not to say.
pub(super) const DECLINED: Words = ["不愿回答", "Prefer not to say"];
/// None of the priorities.
pub(super) const NOTHING: Words = ["暂不选择", "None for now"];
/// The group of outcomes.
pub(super) const OUTCOMES: Words = ["总的情况", "All in all"];
/// The group of background questions.
pub(super) const BACKGROUND: Words = ["关于您", "About you"];
/// Below the name of that group.
pub(super) const COARSE: Words = [
    "只用来分大类看，只问很粗的几项，都可以不答。",
    "Asked in broad terms, to look at large groups only; leave out whatever you like.",
];
/// First, second and third choice.
pub(super) const RANKS: [Words; 3] =
    [["第一选", "first choice"], ["第二选", "second choice"], ["第三选", "third choice"]];
/// A choice that was made already.
pub(super) const CHOSEN_BEFORE: Words =
    ["前面已经选过这一项。", "You have chosen this one before."];
