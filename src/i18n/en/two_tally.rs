//! Two tallies on the organisers' page, in English.

use crate::domain::campaign::CampaignFault;
use crate::domain::two_tally::{
    CombineFault, CountFault, FileFault, NoAnswer, Party, PlanFault, PlanRefusal, Unopened,
};
use crate::i18n::organise::two_tally::{
    Combine, Count, Invite, Messages, PlanWords, Public, Slots, TableWords, Verify,
};

const fn party(party: Party) -> &'static str {
    match party {
        Party::First => "first organiser",
        Party::Second => "second organiser",
    }
}

pub(in crate::i18n) static TWO_TALLY: Messages = Messages {
    enter: "Two organisers who learn totals only",
    title: "Qingdan · Two tallies",
    heading: "Two tallies",
    lede: "Two organisers run one survey. Each record is split into two halves on the respondent’s \
           phone, one for each. Either half alone is chance; together the two learn the totals of \
           tables that were declared ahead.",
    holds: (
        "What holds",
        [
            "As long as the two do not work together, neither can read a record, not even with \
             its own key.",
            "A record counts at most once in every table. A half that was tampered with is \
             rejected by its own proof; the others count.",
            "Too few people are not counted, and nobody is counted in two different companies.",
        ],
    ),
    holds_not: (
        "What does not",
        [
            "Both together can read everything. Choose two that do not depend on each other: a \
             university or a union as one of them, not two departments of one office.",
            "One alone cannot read, and can still invent people or leave out halves that came to \
             it. Compare the number of halves with the number of people asked.",
            "Whoever has both halves of the totals has the exact totals. This page shows them \
             only by the rules; a changed program need not.",
            "Who handed over a half, and when, is seen by whoever carries it.",
        ],
    ),
    contents: "Steps",
    steps: ["Key", "Plan", "Verify halves", "Count", "Combine"],
    who: [
        "Each organiser, once. Make a key, and send the public key to the one who makes the plan.",
        "One of the two, who sends it to the other. Compare the 20 digits over the telephone \
         before you invite anybody.",
        "Each organiser, once everything has come. Verify your halves, and send the other one \
         your verification.",
        "Each organiser. With the other one’s verification you can count your half of the totals.",
        "Either, or both. Both halves of the totals together give the tables that may be shown.",
    ],
    parties: ["First organiser", "Second organiser"],
    you_are: |which| format!("By this plan the key is that of the {}.", party(which)),
    stranger: "The key is not that of either organiser of this plan. Take another key, or another \
               plan.",
    put_aside: "Put aside",
    saved: [
        "Handed to the browser to save.",
        "The browser did not take the file. Please try again.",
    ],
    needs: "Still missing:",
    digits: "20 digits",

    public: Public {
        label: "Your public key",
        hint: "Send these 64 characters to the one who makes the plan. Anybody may see them; what \
               you compare over the telephone are the digits of the plan.",
        save: "Save the public key",
    },
    plan: PlanWords {
        make: "I make the plan",
        take: "There is a plan",
        side: [
            "Which of the two are you",
            "First organiser: gets the long halves",
            "Second organiser: gets the short halves, which fit into a QR code",
            "Neither is above the other; only the length of the halves differs.",
        ],
        partner: [
            "Public key of the other organiser",
            "64 characters; you can paste the whole message.",
            "Read the public key",
            "Or choose the file of the key",
            "There is no public key in it. Ask for it to be copied again at the step “Key”.",
        ],
        partner_is: |fingerprint| format!("The other organiser’s public key: {fingerprint}"),
        new_campaign: "Campaign: make one here",
        campaign: [
            "Or use a campaign that was made before",
            "Paste its code, link or the whole notice. It must ask one form only, not be sealed, \
             and have neither paper tickets nor noise.",
            "Read the campaign",
            "Or choose the file of the campaign",
        ],
        campaign_is: |title| format!("Campaign: {title}"),
        campaign_fault: |fault| match fault {
            CampaignFault::Newer => "A newer version made this campaign. Use a newer page.",
            CampaignFault::OtherInstrument => {
                "This campaign asks another questionnaire, or another version of it."
            }
            _ => "There is no complete campaign code in it. Please copy it again.",
        },
        sealed: "Records of this campaign are sealed to one key, and cannot be counted in this \
                 way. Make one that is not sealed; halves are sealed to the two organisers.",
        strata: [
            "Groups",
            "At most two background questions, declared before anybody answers. None means no \
             groups. More groups make longer halves.",
        ],
        create: "Make the plan",
        missing: [
            "your key, opened at the step before",
            "the other organiser’s public key",
            "the campaign",
        ],
        fault: |fault| match fault {
            PlanFault::TwoForms => {
                "This campaign leaves the form to the respondent. Make one that asks one form only."
            }
            PlanFault::OtherInstrument => "This campaign asks another questionnaire.",
            PlanFault::Randomised => {
                "This campaign has randomised items, which cannot be counted in this way. Make \
                 one without."
            }
            PlanFault::Tickets => {
                "This campaign has paper tickets, for which a half has no room. Make one without."
            }
            PlanFault::Strata => {
                "At most two groups, each a background question that the campaign asks."
            }
            PlanFault::SameKey => "Both public keys are the same. The other one needs its own.",
            PlanFault::Seal(_) => {
                "The browser gives no random numbers, so nothing was made. Use another browser."
            }
        },
        text: [
            "Plan, invitation, or its link",
            "Paste what the other organiser sent, or what you saved before.",
            "Read the plan",
            "Or choose the file of a plan or an invitation",
        ],
        refused: |refusal| match refusal {
            PlanRefusal::NoPlan => "There is no plan in it.",
            PlanRefusal::Damaged => "The plan is incomplete or was changed. Ask for it again.",
            PlanRefusal::Newer => "A newer version made the plan. Use a newer page.",
            PlanRefusal::OtherInstrument => {
                "The plan is for another questionnaire, or another version of it."
            }
            PlanRefusal::TooLong => "Too long to be a plan.",
        },
        other_campaign: "The campaign beside it is not that of this plan. Give the plan alone.",
        fields: ["Form: ", "Background: ", "Groups: ", "Minimum: ", "Fingerprints of the keys: "],
        none: "none",
        minimum: |people| format!("{people} people"),
        compare: "Compare these 20 digits with the other organiser over the telephone, and print \
                  them on the notice. Respondents see the same digits when they open the page.",
        save: "Save the plan",
        unsaved: "The plan is not saved. Once the page is closed it is gone, and halves that came \
                  could no longer be opened.",
    },
    invite: Invite {
        heading: "Invite people",
        without: "Here is a plan without its campaign. The invitation is with the organiser who \
                  made the plan.",
        file: "Save the invitation",
        how: [
            |link| format!("How: open {link}"),
            |code| {
                format!("How: open the page two-tallies.html, choose “I have a code”, paste {code}")
            },
        ],
        leaves: "What leaves your phone: your record, split into two halves, one for each of two \
                 organisers. Either half alone is chance; together the two learn totals only. As \
                 long as they do not work together, neither can read your answers.",
        ways: "Let the two halves take two ways. Who handed one over, and when, is seen by \
               whoever carries it.",
        digits: |digits| {
            format!(
                "The 20 digits of the plan: {digits}. Compare them when you open the page; if \
                 they differ, do not begin."
            )
        },
        scan: [
            "Scan it with your phone to open the page.",
            "Scan it and copy the code. Open the page two-tallies.html, choose “I have a code” and \
             paste it.",
        ],
        notice: [
            "Notice for a wall",
            "Print the notice",
            "The 20 digits of the plan. Compare them when you open the page:",
            "Your record is split into two halves for two organisers. As long as they do not work \
             together, neither can read your answers.",
        ],
        address: [
            "Address of the page for two tallies",
            "Where two-tallies.html lies, so that a phone can open it. Without it there are only \
             the code and the file.",
        ],
        no_qr: "Too long for one QR code. Use the link, the code or the file.",
    },
    slots: Slots {
        each: [
            [
                "Ledger",
                "Whoever has counted under this plan before must give the ledger that was saved \
                 then. The first time there is none.",
            ],
            [
                "Your verification",
                "Not needed where it was made here just now. After closing the page, choose the \
                 one that you sent.",
            ],
            [
                "The other organiser’s verification",
                "Compare its 20 digits over the telephone before you count.",
            ],
            ["Your half of the totals", "Not needed where it was counted here just now."],
            [
                "The other organiser’s half of the totals",
                "Compare its 20 digits over the telephone first.",
            ],
        ],
        looking: "Looking at the file.",
        ledger: |counts| format!("A ledger; counts in it: {counts}."),
        verification: |which, halves| {
            format!("The verification of the {}; halves: {halves}.", party(which))
        },
        totals: |which, people| {
            format!("The half of the totals of the {}; people: {people}.", party(which))
        },
        fault: |fault| match fault {
            FileFault::OtherFile => "Not the file that is asked for here.",
            FileFault::Newer => "A newer version made it. Use a newer page.",
            FileFault::TooLong => "Too long to be the file that is asked for here.",
            FileFault::Damaged => "Incomplete or changed. Get it again.",
            FileFault::OtherPlan => "Made under another plan. Compare the 20 digits of the plan.",
        },
        party: "This is the file of the wrong one of the two organisers.",
        unread: "The browser could not read the file. Please choose it again.",
    },
    verify: Verify {
        lede: "Opens your halves with your key and checks each proof. What is not taken is \
               counted by its reason, and one bad file hides no other.",
        intake: "Halves received",
        hint: "Files, folders, zip files, pictures of QR codes and pasted texts, in any mixture. \
               You can also drop them onto this page.",
        given: |inputs| format!("Files or texts given: {inputs}. They are read when you verify."),
        unreadable: |files| format!("Dropped files or folders that could not be opened: {files}."),
        clear: "Clear, choose again",
        run: "Verify the halves",
        again: "Verify again",
        missing: [
            "the plan",
            "your key",
            "a key of this plan",
            "the halves received",
            "a ledger that can be used; the first time, put it aside",
        ],
        reading: |done, total, halves| {
            format!("Reading: {done} of {total} inputs done, {halves} halves found.")
        },
        stop: "Stop",
        verified: |n| format!("In the verification: {n}."),
        copies: |n| format!("Identical copies, each half counted once: {n}."),
        repeated: |n| format!("Different halves with one id, all dropped: {n}."),
        counted_before: |n| format!("Counted before, left out: {n}."),
        no_room: |n| format!("More than one count can hold, left out: {n}."),
        unopened: |reason, n| match reason {
            Unopened::OtherParty => {
                format!("For the other organiser, dropped: {n}. Please pass them on.")
            }
            Unopened::OtherKey => format!("Sealed to another key, dropped: {n}."),
            Unopened::Damaged => format!("Changed, or made for another plan, dropped: {n}."),
            Unopened::NoShare => format!("Opened, with no half in it, dropped: {n}."),
        },
        damaged: |n| format!("Incomplete, dropped: {n}."),
        newer: |n| format!("Made by a newer version, dropped: {n}. Use a newer page."),
        nothing: |n| format!("Files or texts without a half: {n}."),
        unread: |n| format!("Files that could not be read: {n}."),
        made: "Your verification",
        save: "Save the verification",
        send: "Send it to the other organiser, and compare the 20 digits over the telephone. It \
               tells nobody any answer.",
        stopped: "The work in the background did not start, or has stopped. Try again; if that \
                  does not help, use another browser.",
    },
    count: Count {
        lede: "A record counts where both have a half and the proof holds. The halves are those \
               of the step before; leave them there.",
        own_here: |digits| format!("With the verification that was made here: {digits}"),
        run: "Count my half of the totals",
        missing: ["your verification", "the other organiser’s verification"],
        accepted: |n| format!("Records that count: {n}."),
        only_own: |n| format!("Only you have a half, dropped: {n}."),
        only_other: |n| format!("Only the other organiser has a half, dropped: {n}."),
        different: |n| format!("The two halves do not belong together, dropped: {n}."),
        invalid: |n| format!("The proof does not hold, dropped: {n}."),
        fault: |fault| match fault {
            CountFault::TooFew { people, minimum } => {
                format!("Only {people} can be counted; at least {minimum} are needed. Not counted.")
            }
            CountFault::ManyMissing { missing, own } => format!(
                "Of the {own} halves that you verified, the other organiser lacks {missing}. \
                 Whoever withholds halves picks the people of a count. Ask first why."
            ),
            CountFault::Overlap(overlap) => format!(
                "Of these people, {} were counted before in another company. Subtracting the two \
                 totals would tell their answers. Not counted. Use the verifications of that \
                 time, or verify again and count only who came since.",
                overlap.people
            ),
            CountFault::Gone { missing } => format!(
                "Of the halves that were verified, {missing} are not here any more. Give them \
                 all, and count again."
            ),
            CountFault::NotOwn => {
                "Your verification or your ledger is not that of this key.".to_owned()
            }
        },
        not_ours: "The key is not that of either organiser of this plan.",
        other_party: "One of the files is of the other organiser.",
        allow: ["I have asked, and these are to be left out", "Count all the same"],
        ledger_first: "Save the ledger first and keep it with the key: next time it must be given. \
                       Without it this page does not know who was counted.",
        ledger: "Save the ledger",
        made: "Your half of the totals",
        save: "Save the half of the totals",
        send: "Send it closed to the other organiser, or let one of the two gather both. Compare \
               the 20 digits over the telephone.",
    },
    combine: Combine {
        lede: "Both halves of the totals must be of the same count.",
        own_here: |digits| format!("With the half of the totals that was counted here: {digits}"),
        missing: "Once both halves of the totals are here, so are the tables.",
        fault: |fault| match fault {
            CombineFault::SameParty => "Both halves of the totals are of one organiser.",
            CombineFault::DifferentPeople => {
                "The halves of the totals count different people. Compare which verifications \
                 each of you used."
            }
            CombineFault::TooFew => "Too few people to show anything.",
            CombineFault::Inconsistent => {
                "Together they are no numbers of people: one of them is not what the page writes. \
                 Each organiser should count again."
            }
        },
        csv: "Save as CSV",
        print: "Print",
    },
    tables: TableWords {
        heading: "Totals that may be shown",
        people: |people| format!("People counted: {people}."),
        rules: |minimum| {
            format!(
                "Fewer than {minimum} people are not shown, and parts that are too small are \
                 merged with their neighbours. What is withheld names its rule; it is not zero."
            )
        },
        columns: ["", "People", "Share"],
        bands: "Scores by band",
        strata: |question| format!("Scores by band and “{question}”"),
        rounded: "People in these tables are rounded to multiples of 5.",
        no_answer: |reason| match reason {
            NoAnswer::Any => "No answer",
            NoAnswer::NotApplicable => "Not applicable",
            NoAnswer::DontKnow => "Don’t know",
            NoAnswer::Declined => "Prefer not to say",
            NoAnswer::Skipped => "Skipped",
        },
        answered: "Answered",
        unscored: "No score",
        picked_none: "Picked none",
    },

    back: "Back to the organiser’s page",
    foot: (
        "What this page does, and does not",
        [
            "Keys, halves and totals are in memory only; nothing is stored. Save what you need.",
            "When you leave this part of the page, the key is taken out of memory; what you gave \
             stays until the page is closed.",
            "No step shows or exports a record: there is no whole record here.",
            "It asks for nothing from the network once it is open. You carry the files yourself.",
        ],
    ),
};
