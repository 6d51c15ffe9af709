//! Keys, shares and tickets in English.

use crate::domain::campaign::CampaignFault;
use crate::domain::seal::{KeyFileFault, ShareFault};
use crate::i18n::organise::Keys;

/// Said in three places.
const NO_RANDOMNESS: &str = "This browser gives no reliable random numbers, so nothing was made. \
                             Please use another browser.";

pub(super) const KEYS: Keys = Keys {
    seal: ["Sealing", "Not sealed", "Sealed: it takes a key to open", "Paper tickets"],
    seal_means: "A sealed record is encrypted on the phone, and only someone who holds the \
                 organiser’s key can open it; people who forward or collect it cannot see \
                 the answers. Sealing does not \
                 hide who handed in or when: a chat still names its sender, and a collector and \
                 the holder of the key can together tell whose record is whose. If the key is \
                 lost, the records can never be opened again, by anybody.",
    tickets_mean: "Print them once the campaign is made, cut them, and let everybody draw one from \
                   a bag. It is typed in when answering. When all are in they are counted at once: \
                   one ticket counts once, and a record without one does not count.",
    headings: ["Which key", "Look after a key", "Print tickets", "Open sealed files", "Your key"],
    ledes: [
        "The key stays with the organiser. Its public half travels with the campaign.",
        "Open a key, keep another copy of it, or split it in three.",
        "Open this campaign’s key first: the list of tickets is made with it.",
        "Sealed files can be opened only with the organiser’s key. Open it first, then choose the \
         files.",
        "The first time make a new one and keep it at once. Later open it from its file, and let \
         go of it when you are done.",
    ],
    ways: [
        "Make a new key",
        "Open a key file",
        "Type a key from paper",
        "Put two shares together",
        "Use the public key of another campaign",
    ],
    back: "Another way",
    file: ["Key file", "Passphrase", "Open the key"],
    paper: [
        "The 56 characters on the paper",
        "Case, spaces and dashes do not matter; I and L count as 1, O as 0. The text of the QR \
         code may be pasted as well.",
        "Read the key",
    ],
    shares: [
        "Choose files of shares",
        "Or paste the text of one",
        "It takes two different ones; they are put together as soon as both are there.",
        "Read this share",
        "Begin again",
    ],
    share_read: |number, fingerprint| format!("Share {number}, fingerprint {fingerprint}"),
    public: [
        "The other campaign’s code, link or invitation",
        "You will not be able to open the records yourself; only the other organiser will.",
        "Take its public key",
    ],
    fingerprint: [
        "Fingerprint",
        "These 20 digits are printed on the notice. Respondents compare them with what their phone \
         shows.",
    ],
    held: [
        "The new key is in memory only and gone when the page is closed. Keep it as a file or on \
         paper, one of them at least.",
        "The key is open, in memory only.",
        "Only the public half, which opens nothing.",
        "The same key as in the wave before.",
    ],
    keep_file: [
        "As a file",
        "Passphrase, at least 12 characters",
        "Once more",
        "Anybody who gets hold of the file can try for as long as they like, and a short \
         passphrase is \
         soon found. A few words that have nothing to do with each other are long and easy to \
         remember. Without the passphrase the file cannot be opened. If the browser offers to \
         remember it, decline.",
        "Save the key file",
    ],
    keep_paper: [
        "On paper",
        "There is no passphrase on paper: whoever has the sheet has the key. Lock it away, and \
         take no photo of it.",
        "Show the sheet",
    ],
    keep_shares: [
        "In three shares",
        "Give them to three people. One by itself opens nothing; any two make the whole key. If \
         one is lost, split the key again from the other two. Shares of an earlier splitting still \
         work: take them back and destroy them.",
        "Split in three",
        "Save as a file",
        "Show the sheet",
    ],
    share: |number| format!("Share {number}"),
    compared: [
        "I have written down or printed the fingerprint and compared it",
        "I have compared the fingerprint with the one on paper, or had it read out to me: it is \
         the same",
    ],
    missing: [
        "It is neither saved as a file nor printed yet.",
        "The fingerprint has not been compared yet.",
    ],
    ready: "The key is ready: the code can be made.",
    not_ready: "The key is not ready yet. Please see to it first.",
    forget: "Take the key out of memory",
    working: "Working with the passphrase. It takes some seconds: slow on purpose, so that \
              guessing is slow too.",
    said: [
        "Handed to the browser. Please look in your downloads, and move it to a safe place.",
        "The browser did not take the file. Please try again.",
        "Please look whether it was printed. If not, show the sheet again.",
        "The key is split. Save or print each share, and give them to different people.",
        "The tickets are drawn and their list was handed to the browser. Print them now, and put \
         them away once they are printed.",
        "Please look whether all were printed. If not, print again; if so, put them away.",
    ],
    no_randomness: NO_RANDOMNESS,
    differ: "The two passphrases differ. Please type them again.",
    no_file: "No file was read. Please choose it again.",
    no_paper: "This is not a whole key. Please compare it with the paper: there are 56 characters.",
    other_key: "This is not the key of this campaign: the fingerprint is another one.",
    key_file_fault: |fault| match fault {
        KeyFileFault::ShortPassphrase => "The passphrase is too short: at least 12 characters.",
        KeyFileFault::SimplePassphrase => {
            "The passphrase is too simple: it repeats a few characters or counts up or down."
        }
        KeyFileFault::LongPassphrase => "The passphrase is too long.",
        KeyFileFault::NoRandomness(_) => NO_RANDOMNESS,
        KeyFileFault::NoMemory => {
            "There is not enough memory. Please close other pages and try again."
        }
        KeyFileFault::NoKeyFile => "This is not a key file. Please choose another one.",
        KeyFileFault::Damaged => {
            "The key file is incomplete or was changed. Please use another copy."
        }
        KeyFileFault::Newer => "A newer version made this key file. Please use the newer page.",
        KeyFileFault::Locked => {
            "The passphrase is wrong, or the file was changed. Please try again."
        }
    },
    share_fault: |fault| match fault {
        ShareFault::NoShare => "There is no share of a key in it.",
        ShareFault::Damaged => {
            "This share is incomplete or was changed. Please choose it again, or use another one."
        }
        ShareFault::Newer => "A newer version made this share. Please use the newer page.",
        ShareFault::TooFew => "One more is needed. The same share does not count twice.",
        ShareFault::DifferentKeys => {
            "These are shares of different keys: their fingerprints differ."
        }
        ShareFault::NotTogether => {
            "These two do not fit together: they are not from the same splitting. Please find two \
             that are."
        }
        ShareFault::NoRandomness(_) => NO_RANDOMNESS,
    },
    public_fault: |fault| match fault {
        None => "That campaign is not sealed and has no public key.",
        Some(CampaignFault::NoCode) => "There is no campaign code in it.",
        Some(CampaignFault::Damaged) => "The campaign code is incomplete or was changed.",
        Some(CampaignFault::Newer) => {
            "A newer version made this campaign. Please use the newer page."
        }
        Some(CampaignFault::OtherInstrument) => {
            "This campaign uses another survey, or another version of it."
        }
        Some(CampaignFault::TwoTallies) => "It holds an invitation to two tallies.",
        Some(CampaignFault::TooLong) => "The text is too long. Please paste the code only.",
    },
    sheet: [
        "Let nobody see the screen. Once printed, the sheet is gone from the page.",
        "Print",
        "Put away",
        "Let nobody see the screen. The tickets are only here, and gone once they are put away.",
        "Did it come out? The page cannot see it. Look at the paper: if the QR code and the text \
         are clear, press “It is printed”; if you cancelled, print again.",
        "It is printed",
    ],
    losing: [
        [
            "Give up the new key?",
            "It is neither saved as a file nor printed, and cannot be had again.",
            "Give it up",
            "Keep it",
        ],
        [
            "Are all tickets printed?",
            "Once put away they are gone. Drawing again makes another list, and tickets printed \
             now no longer count.",
            "Printed: put them away",
            "Not yet",
        ],
    ],
    key_sheet: [
        "Qingdan: key",
        "Whoever has this sheet can open all records that are sealed to this key.",
        "Lock it away, and take no photo, scan or copy. If this sheet and the key file are both \
         lost, the records cannot be opened. Destroy it when the survey is over and the report is \
         made.",
        "QR code that holds the key",
    ],
    share_sheet: (
        |number| format!("Qingdan: share {number} of 3 of a key"),
        [
            "By itself this share opens nothing. Any two of the three open all records that are \
             sealed to the key.",
            "Keep it apart from the other two, and take no photo, scan or copy. Compare the \
             fingerprint before shares are put together.",
            "QR code that holds this share",
        ],
    ),
    share_file: |number, fingerprint| {
        format!(
            "Qingdan, share {number} of 3 of a key.\nFingerprint of the key: {fingerprint}\n\
             By itself this share opens nothing. Any two open all records that are sealed to the \
             key.\nKeep it apart from the other two, and do not pass it on.\n"
        )
    },
    draw: (
        "How many tickets",
        |most| format!("As many as there are people, at most {most}."),
        "Draw tickets and save their list",
    ),
    draw_rules: [
        "Cut and fold them, put them into a bag that nobody can see into, shake it, and let \
         everybody draw one.",
        "Do not hand a ticket to a chosen person, do not note who has which, and do not mark \
         tickets.",
        "Print once for each wave: another print is another list, and earlier tickets no longer \
         count.",
        "The list holds no tickets, only codes computed with the key. It is needed for counting: \
         keep it with the key. This batch keeps a copy.",
    ],
    ticket: |title, wave| {
        format!(
            "{title} · {wave}\nType it in when answering; without it, a record does not count. \
             One for each person. Tear it up once used, and show it to nobody."
        )
    },
    listed: |fingerprint| format!("Sealed, fingerprint {fingerprint}"),
    handed_out: |fingerprint| {
        format!(
            "Records of this campaign are sealed. Fingerprint of the key: {fingerprint}. Check \
             that the notice has the same one, and tell people in one more way."
        )
    },
    invited: |fingerprint| {
        format!(
            "Sealed: the file is encrypted, and only someone who holds the organiser’s key can \
             open it. Please compare the 20 digits on the page with the printed notice, not with \
             this message alone: {fingerprint}. If they differ, hand nothing over, and ask on a \
             number that you already know."
        )
    },
    noticed: [
        "The file is encrypted, and only someone who holds the organiser’s key can open it.",
        "Please compare: the page must show these 20 digits. If they differ, ask the \
         contact before you hand anything over.",
    ],
    ticketed: "Everybody draws a paper ticket from a bag and types it in; without it, a record is \
               not counted. Draw it yourself, and let nobody see which. The number \
               goes into the encrypted file as well.",
};
