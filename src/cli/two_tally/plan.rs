//! `qingdan two-tally plan`: what is counted, declared for both organisers.

use std::path::PathBuf;

use clap::Args;

use super::files::{random, say, text, write_new};
use super::key::public_key;
use super::said;
use crate::cli::language::tr;
use crate::cli::{CliError, instrument};
use crate::domain::campaign::read_campaign;
use crate::domain::seal::PublicKey;
use crate::domain::two_tally::{Party, Plan, Scheme};

/// Declare what is counted, for both organisers, before anybody answers.
///
/// A campaign with one form, without paper tickets and without randomised items.
#[derive(Debug, Args)]
pub(super) struct MakePlan {
    /// The campaign: its file, its link or its code in a file
    #[arg(long, value_name = "PATH")]
    campaign: PathBuf,
    /// Public key of the first organiser, who gets the long halves
    #[arg(long, value_name = "HEX", value_parser = public_key)]
    first: PublicKey,
    /// Public key of the second organiser, who gets the short halves
    #[arg(long, value_name = "HEX", value_parser = public_key)]
    second: PublicKey,
    /// Up to two background questions by whose groups scores are counted too
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    strata: Vec<String>,
    /// The plan to write
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

impl MakePlan {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = instrument()?;
        let campaign = read_campaign(instrument, &text(&self.campaign)?);
        let campaign =
            campaign.map_err(|fault| CliError::input(&self.campaign, &said::campaign(fault)))?;
        let mut strata = 0;
        for id in &self.strata {
            let place = instrument.background.iter().position(|question| question.id == *id);
            let place = place.ok_or_else(|| CliError::NoSuchQuestion(id.clone()))?;
            strata |= 1_u8 << place;
        }
        let keys = [self.first.clone(), self.second.clone()];
        let plan = Plan::new(instrument, &campaign, keys, strata, &*random()?);
        let plan = plan.map_err(|fault| CliError::input(&self.campaign, &said::plan(fault)))?;
        write_new(&self.out, (plan.to_code() + "\n").as_bytes())?;
        let digits = plan.fingerprint();
        say(&tr(format!("合计方案 {digits}"), format!("plan {digits}")));
        for (party, key) in Party::BOTH.iter().zip(&plan.declared().keys) {
            let (digits, who) = (key.fingerprint(), said::party(*party));
            say(&tr(format!("{who}的密钥 {digits}"), format!("{who}'s key {digits}")));
        }
        let scheme = Scheme::new(instrument, plan);
        let scheme = scheme.map_err(|fault| CliError::input(&self.out, &fault))?;
        let bytes = Party::BOTH.map(|party| scheme.half_bytes(party));
        let cells = scheme.cells();
        let [first, second] = bytes;
        say(&tr(
            format!("{cells} 格；半份长 {first} 和 {second} 字节"),
            format!("{cells} cells; halves of {first} and {second} bytes"),
        ));
        Ok(())
    }
}
