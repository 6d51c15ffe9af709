//! What stands in the form about randomised items and the roster, and what becomes of it.

use crate::domain::campaign::Extensions;
use crate::domain::crowd::{Roster, RosterFault};
use crate::domain::instrument::Instrument;
use crate::domain::randomised::{ITEMS_MAX, Randomisation, TruthProbability};

/// What stands in the part of the form, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Protection {
    /// λ.
    pub(super) truth: TruthProbability,
    /// Positions of the items to randomise, ascending.
    pub(super) items: Vec<u8>,
    /// The number of people asked.
    pub(super) people: String,
    /// For each background question of the instrument the people of each option.
    pub(super) counts: Vec<Vec<String>>,
    /// The roster that these numbers were written from, until one of them is changed: it holds
    /// shares, and numbers rounded from them may give others.
    kept: Option<Roster>,
}

/// A change in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Protect {
    /// λ.
    Truth(TruthProbability),
    /// An item is randomised or not, by its position.
    Item(u8),
    /// The number of people asked.
    People(String),
    /// The people of an option of a background question, by their places in the instrument.
    Count(usize, usize, String),
    /// Other background questions are asked.
    Asked,
}

/// Why there is no roster although something of one stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RosterTrouble {
    /// Something is no whole number.
    Number,
    /// Something is missing.
    Missing,
    /// There are more people than a roster takes.
    TooMany,
}

impl Protection {
    /// Nothing of it.
    pub(super) fn new(instrument: &Instrument) -> Self {
        let empty = |options: usize| vec![String::new(); options];
        let counts = instrument.background.iter().map(|one| empty(one.options.len())).collect();
        let (truth, people) = (TruthProbability::HALF, String::new());
        Self { truth, items: Vec::new(), people, counts, kept: None }
    }

    /// What an earlier wave has, taken out of its extensions.
    pub(super) fn taken(instrument: &Instrument, extensions: &mut Extensions) -> Self {
        let mut protection = Self::new(instrument);
        if let Some(randomised) = extensions.randomised.take() {
            protection.truth = randomised.truth();
            protection.items = randomised.items().to_vec();
        }
        if let Some(roster) = extensions.roster.take() {
            protection.people = roster.people().to_string();
            for (question, counts) in roster.counts() {
                if let Some(typed) = protection.counts.get_mut(usize::from(question)) {
                    *typed = counts.iter().map(u32::to_string).collect();
                }
            }
            protection.kept = Some(roster);
        }
        protection
    }

    /// Whether anything of it stands there.
    pub(super) fn is_used(&self) -> bool {
        let mut typed = self.counts.iter().flatten().chain([&self.people]);
        !self.items.is_empty() || typed.any(|text| !text.is_empty())
    }

    /// Whether another item can be chosen.
    pub(super) const fn has_room(&self) -> bool {
        self.items.len() < ITEMS_MAX
    }

    pub(super) fn after(mut self, change: Protect) -> Self {
        match change {
            Protect::Truth(truth) => self.truth = truth,
            Protect::Item(item) => match self.items.binary_search(&item) {
                Ok(at) => drop(self.items.remove(at)),
                Err(at) if self.has_room() => self.items.insert(at, item),
                Err(_) => {}
            },
            Protect::People(people) => (self.people, self.kept) = (people, None),
            Protect::Count(question, option, text) => {
                let count = self.counts.get_mut(question).and_then(|all| all.get_mut(option));
                if let Some(count) = count {
                    (*count, self.kept) = (text, None);
                }
            }
            Protect::Asked => self.kept = None,
        }
        self
    }

    /// The randomised items; none where none are chosen.
    pub(super) fn randomisation(&self, instrument: &Instrument) -> Option<Randomisation> {
        Randomisation::new(instrument, self.truth, &self.items).ok()
    }

