//! The pages, their order, and their addresses within the document.

use crate::domain::SHAPE;
use crate::domain::instrument::Instrument;

/// One page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// What this is, and the choice of form.
    #[default]
    Welcome,
    /// The items of one category.
    Category(usize),
    /// The questions about consequences.
    Outcomes,
    /// The questions about the respondent.
    Background,
    /// All answers.
    Review,
    /// The scores.
    Results,
    /// One category among the scores.
    Detail(usize),
    /// The scores beside those of an earlier file of one's own.
    Compare,
    /// The file.
    Export,
    /// Keeping a draft on this device.
    Draft,
    /// Going on with a draft.
    Resume,
    /// Entering a campaign's code.
    Join,
    /// After erasing.
    Erased,
}

/// A page, and the question on it that is to be changed; on [`Page::Join`] the campaign's code
/// that a link brings along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// Id of the question reached from the review, or the code.
    pub question: Option<String>,
}

impl From<Page> for Route {
    fn from(page: Page) -> Self {
        Self { page, question: None }
    }
}

impl Route {
    /// Reads a fragment; anything unknown is the first page.
    pub fn of_fragment(instrument: &Instrument, fragment: &str) -> Self {
        let mut parts = fragment.trim_start_matches("#/").split('/');
        let page = match parts.next() {
            Some("c") => {
                let category = parts.next().and_then(|id| instrument.category_index(id));
                category.map_or(Page::Welcome, Page::Category)
            }
            Some("outcomes") if SHAPE.outcomes => Page::Outcomes,
            Some("background") if SHAPE.background => Page::Background,
            Some("review") => Page::Review,
            Some("results") => match parts.next() {
                None => Page::Results,
                Some(id) => instrument.category_index(id).map_or(Page::Results, Page::Detail),
            },
            Some("compare") => Page::Compare,
            Some("draft") => Page::Draft,
            Some("resume") => Page::Resume,
            Some("export") => Page::Export,
            Some("join") => Page::Join,
            Some("erased") => Page::Erased,
            _ => Page::Welcome,
        };
        Self { page, question: parts.next().map(str::to_owned) }
    }

    /// The route to begin on where this one was asked for: without any answer yet, the pages that
    /// come after answers are the first page.
    #[must_use]
    pub fn at_start(self) -> Self {
        match self.page {
            Page::Welcome | Page::Category(0) | Page::Resume | Page::Join => self,
            _ => Self::default(),
        }
    }

    /// The fragment of a question's page, at the question.
    pub fn to_question(instrument: &Instrument, page: Page, question: &str) -> String {
        [&page.fragment(instrument), "/", question].concat()
    }
}

impl Page {
    /// The page's fragment.
    pub fn fragment(self, instrument: &Instrument) -> String {
        let under = |folder: &str, category: usize| {
            let id = instrument.categories.get(category).map_or("", |c| c.id.as_str());
            [folder, id].concat()
        };
        let name = match self {
            Self::Welcome => "welcome",
            Self::Category(category) => return under("#/c/", category),
            Self::Detail(category) => return under("#/results/", category),
            Self::Compare => "compare",
            Self::Draft => "draft",
            Self::Resume => "resume",
            Self::Outcomes => "outcomes",
            Self::Background => "background",
            Self::Review => "review",
            Self::Results => "results",
            Self::Export => "export",
            Self::Join => "join",
            Self::Erased => "erased",
        };
        ["#/", name].concat()
    }

    /// All pages from the first question on, in order.
    fn order(instrument: &Instrument) -> Vec<Self> {
        let mut order: Vec<Self> = (0..instrument.categories.len()).map(Self::Category).collect();
        if SHAPE.outcomes {
            order.push(Self::Outcomes);
        }
        if SHAPE.background {
            order.push(Self::Background);
        }
        order.extend([Self::Review, Self::Results, Self::Export]);
        order
    }

    /// The page with a number; the first page for any other.
    pub fn numbered(instrument: &Instrument, number: usize) -> Self {
        let place = number.checked_sub(1);
        place.and_then(|place| Self::order(instrument).get(place).copied()).unwrap_or_default()
    }

    /// Number of the page, counted from 1 at the first question, and of all pages; none for the
    /// pages outside that order.
    pub fn number(self, instrument: &Instrument) -> Option<(usize, usize)> {
        let order = Self::order(instrument);
        let place = order.iter().position(|&page| page == self)?;
        Some((place + 1, order.len()))
    }

    /// The page before; for a page outside the order, the page that it belongs to.
    pub fn back(self, instrument: &Instrument) -> Option<Self> {
        match self {
            Self::Detail(_) | Self::Compare => return Some(Self::Results),
            Self::Resume | Self::Join => return Some(Self::Welcome),
            _ => {}
        }
        match self.number(instrument)? {
            (1, _) => Some(Self::Welcome),
            (number, _) => Self::order(instrument).get(number - 2).copied(),
        }
    }

    /// The page after; for one category among the scores, the next one.
    pub fn next(self, instrument: &Instrument) -> Option<Self> {
        let number = match self {
            Self::Welcome => 0,
            Self::Detail(category) => {
                let next = category + 1;
                return (next < instrument.categories.len()).then_some(Self::Detail(next));
            }
            _ => self.number(instrument)?.0,
        };
        Self::order(instrument).get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::respondent_instrument;

    #[test]
    fn every_page_is_found_again_by_its_fragment() {
        let instrument = respondent_instrument();
        let mut page = Page::Welcome;
        for number in 1..=16 {
            page = page.next(instrument).expect("there are 16 pages after the first");
            assert_eq!(page.number(instrument), Some((number, 16)));
            assert_eq!(Page::numbered(instrument, number), page);
            let fragment = page.fragment(instrument);
            assert_eq!(Route::of_fragment(instrument, &fragment), page.into(), "{fragment}");
        }
        assert_eq!(page.next(instrument), None);
        for number in (1..16).rev() {
            page = page.back(instrument).expect("every page has one before it");
            assert_eq!(page.number(instrument), Some((number, 16)));
        }
        assert_eq!(page.back(instrument), Some(Page::Welcome));
        assert_eq!(Page::Welcome.back(instrument), None);
        assert_eq!(Page::Detail(9).next(instrument), Some(Page::Detail(10)));
        assert_eq!(Page::Detail(10).next(instrument), None);
        for number in [0, 17, usize::MAX] {
            assert_eq!(Page::numbered(instrument, number), Page::Welcome);
        }
    }

    #[test]
    fn fragments() {
        let instrument = respondent_instrument();
        let check = |fragment: &str, page: Page, question: Option<&str>| {
            let expected = Route { page, question: question.map(str::to_owned) };
            assert_eq!(Route::of_fragment(instrument, fragment), expected, "{fragment}");
        };
        check("", Page::Welcome, None);
        check("#/nowhere", Page::Welcome, None);
        check("#/c/nothing", Page::Welcome, None);
        check("#/c/trace/proof_share", Page::Category(2), Some("proof_share"));
        check("#/outcomes/out_top3", Page::Outcomes, Some("out_top3"));
        check("#/join", Page::Join, None);
        check("#/join/AQ-_9", Page::Join, Some("AQ-_9"));
    }

    #[test]
    fn pages_about_answers_are_no_beginning() {
        for page in [Page::Review, Page::Results, Page::Export, Page::Erased] {
            assert_eq!(Route::from(page).at_start(), Route::default(), "{page:?}");
        }
        assert_eq!(Route::from(Page::Category(3)).at_start(), Route::default());
        assert_eq!(Route::from(Page::Category(0)).at_start(), Page::Category(0).into());
    }
}
