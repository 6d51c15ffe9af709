//! The background as a table keeps it: a few wide groups, and of most questions nothing.
//!
//! Level × role × years × region has 240 cells in the shipped instrument: among a few hundred
//! people most of them would hold one person. Level in three groups and role in two have six.

use std::collections::BTreeMap;

use super::table::NotExported;
use crate::domain::answer::{Answer, Question};
use crate::domain::instrument::{Form, Instrument, Text};
use crate::domain::record::Record;

/// A background question that a table keeps, in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its position in the instrument.
    pub question: u8,
    rule: &'static Rule,
}

/// Some options of a background question, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first and the last of them.
    pub options: (u8, u8),
    /// Its name, in Chinese and in English.
    pub name: [&'static str; 2],
}

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    /// The question, and its options in Chinese and in English: the groups are groups of these. Not
    /// read from the instrument that is built in, which can be another.
    id: &'static str,
    options: &'static [[&'static str; 2]],
    groups: &'static [Group],
}

const fn group(first: u8, last: u8, zh: &'static str, en: &'static str) -> Group {
    Group { options: (first, last), name: [zh, en] }
}

/// The questions that are kept, in the order in which they are given up: the last one first.
const RULES: [Rule; 2] = [
    Rule {
        id: "bg_level",
        options: &[
            ["县（区、市、旗）直部门", "County department (incl. district, city, banner)"],
            ["乡镇", "Township or town"],
            ["街道", "Subdistrict"],
            ["村", "Village"],
            ["社区", "Community"],
        ],
        groups: &[
            group(0, 0, "县直部门", "County department"),
            group(1, 2, "乡镇、街道", "Township or subdistrict"),
            group(3, 4, "村、社区", "Village or community"),
        ],
    },
    Rule {
        id: "bg_role",
        options: &[
            ["单位或村社主要负责人", "Head of a unit, village or community"],
            ["班子其他成员", "Other member of the leadership"],
            ["站所或中层负责人", "Head of a station or section"],
            [
                "一般干部与工作人员（含两委成员、网格员、社工）",
                "Ordinary staff (incl. committee members, grid and social workers)",
            ],
        ],
        groups: &[
            group(0, 2, "领导班子与负责人", "Leadership or head of a section"),
            group(3, 3, "一般干部与工作人员", "Ordinary staff"),
        ],
    },
];

/// The background questions that a table of an instrument keeps. The names of groups say who is in
/// them: other options are other people, even where there are as many under the same id. So the
/// options have to be the known ones word for word, and of all others nothing is kept.
pub fn kept(instrument: &Instrument) -> Vec<Kept> {
    let find = |rule: &'static Rule| {
        let mut questions = (0..).zip(&instrument.background);
        let (question, _) = questions.find(|(_, background)| {
            let words = background.options.iter().map(|option| &option.label);
            background.id == rule.id
                && words
                    .map(|Text { zh, en, .. }| [zh.as_str(), en])
                    .eq(rule.options.iter().copied())
        })?;
        Some(Kept { question, rule })
    };
    RULES.iter().filter_map(find).collect()
}

impl Kept {
    /// The groups, in the order of their codes.
    pub const fn groups(&self) -> &'static [Group] {
        self.rule.groups
    }

    /// The group of a record, counted from 0; none where the record tells none, for whatever
    /// reason.
    pub fn group(&self, record: &Record) -> Option<u8> {
        let answer = record.complete().answers().get(Question::Background(self.question));
        let Answer::Option(option) = answer else { return None };
        let holds = |group: &Group| (group.options.0..=group.options.1).contains(&option);
        u8::try_from(self.rule.groups.iter().position(holds)?).ok()
    }
}

/// A class: people with the same form and groups.
type Class = (Form, Vec<Option<u8>>);

