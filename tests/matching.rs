//! A known-answer matching attack on invented campaigns: how often somebody who knows some answers
//! of a person picks out that person's record, and what each protection changes about it. The
//! figures stand in `docs/threat-model.md` and its translation, and are compared with them here.
//!
//! *The attacker* holds every record as it was written and knows answers of one person who took
//! part, exactly and for certain, and the chances of the noise. Records are ranked by likelihood:
//! where the truth is kept with probability λ = 1/2 and else an option of k is drawn, an answer
//! that agrees is 1 + k times as likely as one that does not, so that ranks follow from products
//! of whole numbers. Of several records ranked first one is picked at random; its chance counts.
//!
//! *The people* are invented (`domain/simulate`, all full forms). Real answers may be more alike or
//! less, and nothing here describes anybody.

use std::fmt::Write as _;

use qingdan::domain::answer::Answer;
use qingdan::domain::disclose::{Policy, disclose};
use qingdan::domain::instrument::Instrument;
use qingdan::domain::randomised::{Randomisation, TruthProbability, randomise};
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::tally::Columns;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

/// The documents that print the figures.
const DOCUMENTS: [&str; 2] = ["docs/threat-model.md", "docs/threat-model.zh.md"];

/// How many answers are known; the last stands for all.
const KNOWN: [usize; 5] = [3, 5, 8, 20, usize::MAX];

/// People in a campaign, campaigns drawn, and people looked for in each.
const CAMPAIGNS: [(u64, u64); 2] = [(500, 2), (5_000, 2)];
const TARGETS: usize = 300;

/// Sensitive items, as many as a campaign may randomise.
const SENSITIVE: [&str; 8] = [
    "trace_backfill",
    "rank_penalty",
    "esc_topped",
    "quiz_memo",
    "voice_gap",
    "acc_personal",
    "acc_events",
    "acc_defensive",
];

/// The noise: the truth stays with this probability.
const TRUTH: TruthProbability = TruthProbability::HALF;

/// Answers known where a further one is guessed.
const KNOWN_TO_GUESS: usize = 8;

/// A printed figure may differ by so much, in points.
const TOLERANCE: f64 = 1.0;

/// Which items are randomised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noise {
    None = 0,
    Sensitive,
    All,
}

/// What the attacker knows besides the number of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Knows {
    /// Answers to any items.
    Any,
    /// The same, and the background that everyone is asked for.
    WithBackground,
    /// Answers to the sensitive items only.
    SensitiveOnly,
}

/// A row of the first table.
const ROWS: [(&str, Noise, Knows); 5] = [
    ("A", Noise::None, Knows::Any),
    ("B", Noise::None, Knows::WithBackground),
    ("C", Noise::Sensitive, Knows::Any),
    ("D", Noise::Sensitive, Knows::SensitiveOnly),
    ("E", Noise::All, Knows::Any),
];

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn sensitive() -> Vec<usize> {
    let item = |id: &&str| instrument().item_index(id).expect("an item of the instrument");
    SENSITIVE.iter().map(item).collect()
}

fn options(item: usize) -> u8 {
    let options = instrument().options(&instrument().items[item].options).len();
    u8::try_from(options).expect("few options")
}

/// One person: the truth, and the items as they are written.
struct Person {
    record: Record,
    written: Vec<Answer>,
}

impl Person {
    fn truth(&self) -> &[Answer] {
        &self.record.complete().answers().items
    }

    fn background(&self) -> &[Answer] {
        &self.record.complete().answers().background
    }
}

/// Numbers from a seed, the same everywhere.
struct Source(Pcg32);

impl Source {
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("small");
        usize::try_from((u64::from(self.0.next_u32()) * end) >> 32).expect("small")
    }

    /// The answer as a page writes it: the truth or an option by chance.
    fn randomised(&mut self, truth: Answer, item: usize) -> Answer {
        randomise(TRUTH, options(item), truth, &mut || self.0.next_u32())
    }

    /// Some of the choices, in any order.
    fn chosen(&mut self, mut choices: Vec<usize>, count: usize) -> Vec<usize> {
        let count = count.min(choices.len());
        for place in 0..count {
            let other = place + self.below(choices.len() - place);
            choices.swap(place, other);
        }
        choices.truncate(count);
        choices
    }
}

/// A campaign: its people, and for each item that is randomised how much likelier an answer is that
/// agrees with the truth than one that does not.
struct Campaign {
    people: Vec<Person>,
    randomised: Vec<Option<u128>>,
}

/// Invented people, all with the full form, and what they write.
fn campaign(people: u64, seed: u64, noise: Noise) -> Campaign {
    let population = Population { people, seed, quick: 0.0, ..Population::new(instrument()) };
    let records = Simulation::new(instrument(), population).expect("a population that fits");
    let sensitive = sensitive();
    let has = |item: &usize| match noise {
        Noise::None => false,
        Noise::Sensitive => sensitive.contains(item),
        Noise::All => true,
    };
    let items = 0..instrument().items.len();
    let randomised: Vec<_> = items.map(|item| has(&item).then(|| likelier(item))).collect();
    let mut source = Source(Pcg32::seed_from_u64(seed + 1_000));
    let people = records.map(|record| {
        let truth = record.complete().answers().items.iter().zip(0..);
        let written = truth.map(|(&answer, item)| {
            if randomised[item].is_some() { source.randomised(answer, item) } else { answer }
        });
        Person { written: written.collect(), record }
    });
    Campaign { people: people.collect(), randomised }
}

