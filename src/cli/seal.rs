//! `qingdan seal`: records as envelopes to an organiser's key.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::batch::{Batch, desk};
use super::key::key_of_campaign;
use super::language::{Help, tr};
use super::refusals::{REFUSALS, Refusals};
use super::two_tally::files::{random, say, write_new};
use super::{CliError, instrument};
use crate::domain::campaign::Campaign;
use crate::domain::record::PACKED_BYTES;
use crate::domain::seal::{Envelope, PublicKey, seal};
use crate::domain::two_tally::read_public_key;

const EXAMPLES: &str = "\
Examples:
  qingdan seal --to campaign.json records.ndjson > envelopes.txt
      seals the records of that campaign and wave to its key
  qingdan key show qingdan-key.json > public.txt
  qingdan seal --to $(cat public.txt) records/ --out envelopes.txt
      seals every record to a public key

The result is a text with one envelope a line, in an order that tells nothing about who came when;
the organiser's page and `qingdan open` open it. Records in the open and their envelopes beside each
other undo the sealing: delete the records.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use, or nothing to seal.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["seal"],
    about: "把答卷密封给组织方的公钥",
    after: "\
例子：
  qingdan seal --to campaign.json records.ndjson > envelopes.txt
      把这个活动、这一轮的答卷密封给活动的公钥
  qingdan key show qingdan-key.json > public.txt
  qingdan seal --to $(cat public.txt) records/ --out envelopes.txt
      把所有答卷密封给一个公钥

写出来的是文字，一行一份密封件，排列的次序看不出谁先谁后；组织方页面和 qingdan open 都能打开。
没有密封的答卷和密封件放在一起，密封就白做了：请把答卷删掉。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者没有可以密封的。",
    arguments: &[
        ("to", "64 位十六进制的公钥，或者带公钥的活动文件"),
        REFUSALS[0],
        ("out", "要写的文件；不写就写到标准输出"),
        ("records", "答卷：文件、文件夹、压缩包、合集"),
    ],
}];

/// Seal records to an organiser's public key.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Seal {
    /// A public key of 64 hexadecimal digits, or the file of a campaign that has one
    #[arg(long, value_name = "PUBLIC|CAMPAIGN")]
    to: PathBuf,
    #[command(flatten)]
    refusals: Refusals,
    /// The envelopes to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Records: files, folders, archives, bundles
    #[arg(value_name = "RECORDS")]
    records: Vec<PathBuf>,
}

impl Seal {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let (key, campaign) = recipient(&self.to)?;
        let mut batch = Batch::read(instrument, &self.records)?;
        // What a campaign asks of what an organiser opens, it does not ask here.
        batch.forget_campaigns();
        let mut kept = batch.keep(desk(instrument)?, None, false)?;
        let (mut sealed, mut others) = (BTreeMap::new(), 0_u64);
        for packed in kept.desk.kept() {
            if campaign.as_ref().is_some_and(|campaign| !is_of(campaign, &packed)) {
                others += 1;
                continue;
            }
            let envelope = seal(&key, instrument.hash, &packed, &*random()?);
            let envelope = envelope.map_err(|_| CliError::NoRandomness)?;
            sealed.insert(digest(&envelope), envelope);
        }
        kept.tell(self.refusals.refused.as_deref())?;
        tell(others, campaign.as_ref());
        if sealed.is_empty() {
            return Err(CliError::Input(tr("没有可以密封的答卷", "there is nothing to seal")));
        }
        say(&tr(
            format!("密封了 {} 份，公钥的指纹 {}", sealed.len(), key.fingerprint()),
            format!("{} sealed; fingerprint of the key {}", sealed.len(), key.fingerprint()),
        ));
        let text: String = sealed.values().map(|envelope| envelope.to_code() + "\n").collect();
        if let Some(path) = &self.out {
            return write_new(path, text.as_bytes());
        }
        let mut out = BufWriter::new(io::stdout().lock());
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }
}

/// The key, and the campaign where it is that of one.
fn recipient(to: &Path) -> Result<(PublicKey, Option<Campaign>), CliError> {
    if let Some(key) = to.to_str().and_then(read_public_key) {
        return Ok((key, None));
    }
    if to.to_str().is_some_and(is_key_text) {
        return Err(CliError::Input(tr(
            "这 64 位数字不是能用的公钥，请重新抄一遍",
            "these 64 digits are no public key that can be used: copy it once more",
        )));
    }
    let (campaign, key) = key_of_campaign(to)?;
    Ok((key, Some(campaign)))
}

/// Whether a text is as long as a public key, and of the same digits.
fn is_key_text(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a packed record belongs to a campaign and wave.
fn is_of(campaign: &Campaign, packed: &[u8; PACKED_BYTES]) -> bool {
    let details = campaign.details();
    packed[23..27] == details.id && packed[27] == details.wave
}

/// In ascending order of these, envelopes tell nothing about who came when.
fn digest(envelope: &Envelope) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(envelope.as_bytes()).into()
}

/// Says what was not sealed, and what the records lack.
fn tell(others: u64, campaign: Option<&Campaign>) {
    if others > 0 {
        say(&tr(
            format!("{others} 份属于别的活动或轮次，没有密封。"),
            format!("{others} belong to another campaign or wave and were not sealed."),
        ));
    }
    if campaign.is_some_and(|campaign| campaign.extensions().tickets) {
        say(&tr(
            "这个活动发了纸票，这样密封的不带票：数票的时候，它们会算作没有填票。",
            "The campaign has paper tickets, and what is sealed here has none: when tickets are \
             counted, these will be without one.",
        ));
    }
}
