//! `qingdan gather`: a collector's bundle of envelopes, without a key.

mod inputs;

use std::path::PathBuf;

use clap::Args;

use self::inputs::Inputs;
use super::CliError;
use super::batch::each_input;
use super::key::key_of_campaign;
use super::language::{Help, tr};
use super::out::Out;
use super::refusals::{REFUSALS, Refusals, list_given};
use super::two_tally::files::{bytes, say};
use crate::domain::seal::{Added, BUNDLE_ENVELOPES_MIN, BundleFault, Collector};
use crate::worker::shown_name;

const EXAMPLES: &str = "\
Examples:
  qingdan gather --campaign campaign.json inbox/ --out bundle.txt
      every envelope of the campaign in the folder, each once, as one bundle for the organiser
  qingdan gather --campaign campaign.json --earlier bundle.txt bundle.txt inbox/ --out second.txt
      later: the earlier bundle once more, with what has come since

It needs no key and can open nothing. The bundle is the same whatever the order in which envelopes
came. Of fewer than twenty there is none. After an earlier one it holds all of that, and nothing new
or at least twenty: whoever has both could subtract them. Delete what the bundle was made of: it
shows who sent what.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong use or a file that is not what
it should be, 3 refused because it would give people away.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["gather"],
    about: "代收：把密封件收成一个合集，用不着密钥",
    after: "\
例子：
  qingdan gather --campaign campaign.json inbox/ --out bundle.txt
      文件夹里这个活动的密封件，每份一次，收成一个合集交给组织方
  qingdan gather --campaign campaign.json --earlier bundle.txt bundle.txt inbox/ --out second.txt
      后来又收到一些：以前的合集再写一遍，和新收到的合在一起

代收用不着密钥，什么也打不开。不管谁先谁后，收成的合集都一样。不到二十份不收成合集。以前交过一个的，
新的要有那个里面的全部，多出来的要么没有，要么至少二十份：两个一减，就知道差的是谁的。收好以后，
请把原来的文件删掉：看得出谁交了哪份。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者文件不是该有的样子；
3 会暴露个人，所以不做。",
    arguments: &[
        ("campaign", "活动文件；只收用它的公钥密封的"),
        ("earlier", "以前交出去的合集；新的要有它里面的全部，要么一样，要么至少多二十份"),
        ("out", "要写的合集；不写就写到标准输出"),
        ("envelopes", "密封件：文件、文件夹、压缩包、聊天记录、别人的合集"),
        REFUSALS[0],
    ],
}];

/// Gather envelopes into a bundle for the organiser.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Gather {
    /// The campaign; only what is sealed to its key is gathered
    #[arg(long, value_name = "PATH")]
    campaign: Option<PathBuf>,
    /// The bundle that was handed on before; the new one has all of it, and is the same or has at
    /// least twenty more
    #[arg(long, value_name = "PATH")]
    earlier: Option<PathBuf>,
    #[command(flatten)]
    refusals: Refusals,
    /// The bundle to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Envelopes: files, folders, archives, chats, bundles of others
    #[arg(value_name = "ENVELOPES")]
    envelopes: Vec<PathBuf>,
}