/// How much likelier the noise makes an answer that agrees with the truth than one that does not.
fn likelier(item: usize) -> u128 {
    let (agrees, differs) = TRUTH.odds(options(item));
    assert_eq!(differs, 1, "a whole number: ranks are exact");
    u128::from(agrees)
}

/// How likely a record is, beside one that disagrees wherever that is possible; 0 where it cannot
/// be the person's.
fn weight(record: &Person, truth: &[Answer], known: &[usize], randomised: &[Option<u128>]) -> u128 {
    let mut weight = 1;
    for &item in known {
        match (record.written[item] == truth[item], randomised[item]) {
            (true, Some(likelier)) => weight *= likelier,
            (false, None) => return 0,
            (true, None) | (false, Some(_)) => {}
        }
    }
    weight
}

impl Campaign {
    /// The records ranked first for somebody who knows some answers of a person, and perhaps the
    /// background.
    fn first(&self, person: &Person, known: &[usize], background: bool) -> Vec<&Person> {
        let (truth, mut best, mut found) = (person.truth(), 1, Vec::new());
        for record in &self.people {
            let weight = weight(record, truth, known, &self.randomised);
            let fits = || !background || record.background() == person.background();
            if weight < best || !fits() {
                continue;
            }
            if weight > best {
                (best, found) = (weight, Vec::new());
            }
            found.push(record);
        }
        found
    }
}

/// The items that a person gave an option to, of some.
fn answered(person: &Person, items: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let answered = |item: &usize| person.truth()[*item].option().is_some();
    items.into_iter().filter(answered).collect()
}

fn percent(hits: f64, of: usize) -> f64 {
    100.0 * hits / float(of)
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("few"))
}

/// How often the person's own record is picked, percent.
fn found(campaigns: &[Campaign], knows: Knows, count: usize) -> f64 {
    let (mut hits, mut tries) = (0.0, 0);
    for (campaign, seed) in campaigns.iter().zip(2_000..) {
        let mut source = Source(Pcg32::seed_from_u64(seed));
        for person in campaign.people.iter().take(TARGETS) {
            let choices = match knows {
                Knows::SensitiveOnly => answered(person, sensitive()),
                Knows::Any | Knows::WithBackground => answered(person, 0..instrument().items.len()),
            };
            let answers = source.chosen(choices, count);
            let first = campaign.first(person, &answers, knows == Knows::WithBackground);
            if first.iter().any(|record| std::ptr::eq(*record, person)) {
                hits += 1.0 / float(first.len());
            }
            tries += 1;
        }
    }
    percent(hits, tries)
}

/// How often a sensitive answer is guessed by somebody who knows eight answers to other items and
/// holds the records, percent: it is read off the record that is picked.
fn guessed(campaigns: &[Campaign]) -> f64 {
    let others = (0..instrument().items.len()).filter(|item| !sensitive().contains(item));
    let (mut hits, mut tries) = (0.0, 0);
    for (campaign, seed) in campaigns.iter().zip(3_000..) {
        let mut source = Source(Pcg32::seed_from_u64(seed));
        for person in campaign.people.iter().take(TARGETS) {
            let known = source.chosen(answered(person, others.clone()), KNOWN_TO_GUESS);
            let first = campaign.first(person, &known, false);
            for item in answered(person, sensitive()) {
                let right = |record: &&&Person| record.written[item] == person.truth()[item];
                hits += float(first.iter().filter(right).count()) / float(first.len());
                tries += 1;
            }
        }
    }
    percent(hits, tries)
}

/// The same for somebody who has the organiser's report and no record: the option that most people
/// picked is guessed.
fn guessed_from_report(campaigns: &[Campaign]) -> f64 {
    let (mut hits, mut tries) = (0, 0);
    for Campaign { people, .. } in campaigns {
        let mut columns = Columns::new(instrument(), 1);
        for person in people {
            columns.add(&person.record);
        }
        let (scope, _) = columns.scopes().into_iter().next().expect("one form");
        let tally = columns.tally(scope).expect("records").clone();
        let release = disclose(instrument(), &tally, Policy::default());
        for item in sensitive() {
            let shown = release.items[item].shown().expect("large groups are shown");
            let parts = shown.distribution.parts.iter();
            let most = parts.max_by_key(|part| part.share.count).expect("options");
            for person in people.iter().take(TARGETS) {
                let Some(option) = person.truth()[item].option() else { continue };
                hits += usize::from((most.first..=most.last).contains(&option));
                tries += 1;
            }
        }
    }
    percent(float(hits), tries)
}

