//! The Raw TLX as an instrument: its scores are those of the published formula, the plain mean of
//! six ratings from 0 to 100 (Hart & Staveland 1988; unweighted, Hart 2006), on cases computed by
//! hand.

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::RecordId;
use qingdan::domain::score::{Score, Scores, score};

const FILE: &[u8] = include_bytes!("../instrument/raw-tlx.json");

/// The dimensions in the order of the scale.
const DIMENSIONS: [&str; 6] =
    ["mental_demand", "physical_demand", "temporal_demand", "performance", "effort", "frustration"];

fn instrument() -> Instrument {
    Instrument::parse(FILE).expect("the instrument is valid")
}

/// The scores of some ratings; an option is a tenth of its rating.
fn scored(ratings: [Option<u8>; 6]) -> Scores {
    let instrument = instrument();
    let mut interview = Interview::new(&instrument, RecordId([1; 16]), None);
    for (id, rating) in DIMENSIONS.iter().zip(ratings) {
        let item = instrument.item_index(id).expect("a dimension");
        let question = Question::Item(u8::try_from(item).expect("six items"));
        let Some(rating) = rating else { continue };
        let event = Event::Answered(question, Answer::Option(rating / 10));
        interview = interview.after(&instrument, &event).expect("an answer");
    }
    score(&instrument, &interview.finish(&instrument))
}

#[test]
fn six_dimensions_of_eleven_ratings() {
    let instrument = instrument();
    let ids: Vec<&str> = instrument.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, DIMENSIONS);
    for item in &instrument.items {
        let options = instrument.options(&item.options);
        let scores: Vec<Option<u8>> = options.iter().map(|option| option.score).collect();
        let tens: Vec<Option<u8>> = (0..=10).map(|ten| Some(ten * 10)).collect();
        assert_eq!(scores, tens, "{}", item.id);
        assert!(item.quick && instrument.asks(Form::Quick, 0), "there is one form only");
    }
    assert!(!instrument.has_quick_form());
}

/// Sums and means by hand: 70+10+60+30+65… would need steps of 5; these are steps of 10.
#[test]
fn the_score_is_the_plain_mean_of_six() {
    for (ratings, sum) in [
        ([0, 0, 0, 0, 0, 0], 0),
        ([100, 100, 100, 100, 100, 100], 600),
        ([70, 10, 60, 30, 60, 40], 270),  // 45
        ([50, 50, 50, 50, 50, 50], 300),  // 50
        ([90, 0, 100, 20, 80, 70], 360),  // 60
        ([10, 20, 30, 40, 50, 60], 210),  // 35
        ([100, 0, 0, 0, 0, 0], 100),      // 16 2/3
        ([80, 30, 70, 10, 60, 100], 350), // 58 1/3
    ] {
        let found = scored(ratings.map(Some));
        let index = found.index.expect("six answers give a score");
        let (numerator, denominator) = index.parts();
        assert_eq!(numerator * 6, sum * denominator, "{ratings:?}");
        assert_eq!(found.categories[0].score, found.index, "one category is the whole");
    }
    assert_eq!(scored([100, 0, 0, 0, 0, 0].map(Some)).index.expect("a score").rounded(), 17);
    assert_eq!(scored([80, 30, 70, 10, 60, 100].map(Some)).index.expect("a score").rounded(), 58);
}

/// What a band says is true of every score in it: it speaks of the mean, between its own border
/// and the next, and not of single ratings, which may all lie elsewhere.
#[test]
fn the_words_of_a_band_are_true_of_the_mean() {
    let instrument = instrument();
    let borders: Vec<u8> = instrument.bands.iter().map(|band| band.from).collect();
    assert_eq!(borders, [0, 25, 50, 75]);
    let numbers = |text: &str| -> Vec<u8> {
        let parts = text.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    for (at, band) in instrument.bands.iter().enumerate() {
        let named: Vec<u8> =
            borders.iter().skip(at).take(2).copied().filter(|&from| from > 0).collect();
        for (text, mean, never) in
            [(&band.meaning.zh, "平均", "多数"), (&band.meaning.en, "mean", "ost ")]
        {
            assert!(text.contains(mean) && !text.contains(never), "{text}");
            assert_eq!(numbers(text), named, "{text}");
        }
    }
    // No rating lies in the band of the mean, or only one in six.
    for (ratings, band) in [
        ([100, 100, 0, 0, 0, 0], 1),
        ([100, 100, 100, 0, 0, 10], 2),
        ([100, 100, 100, 100, 50, 0], 3),
        ([20, 20, 20, 20, 20, 60], 1),
        ([20, 20, 20, 20, 20, 40], 0),
    ] {
        let index = scored(ratings.map(Some)).index.expect("a score");
        let (numerator, denominator) = index.parts();
        let found = instrument.band_index(|from| numerator >= denominator * u64::from(from));
        assert_eq!(found, band, "{ratings:?}");
    }
}

/// Performance runs from perfect, 0, to failure, 100: a low rating is a good one.
#[test]
fn performance_runs_the_other_way() {
    let instrument = instrument();
    let item = &instrument.items[instrument.item_index("performance").expect("a dimension")];
    let options = instrument.options(&item.options);
    assert_eq!((options[0].score, options[10].score), (Some(0), Some(100)));
    assert!(options[0].label.en.contains("perfect") && options[10].label.en.contains("failure"));
    let [good, bad] = [0, 100].map(|rating| {
        let found = scored([50, 50, 50, rating, 50, 50].map(Some)).index.expect("a score");
        found.parts()
    });
    assert_eq!((good.0 * 6, bad.0 * 6), (250 * good.1, 350 * bad.1));
}

/// The formula knows no gaps; here a score needs half of the six, as everywhere in the project.
#[test]
fn with_gaps_the_rule_of_the_project_holds() {
    let two = scored([Some(50), Some(70), None, None, None, None]);
    assert_eq!(two.index, None, "two of six are too few");
    let three = scored([Some(50), Some(70), Some(30), None, None, None]);
    assert_eq!(three.index.map(Score::rounded), Some(50));
}
