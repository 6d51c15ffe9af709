//! How texts are written, in the catalogues and in the instrument: punctuation, form of address,
//! tone. `docs/design.md` has the rules in words. Every rule is shown to fail.

#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "../build/literals.rs"]
mod literals;
#[path = "wording/one_word.rs"]
mod one_word;

use std::path::Path;

use literals::literals;
use qingdan::domain::instrument::Instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;

/// What a rule finds in a text, and why it is wrong.
type Finding = Option<String>;

/// A text and where it stands.
struct Text {
    place: String,
    words: String,
}

#[test]
fn chinese_is_written_as_chinese() {
    let texts = texts("zh");
    assert!(texts.len() > 800, "only {} texts", texts.len());
    assert_findings(&texts, chinese);
}

#[test]
fn english_is_written_as_english() {
    let texts = texts("en");
    assert!(texts.len() > 800, "only {} texts", texts.len());
    assert_findings(&texts, english);
}

/// The invitation names every entry of a record: form and version, id, revision, campaign, wave and
/// answers. A new campaign begins with a title, a purpose and whom to ask.
#[test]
fn the_invitation_names_all_that_leaves() {
    let words: [(Language, &[&str]); 2] = [
        (
            Language::Zh,
            &["选项", "版本", "完整版还是快速版", "随机编号", "第几次修改", "活动的编号", "第几轮"],
        ),
        (
            Language::En,
            &[
                "options",
                "form",
                "version",
                "random number",
                "revised your answers",
                "campaign",
                "wave",
            ],
        ),
    ];
    for (language, entries) in words {
        let campaign = &Messages::of(language).campaign;
        let promises = (campaign.promises)(10).concat();
        for text in [campaign.letter.leaves, &promises] {
            assert!(entries.iter().all(|entry| text.contains(entry)), "{text}");
        }
        let [title, _, purpose, contact] = campaign.defaults;
        assert!([title, purpose, contact].iter().all(|text| !text.is_empty()), "{language:?}");
    }
}

/// A campaign with tickets has their number in the file as well: the invitation says so, and never
/// that what it lists is all.
#[test]
fn the_invitation_names_the_ticket() {
    for (language, number, only) in [
        (Language::Zh, "票号也放进加密的文件", "只有"),
        (Language::En, "number goes into the encrypted file", "only"),
    ] {
        let messages = Messages::of(language);
        assert!(messages.keys.ticketed.contains(number), "{}", messages.keys.ticketed);
        let leaves = messages.campaign.letter.leaves;
        assert!(!leaves.contains(only), "{leaves}");
    }
}

#[test]
fn every_part_of_the_catalogue_is_read() {
    for language in ["zh", "en"] {
        for part in ["keys.rs", "organiser.rs", "report.rs", "sealed.rs"] {
            let of = |text: &Text| text.place.contains(&format!("{language}/{part}:"));
            assert!(texts(language).iter().any(of), "{language}/{part}");
        }
    }
}

#[test]
fn the_rules_for_chinese_can_fail() {
    for (wrong, why) in [
        ("先选,再存。", "half-width ,"),
        ("好了.", "half-width ."),
        ("共有(三项)", "half-width ("),
        ("您选的是\"有\"", "half-width \""),
        ("您选的是「有」", "「"),
        ("保 存", "a space between Chinese characters"),
        ("存好了！", "！"),
        ("你可以改。", "你"),
        ("他说“好”，你说呢。", "你"),
        ("请用户填写。", "用户"),
        ("交给组织者。", "组织者"),
        ("请各位填写。", "请各位"),
        ("对材料予以保存。", "予以"),
        ("进行填报", "进行填报"),
        ("等一下...", "half-width ."),
        ("完全匿名", "完全匿名"),
    ] {
        let found = chinese(wrong).unwrap_or_default();
        assert!(found.contains(why), "{wrong}: {found:?}");
    }
    for right in [
        "第 3 / 11 页",
        "0–100 分",
        "“有”的 12.5%",
        "有人问：“你来吗？”",
        "{low}–{high} 之间",
        "轻担 · 汇总",
    ] {
        assert_eq!(chinese(right), None, "{right}");
    }
}