fn campaigns(people: u64, noise: Noise) -> Vec<Campaign> {
    let (_, count) = CAMPAIGNS.into_iter().find(|one| one.0 == people).expect("one of them");
    (1..=count).map(|seed| campaign(people, seed, noise)).collect()
}

/// All rows as they should be: label, people, figures.
fn rows() -> Vec<(&'static str, u64, Vec<f64>)> {
    let mut rows = Vec::new();
    for (people, _) in CAMPAIGNS {
        let noises = [Noise::None, Noise::Sensitive, Noise::All];
        let drawn = noises.map(|noise| campaigns(people, noise));
        for (label, noise, knows) in ROWS {
            let known = KNOWN
                .iter()
                .filter(|count| knows != Knows::SensitiveOnly || **count <= SENSITIVE.len());
            let campaigns = &drawn[noise as usize];
            let figures = known.map(|&count| found(campaigns, knows, count)).collect();
            rows.push((label, people, figures));
        }
        rows.push(("F", people, vec![guessed(&drawn[Noise::None as usize])]));
        rows.push(("G", people, vec![guessed(&drawn[Noise::Sensitive as usize])]));
        rows.push(("H", people, vec![guessed_from_report(&drawn[Noise::None as usize])]));
    }
    rows
}

/// The figures of a row in a document: what stands after its label and number of people.
fn printed(text: &str, label: &str, people: u64) -> Option<Vec<f64>> {
    let cells = text.lines().filter(|line| line.starts_with('|')).map(|line| {
        let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().replace(',', ""));
        cells.collect::<Vec<_>>()
    });
    let mut wanted = cells.filter(|row| row[0] == label && row.get(2) == Some(&people.to_string()));
    let row = wanted.next()?;
    let figures = row[3..].iter().filter_map(|cell| cell.trim_end_matches(" %").parse().ok());
    wanted.next().is_none().then(|| figures.collect())
}

/// What a document says otherwise than it is.
fn differences(text: &str, rows: &[(&str, u64, Vec<f64>)]) -> Vec<String> {
    let wrong = rows.iter().filter_map(|(label, people, figures)| {
        let said = printed(text, label, *people).unwrap_or_default();
        let pairs = said.iter().zip(figures);
        let close = said.len() == figures.len()
            && pairs.clone().all(|(said, figure)| (said - figure).abs() <= TOLERANCE);
        (!close).then(|| format!("{label}, {people}: {said:?} instead of {figures:.1?}"))
    });
    wrong.collect()
}

#[test]
fn the_documents_print_what_the_attack_reaches() {
    let rows = rows();
    let mut table = String::new();
    for (label, people, figures) in &rows {
        let figures: Vec<String> = figures.iter().map(|figure| format!("{figure:.0} %")).collect();
        writeln!(table, "| {label} | … | {people} | {} |", figures.join(" | ")).expect("memory");
    }
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(document).expect("the document is there");
        let wrong = differences(&text, &rows);
        assert!(wrong.is_empty(), "{document}:\n{}\n{table}", wrong.join("\n"));
    }
}

#[test]
fn a_wrong_figure_is_noticed() {
    let text = "| A | x | 500 | 19 % | 75 % |\n| A | x | 5,000 | 2 % | 26 % |\n";
    assert_eq!(differences(text, &[("A", 500, vec![19.4, 74.6])]), [""; 0]);
    for wrong in [
        ("A", 500, vec![21.0, 75.0]),
        ("A", 500, vec![19.0]),
        ("A", 50, vec![19.0, 75.0]),
        ("B", 500, vec![19.0, 75.0]),
    ] {
        assert_eq!(differences(text, &[wrong]).len(), 1);
    }
    let twice = [text, text].concat();
    assert_eq!(differences(&twice, &[("A", 500, vec![19.0, 75.0])]).len(), 1);
}

/// Who knows nothing finds one of n by chance; who knows everything finds nearly everyone where
/// nothing is randomised; and whatever is known more, and everyone less, helps.
#[test]
fn the_attack_is_one() {
    let small = campaigns(500, Noise::None);
    let plain = |count| found(&small, Knows::Any, count);
    assert!((plain(0) - 100.0 / 500.0).abs() < 1e-9);
    assert!(plain(usize::MAX) > 99.0);
    assert!(plain(3) < plain(5) && plain(5) < plain(8));
    assert!(plain(3) < found(&small, Knows::WithBackground, 3), "background helps");
    let large = campaigns(5_000, Noise::None);
    assert!(found(&large, Knows::Any, 5) < plain(5), "a crowd hides");
    let noisy = campaigns(500, Noise::Sensitive);
    let eight = |campaigns| found(campaigns, Knows::SensitiveOnly, 8);
    assert!(eight(&noisy) < eight(&small), "noise hides");
}

/// A campaign may randomise the items that the tables call sensitive.
#[test]
fn the_sensitive_items_can_be_randomised() {
    let mut items = sensitive();
    items.sort_unstable();
    let items: Vec<u8> = items.into_iter().map(|item| u8::try_from(item).expect("small")).collect();
    let randomisation = Randomisation::new(instrument(), TRUTH, &items);
    assert!(randomisation.is_ok(), "{randomisation:?}");
}