impl Gather {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let campaign = self.campaign.as_deref().map(key_of_campaign).transpose()?;
        let key = campaign.map(|(_, key)| key.id());
        let earlier = self.earlier(Collector::new(key))?;
        let mut inputs = Inputs::new(Collector::new(key));
        each_input(&self.envelopes, &mut |path, bytes| {
            inputs.take(&shown_name(&path.to_string_lossy()), bytes);
        })?;
        let bundle = inputs.collector.bundle_after(&earlier).map_err(fault);
        tell(&inputs, bundle.is_ok());
        list_given(&inputs.refused, self.refusals.refused.as_deref())?;
        if inputs.collector.is_empty() {
            return Err(CliError::Input(tr("没有收到密封件", "there is nothing to gather")));
        }
        let bundle = bundle?;
        let mut out = Out::new(self.out.as_deref())?;
        out.write(bundle.as_bytes())?;
        out.finish()
    }

    /// What was handed on before.
    fn earlier(&self, mut earlier: Collector) -> Result<Collector, CliError> {
        let Some(path) = &self.earlier else { return Ok(earlier) };
        let added = earlier.add(&bytes(path)?);
        let added = added.map_err(|_| CliError::input(path, &tr("太大了", "too large")))?;
        // Whoever is not read here would be missing unnoticed.
        if added.damaged + added.newer + added.no_room > 0 {
            return Err(CliError::input(
                path,
                &tr("里面有读不出来的密封件", "some of its envelopes cannot be read"),
            ));
        }
        if earlier.is_empty() {
            return Err(CliError::input(path, &tr("里面没有密封件", "no envelopes in it")));
        }
        Ok(earlier)
    }
}

/// Says what was gathered and what was not, and the sum.
fn tell(inputs: &Inputs, written: bool) {
    let Inputs { added, plain, strange, unread, without, .. } = *inputs;
    let Added { new, copies, other_key, damaged, newer, no_room } = added;
    let good = if written {
        ["份收下了", "gathered"]
    } else {
        ["份完好，但没有写成合集", "in good order, but no bundle is written"]
    };
    let files = if unread == 1 { "input that" } else { "inputs that" };
    let cannot = format!("{files} cannot be read or is too large");
    let cannot = if unread == 1 { cannot } else { cannot.replace(" is ", " are ") };
    let empty = if without == 1 { "input" } else { "inputs" }.to_owned() + " without an envelope";
    let open = if plain == 1 { "record" } else { "records" }.to_owned();
    let open = open + " in the open, not gathered";
    let lines = [
        (new, good[0], good[1]),
        (copies, "份和别的完全一样", if copies == 1 { "copy" } else { "copies" }),
        (other_key, "份是用别的密钥封的，没有收", "sealed to another key, not gathered"),
        (damaged, "份不完整，或者改动过", "incomplete or changed"),
        (newer, "份是用更新的版本封的", "made by a newer version"),
        (no_room, "份装不下了，没有收", "not gathered: there is no more room"),
        (plain, "份答卷没有密封，没有收；谁都能看", &open),
        (strange, "行不是轻担的文件，没有收", "in JSON but not of Qingdan, not gathered"),
        (unread, "个文件读不懂或太大", &cannot),
        (without, "个文件里没有密封件", &empty),
    ];
    for (number, zh, en) in lines {
        if number > 0 {
            say(&tr(format!("{number} {zh}。"), format!("{number} {en}.")));
        }
    }
    let refused = inputs.refused_count();
    let received = new + copies + refused;
    say(&tr(
        format!("收到 {received} = 完好 {new} + 重复 {copies} + 没有收 {refused}"),
        format!("received {received} = good {new} + copies {copies} + not gathered {refused}"),
    ));
}

fn fault(fault: BundleFault) -> CliError {
    match fault {
        BundleFault::TooFew { found } => CliError::Refused(tr(
            format!(
                "新的只有 {found} 份，至少要 {BUNDLE_ENVELOPES_MIN} 份：少了就看得出是谁的。\
                 请等多收一些再做"
            ),
            format!(
                "only {found} new envelopes, at least {BUNDLE_ENVELOPES_MIN} are needed: of fewer \
                 it shows whose they are. Wait until more have come"
            ),
        )),
        BundleFault::Lacks { missing } => CliError::Refused(tr(
            format!(
                "以前那个合集里有 {missing} 份，这里没有：两个一减，就知道是谁的。\
                 请把以前的合集也写在密封件里，合在一起做"
            ),
            format!(
                "{missing} envelopes of the earlier bundle are not here: subtracting one from the \
                 other would tell whose they are. Give the earlier bundle among the envelopes too"
            ),
        )),
        fault => CliError::Input(fault.to_string()),
    }
}
