//! The results as one tall SVG text, to be drawn as a picture: scores and hours only, nothing that
//! tells who, when or under which id.

use super::headline::index_words;
use super::hours::{bounds_in_words, tenths_of};
use super::mark::{Mark, light};
use super::pole::{self, hung};
use crate::domain::answer::Complete;
use crate::domain::instrument::Instrument;
use crate::domain::score::{Scores, estimate_hours, score};
use crate::i18n::Language;
use crate::i18n::respond::Messages;
use crate::i18n::shared;
use crate::ui::parts::{shade, units};

/// Width of the picture.
const WIDTH: f64 = 360.0;
/// Distance of everything from the edges.
const EDGE: f64 = (WIDTH - pole::WIDTH) / 2.0;
/// Height of a row of the profile.
const ROW: f64 = 34.0;
/// From one line of small text to the next.
const LINE: f64 = 18.0;
/// Width of a letter of small text: Latin, others.
const LETTER: (f64, f64) = (6.4, 12.0);
/// The fonts of `--font-zh` in `style/tokens.css`.
const FONTS: &str = "PingFang SC, HarmonyOS Sans SC, MiSans, Noto Sans CJK SC, \
                     Source Han Sans SC, Microsoft YaHei, sans-serif";

/// The picture as an SVG text, and its width and height.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few hundred units, never negative"
)]
pub(super) fn picture(
    instrument: &'static Instrument,
    language: Language,
    complete: &Complete,
) -> (String, [u32; 2]) {
    let scores = score(instrument, complete);
    let mut sheet = Sheet { instrument, language, marks: Vec::new(), y: 30.0 };
    sheet.head(&scores);
    let (hung, height) = hung(instrument, language, &scores);
    let pole_from = sheet.y;
    sheet.y += height + 10.0;
    sheet.profile(&scores);
    sheet.foot(complete);

    let height = sheet.y.ceil();
    let size = [units(WIDTH), units(height)];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" \
         viewBox=\"0 0 {0} {1}\" font-family=\"{FONTS}\">\
         <path fill=\"{2}\" d=\"M0 0H{0}V{1}H0Z\"/>",
        size[0],
        size[1],
        light::PAPER,
    );
    for mark in &sheet.marks {
        mark.write(&mut svg);
    }
    svg.extend(["<g transform=\"translate(", &units(EDGE), " ", &units(pole_from), ")\">"]);
    for mark in &hung {
        mark.write(&mut svg);
    }
    svg.push_str("</g></svg>");
    (svg, [WIDTH as u32, height as u32])
}

/// The picture as far as it is laid out.
struct Sheet {
    instrument: &'static Instrument,
    language: Language,
    marks: Vec<Mark>,
    /// The next baseline.
    y: f64,
}

impl Sheet {
    fn words(&mut self, class: &'static str, x: f64, words: &str) {
        self.marks.push(Mark::words(class, x, self.y, words));
    }

    /// The name, and the index with its band.
    fn head(&mut self, scores: &Scores) {
        let words = &Messages::of(self.language).results;
        let shared = shared::Messages::of(self.language);
        let title = [shared.name, " · ", words.title].concat();
        self.words("picture__strong", EDGE, &title);
        let Some(index) = scores.index else {
            self.y += 30.0;
            let needed = usize::from(self.instrument.index_categories_min);
            return self.text(&(words.index_missing)(scores.reported, needed));
        };
        self.y += 68.0;
        let number = index.rounded().to_string();
        let beside = EDGE + 12.0 + 38.0 * number.chars().map(|_| 1.0).sum::<f64>();
        self.words("picture__index", EDGE, &number);
        let band = self.instrument.band_index(|from| index.at_least(from));
        let band = self.instrument.bands.get(band);
        self.words("picture__strong", beside, band.map_or("", |b| self.language.text(&b.name)));
        self.y += 24.0;
        self.text(index_words(self.language));
        self.y += 6.0;
    }

