//! Which texts a campaign may have: what is shown is what was written, in one line.

/// Why a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// It must not be empty.
    #[error("it is empty")]
    Empty,
    /// It has more characters than this.
    #[error("it has more than {0} characters")]
    TooLong(usize),
    /// It has a character that is not taken.
    #[error("it has the character {0:?}")]
    Character(char),
    /// It begins or ends with a space.
    #[error("it begins or ends with a space")]
    Untrimmed,
}

/// Letters, digits, signs and punctuation of the scripts written in China and beside them: first
/// and last of each range.
///
/// What is invisible, turns the direction of a line or stands on top of other characters is in
/// none of them, and no character that Unicode's normal form C writes differently: so a text of
/// these is in that form without the tables for it, which are larger than all the rest of this
/// room. The one exception is the order of two Tibetan vowel signs on one letter.
const TAKEN: &[[u16; 2]] = &[
    [0x20, 0x7e],
    [0xa1, 0xac],
    [0xae, 0x24f],
    [0x391, 0x3a1],
    [0x3a3, 0x3c9],
    // Cyrillic.
    [0x400, 0x482],
    [0x48a, 0x52f],
    // Arabic, as Uyghur, Kazakh and Kyrgyz are written.
    [0x60c, 0x60c],
    [0x61b, 0x61b],
    [0x61f, 0x64a],
    [0x660, 0x66f],
    [0x671, 0x6d5],
    [0x6f0, 0x6f9],
    // Tibetan.
    [0xf00, 0xf17],
    [0xf1a, 0xf34],
    [0xf3a, 0xf3d],
    [0xf40, 0xf42],
    [0xf44, 0xf47],
    [0xf49, 0xf4c],
    [0xf4e, 0xf51],
    [0xf53, 0xf56],
    [0xf58, 0xf5b],
    [0xf5d, 0xf68],
    [0xf6a, 0xf6c],
    [0xf71, 0xf72],
    [0xf74, 0xf74],
    [0xf7a, 0xf7f],
    [0xf85, 0xf85],
    [0xf90, 0xf92],
    [0xf94, 0xf97],
    [0xf99, 0xf9c],
    [0xf9e, 0xfa1],
    [0xfa3, 0xfa6],
    [0xfa8, 0xfab],
    [0xfad, 0xfb8],
    [0xfba, 0xfbc],
    // Mongolian, Tai.
    [0x1800, 0x180a],
    [0x1810, 0x1819],
    [0x1820, 0x1878],
    [0x1950, 0x1974],
    [0x1980, 0x19df],
    // Punctuation, currencies, numbers, arrows and signs.
    [0x2010, 0x2027],
    [0x2030, 0x205e],
    [0x20a0, 0x20c0],
    [0x2100, 0x2125],
    [0x212c, 0x218b],
    [0x2190, 0x2328],
    [0x2460, 0x24ff],
    [0x25a0, 0x266f],
    // Chinese and its neighbours.
    [0x3000, 0x3029],
    [0x3030, 0x303d],
    [0x3041, 0x3096],
    [0x309b, 0x30ff],
    [0x3105, 0x312f],
    [0x31a0, 0x31bf],
    [0x3200, 0x33ff],
    [0x3400, 0x4dbf],
    [0x4e00, 0xa48c],
    [0xac00, 0xd7a3],
    [0xff01, 0xff5e],
    [0xffe0, 0xffe6],
];

/// What is wrong with a text of at most `limit` characters.
pub(super) fn fault(text: &str, limit: usize) -> Option<TextFault> {
    if text.chars().count() > limit {
        return Some(TextFault::TooLong(limit));
    }
    if let Some(strange) = text.chars().find(|&char| !taken(char)) {
        return Some(TextFault::Character(strange));
    }
    // The only two spaces among those that are taken.
    let spaces = [' ', '\u{3000}'];
    (text.starts_with(spaces) || text.ends_with(spaces)).then_some(TextFault::Untrimmed)
}

/// Whether a character is one of those that a text may have.
fn taken(char: char) -> bool {
    match u16::try_from(u32::from(char)) {
        Ok(code) => TAKEN.iter().any(|[first, last]| (*first..=*last).contains(&code)),
        Err(_) => matches!(char, '\u{20000}'..='\u{2ee5d}' | '\u{30000}'..='\u{323af}'),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;
    use unicode_normalization::char::canonical_combining_class;

    use super::*;

    #[test]
    fn what_is_taken_is_in_normal_form() {
        let mut count = 0;
        for char in (0..=0x10_ffff).filter_map(char::from_u32).filter(|&char| taken(char)) {
            assert_eq!(char.to_string().nfc().collect::<String>(), char.to_string(), "{char:?}");
            let tibetan = ('\u{f71}'..='\u{f7d}').contains(&char);
            assert!(canonical_combining_class(char) == 0 || tibetan, "{char:?} combines");
            count += 1;
        }
        assert!(count > 100_000, "{count}");
    }

    #[test]
    fn no_two_of_them_become_one() {
        // Hangul is composed by rule: no vowel or final consonant by itself is taken.
        let chars = (0..0x3100).filter_map(char::from_u32).filter(|&char| taken(char));
        let chars: Vec<char> = chars.collect();
        for first in &chars {
            let with = |second: &&char| unicode_normalization::char::compose(*first, **second);
            assert_eq!(chars.iter().find(|second| with(second).is_some()), None, "{first}");
        }
        assert!(!taken('\u{1161}') && !taken('\u{11a8}'));
    }

    #[test]
    fn what_deceives_is_refused() {
        let ranges = [
            '\u{0}'..='\u{1f}',
            '\u{7f}'..='\u{a0}',
            '\u{ad}'..='\u{ad}',
            '\u{300}'..='\u{36f}',
            '\u{61c}'..='\u{61c}',
            '\u{180b}'..='\u{180f}',
            '\u{1100}'..='\u{11ff}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202f}',
            '\u{205f}'..='\u{206f}',
            '\u{20d0}'..='\u{20ff}',
            '\u{2800}'..='\u{2800}',
            '\u{302a}'..='\u{302f}',
            '\u{3164}'..='\u{3164}',
            '\u{e000}'..='\u{faff}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{feff}'..='\u{feff}',
            '\u{ffa0}'..='\u{ffa0}',
            '\u{fff0}'..='\u{1ffff}',
            '\u{2f800}'..='\u{2fa1f}',
            '\u{e0000}'..='\u{10ffff}',
        ];
        for char in ranges.into_iter().flatten() {
            assert_eq!(fault(&format!("甲{char}"), 9), Some(TextFault::Character(char)));
        }
    }

    #[test]
    fn texts_as_people_write_them() {
        for good in [
            "",
            "清源县2026年基层减负摸底（第一轮）",
            "联系：县总工会 王老师 0123-4567890",
            "a.b@example.org; “减负”——《简报》№ 7, 12 ℃ ①",
            "نامسىز تەكشۈرۈش",
            "བོད་ཡིག་གི་འདྲི་རྩད།",
            "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
            "ꆈꌠꁱꂷ",
            "𠮷野家",
        ] {
            assert_eq!(fault(good, 40), None, "{good}");
        }
        assert_eq!(fault("一二三", 2), Some(TextFault::TooLong(2)));
        for spaced in [" 甲", "甲 ", "甲\u{3000}", " "] {
            assert_eq!(fault(spaced, 9), Some(TextFault::Untrimmed), "{spaced:?}");
        }
        assert_eq!(fault("e\u{301}", 9), Some(TextFault::Character('\u{301}')));
    }
}