#[test]
fn the_rules_for_english_can_fail() {
    for (wrong, why) in [
        ("Save，then close", "，"),
        ("见 page 3", "见"),
        ("the \"file\"", "straight \""),
        ("everybody's file", "straight '"),
        ("Saved!", "!"),
        ("Two  spaces", "two spaces"),
        ("completely anonymous", "completely anonymous"),
    ] {
        let found = english(wrong).unwrap_or_default();
        assert!(found.contains(why), "{wrong}: {found:?}");
    }
    for right in
        ["5½ minutes", "“none”, or fewer", "轻担 Qingdan", "Party Members’ Digest", "0–100"]
    {
        assert_eq!(english(right), None, "{right}");
    }
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let source = r##"
        //! "not this"
        #[expect(x, reason = "nor this")]
        fn f<'a>(c: char) -> &'a str {
            match c { '"' => "a\"b", '\'' => r#"c"d"#, _ => "e \
               f\u{2028}g" }
        } /* "nor this" */
        fn g(s: &str) -> u8 { match s { "h" | "i" => 0, "j" if true => 1, _ => 2 } }
    "##;
    let values: Vec<String> = literals(source).iter().map(|one| one.value(source)).collect();
    assert_eq!(values, ["a\"b", "c\"d", "e f\u{2028}g"]);
    assert_eq!(literals(source)[0].line(source), 5);
}

/// Chinese words and marks that are not written.
const NEVER_CHINESE: &[&str] = &[
    "！",
    "!",
    "「",
    "」",
    "『",
    "』",
    "用户",
    "组织者",
    "亲，",
    "请各位",
    "同志",
    "予以",
    "进行填报",
    "进行填写",
    "敬请",
    "完全匿名",
    "绝对安全",
    "无法识别",
];

/// What is wrong with a Chinese text.
fn chinese(words: &str) -> Finding {
    let words = without_holes(words);
    let chars: Vec<char> = words.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let between = [before, after].into_iter().flatten().any(|&c| is_chinese(c));
        if between && ",.;:?!()\"'".contains(c) {
            return Some(format!("half-width {c} beside a Chinese character"));
        }
        let both = before.is_some_and(|&c| is_chinese(c)) && after.is_some_and(|&c| is_chinese(c));
        if both && c == ' ' {
            return Some("a space between Chinese characters".to_owned());
        }
    }
    // What somebody said is quoted as it was said.
    if outside_quotes(&words).contains('你') {
        return Some("你 is not said: 您".to_owned());
    }
    NEVER_CHINESE
        .iter()
        .find(|never| words.contains(**never))
        .map(|never| format!("{never} is not said"))
}

/// English words and marks that are not written.
const NEVER_ENGLISH: &[&str] =
    &["!", "completely anonymous", "fully anonymous", "100% safe", "impossible to identify"];

/// What is wrong with an English text.
fn english(words: &str) -> Finding {
    let words = without_holes(words).replace("轻担 Qingdan", "Qingdan");
    let foreign = |c: &char| is_chinese(*c) || ('\u{ff00}'..='\u{ffef}').contains(c);
    if let Some(c) = words.chars().find(|c| foreign(c) || "，。；：？！（）「」《》、".contains(*c))
    {
        return Some(format!("{c} is not English"));
    }
    if words.contains('"') {
        return Some("straight \": write “ ”".to_owned());
    }
    if words.split('\'').zip(words.split('\'').skip(1)).any(|(before, after)| {
        before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
    }) {
        return Some("straight ': write ’".to_owned());
    }
    let never = NEVER_ENGLISH.iter().find(|never| words.to_lowercase().contains(**never));
    let never = never.map(|never| format!("{never} is not said"));
    never.or_else(|| words.contains("  ").then(|| "two spaces".to_owned()))
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// The text without what stands between “ and ”.
fn outside_quotes(words: &str) -> String {
    let parts = words.split('“').enumerate();
    let outside = parts.filter_map(|(number, part)| match number {
        0 => Some(part),
        _ => part.split_once('”').map(|(_, after)| after),
    });
    outside.collect()
}

/// The text with `{…}` holes as one digit each.
fn without_holes(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, hole)) = rest.split_once('{') {
        plain.push_str(before);
        plain.push('0');
        rest = hole.split_once('}').map_or("", |(_, after)| after);
    }
    plain + rest
}

/// Words of the instrument, and how they ought to be written. Its hash is in every record, so that
/// they can only change with its next version.
const HASHED: [&str; 2] = ["your post's or unit's remit", "your post’s or unit’s remit"];

/// The files of a language's catalogue.
fn catalogue(root: &Path, language: &str) -> Vec<String> {
    let folder = format!("src/i18n/{language}");
    let parts = std::fs::read_dir(root.join(&folder)).expect("the catalogue is there");
    let parts = parts.map(|part| {
        let part = part.expect("a part of the catalogue");
        assert!(part.file_type().expect("its type").is_file(), "a folder: {part:?}");
        format!("{folder}/{}", part.file_name().to_string_lossy())
    });
    parts.chain([format!("{folder}.rs")]).collect()
}

/// Every text of the catalogue and of the instrument in a language.
fn texts(language: &str) -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<Text> = Vec::new();
    for file in catalogue(root, language) {
        let source = std::fs::read_to_string(root.join(&file)).expect("the catalogue is there");
        texts.extend(literals(&source).iter().map(|one| Text {
            place: format!("{file}:{}", one.line(&source)),
            words: one.value(&source),
        }));
    }
    let bytes = std::fs::read(root.join("instrument/grassroots-burden.json")).expect("a file");
    let mut instrument = Instrument::parse(&bytes).expect("the shipped instrument is valid");
    texts.extend(instrument.texts().into_iter().map(|(place, text)| Text {
        place: format!("instrument: {place}.{language}"),
        words: text.nth(usize::from(language == "en")).replace(HASHED[0], HASHED[1]),
    }));
    texts
}

fn assert_findings(texts: &[Text], rule: fn(&str) -> Finding) {
    let findings: Vec<String> = texts
        .iter()
        .filter_map(|Text { place, words }| Some(format!("{place}: {}: {words}", rule(words)?)))
        .collect();
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}
