//! Every way out of the page: what leaves is what was shown, and nothing is called done that is
//! not known to be.

use std::io::Cursor;

use qingdan::domain::record::{read_code, read_json};
use qingdan::domain::shipped_instrument;
use serde_json::{Value, json};

use crate::browser::{Browser, Kind, Setup};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::{chromium, firefox, watch};

/// What stands in for parts of the browser, chosen by the address's query.
const STAND_INS: &str = "\
    if (location.search === '?share') { \
        navigator.canShare = (data) => data.files.length === 1 \
            && data.files[0].type === 'text/plain'; \
        navigator.share = (data) => { self.shared = data; return self.refusal \
            ? Promise.reject(new DOMException('refused', self.refusal)) : Promise.resolve() }; \
    } else if (location.search === '?refused') { \
        Object.defineProperty(Navigator.prototype, 'clipboard', { value: \
            { writeText: () => Promise.reject(new Error('refused')) } }); \
        Document.prototype.execCommand = () => false; \
    } else if (location.search === '?old') { \
        delete Navigator.prototype.clipboard; \
    } else if (location.search === '?nothing') { \
        delete Navigator.prototype.clipboard; \
        delete Document.prototype.execCommand; \
        delete HTMLAnchorElement.prototype.download; \
        HTMLCanvasElement.prototype.toDataURL = () => { throw new Error('refused') }; \
    }";

const WEBVIEW: &str = "Mozilla/5.0 (Linux; Android 13; V2244A; wv) AppleWebKit/537.36 \
    (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) \
    AppleWebKit/605.1.15 (KHTML, like Gecko)";

/// The rest of what applications that show pages inside themselves say, and the words for each.
const INSIDE: [(&str, &str, &str); 6] = [
    (WEBVIEW, "XWEB/1160065 MMWEBSDK/20240301 MicroMessenger/8.0.48 WeChat/arm64", "在微信里"),
    (IPHONE, "Mobile/15E148 MicroMessenger/8.0.47(0x18002f2c)", "在微信里"),
    (WEBVIEW, "NebulaSDK/1.8 AliApp(AP/10.5.80) AlipayClient/10.5.80", "在支付宝里"),
    (WEBVIEW, "MQQBrowser/6.2 V1_AND_SQ_9.0.17 QQ/9.0.17.15185 NetType/4G", "在 QQ 里"),
    (WEBVIEW, "AliApp(DingTalk/7.5.10) com.alibaba.android.rimet/7.5.10", "在钉钉里"),
    (WEBVIEW, "", "在别的应用里"),
];

#[test]
fn every_way_out_in_chromium() {
    run("ways", Kind::Chromium, Setup::PHONE, ways);
}

#[test]
fn every_way_out_in_firefox() {
    run("ways", Kind::Firefox, Setup::PHONE, ways);
}

#[test]
fn other_browsers_in_chromium() {
    run("others", Kind::Chromium, Setup::PHONE, others);
}

#[test]
fn other_browsers_in_firefox() {
    run("others", Kind::Firefox, Setup::PHONE, others);
}

/// This browser as it is: download, clipboard, QR code, picture; then the old way of copying.
async fn ways(browser: &Browser, tools: &Tools) -> Outcome {
    stand_in(browser, STAND_INS).await?;
    let respondent = open(browser, tools, "").await?;
    equal("order of the ways", order(browser).await?, json!(["download", "copy", "code"]))?;
    equal("the bar's button", browser.text("#save").await?.as_str(), "保存文件")?;
    let record = respondent.shown_record().await?;
    said_nothing(&respondent).await?;
    copied(&respondent, &record).await?;
    code(&respondent, &record).await?;
    browser.click("#way-download").await?;
    let saved = browser.take_download("qingdan.json").await?;
    equal("the file", String::from_utf8_lossy(&saved).as_ref(), record.as_str())?;
    says(browser, "#download-status", "已经交给浏览器保存").await?;
    says(browser, "#saved", "已经交给浏览器保存").await?;
    respondent.look("the ways, code open, all used").await?;
    changed(&respondent).await?;
    watch::nothing_happened(browser).await?;

    let respondent = open(browser, tools, "?old").await?;
    let record = respondent.shown_record().await?;
    copied(&respondent, &record).await?;
    watch::nothing_happened(browser).await
}

