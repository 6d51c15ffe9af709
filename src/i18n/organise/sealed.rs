//! Words about envelopes on the organiser's page: opening them, and gathering them closed.

/// Opening envelopes. Functions have a hole in the text; their parameters are counts of envelopes
/// unless a name says otherwise.
#[derive(Debug)]
pub struct Sealed {
    /// What the fold with the key is called without a key.
    pub fold: &'static str,
    /// Where opened records are kept, and what is not kept.
    pub keeps: &'static str,
    /// A key is open; the hole is its fingerprint.
    pub opened_with: fn(&str) -> String,
    /// The campaigns of the key; none of this batch.
    pub campaigns: (fn(&[&str]) -> String, &'static str),
    /// One of them has tickets: what happens with what is opened.
    pub tickets_wait: &'static str,
    /// Counting tickets.
    pub tickets: Tickets,
    /// Reads again what could not be opened before.
    pub again: &'static str,
    /// What is shown among what was received: heading, and one line for each count.
    pub counts: Counts,
    /// Records that are counted, and came in the open before the campaign was known that takes
    /// sealed ones only.
    pub unsealed: fn(u64) -> String,
    /// Problem and remedy of an envelope without a key.
    pub locked: [&'static str; 2],
    /// Of one that is sealed to another key.
    pub other_key: [&'static str; 2],
    /// Of one that is damaged.
    pub damaged: [&'static str; 2],
    /// Of one of a newer version.
    pub newer: [&'static str; 2],
    /// Of one with a record of another instrument, or of another version.
    pub other_version: [&'static str; 2],
    /// Of one with a record of another campaign.
    pub other_campaign: [&'static str; 2],
    /// Of a plain record of a sealed campaign.
    pub plain: [&'static str; 2],
    /// Of one that came after the tickets of its wave were counted.
    pub late: [&'static str; 2],
    /// Of a list of tickets that cannot be kept.
    pub list_damaged: [&'static str; 2],
    /// The way to gathering.
    pub gather: &'static str,
}

/// How many envelopes, by what became of them.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the words of a field of `worker::SealedCounts`")]
pub struct Counts {
    pub heading: &'static str,
    pub opened: fn(u64) -> String,
    pub locked: fn(u64) -> String,
    pub other_key: fn(u64) -> String,
    pub damaged: fn(u64) -> String,
    pub newer: fn(u64) -> String,
    pub other_version: fn(u64) -> String,
    pub other_campaign: fn(u64) -> String,
    pub no_record: fn(u64) -> String,
    pub plain: fn(u64) -> String,
    pub late: fn(u64) -> String,
}

/// Counting tickets. Parameters are counts of envelopes, unless something else is said.
#[derive(Debug)]
pub struct Tickets {
    /// The heading.
    pub heading: &'static str,
    /// The wave of a campaign that is not known.
    pub unknown_campaign: &'static str,
    /// So many wait, and there are so many tickets on the list.
    pub waiting: fn(u64, usize) -> String,
    /// So many wait, and there is no list.
    pub unlisted: fn(u64) -> String,
    /// What to know before they are counted.
    pub before: &'static str,
    /// There is no key to count with.
    pub no_key: &'static str,
    /// Counts.
    pub count: &'static str,
    /// Going on without a list: what the fold is called, what it means, and what does it.
    pub without: [&'static str; 3],
    /// What they came to: `TicketTotals`, a line each: valid,
    /// duplicate, replayed, unknown, missing, not looked at, restored, early.
    pub totals: [fn(u64) -> String; 8],
    /// What remains after counting.
    pub after: &'static str,
    /// More of the wave are not taken.
    pub closed: &'static str,
    /// Asked before another batch is opened while some wait: the question; what it means, yes, no.
    pub leaving: (fn(u64) -> String, [&'static str; 3]),
}

/// Gathering envelopes without a key.
#[derive(Debug)]
pub struct Gather {
    /// The title of the page, its heading, and what it does.
    pub title: &'static str,
    /// The heading.
    pub heading: &'static str,
    /// What it does and cannot do.
    pub lede: &'static str,
    /// Heading of the ways in.
    pub intake: &'static str,
    /// What can be given.
    pub hint: &'static str,
    /// Inputs read, of so many.
    pub reading: fn(u32, u32) -> String,
    /// The campaign whose envelopes are gathered; the hole is its title.
    pub campaign: fn(&str) -> String,
    /// Its fingerprint, and what to do with it.
    pub fingerprint: fn(&str) -> String,
    /// No campaign is known.
    pub no_campaign: &'static str,
    /// A campaign that was given is not sealed.
    pub not_sealed: &'static str,
    /// A campaign's code could not be read.
    pub unread_campaign: &'static str,
    /// Another campaign was given as well: with another key, with the same one.
    pub other_campaign: [&'static str; 2],
    /// Heading of what was gathered.
    pub gathered: &'static str,
    /// The label of the number of envelopes.
    pub kept: &'static str,
    /// What else there was: copies, other key, damaged, newer, no room, plain records, inputs
    /// without anything, inputs that could not be read.
    pub others: [fn(u64) -> String; 8],
    /// So many are missing before there can be a bundle.
    pub missing: fn(usize) -> String,
    /// So many came after the last bundle, and so many more are needed for the next.
    pub late: fn(u64, usize) -> String,
    /// Nothing was gathered yet.
    pub nothing: &'static str,
    /// So many are in no bundle yet.
    pub unsaved: fn(u64) -> String,
    /// What a bundle tells and does not.
    pub bundle: &'static str,
    /// Saves the bundle; shares it; clears everything.
    pub ways: [&'static str; 3],
    /// Saved; shared; not taken by the browser; closed again.
    pub said: [&'static str; 4],
    /// Asks before everything is cleared: the question, what it means, yes, no.
    pub clearing: [&'static str; 4],
    /// The way back.
    pub back: &'static str,
    /// What the page does and does not do: heading and lines.
    pub foot: (&'static str, [&'static str; 4]),
}
