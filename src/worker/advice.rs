//! The words for refused inputs, and all of them as a table to keep.

use std::fmt::Write;

use super::refused::{ArchiveFault, CampaignRefusal, Cause, Refused, TallyFault};
use super::sealed::SealedFault;
use crate::domain::record::Reason;
use crate::i18n::Language;
use crate::i18n::organise::{Messages, size};
use crate::i18n::refusal::{Advice, advice, unreadable};

/// What is wrong with a refused input, and what to do about it. A line in the words is one of the
/// file, as the place is.
pub fn words(language: Language, refused: &Refused) -> Advice {
    match (&refused.cause, refused.line) {
        (Cause::Record(Reason::NotJson { line, column }), Some(first)) => {
            let before = usize::try_from(first.saturating_sub(1)).unwrap_or(usize::MAX);
            let reason = Reason::NotJson { line: line.saturating_add(before), column: *column };
            advice(language, &reason)
        }
        (cause, _) => of_cause(language, cause),
    }
}

fn of_cause(language: Language, cause: &Cause) -> Advice {
    let words = &Messages::of(language).collect;
    let [problem, remedy] = match cause {
        Cause::Unreadable => return unreadable(language),
        Cause::Record(reason) => return advice(language, reason),
        Cause::Changed => words.changed,
        Cause::Fatal => words.fatal,
        Cause::TooManyRecords => words.too_many_records,
        Cause::TooManyCampaigns => words.too_many_campaigns,
        Cause::NoCode => words.no_code,
        Cause::Picture => words.picture,
        Cause::NoPictures => words.no_pictures,
        Cause::Kind => words.kind,
        Cause::Packed => words.packed,
        Cause::List => words.list,
        Cause::EmptyFolder => words.empty_folder,
        Cause::TooLong { limit_bytes } => return sized(words.too_long, *limit_bytes),
        Cause::LargeText { limit_bytes } => return sized(words.large_text, *limit_bytes),
        Cause::Archive(ArchiveFault::Damaged) => words.archive_damaged,
        Cause::Archive(ArchiveFault::TooManyEntries) => words.archive_entries,
        Cause::Archive(ArchiveFault::TooLarge) => words.archive_large,
        Cause::Archive(ArchiveFault::Bomb) => words.archive_bomb,
        Cause::Archive(ArchiveFault::Exhausted) => words.archive_exhausted,
        Cause::Archive(ArchiveFault::Encrypted) => words.archive_encrypted,
        Cause::Archive(ArchiveFault::Method) => words.archive_method,
        Cause::Archive(ArchiveFault::Nested) => words.archive_nested,
        Cause::Archive(ArchiveFault::Empty) => words.archive_empty,
        Cause::Archive(ArchiveFault::CutOff) => words.archive_cut_off,
        Cause::Tally(TallyFault::Damaged) => words.tally_damaged,
        Cause::Tally(TallyFault::Repeated) => words.tally_repeated,
        Cause::Tally(TallyFault::Changed) => words.tally_changed,
        Cause::Tally(TallyFault::Overlapping) => words.tally_overlapping,
        Cause::Campaign(CampaignRefusal::Damaged) => words.campaign_damaged,
        Cause::Campaign(CampaignRefusal::Newer) => words.campaign_newer,
        Cause::Campaign(CampaignRefusal::OtherInstrument) => words.campaign_foreign,
        Cause::Campaign(CampaignRefusal::TooMany) => words.campaigns_full,
        Cause::Tickets => Messages::of(language).sealed.list_damaged,
        Cause::Utf16 => words.utf16,
        Cause::Sealed(fault) => sealed_words(language, *fault),
    };
    Advice { problem: problem.to_owned(), remedy }
}

/// Advice that names a limit.
fn sized([problem, remedy]: [&'static str; 2], limit_bytes: u64) -> Advice {
    Advice { problem: problem.replace("{}", &size(limit_bytes)), remedy }
}

/// What is wrong with an envelope, and what to do about it.
fn sealed_words(language: Language, fault: SealedFault) -> [&'static str; 2] {
    let words = &Messages::of(language).sealed;
    match fault {
        SealedFault::Locked => words.locked,
        SealedFault::OtherKey => words.other_key,
        SealedFault::Damaged => words.damaged,
        SealedFault::Newer => words.newer,
        SealedFault::OtherVersion => words.other_version,
        SealedFault::OtherCampaign => words.other_campaign,
        SealedFault::Plain => words.plain,
        SealedFault::Late => words.late,
    }
}

/// The name of a refused input. What the camera sees has none of its own.
pub fn input_name(language: Language, refused: &Refused) -> &str {
    if refused.name.is_empty() { Messages::of(language).collect.camera_name } else { &refused.name }
}

/// Where in its file a refused input stands: entry, line and field, as far as there are any.
pub fn place(language: Language, refused: &Refused) -> Vec<String> {
    let words = &Messages::of(language).collect;
    let entry = refused.entry.map(words.entry);
    let line = refused.line.map(words.line);
    let field = Some(refused.place.clone()).filter(|place| !place.is_empty());
    entry.into_iter().chain(line).chain(field).collect()
}

/// The first row of the table of refused inputs.
pub fn refusals_head(language: Language) -> String {
    let messages = Messages::of(language);
    let mut table = String::from('\u{feff}');
    row(&mut table, [messages.file, messages.place, messages.problem, messages.remedy]);
    table
}

/// Appends the row of a refused input to the table.
pub fn refusals_row(language: Language, refused: &Refused, table: &mut String) {
    advised_row(language, refused, &words(language, refused), table);
}

/// The same with other words.
pub fn advised_row(language: Language, refused: &Refused, advice: &Advice, table: &mut String) {
    let place = place(language, refused).join(" ");
    let cells = [input_name(language, refused), &place, &advice.problem, advice.remedy];
    row(table, cells);
}

/// One row of a table, ending as RFC 4180 says.
fn row(table: &mut String, cells: [&str; 4]) {
    for (position, cell) in cells.into_iter().enumerate() {
        let comma = if position > 0 { "," } else { "" };
        // Writing into a String cannot fail.
        let _ = write!(table, "{comma}\"{}\"", harmless(cell).replace('"', "\"\""));
    }
    table.push_str("\r\n");
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.starts_with(formula) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_never_a_formula() {
        let mut table = String::new();
        row(&mut table, ["=cmd|' /C calc'!A0.json", "a\"b", "＝1", "好"]);
        assert_eq!(table, "\"'=cmd|' /C calc'!A0.json\",\"a\"\"b\",\"'＝1\",\"好\"\r\n");
    }
}