/// Copying as text: what is pasted is what was shown.
async fn copied(respondent: &Respondent<'_>, record: &str) -> Outcome {
    let browser = respondent.browser;
    respondent.guarded(true).await?;
    browser.click("#way-copy").await?;
    says(browser, "#copy-status", "已复制").await?;
    equal("the text pasted", pasted(browser).await?.as_str(), record)?;
    // Only the person knows that it was pasted.
    ensure(browser.count("#saved").await? == 0, || "a copy is called saved".to_owned())?;
    respondent.guarded(true).await?;
    browser.click("#kept-copy").await?;
    says(browser, "#copy-status", "按您说的").await?;
    respondent.guarded(false).await?;
    browser.click("details:has(#raw) > summary").await?;
    browser.click("#copy-raw").await?;
    equal("the text pasted again", pasted(browser).await?.as_str(), record)?;
    respondent.guarded(false).await
}

/// The QR code on the screen, in the picture and as text: all read as the record.
async fn code(respondent: &Respondent<'_>, record: &str) -> Outcome {
    let browser = respondent.browser;
    browser.find("#way-code[aria-expanded=false]").await?;
    browser.click("#way-code").await?;
    browser.find("#way-code[aria-expanded=true]").await?;
    browser.find("#code-picture[src^='data:image/png']").await?;
    let code = browser.content("#code-text").await?;
    ensure(code.len() <= 260, || format!("{} characters", code.len()))?;
    reads_as(&code, record)?;
    equal("the code on the screen", on_screen(browser).await?, code.clone())?;
    let bytes = "const picture = document.querySelector('#code-picture').src; \
        return Array.from(atob(picture.split(',')[1]), (char) => char.charCodeAt(0))";
    let bytes: Vec<u8> = serde_json::from_value(browser.run(bytes, Vec::new()).await?)
        .map_err(|error| error.to_string())?;
    equal("the code in the picture", scan(&bytes)?, code.clone())?;

    browser.click("#save-picture").await?;
    equal("the picture saved", browser.take_download("qingdan.png").await?, bytes)?;
    says(browser, "#code-status", "图片已经交给浏览器保存").await?;
    browser.click("#copy-code").await?;
    says(browser, "#code-status", "已复制").await?;
    equal("the code pasted", pasted(browser).await?, code)?;
    browser.click("#kept").await?;
    says(browser, "#code-status", "按您说的").await
}

/// After a change nothing is called handed over, and the revision goes up.
async fn changed(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    browser.run("location.hash = '#/c/meetings'", Vec::new()).await?;
    respondent.arrive("#/c/meetings").await?;
    respondent.pick("meet_hours", "2").await?;
    browser.run("location.hash = '#/export'", Vec::new()).await?;
    respondent.arrive("#/export").await?;
    says(browser, "#changed", "第 1 次修改").await?;
    browser.find("#way-code[aria-expanded=false]").await?;
    said_nothing(respondent).await
}

/// Browsers that this one is not: with a share sheet, inside applications, and with nothing.
async fn others(browser: &Browser, tools: &Tools) -> Outcome {
    stand_in(browser, STAND_INS).await?;
    shared(browser, tools).await?;
    for (start, rest, words) in INSIDE {
        call_itself(browser, &format!("{start} {rest}")).await?;
        let respondent = open(browser, tools, "?refused").await?;
        equal(words, order(browser).await?, json!(["copy", "code", "download"]))?;
        equal("the bar's button", browser.text("#save").await?.as_str(), "复制文字")?;
        says(browser, "#inside", words).await?;
        said_nothing(&respondent).await?;
        by_hand(&respondent, "#save").await?;
        says(browser, "#failed", "看二维码").await?;
        doubted(&respondent).await?;
        if rest.is_empty() {
            respondent.look("the ways inside an application").await?;
        }
        watch::nothing_happened(browser).await?;
    }
    call_itself(browser, "").await?;
    nothing(browser, tools).await?;
    watch::nothing_happened(browser).await
}

/// Inside an application a download may be ignored: it is not called saved, and the page asks
/// before it is left until the person says that the file is there.
async fn doubted(respondent: &Respondent<'_>) -> Outcome {
    let browser = respondent.browser;
    let record = respondent.shown_record().await?;
    equal("confirmations", browser.count("#kept-download").await?, 0)?;
    browser.click("#way-download").await?;
    let saved = browser.take_download("qingdan.json").await?;
    equal("the file", String::from_utf8_lossy(&saved).as_ref(), record.as_str())?;
    says(browser, "#download-status", "往往没有反应").await?;
    ensure(browser.count("#saved").await? == 0, || "a doubt is called saved".to_owned())?;
    respondent.guarded(true).await?;
    browser.click("#kept-download").await?;
    says(browser, "#download-status", "按您说的").await?;
    respondent.guarded(false).await
}

