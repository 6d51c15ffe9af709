//! Save the report as one self-contained HTML file: its markup and its styles, and nothing that
//! runs or fetches.

use crate::browser::download::{NotTaken, save};
use crate::browser::markup::{markup, styles};
use crate::i18n::Language;
use crate::i18n::organise::{Messages, report};

/// The name of the file.
pub const FILE_NAME: &str = "qingdan-report.html";

/// The custom property with the line at the foot of each printed page; `style/report.css` puts it
/// there.
pub const FOOT: &str = "--report-foot";

/// The value of [`FOOT`]: the standing caveat as a CSS string.
pub fn foot(language: Language) -> String {
    format!("\"{}\"", report::Messages::of(language).foot)
}

/// What stands in the sheet for the screen only: buttons, fields. A selector.
pub const CONTROLS: &str = ".screen-only";

/// Hands the element with an id to the browser as a document of its own. `subject` says in words
/// what was reported on, where that has a name.
pub fn save_report(language: Language, subject: Option<&str>, id: &str) -> Result<(), NotTaken> {
    let sheet = markup(id, CONTROLS).ok_or(NotTaken)?;
    let page = page(language, subject, &styles(), &sheet);
    save(FILE_NAME, "text/html;charset=utf-8", page.as_bytes())
}

/// The whole file: the markup of the sheet and the styles of the page in a document of their own.
pub fn page(language: Language, subject: Option<&str>, styles: &str, sheet: &str) -> String {
    document(language, subject.unwrap_or(Messages::of(language).title), styles, sheet)
}

/// A document whose policy allows its own styles only.
fn document(language: Language, title: &str, styles: &str, sheet: &str) -> String {
    let (tag, direction, foot) = (language.tag(), language.direction(), foot(language));
    let heading = report::Messages::of(language).heading;
    // Titles of campaigns are other people's texts.
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"{tag}\" dir=\"{direction}\">\n<head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n:root {{ {FOOT}: {foot} }}\n{styles}\n</style>\n\
         </head>\n<body>\n\
         <div class=\"shell organise\">\n\
         <main class=\"shell__column shell__column--wide page\">\n\
         <h1 class=\"aside\">{title}</h1>\n<h2 class=\"aside\">{heading}</h2>\n\
         <section class=\"report\">\n{sheet}\n</section>\n</main>\n</div>\n</body>\n</html>\n"
    )
}

/// A text as it stands in HTML, outside of tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_report_runs_and_fetches_nothing() {
        let page = document(Language::En, "Report", "p { margin: 0 }", "<article>1</article>");
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
        assert!(page.contains(":root { --report-foot: \"Voluntary and unverified;"));
        assert!(page.contains("<article>1</article>") && !page.contains("<script"));
        assert!(!page.contains("href=") && !page.contains("src="));
    }

    #[test]
    fn a_title_is_a_text() {
        let page = document(Language::En, "</title><script>&", "", "");
        assert_eq!(page.matches("&lt;/title&gt;&lt;script&gt;&amp;").count(), 2);
        assert!(!page.contains("<script"));
    }
}