    /// One row per category: name, bar, number.
    fn profile(&mut self, scores: &Scores) {
        let (bar_from, bar) = (EDGE + 96.0, 188.0);
        for (category, scored) in self.instrument.categories.iter().zip(&scores.categories) {
            self.y += ROW;
            self.words("", EDGE, self.language.text(&category.short));
            let place = |width| [bar_from, self.y - 12.0, width, 14.0];
            self.marks.push(Mark::block("drawing__track", place(bar)));
            if let Some(score) = scored.score {
                let band = self.instrument.band_index(|from| score.at_least(from));
                let width = bar * score.to_f64() / 100.0;
                self.marks.push(Mark::block(shade(band), place(width)));
            }
            let number = scored.score.map_or("–".to_owned(), |score| score.rounded().to_string());
            self.words("picture__end", WIDTH - EDGE, &number);
        }
        self.y += ROW;
    }

    /// The hours, what the figures are not, and who made the picture.
    fn foot(&mut self, complete: &Complete) {
        let messages = Messages::of(self.language);
        if let Some(estimate) = estimate_hours(self.instrument, complete) {
            self.y += 8.0;
            self.text(messages.hours.title);
            let bounds = bounds_in_words(&messages.hours, tenths_of(&estimate));
            self.words("", EDGE, &bounds);
            self.y += 32.0;
        }
        self.text(self.language.text(&self.instrument.disclaimer));
        self.text(messages.picture.made);
    }

    /// Small text, broken into lines.
    fn text(&mut self, text: &str) {
        for line in broken(text, WIDTH - 2.0 * EDGE) {
            self.words("picture__soft", EDGE, &line);
            self.y += LINE;
        }
        self.y += 6.0;
    }
}

/// A text in lines of at most a width: Latin words stay whole, and no line begins with a mark of
/// punctuation.
fn broken(text: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    let mut rest = text.chars().peekable();
    let wide = |c: char| if c.is_ascii() { LETTER.0 } else { LETTER.1 };
    while let Some(first) = rest.next() {
        let mut piece = first.to_string();
        // What may not be torn from the character before it.
        while let Some(next) = rest.next_if(|next| {
            "，。、；：”）！？".contains(*next)
                || (first.is_ascii_graphic() && (next.is_ascii_graphic() || *next == '–'))
        }) {
            piece.push(next);
        }
        let length: f64 = piece.chars().map(wide).sum();
        if used + length > width {
            lines.push(String::new());
            used = 0.0;
            piece = piece.trim_start().to_owned();
        }
        used += length;
        if let Some(line) = lines.last_mut() {
            line.push_str(&piece);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Answers};
    use crate::domain::instrument::Form;
    use crate::domain::respondent_instrument;

    fn drawn(language: Language, answers: &Answers) -> (String, [u32; 2]) {
        let instrument = respondent_instrument();
        picture(instrument, language, &Complete::new(instrument, Form::Full, answers))
    }

    #[test]
    fn a_picture_has_every_number_and_nothing_else_of_the_person() {
        let mut answers = Answers::new(respondent_instrument());
        answers.items.fill(Answer::Option(1));
        for language in [Language::Zh, Language::En] {
            let (svg, [width, height]) = drawn(language, &answers);
            assert_eq!(width, 360);
            assert!((700..1100).contains(&height), "{height}");
            let messages = Messages::of(language);
            assert!(svg.contains(messages.picture.made));
            for category in &respondent_instrument().categories {
                // Under the pole and in the profile.
                let name = format!(">{}</text>", language.text(&category.short));
                assert_eq!(svg.matches(&name).count(), 2, "{name}");
            }
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
            assert!(!svg.contains("href") && !svg.contains("url("), "it refers to nothing outside");
            assert!(!svg.contains("style="));
        }
    }

    #[test]
    fn without_answers_it_says_so() {
        let (svg, _) = drawn(Language::Zh, &Answers::new(respondent_instrument()));
        assert!(svg.contains("还差 8 类") && svg.contains('–'), "{svg}");
    }

    #[test]
    fn lines_break_between_words_and_not_before_punctuation() {
        assert_eq!(broken("aa bb cc", 40.0), ["aa bb ", "cc"]);
        assert_eq!(broken("一二三，四五", 36.0), ["一二", "三，四", "五"]);
        assert_eq!(broken("", 10.0), [""]);
    }
}