/// A phone's share sheet gets one text file with the exact bytes; taking it back and failing are
/// said as what they are.
async fn shared(browser: &Browser, tools: &Tools) -> Outcome {
    call_itself(browser, &format!("{IPHONE} Version/17.4 Mobile/15E148 Safari/604.1")).await?;
    let respondent = open(browser, tools, "?share").await?;
    let record = respondent.shown_record().await?;
    equal("order", order(browser).await?, json!(["share", "download", "copy", "code"]))?;
    equal("the bar's button", browser.text("#save").await?.as_str(), "分享文件")?;
    for (refusal, id, words) in
        [("AbortError", "#cancelled", "没有分享"), ("NotAllowedError", "#failed", "“保存文件”")]
    {
        browser.run("self.refusal = arguments[0]", vec![json!(refusal)]).await?;
        browser.click("#save").await?;
        says(browser, id, words).await?;
        says(browser, "#share-status", words).await?;
        ensure(browser.count("#saved").await? == 0, || format!("{refusal} is called saved"))?;
        respondent.guarded(true).await?;
    }
    browser.run("self.refusal = undefined; self.shared = undefined", Vec::new()).await?;
    browser.click("#save").await?;
    says(browser, "#saved", "已交给您选的应用").await?;
    let file = "const done = arguments[0]; const [file] = self.shared.files; \
        file.text().then((text) => done([Object.keys(self.shared).join(), file.name, file.type, \
        text]))";
    let file = browser.run_async(file, Vec::new()).await?;
    equal("what was shared", file, json!(["files", "qingdan.txt", "text/plain", record]))?;
    respondent.guarded(false).await?;
    watch::nothing_happened(browser).await
}

/// Where the browser can do nothing, the code is shown and the text can be copied by hand.
async fn nothing(browser: &Browser, tools: &Tools) -> Outcome {
    let respondent = open(browser, tools, "?nothing").await?;
    let record = respondent.shown_record().await?;
    equal("order", order(browser).await?, json!(["code", "copy"]))?;
    equal("the bar's button", browser.text("#save").await?.as_str(), "看二维码")?;
    browser.click("#save").await?;
    browser.find("#code-picture[src^='data:image/svg']").await?;
    reads_as(&on_screen(browser).await?, &record)?;
    equal("buttons that save", browser.count("#save-picture").await?, 0)?;
    respondent.guarded(true).await?;
    by_hand(&respondent, "#way-copy").await?;
    browser.click("#kept").await?;
    says(browser, "#code-status", "按您说的").await?;
    respondent.guarded(false).await
}

/// Copying is refused: the page says so and shows the text, selected, to copy by hand.
async fn by_hand(respondent: &Respondent<'_>, button: &str) -> Outcome {
    let browser = respondent.browser;
    let record = respondent.shown_record().await?;
    browser.click(button).await?;
    says(browser, "#copy-status", "不让页面复制").await?;
    browser.wait("document.activeElement.id === 'manual'").await?;
    let selected = "const field = document.activeElement; \
        return field.value.slice(field.selectionStart, field.selectionEnd)";
    equal("the text selected", browser.run(selected, Vec::new()).await?, json!(record))?;
    ensure(browser.count("#saved").await? == 0, || "a refusal is called saved".to_owned())?;
    equal("kept by the browser", browser.count("#manual:not([autocomplete=off])").await?, 0)?;
    respondent.guarded(true).await
}

/// The page with one answer, at the ways out.
async fn open<'a>(browser: &'a Browser, tools: &'a Tools, query: &str) -> Outcome<Respondent<'a>> {
    // The page before may have answers that were not saved.
    let quiet =
        "addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)";
    browser.run(quiet, Vec::new()).await?;
    let path = tools.dist.join("index.html").canonicalize().map_err(|error| error.to_string())?;
    browser.open_address(&format!("file://{}{query}", path.display())).await?;
    let respondent = Respondent::begun(browser, tools).await?;
    // By address: a button of the prepared page may be replaced just as it is clicked.
    browser.run("location.hash = '#/c/meetings'", Vec::new()).await?;
    respondent.arrive("#/c/meetings").await?;
    respondent.pick("meet_hours", "3").await?;
    browser.run("location.hash = '#/export'", Vec::new()).await?;
    respondent.arrive("#/export").await?;
    Ok(respondent)
}

