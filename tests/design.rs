//! `docs/design.md` tells the truth: its sizes and contrasts are computed anew from
//! `style/tokens.css`, and every contrast reaches what is asked of it.

use std::collections::BTreeMap;

const DOCUMENT: &str = include_str!("../docs/design.md");
const TOKENS: &str = include_str!("../style/tokens.css");
const PAGES: [&str; 3] = [
    include_str!("../index.html"),
    include_str!("../organise.html"),
    include_str!("../two-tallies.html"),
];

/// A browser's usual text size, px.
const BROWSER_PX: f64 = 16.0;

/// Values of the custom properties by name.
type Tokens = BTreeMap<String, String>;

#[test]
fn contrasts_are_as_written_and_suffice() {
    let (light, dark) = schemes();
    let rows = table("| front | back |");
    assert!(rows.len() > 15, "{} rows", rows.len());
    for row in rows {
        let [front, back, in_light, in_dark, least, _] = &row[..] else { panic!("{row:?}") };
        let least: f64 = least.parse().expect("a number");
        for (tokens, written) in [(&light, in_light), (&dark, in_dark)] {
            let found = contrast(&tokens[token(front)], &tokens[token(back)]);
            assert!(found >= least, "{front} on {back}: {found:.2}, at least {least}");
            assert_eq!(&format!("{found:.1}"), written, "{front} on {back}");
        }
    }
}

#[test]
fn sizes_are_as_written() {
    let (tokens, _) = schemes();
    let rows = [table("| size | 360 |"), table("| length | 360 |")].concat();
    assert!(rows.len() > 15, "{} rows", rows.len());
    for row in rows {
        let value = &tokens[token(&row[0])];
        for (width, written) in [(360.0, &row[1]), (1_280.0, &row[2])] {
            let found = format!("{:.1}", px(value, width));
            assert_eq!(&found, written, "{} at {width}", row[0]);
        }
    }
    for row in [table("| line height | value |"), table("| fixed | value |")].concat() {
        assert_eq!(tokens[token(&row[0])], row[1], "{}", row[0]);
    }
}

#[test]
fn every_token_named_exists() {
    let (tokens, _) = schemes();
    let named = DOCUMENT.split('`').skip(1).step_by(2).filter(|code| code.starts_with("--"));
    for name in named {
        assert!(tokens.contains_key(name), "{name} is not in tokens.css");
    }
}

/// The browser's own bar has the colour of the paper.
#[test]
fn theme_colours_are_the_paper() {
    let (light, dark) = schemes();
    for page in PAGES {
        for (scheme, tokens) in [("light", &light), ("dark", &dark)] {
            let start = format!("(prefers-color-scheme: {scheme})\" content=\"");
            let (_, rest) = page.split_once(&start).expect("a theme colour");
            assert!(rest.starts_with(&tokens["--paper"]), "{scheme}: {}", &rest[..7]);
        }
    }
}

#[test]
fn contrast_is_that_of_the_guidelines() {
    let check = |one, other, expected: f64| {
        assert!((contrast(one, other) - expected).abs() < 0.005, "{one} {other}");
        assert!((contrast(other, one) - expected).abs() < 0.005, "{other} {one}");
    };
    check("#ffffff", "#000000", 21.0);
    check("#777777", "#ffffff", 4.48);
    check("#767676", "#ffffff", 4.54);
    check("#123456", "#123456", 1.0);
}

#[test]
fn lengths_are_those_of_the_browser() {
    let check = |value, width, expected: f64| {
        assert!((px(value, width) - expected).abs() < 1e-9, "{value}: {}", px(value, width));
    };
    check("1rem", 360.0, 17.0);
    check("clamp(1rem, 4vw, 2rem)", 360.0, 17.0);
    check("clamp(1rem, 4vw, 2rem)", 600.0, 24.0);
    check("clamp(1rem, 1rem + 1vw, 2rem)", 500.0, 22.0);
    check("clamp(1rem, 4vw, 2rem)", 1_280.0, 34.0);
}

/// The rows of the table whose head begins like this, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let lines = DOCUMENT.lines().skip_while(|line| !line.starts_with(head)).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    let cells = |line: &str| -> Vec<String> {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(cells).collect()
}

fn token(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// The tokens of the light and of the dark scheme.
fn schemes() -> (Tokens, Tokens) {
    let (light, rest) = TOKENS.split_once("(prefers-color-scheme: dark)").expect("both");
    let (dark, _) = rest.split_once("@media").expect("a block after it");
    let light = declarations(light);
    let mut all = light.clone();
    all.extend(declarations(dark));
    (light, all)
}

fn declarations(css: &str) -> Tokens {
    let declaration = |part: &str| {
        let part = part.rsplit(['{', '/']).next()?;
        let (name, value) = part.split_once(':')?;
        let name = name.split_whitespace().next_back()?;
        name.starts_with("--").then(|| (name.to_owned(), value.trim().to_owned()))
    };
    css.split(';').filter_map(declaration).collect()
}

/// Contrast of two colours, `#rrggbb`, as in the Web Content Accessibility Guidelines.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour of six digits");
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/// A length in a window of some width: `1rem`, `4vw`, a sum of them, or `clamp(…)` of those.
fn px(value: &str, width: f64) -> f64 {
    let inside = value.strip_prefix("clamp(").and_then(|rest| rest.strip_suffix(')'));
    if let Some(inside) = inside {
        let parts: Vec<f64> = inside.split(',').map(|part| px(part, width)).collect();
        return parts[1].clamp(parts[0], parts[2]);
    }
    value.split('+').map(|term| term_px(term.trim(), width)).sum()
}

fn term_px(term: &str, width: f64) -> f64 {
    let (tokens, _) = schemes();
    let root: f64 = tokens["--text-root"].trim_end_matches('%').parse().expect("a percentage");
    let unit = if term.ends_with("vw") { width / 100.0 } else { BROWSER_PX * root / 100.0 };
    let number = term.trim_end_matches("rem").trim_end_matches("vw");
    number.parse::<f64>().expect("a number with a unit") * unit
}
