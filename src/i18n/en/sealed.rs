//! Envelopes, opened and gathered, in English.

use super::plural;
use crate::i18n::organise::{Gather, Sealed, SealedCounts, SealedTickets};

pub(super) const SEALED: Sealed = Sealed {
    fold: "If what came is sealed: open the key first",
    keeps: "Once opened, records are kept in this browser like those that came unsealed. The \
            sealed files and the numbers of paper tickets are not kept.",
    opened_with: |fingerprint| format!("The key is open, fingerprint {fingerprint}"),
    campaigns: (
        |titles| format!("The key belongs to these campaigns: {}.", titles.join("; ")),
        "No campaign of this batch uses this key. Let the page read the campaign’s file first, so \
         that it can tell the sealed files of other campaigns.",
    ),
    tickets_wait: "This campaign has paper tickets: what is opened waits in memory until \
                   everything is in, and is then counted at once.",
    tickets: SealedTickets {
        heading: "Paper tickets",
        unknown_campaign: "A wave whose campaign file has not come",
        waiting: |n, listed| {
            format!("{n} opened and waiting to be counted. The list has {listed} tickets.")
        },
        unlisted: |n| {
            format!(
                "{n} opened and waiting to be counted, but the list is missing. Choose the list’s \
                 file as well, which was saved when the tickets were drawn (qingdan-tickets.json)."
            )
        },
        before: "Count when everything is in: a wave is counted once, and what comes later is not \
                 taken. For now all this is in memory only. If the page is closed or another batch \
                 opened, the files have to be read again.",
        no_key: "Counting needs the key. Please open it above.",
        count: "Everything is in: count the tickets",
        without: [
            "The list cannot be found",
            "Without the list nobody can tell tickets that were used twice, belong elsewhere or \
             were made up. All of these can be taken in without a check, and the report will say \
             so. If the list is found later, begin another batch and read everything again.",
            "Take all in without a check",
        ],
        totals: [
            |n| format!("{n} with a valid ticket, counted."),
            |n| {
                format!(
                    "{n} not counted: the ticket of another record. One ticket, one record; the \
                     one changed most often stays."
                )
            },
            |n| format!("{n} not counted: the ticket of another campaign or wave."),
            |n| format!("{n} not counted: a ticket that was never printed."),
            |n| format!("{n} not counted: no ticket."),
            |n| format!("{n} taken in without a check of the ticket."),
            |n| format!("{n} counted before, and read back from a saved batch."),
            |n| {
                format!(
                    "{n} taken in without a check of the ticket: opened before it was known that \
                     the wave has tickets."
                )
            },
        ],
        after: "Nothing is kept that tells which ticket was whose record’s.",
        closed: "This wave has been counted; what comes later is not taken.",
        leaving: (
            |n| [&plural(n, "waits", "wait"), " for the count. Leave this batch?"].concat(),
            [
                "They are in memory only and gone with another batch. Your files stay: choose \
                 them again when you come back.",
                "Leave it",
                "Stay here",
            ],
        ),
    },
    again: "Please choose the files again that could not be opened before.",
    counts: SealedCounts {
        heading: "Sealed files",
        opened: |n| [&plural(n, "was", "were"), " opened."].concat(),
        locked: |n| format!("{n} sealed, not opened: there was no key."),
        other_key: |n| format!("{n} sealed to another key."),
        damaged: |n| {
            format!("{n} incomplete, changed, or sealed for another version of the questionnaire.")
        },
        newer: |n| format!("{n} sealed by a newer version."),
        other_version: |n| format!("{n} with another questionnaire in them, or another version."),
        other_campaign: |n| format!("{n} with another campaign or wave in them."),
        no_record: |n| format!("{n} with something else in them than a whole record."),
        plain: |n| format!("{n} not sealed, of a campaign that takes sealed files only."),
        late: |n| format!("{n} too late: the tickets of the wave had been counted."),
    },
    unsealed: |n| {
        format!(
            "{n} not sealed, but counted: taken in before it was known that the campaign takes \
             sealed files only."
        )
    },
    locked: [
        "This is sealed and was not opened: there is no key.",
        "Open the key first, then choose this file again.",
    ],
    other_key: [
        "This is sealed to another key.",
        "Compare the fingerprints. If it is another key, open that one; otherwise ask for a new \
         export.",
    ],
    damaged: [
        "This sealed file is incomplete, was changed, or was sealed for another version of the \
         questionnaire.",
        "Ask for a new export from the same version of the page as here.",
    ],
    newer: ["This was sealed by a newer version.", "Use the newer version of this page."],
    other_version: [
        "In this sealed file is another questionnaire, or another version of it.",
        "Use the version of this page that it was filled in with.",
    ],
    other_campaign: [
        "The record in this sealed file belongs to another campaign or wave.",
        "Add that campaign’s file to this batch, or begin another batch.",
    ],
    plain: [
        "This record is not sealed, but its campaign takes sealed files only: it was not exported \
         by the page for respondents.",
        "Ask for a new export from the page for respondents.",
    ],
    late: [
        "This sealed file came too late: the tickets of its wave had been counted.",
        "To count it, begin another batch, read the campaign, the list and all sealed files \
         there, and count once more.",
    ],
    list_damaged: [
        "This list of paper tickets is incomplete or was changed, or there are too many lists.",
        "Use the file that was saved when the tickets were drawn; if there are too many, begin \
         another batch.",
    ],
    gather: "I only pass sealed files on",
};