/// Runs a script at the very beginning of every page opened from now on.
pub(crate) async fn stand_in(browser: &Browser, source: &str) -> Outcome {
    match browser.kind {
        Kind::Chromium => {
            let script = json!({ "source": source });
            chromium::call(browser, "Page.addScriptToEvaluateOnNewDocument", &script).map(drop)
        }
        Kind::Firefox => {
            let inside = format!(
                "addEventListener('DOMWindowCreated', (event) => \
                 event.target.defaultView.wrappedJSObject.eval({}))",
                json!(source)
            );
            let script = format!(
                "Services.mm.loadFrameScript('data:,' + encodeURIComponent({}), true)",
                json!(inside)
            );
            firefox::privileged(browser, &script).await.map(drop)
        }
    }
}

/// Lets the browser call itself something else; nothing for its own name.
async fn call_itself(browser: &Browser, name: &str) -> Outcome {
    match browser.kind {
        Kind::Chromium => {
            let name = json!({ "userAgent": name });
            chromium::call(browser, "Emulation.setUserAgentOverride", &name).map(drop)
        }
        Kind::Firefox => {
            let pref = "general.useragent.override";
            let script = match name {
                "" => format!("Services.prefs.clearUserPref('{pref}')"),
                name => format!("Services.prefs.setStringPref('{pref}', {})", json!(name)),
            };
            firefox::privileged(browser, &script).await.map(drop)
        }
    }
}

/// The ways in the order of the page.
async fn order(browser: &Browser) -> Outcome<Value> {
    let ids = "return Array.from(document.querySelectorAll('.way__button'), \
        (button) => button.id.replace('way-', ''))";
    browser.run(ids, Vec::new()).await
}

/// Waits until an element says these words among others.
pub(crate) async fn says(browser: &Browser, selector: &str, words: &str) -> Outcome {
    let (selector, words) = (json!(selector), json!(words));
    browser
        .wait(&format!("document.querySelector({selector})?.textContent.includes({words})"))
        .await
}

/// No way is said to have succeeded or failed.
async fn said_nothing(respondent: &Respondent<'_>) -> Outcome {
    let said = "const all = document.querySelectorAll('.way [role=status], #saved, #failed'); \
        return Array.from(all, (said) => said.textContent).join('')";
    let said = respondent.browser.run(said, Vec::new()).await?;
    equal("what is said before anything is done", said, json!(""))?;
    respondent.guarded(true).await
}

/// What the clipboard holds, pasted into a field by keyboard.
pub(crate) async fn pasted(browser: &Browser) -> Outcome<String> {
    let field = "const field = document.createElement('textarea'); field.id = 'paste'; \
        field.spellcheck = false; \
        document.body.append(field); field.focus()";
    browser.run(field, Vec::new()).await?;
    let keys = browser.find("#paste").await?.send_keys("\u{e009}v").await;
    keys.map_err(|error| format!("cannot paste: {error}"))?;
    browser.wait("document.querySelector('#paste').value !== ''").await?;
    let value =
        "const field = document.querySelector('#paste'); field.remove(); return field.value";
    let value = browser.run(value, Vec::new()).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The code that a camera would read from the screen.
pub(crate) async fn on_screen(browser: &Browser) -> Outcome<String> {
    shown(browser, "#code-picture").await
}

/// The code of a picture on the page, read as a camera would.
pub(crate) async fn shown(browser: &Browser, picture: &str) -> Outcome<String> {
    let show = "document.querySelector(arguments[0]).scrollIntoView({ block: 'start' }); \
        scrollBy(0, -8)";
    browser.run(show, vec![json!(picture)]).await?;
    browser.wait(&format!("document.querySelector({}).complete", json!(picture))).await?;
    let png = browser.client.screenshot().await.map_err(|error| error.to_string())?;
    scan(&png)
}

/// The text of the one QR code in a PNG.
pub(crate) fn scan(png: &[u8]) -> Outcome<String> {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("a picture too large")?];
    let info = reader.next_frame(&mut pixels).map_err(|error| error.to_string())?;
    let (wide, samples) = (info.width as usize, info.color_type.samples());
    let mut grey =
        rqrr::PreparedImage::prepare_from_greyscale(wide, info.height as usize, |x, y| {
            pixels[(y * wide + x) * samples]
        });
    match grey.detect_grids().as_slice() {
        [grid] => grid.decode().map(|(_, text)| text).map_err(|error| error.to_string()),
        grids => Err(format!("{} QR codes", grids.len())),
    }
}

/// Fails unless a code holds the same record as a file.
fn reads_as(code: &str, file: &str) -> Outcome {
    let known = [shipped_instrument()];
    let from_code = read_code(&known, code).map_err(|refusal| refusal.to_string())?;
    let from_file = read_json(&known, file.as_bytes()).map_err(|refusal| refusal.to_string())?;
    equal("the record in the code", from_code, from_file)
}
