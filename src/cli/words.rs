//! The words of the organiser's page, which the command shares: what means the same is said alike.
//! Where those speak of the page, the command has its own.

use super::language::{Language, language, tr};
use crate::domain::campaign::CampaignFault;
use crate::domain::seal::{KeyFileFault, ShareFault};
use crate::i18n::Language as Catalogue;
use crate::i18n::organise::Messages;

/// The words in the language of this run.
pub(super) fn words() -> &'static Messages {
    Messages::of(match language() {
        Language::Chinese => Catalogue::Zh,
        Language::English => Catalogue::En,
    })
}

/// What is wrong with the file of a key, or with its passphrase.
pub(super) fn key_file_fault(fault: KeyFileFault) -> String {
    match fault {
        KeyFileFault::NoMemory => tr(
            "内存不够，请关掉别的程序再试。",
            "There is not enough memory. Please close other programs and try again.",
        ),
        KeyFileFault::NoKeyFile => tr("这不是密钥文件。", "This is not a key file."),
        KeyFileFault::Newer => tr(
            "这个密钥文件是用更新的版本做的，请换用新版的 qingdan。",
            "A newer version made this key file. Please use the newer version of this command.",
        ),
        fault => (words().keys.key_file_fault)(fault).to_owned(),
    }
}

/// What is wrong with a share of a key.
pub(super) fn share_fault(fault: ShareFault) -> String {
    match fault {
        ShareFault::Damaged => tr(
            "这一份不完整，或者改动过。请用另一份。",
            "This share is incomplete or was changed. Please use another one.",
        ),
        ShareFault::Newer => tr(
            "这一份是用更新的版本做的，请换用新版的 qingdan。",
            "A newer version made this share. Please use the newer version of this command.",
        ),
        fault => (words().keys.share_fault)(fault).to_owned(),
    }
}

/// Why a campaign gives no public key.
pub(super) fn public_fault(fault: Option<CampaignFault>) -> String {
    match fault {
        Some(CampaignFault::Newer) => tr(
            "这个活动是用更新的版本做的，请换用新版的 qingdan。",
            "A newer version made this campaign. Please use the newer version of this command.",
        ),
        Some(CampaignFault::OtherInstrument) => tr(
            "这个活动用的是另一份问卷，或另一个版本的问卷。请用 --instrument 给出那份问卷。",
            "This campaign uses another survey, or another version of it. Please give that with \
             --instrument.",
        ),
        Some(CampaignFault::TooLong) => {
            tr("太长了，不是活动文件。", "It is too long to be a campaign.")
        }
        fault => (words().keys.public_fault)(fault).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The command has no page that could be changed, and nothing to choose or paste.
    #[test]
    fn nothing_is_asked_that_only_the_page_can_do() {
        let keys = [
            KeyFileFault::ShortPassphrase,
            KeyFileFault::LongPassphrase,
            KeyFileFault::NoMemory,
            KeyFileFault::NoKeyFile,
            KeyFileFault::Damaged,
            KeyFileFault::Newer,
            KeyFileFault::Locked,
        ];
        let shares = [
            ShareFault::NoShare,
            ShareFault::Damaged,
            ShareFault::Newer,
            ShareFault::TooFew,
            ShareFault::DifferentKeys,
            ShareFault::NotTogether,
        ];
        let campaigns = [
            None,
            Some(CampaignFault::NoCode),
            Some(CampaignFault::Damaged),
            Some(CampaignFault::Newer),
            Some(CampaignFault::OtherInstrument),
            Some(CampaignFault::TooLong),
            Some(CampaignFault::TwoTallies),
        ];
        let all = keys.map(key_file_fault).into_iter().chain(shares.map(share_fault));
        for said in all.chain(campaigns.map(public_fault)) {
            for leak in ["page", "hoose", "paste", "页面", "重新选", "粘贴"] {
                assert!(!said.contains(leak), "{leak}: {said}");
            }
        }
    }
}