pub(super) const GATHER: Gather = Gather {
    title: "Qingdan · pass on",
    heading: "Pass sealed files on",
    lede: "Gather the sealed files that people hand you, and pass them on to the organiser as one \
           bundle. There is no key here: nothing can be opened, and no answer can be seen. It \
           also works offline.",
    intake: "Take sealed files in",
    hint: "Files, folders, zip files and pictures of QR codes; messages can be pasted as they \
           are. Add the campaign’s file or code as well, and what is sealed to another key is \
           left out.",
    reading: |done, total| format!("Reading: {done} of {total} done"),
    campaign: |title| format!("For the campaign: {title}"),
    fingerprint: |fingerprint| {
        format!(
            "Fingerprint {fingerprint}. Compare it with the printed notice; if it differs, take \
             nothing yet."
        )
    },
    no_campaign: "No campaign yet: files sealed to any key are taken.",
    unread_campaign: "A campaign code could not be read: it is incomplete, or for another version \
                      of this page. Please copy it again, or use the campaign’s file.",
    not_sealed: "A campaign that was given is not sealed. Anybody can read its records: please do \
                 not pass them on.",
    other_campaign: [
        "The later campaign has another key and was not used. To change to it, save the bundle \
         and clear everything first.",
        "The later campaign has the same key: its sealed files are taken as well and go into the \
         same bundle.",
    ],
    gathered: "Taken in",
    kept: "sealed files",
    others: [
        |n| [&plural(n, "is a copy", "are copies"), " of others, counted once."].concat(),
        |n| format!("{n} sealed to another key, not taken."),
        |n| format!("{n} incomplete or changed, not taken. Ask for them again."),
        |n| format!("{n} sealed by a newer version, not taken. Use the newer page."),
        |n| format!("{n} without room, not taken. Save the bundle first, then start again."),
        |n| format!("{n} not sealed, readable by anybody, not taken. Give them back, keep none."),
        |n| [&plural(n, "input", "inputs"), " without a sealed file."].concat(),
        |n| [&plural(n, "file", "files"), " could not be read."].concat(),
    ],
    missing: |missing| {
        format!(
            "{missing} more are needed for a bundle. Among too few it is easy to guess whose \
                 is whose."
        )
    },
    late: |n, missing| {
        format!(
            "{n} came after the bundle, and {missing} more are needed for the next one. Whoever \
             has both bundles can tell which are new, so there must be 20 of them. Keep this page \
             open: they are gone when it is closed."
        )
    },
    nothing: "Nothing yet.",
    unsaved: |n| {
        [&plural(n, "is", "are"), " in no bundle yet and will be gone when the page is closed."]
            .concat()
    },
    bundle: "The bundle holds sealed files only, in an order that comes from their bytes: no \
             times, no file names, no senders. You know who handed you what, so please keep no \
             list, and delete the files and chats once the bundle is saved.",
    ways: ["Save the bundle", "Share the bundle", "Clear everything and start again"],
    said: [
        "The bundle was handed to the browser to save. Please pass it on to the organiser.",
        "The bundle was handed to the app that you picked.",
        "The browser did not take the bundle. Please try again, or another way.",
        "Nothing was shared.",
    ],
    clearing: [
        "Clear everything?",
        "The sealed files will be gone from this page. Those in no bundle have to be taken in \
         again.",
        "Clear everything",
        "Keep",
    ],
    back: "I am the organiser and have the key",
    foot: (
        "What this page does, and what it does not",
        [
            "It takes sealed files in and opens none. It has no key and asks for none.",
            "Everything is in memory only and nothing is kept; if the page is closed before the \
             bundle is saved, start again.",
            "The order in a bundle has nothing to do with who came first. The same sealed files \
             always give the same bundle.",
            "If you tell somebody who has the key who handed you which file, sealing is worth \
             nothing.",
        ],
    ),
};
