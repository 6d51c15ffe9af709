//! Which ways this browser has, and in which order: what it can do first, what is known of it
//! second.

use crate::browser::{agent, clipboard, download, share};
use crate::tasks::leave_page::SHARED_NAME;
use crate::tasks::share_record::SHARED_KIND;

/// A way in which the file leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Through the device's share sheet.
    Share,
    /// As a download.
    Save,
    /// As text on the clipboard.
    Copy,
    /// As a code: a QR code, a picture of it, its text.
    Code,
}

/// What the browser says that it can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Features {
    /// Share a file.
    pub(crate) share: bool,
    /// Save a file that the page made.
    pub(crate) save: bool,
    /// Put a text on the clipboard.
    pub(crate) copy: bool,
}

impl Features {
    /// Those of this browser.
    fn found() -> Self {
        Self {
            share: share::can_share(SHARED_NAME, SHARED_KIND),
            save: download::can_save(),
            copy: clipboard::can_copy(),
        }
    }
}

/// What the browser calls itself, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agent {
    /// Inside `WeChat`.
    WeChat,
    /// Inside Alipay.
    Alipay,
    /// Inside QQ.
    Qq,
    /// Inside `DingTalk`.
    DingTalk,
    /// Inside another application.
    Inside,
    /// A browser on a phone or tablet.
    Phone,
    /// Any other browser.
    Desktop,
}

impl Agent {
    /// The agent of a user agent's name.
    pub(crate) fn of(name: &str) -> Self {
        let says = |part: &str| name.contains(part);
        let apple = says("iPhone") || says("iPad") || says("iPod");
        if says("MicroMessenger") {
            Self::WeChat
        } else if says("AlipayClient") {
            Self::Alipay
        } else if says(" QQ/") {
            Self::Qq
        } else if says("DingTalk") {
            Self::DingTalk
        } else if says("; wv)") || apple && !says("Safari/") {
            Self::Inside
        } else if apple || says("Android") || says("Mobile") {
            Self::Phone
        } else {
            Self::Desktop
        }
    }

    /// Whether the page is shown inside another application, where downloads from a page often
    /// fail without a word.
    pub(crate) const fn inside(self) -> bool {
        !matches!(self, Self::Phone | Self::Desktop)
    }
}

/// The agent and the ways of a browser, the best first. There is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Means {
    /// What the browser calls itself.
    pub(crate) agent: Agent,
    /// Its ways.
    pub(crate) ways: Vec<Way>,
}

impl Means {
    /// Those of this browser.
    pub(crate) fn found() -> Self {
        Self::of(Features::found(), Agent::of(&agent::name()))
    }

    /// The ways in which a file leaves a browser that can do this and calls itself so.
    pub(crate) fn of(features: Features, agent: Agent) -> Self {
        let Features { share, save, copy } = features;
        let inside = agent.inside();
        let desktop = agent == Agent::Desktop;
        let all = [
            (Way::Save, save && desktop),
            (Way::Share, share && !inside),
            (Way::Save, save && agent == Agent::Phone),
            (Way::Copy, copy),
            (Way::Code, true),
            (Way::Share, share && inside),
            // By hand.
            (Way::Copy, !copy),
            (Way::Save, save && inside),
        ];
        let ways = all.iter().filter(|(_, here)| *here).map(|(way, _)| *way).collect();
        Self { agent, ways }
    }

    /// The way in the bar.
    pub(crate) fn first(&self) -> Way {
        self.ways.first().copied().unwrap_or(Way::Code)
    }

    /// The way to try where one has failed.
    pub(crate) fn instead_of(&self, failed: Way) -> Way {
        let others = self.ways.iter().filter(|way| **way != failed);
        others.copied().next().unwrap_or(Way::Code)
    }

    /// Whether a way often fails here without a word.
    pub(crate) fn doubtful(&self, way: Way) -> bool {
        way == Way::Save && self.agent.inside()
    }
}

impl Default for Means {
    /// Those of a browser of which nothing is known yet.
    fn default() -> Self {
        Self::of(Features { share: false, save: true, copy: true }, Agent::Desktop)
    }
}

#[cfg(test)]
mod tests {
    use super::Way::{Code, Copy, Save, Share};
    use super::*;