    /// The roster of the background questions that are asked; none where nothing of one stands
    /// there, and where none are asked.
    pub(super) fn roster(
        &self,
        instrument: &Instrument,
        asked: u8,
    ) -> Result<Option<Roster>, RosterTrouble> {
        if self.kept.is_some() {
            return Ok(self.kept.clone());
        }
        let asks = |(at, _): &(usize, &Vec<String>)| asked >> at & 1 == 1;
        let asked_counts: Vec<&Vec<String>> =
            self.counts.iter().enumerate().filter(asks).map(|(_, typed)| typed).collect();
        let blank = |text: &String| text.trim().is_empty();
        let nothing = asked_counts.iter().all(|typed| typed.iter().all(blank));
        if asked_counts.is_empty() || (nothing && blank(&self.people)) {
            return Ok(None);
        }
        let number = |text: &String| match text.trim() {
            "" => Ok(0),
            typed => typed.parse::<u32>().map_err(|_| RosterTrouble::Number),
        };
        let people = number(&self.people)?;
        let counts = asked_counts.into_iter().map(|typed| typed.iter().map(number).collect());
        let counts = counts.collect::<Result<Vec<Vec<u32>>, _>>()?;
        match Roster::new(instrument, asked, people, &counts) {
            Ok(roster) => Ok(Some(roster)),
            Err(RosterFault::TooMany) => Err(RosterTrouble::TooMany),
            Err(RosterFault::Nobody | RosterFault::Shape | RosterFault::Sum) => {
                Err(RosterTrouble::Missing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{DetailFault, read_campaign};
    use crate::domain::shipped_instrument;
    use crate::i18n::Language;
    use crate::i18n::organise::Messages;
    use crate::ui::organise::campaign::entry::{Change, Entry};

    /// Two questions are asked.
    const ASKED: u8 = 0b0011;

    fn protection(changes: impl IntoIterator<Item = Protect>) -> Protection {
        changes.into_iter().fold(Protection::new(shipped_instrument()), Protection::after)
    }

    fn count(question: usize, option: usize, text: &str) -> Protect {
        Protect::Count(question, option, text.to_owned())
    }

    #[test]
    fn nothing_is_randomised_and_checked_unless_wanted() {
        let nothing = Protection::new(shipped_instrument());
        assert!(!nothing.is_used());
        assert_eq!(nothing.randomisation(shipped_instrument()), None);
        assert_eq!(nothing.roster(shipped_instrument(), ASKED), Ok(None));
    }

    #[test]
    fn at_most_eight_items_are_chosen_in_their_order() {
        let instrument = shipped_instrument();
        let may =
            |item: &u8| Randomisation::new(instrument, TruthProbability::HALF, &[*item]).is_ok();
        let items: Vec<u8> = (0..).take(instrument.items.len()).filter(may).take(9).collect();
        let all = protection(items.iter().rev().copied().map(Protect::Item));
        assert_eq!((all.items.as_slice(), all.has_room()), (&items[1..], false));
        let found = all.randomisation(instrument).expect("they may be");
        assert_eq!((found.items(), found.truth()), (&items[1..], TruthProbability::HALF));
        let fewer = all.after(Protect::Item(items[1])).after(Protect::Item(items[0]));
        assert_eq!(fewer.items[..2], [items[0], items[2]]);
        let mut extensions =
            Extensions { randomised: fewer.randomisation(instrument), ..Extensions::default() };
        let taken = Protection::taken(instrument, &mut extensions);
        assert_eq!((taken, extensions), (fewer, Extensions::default()));
    }

    #[test]
    fn a_roster_needs_all_that_is_asked() {
        let instrument = shipped_instrument();
        let people = Protect::People(" 300 ".to_owned());
        let half = protection([people.clone(), count(0, 1, "120")]);
        assert_eq!(half.roster(instrument, ASKED), Err(RosterTrouble::Missing));
        // What is not asked need not be filled in.
        assert!(half.roster(instrument, 0b0001).is_ok_and(|roster| roster.is_some()));
        assert_eq!(half.roster(instrument, 0), Ok(None));
        let wrong = half.clone().after(count(1, 0, "一百"));
        assert_eq!(wrong.roster(instrument, ASKED), Err(RosterTrouble::Number));
        let nobody = protection([count(0, 1, "120"), count(1, 0, "3")]);
        assert_eq!(nobody.roster(instrument, ASKED), Err(RosterTrouble::Missing));
        let whole = half.after(count(0, 3, "7")).after(count(1, 0, "100"));
        let roster = whole.roster(instrument, ASKED).expect("whole").expect("a roster");
        assert_eq!(roster.people(), 300);
        // The next wave has the very same, until something is changed.
        let mut extensions = Extensions { roster: Some(roster.clone()), ..Extensions::default() };
        let next = Protection::taken(instrument, &mut extensions);
        assert_eq!(next.roster(instrument, ASKED), Ok(Some(roster.clone())));
        assert_eq!((next.people.as_str(), extensions.roster.is_none()), ("300", true));
        let other = next.clone().after(Protect::People("400".to_owned()));
        assert!(other.roster(instrument, ASKED).is_ok_and(|other| other != Some(roster)));
        assert_eq!(next.after(Protect::Asked).roster(instrument, 0), Ok(None));
    }

    /// Noise and roster go into the campaign, its code and the next wave; what does not fit does
    /// not become a campaign.
    #[test]
    fn noise_and_roster_go_with_the_campaign() {
        let instrument = shipped_instrument();
        let words = &Messages::of(Language::Zh).campaign;
        let item = instrument.item_index("acc_personal").and_then(|item| u8::try_from(item).ok());
        let count = |question, option| Protect::Count(question, option, "40".to_owned());
        let changes = [
            Protect::Item(item.expect("an item")),
            Protect::People("300".to_owned()),
            count(0, 1),
            count(0, 2),
            count(1, 0),
        ];
        let background = Entry { background: 0b0011, ..Entry::new(words, instrument) };
        let entry = changes.map(Change::Protect).into_iter().fold(background, Entry::after);
        let campaign = entry.campaign(instrument, [1; 4]).expect("a valid campaign");
        let extensions = campaign.extensions();
        assert!(extensions.randomised.is_some() && extensions.roster.is_some());
        let read = read_campaign(instrument, &campaign.to_code());
        assert_eq!(read.as_ref(), Ok(&campaign));
        let next = Entry::next(instrument, &[], &campaign).expect("there are 99 waves");
        assert_eq!(next.extensions, Extensions::default());
        let wave = next.campaign(instrument, [1; 4]).expect("a valid campaign");
        assert_eq!(wave.extensions(), extensions);
        // Another question is asked: nobody has said yet how its answers are spread.
        let more = entry.after(Change::Background(2));
        assert_eq!(more.campaign(instrument, [1; 4]), Err(DetailFault::Extensions));
    }
}
