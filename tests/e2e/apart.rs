//! The installable variant of two surveys on one host: neither answers for the other.

use crate::browser::{Browser, Kind};
use crate::host::Host;
use crate::hosted::{BASE, SETUP};
use crate::installed::{WORDS, caches, controller, copied, kept, open, renewed, shown, until};
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, ensure, equal, run};

#[test]
fn two_surveys_of_one_host_are_kept_apart_in_chromium() {
    run("apart", Kind::Chromium, SETUP, apart);
}

#[test]
fn two_surveys_of_one_host_are_kept_apart_in_firefox() {
    run("apart", Kind::Firefox, SETUP, apart);
}

/// Two versions below two paths of one host, one path within the other: each page stays what it is,
/// with the host and without.
async fn apart(browser: &Browser, tools: &Tools) -> Outcome {
    const OUTER: &str = "/gov/county-7/";
    ensure(BASE.starts_with(OUTER), || "one path within the other".to_owned())?;
    let mut host =
        Host::start(tools, (&tools.dist, OUTER), &WORDS, browser.folder.join("host.log"))?;
    let outer = host.address("");
    open(browser, &outer).await?;
    kept(browser, "index").await?;
    let dist = copied(tools, &browser.folder)?;
    renewed(tools, &dist)?;
    host.moved(&dist, BASE)?;
    let inner = host.address("");
    open(browser, &inner).await?;
    equal("version below the longer path", shown(browser).await?, "second".to_owned())?;
    until("both are kept", async || Ok(caches(browser).await?.len() == 2)).await?;
    until("its own worker", async || {
        open(browser, &inner).await?;
        Ok(controller(browser).await? == host.address("index-sw.js"))
    })
    .await?;
    host.stop();
    for (address, version) in [(&outer, "first"), (&inner, "second"), (&outer, "first")] {
        open(browser, address).await?;
        Respondent::begun(browser, tools).await?;
        equal(address, shown(browser).await?, version.to_owned())?;
    }
    equal("caches", caches(browser).await?.len(), 2)?;
    equal("attempts to reach the network", browser.wall.attempts(), vec![])
}