/// For each record the groups that the table tells, so that no class has fewer than `minimum`
/// people. Whoever is in a smaller one loses the last group that is told, again and again; and
/// where too few tell nothing in the end, the smallest class joins them.
pub(super) fn shared(
    kept: &[Kept],
    records: &[Record],
    minimum: u64,
) -> Result<Vec<Vec<Option<u8>>>, NotExported> {
    let class = |record: &Record| -> Class {
        (record.complete().form(), kept.iter().map(|kept| kept.group(record)).collect())
    };
    let mut classes: Vec<Class> = records.iter().map(class).collect();
    loop {
        let mut people: BTreeMap<Class, u64> = BTreeMap::new();
        for class in &classes {
            *people.entry(class.clone()).or_default() += 1;
        }
        let mut small = people.iter().filter(|(_, number)| **number < minimum);
        let Some((first, _)) = small.clone().next() else { break };
        let joins: Vec<(Class, Class)> = if small.any(|(class, _)| tells(class)) {
            let small = people.iter().filter(|(class, number)| **number < minimum && tells(class));
            small.map(|(class, _)| (class.clone(), told_less(class))).collect()
        } else {
            let others = people.iter().filter(|(class, _)| class.0 == first.0 && tells(class));
            let smallest = others.min_by_key(|(class, number)| (**number, (*class).clone()));
            let (joining, _) = smallest.ok_or(NotExported::FewOfForm { form: first.0 })?;
            vec![(joining.clone(), first.clone())]
        };
        let joins: BTreeMap<Class, Class> = joins.into_iter().collect();
        for class in &mut classes {
            if let Some(other) = joins.get(class) {
                class.clone_from(other);
            }
        }
    }
    Ok(classes.into_iter().map(|(_, groups)| groups).collect())
}

/// Whether a class tells anything of the background.
fn tells((_, groups): &Class) -> bool {
    groups.iter().any(Option::is_some)
}

/// The class without the last group that it tells.
fn told_less((form, groups): &Class) -> Class {
    let mut groups = groups.clone();
    if let Some(last) = groups.iter_mut().rev().find(|group| group.is_some()) {
        *last = None;
    }
    (*form, groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Background;
    use crate::domain::shipped_instrument;

    #[test]
    fn every_option_is_in_exactly_one_group() {
        let kept = kept(shipped_instrument());
        let ids = kept.iter().map(|kept| kept.rule.id).collect::<Vec<_>>();
        assert_eq!(ids, ["bg_level", "bg_role"]);
        assert_eq!(kept.iter().map(|kept| kept.groups().len()).product::<usize>(), 6);
        for kept in kept {
            let options = shipped_instrument().options_of(Question::Background(kept.question));
            let all = kept.groups().iter().flat_map(|group| group.options.0..=group.options.1);
            assert!(all.eq(0..u8::try_from(options.len()).expect("few")), "{}", kept.rule.id);
        }
    }

    /// What is kept of the shipped instrument after a change to its background.
    fn kept_of(change: impl FnOnce(&mut Vec<Background>)) -> Vec<&'static str> {
        let mut other = shipped_instrument().clone();
        change(&mut other.background);
        kept(&other).into_iter().map(|kept| kept.rule.id).collect()
    }

    /// No group may be told of people who did not choose its words.
    #[test]
    fn of_other_words_nothing_is_kept() {
        assert_eq!(kept_of(|_| {}), ["bg_level", "bg_role"]);
        // Nurses and doctors are no county department.
        let names = ["Nurse", "Doctor", "Head nurse", "Director", "Care worker"];
        let hospital = |background: &mut Vec<Background>| {
            for (option, name) in background[0].options.iter_mut().zip(names) {
                option.label.en = name.to_owned();
                option.label.zh = "护士".to_owned();
            }
        };
        assert_eq!(kept_of(hospital), ["bg_role"]);
        // One letter, one place, one option are enough.
        assert_eq!(kept_of(|all| all[0].options[4].label.zh.push('人')), ["bg_role"]);
        assert_eq!(kept_of(|all| all[0].options[4].label.en.push('s')), ["bg_role"]);
        assert_eq!(kept_of(|all| all[0].options.swap(0, 4)), ["bg_role"]);
        assert_eq!(kept_of(|all| drop(all[1].options.pop())), ["bg_level"]);
        assert_eq!(kept_of(|all| all[0].id = "bg_place".to_owned()), ["bg_role"]);
        // Another place among the questions is the same question.
        assert_eq!(kept_of(|all| all.swap(0, 3)), ["bg_level", "bg_role"]);
    }
}
