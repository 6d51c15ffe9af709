//! The campaign that answers to a form belong to: one that promises nothing a form cannot keep.

use std::path::{Path, PathBuf};

use crate::cli::two_tally::files::text;
use crate::cli::words::public_fault;
use crate::cli::{CliError, tr};
use crate::domain::campaign::{CampaignFault, Extensions, mentions_campaign, read_campaign};
use crate::domain::instrument::Instrument;
use crate::domain::record::CampaignRef;

/// The campaign that is said: in a file, or as the code or line itself. Whatever it promises beyond
/// what a form can keep is a reason to refuse it: answers to a form are neither randomised nor
/// sealed, and counted among those that are they would be taken for what they are not.
pub(super) fn campaign(instrument: &Instrument, said: &str) -> Result<CampaignRef, CliError> {
    let path = Path::new(said);
    let itself = mentions_campaign(said);
    if !itself && is_id(said) && !path.exists() {
        return Err(CliError::Input(tr(
            format!(
                "--campaign 要活动文件，不要编号（{said}）：活动约定了什么，要看文件才知道。轮次也在文件里"
            ),
            format!(
                "--campaign takes the campaign’s file and not its id ({said}): only the file says \
                 what the campaign promises, and which wave it is"
            ),
        )));
    }
    let place = if itself { PathBuf::from("--campaign") } else { path.to_owned() };
    let content = if itself { said.to_owned() } else { text(path)? };
    let found = read_campaign(instrument, &content).map_err(|fault| {
        let words = match fault {
            CampaignFault::TwoTallies => two_tallies(),
            fault => public_fault(Some(fault)),
        };
        CliError::input(&place, &words)
    })?;
    if let Some(words) = broken(found.extensions()) {
        return Err(CliError::input(&place, &words));
    }
    let details = found.details();
    Ok(CampaignRef { id: details.id, wave: details.wave })
}

fn is_id(said: &str) -> bool {
    said.len() == 8 && said.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What a campaign promises that a form cannot keep, and what to do instead.
fn broken(extensions: &Extensions) -> Option<String> {
    let [zh, en] = if extensions.randomised.is_some() {
        [
            "这个活动的有些答案要随机化，统计时按随机化过的来还原；表单里的答案没有随机化，混在一起结果就错了",
            "this campaign randomises answers, and counting undoes that; answers to a form were \
             not randomised, so the results would be wrong",
        ]
    } else if extensions.tickets {
        [
            "这个活动凭纸票、答卷要密封；表单里的答案没有票，也没有密封",
            "this campaign has paper tickets and sealed records; answers to a form have no ticket \
             and are not sealed",
        ]
    } else if extensions.key.is_some() {
        [
            "这个活动约定答卷要密封，只有组织方打得开；表单里的答案没有密封",
            "this campaign promises that records are sealed to the organiser’s key; answers to a \
             form are not sealed",
        ]
    } else {
        return None;
    };
    Some(tr(format!("{zh}。{}", remedy()), format!("{en}. {}", remedy())))
}

fn two_tallies() -> String {
    tr(
        format!("这是两方合计的活动，答卷要拆成两半；表单里的答案拆不了。{}", remedy()),
        format!(
            "this is a campaign of two tallies, whose records are split in halves; answers to a \
             form cannot be. {}",
            remedy()
        ),
    )
}

fn remedy() -> String {
    tr(
        "请给用表单收的答案另建一个不带这些约定的活动，分开统计；或者不写 --campaign",
        "Make another campaign without that for answers to a form and count it apart, or leave \
         --campaign away",
    )
}