    const ALL: Features = Features { share: true, save: true, copy: true };
    const NO_SHARE: Features = Features { share: false, ..ALL };
    const NOTHING: Features = Features { share: false, save: false, copy: false };

    const ANDROID: &str = "Mozilla/5.0 (Linux; Android 13; V2244A";
    const WEBKIT: &str = ") AppleWebKit/537.36 (KHTML, like Gecko) ";
    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) \
                          AppleWebKit/605.1.15 (KHTML, like Gecko) ";

    fn check(name: &str, features: Features, agent: Agent, ways: &[Way]) {
        let found = Means::of(features, Agent::of(name));
        assert_eq!((found.agent, found.ways.as_slice()), (agent, ways), "{name}");
    }

    fn android(rest: &str) -> String {
        [ANDROID, WEBKIT, rest].concat()
    }

    fn webview(rest: &str) -> String {
        [ANDROID, "; wv", WEBKIT, "Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36", rest]
            .concat()
    }

    #[test]
    fn browsers_of_their_own() {
        let chrome = android("Chrome/124.0.0.0 Mobile Safari/537.36");
        check(&chrome, ALL, Agent::Phone, &[Share, Save, Copy, Code]);
        check(&chrome, NO_SHARE, Agent::Phone, &[Save, Copy, Code]);
        let standalone = android("Chrome/98.0 MQQBrowser/14.9 Mobile Safari/537.36");
        check(&standalone, NO_SHARE, Agent::Phone, &[Save, Copy, Code]);
        let safari = [IPHONE, "Version/17.4 Mobile/15E148 Safari/604.1"].concat();
        check(&safari, ALL, Agent::Phone, &[Share, Save, Copy, Code]);
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
        check(firefox, NO_SHARE, Agent::Desktop, &[Save, Copy, Code]);
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                    Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0";
        check(edge, ALL, Agent::Desktop, &[Save, Share, Copy, Code]);
        check("", NO_SHARE, Agent::Desktop, &[Save, Copy, Code]);
    }

    #[test]
    fn inside_applications_saving_comes_last() {
        let ways = [Copy, Code, Save];
        let wechat = webview(" XWEB/1160065 MMWEBSDK/20240301 MicroMessenger/8.0.48 WeChat/arm64");
        check(&wechat, NO_SHARE, Agent::WeChat, &ways);
        let wechat = [IPHONE, "Mobile/15E148 MicroMessenger/8.0.47(0x18002f2c)"].concat();
        check(&wechat, NO_SHARE, Agent::WeChat, &ways);
        check(&wechat, ALL, Agent::WeChat, &[Copy, Code, Share, Save]);
        let alipay = webview(" NebulaSDK/1.8 AlipayDefined AliApp(AP/10.5) AlipayClient/10.5");
        check(&alipay, NO_SHARE, Agent::Alipay, &ways);
        let qq = webview(" MQQBrowser/6.2 TBS/046 V1_AND_SQ_9.0.17 QQ/9.0.17.15185 NetType/4G");
        check(&qq, NO_SHARE, Agent::Qq, &ways);
        let ding = webview(" AliApp(DingTalk/7.5.10) com.alibaba.android.rimet");
        check(&ding, NO_SHARE, Agent::DingTalk, &ways);
        check(&webview(""), NO_SHARE, Agent::Inside, &ways);
        check(&[IPHONE, "Mobile/15E148"].concat(), NO_SHARE, Agent::Inside, &ways);
    }

    #[test]
    fn where_nothing_works_the_code_can_be_shown_and_text_be_copied_by_hand() {
        check("", NOTHING, Agent::Desktop, &[Code, Copy]);
        check(&webview(""), NOTHING, Agent::Inside, &[Code, Copy]);
        let copyless = Features { copy: false, ..NO_SHARE };
        check(&webview(""), copyless, Agent::Inside, &[Code, Copy, Save]);
    }

    #[test]
    fn another_way_is_always_named() {
        let means = Means::of(ALL, Agent::Phone);
        assert_eq!((means.first(), means.instead_of(Share)), (Share, Save));
        assert_eq!(means.instead_of(Copy), Share);
        let inside = Means::of(NO_SHARE, Agent::Inside);
        assert_eq!(inside.instead_of(Copy), Code);
        assert!(inside.doubtful(Save) && !inside.doubtful(Copy) && !means.doubtful(Save));
    }
}
