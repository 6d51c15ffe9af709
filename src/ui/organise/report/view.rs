//! The report in the page: settings, the sheet, and ways to take it along.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use qingdan_markup::html;
use yew::prelude::*;

use super::context::Context;
use super::input::{ReportAction, ReportInput};
use super::settings::Settings;
use super::sheet::{Extent, SHEET, folds, sheet, subject};
use crate::browser::{document, print};
use crate::i18n::Language;
use crate::i18n::organise::report::Messages;
use crate::tasks::save_report::{FILE_NAME, FOOT, foot, save_report};

/// How long only the beginning of a sheet is there: until it has been painted, and whoever picks
/// another scope at once has been answered. What follows stands below the first screen.
const BEGINNING_MILLIS: u32 = 150;

/// Pause before the inside of the next closed fold is made: the page stays responsive meanwhile.
const PAUSE_MILLIS: u32 = 20;

/// Folds made at a time; so many, the table of scores first, with the whole of the sheet.
const FOLDS_AT_ONCE: usize = 2;

/// What is made of a report at once, so that its beginning is painted before all of it is laid
/// out. Natively nothing would follow.
const FIRST: Extent =
    if cfg!(target_arch = "wasm32") { Extent::Beginning } else { Extent::Folds(FOLDS_AT_ONCE) };

/// Properties of [`ReportView`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReportViewProps {
    /// The language shown.
    pub language: Language,
    /// What is reported.
    pub report: Rc<ReportInput>,
    /// Where wishes go.
    pub on: Callback<ReportAction>,
    /// More has come since: nothing about it can be chosen any more.
    #[prop_or_default]
    pub newer: bool,
    /// Make everything at once, closed folds too; else they are made one after another.
    #[prop_or_default]
    pub whole: bool,
}

/// What is to be done as soon as the whole sheet is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Print,
    Save,
}

/// How far the sheet of one release is made. Another release begins anew; what is compared with
/// it, or found out about it later, does not.
#[derive(Clone, PartialEq)]
struct Made {
    report: Rc<ReportInput>,
    extent: Extent,
}

impl Made {
    fn is_of(&self, report: &Rc<ReportInput>) -> bool {
        let (mine, other) = (&self.report, report);
        Rc::ptr_eq(mine, other) || (mine.scope == other.scope && mine.release == other.release)
    }
}

/// The report: everything that a release lets be seen.
#[component]
pub fn ReportView(props: &ReportViewProps) -> Html {
    let ReportViewProps { language, report, on, newer, whole } = props;
    let words = Messages::of(*language);
    let all = folds(Context::new(*language, report)).len();
    let (made, ready) = use_made(report, all, *whole);
    let wish = use_state(|| None::<Wish>);
    let told = use_state(|| None::<bool>);

    use_effect_with((ready, *wish), {
        let (wish, told, language) = (wish.clone(), told.clone(), *language);
        let subject = subject(language, report);
        move |&(ready, wished)| {
            if let Some(wished) = wished.filter(|_| ready) {
                wish.set(None);
                match wished {
                    Wish::Print => print::now(),
                    Wish::Save => {
                        let saved = save_report(language, subject.as_deref(), SHEET);
                        told.set(Some(saved.is_ok()));
                    }
                }
            }
        }
    });

    use_effect_with(*language, |language| {
        document::set_style(FOOT, &foot(*language));
    });

    let missing = report.release.missing() > 0;
    use_asked_quality(report, on);
    html! {
        <section class="report" aria-labelledby="report">
            if !newer {
                <Settings language={*language} input={report.clone()} on={on.clone()} />
            }
            if report.held > 0 {
                <p id="held" class="note screen-only">
                    { (words.held)(report.held, report.release.policy.minimum()) }
                </p>
            }
            if !missing {
                { take_along(words, &wish, *told) }
            }
            { sheet(*language, report, made) }
        </section>
    }
}

/// How far the sheet is made by now, and whether all of it is: a little more after each pause.
#[hook]
fn use_made(report: &Rc<ReportInput>, all: usize, whole: bool) -> (Extent, bool) {
    let made = use_state(|| Made { report: report.clone(), extent: FIRST });
    let extent = if whole {
        Extent::Folds(all)
    } else if made.is_of(report) {
        made.extent
    } else {
        FIRST
    };
    let setter = made.setter();
    use_effect_with((report.clone(), extent, all), move |(report, extent, all)| {
        let report = report.clone();
        let next = match *extent {
            Extent::Beginning => Some((BEGINNING_MILLIS, FOLDS_AT_ONCE)),
            Extent::Folds(made) => (made < *all).then_some((PAUSE_MILLIS, made + FOLDS_AT_ONCE)),
        };
        let next = next.map(|(pause, folds)| {
            let extent = Extent::Folds(folds);
            Timeout::new(pause, move || setter.set(Made { report, extent }))
        });
        move || drop(next)
    });
    (extent, matches!(extent, Extent::Folds(made) if made >= all))
}

/// Asks once for each release what flagged records change, after it has been shown.
#[hook]
fn use_asked_quality(report: &Rc<ReportInput>, on: &Callback<ReportAction>) {
    let release = &report.release;
    let wanted = report.quality.is_none() && release.missing() == 0;
    let key = (wanted, report.scope, release.n, release.policy.minimum());
    let on = on.clone();
    use_effect_with(key, move |&(wanted, ..)| {
        if wanted {
            on.emit(ReportAction::AskedQuality);
        }
    });
}

/// Printing and saving.
fn take_along(
    words: &'static Messages,
    wish: &UseStateHandle<Option<Wish>>,
    told: Option<bool>,
) -> Html {
    let ask = |wanted: Wish| {
        let wish = wish.setter();
        Callback::from(move |_: MouseEvent| wish.set(Some(wanted)))
    };
    html! {
        <div class="take-along screen-only">
            <div class="row">
                <button id="print-report" type="button" class="button" onclick={ask(Wish::Print)}>
                    { words.print }
                </button>
                <button id="save-report" type="button" class="button" onclick={ask(Wish::Save)}>
                    { words.save }
                </button>
            </div>
            <p class="muted" role="status">
                {
                    match told {
                        None => words.save_hint.to_owned(),
                        Some(true) => (words.saved)(FILE_NAME),
                        Some(false) => words.not_saved.to_owned(),
                    }
                }
            </p>
        </div>
    }
}
