//! The counts of tallies as a table, for checking only.

use crate::cli::CliError;
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::campaign_number;
use crate::domain::tally::{CountRow, TALLY_UNITS, read_tally};
use std::fmt::Write as _;

/// Decimal places of a mean.
const PLACES: u32 = 6;

/// The table of some tally lines.
pub(super) fn table(instrument: &Instrument, lines: &[String]) -> Result<String, CliError> {
    let mut table = String::from("campaign,wave,form,group,question,answer,people,sum,mean\n");
    for line in lines {
        let file = read_tally(line.as_bytes(), instrument);
        let file = file.map_err(|refusal| CliError::Input(refusal.to_string()))?;
        let campaign = file.campaign().map(campaign_number).unwrap_or_default();
        let wave = file.wave().map(|wave| wave.to_string()).unwrap_or_default();
        let form = match file.tally().form() {
            Form::Full => "full",
            Form::Quick => "quick",
        };
        for row in file.tally().rows(instrument) {
            let CountRow { group, question, answer, people, sum } = row;
            // Writing into a String cannot fail.
            let _ = write!(table, "{campaign},{wave},{form},{group},{question},{answer},{people}");
            let _ = match sum {
                Some(sum) => writeln!(table, ",{sum},{}", mean(sum, people)),
                None => writeln!(table, ",,"),
            };
        }
    }
    Ok(table)
}

/// A mean in points, rounded half up; nothing for nobody.
fn mean(sum: u128, people: u64) -> String {
    let (tens, units) = (10_u128.pow(PLACES), u128::from(people) * u128::from(TALLY_UNITS));
    if units == 0 {
        return String::new();
    }
    let rounded = (2 * sum * tens + units) / (2 * units);
    format!("{}.{:0width$}", rounded / tens, rounded % tens, width = PLACES as usize)
}

#[cfg(test)]
mod tests {
    use super::{TALLY_UNITS, mean};

    #[test]
    fn means_are_rounded_once() {
        let units = u128::from(TALLY_UNITS);
        let cases = [
            (0, 0, ""),
            (0, 3, "0.000000"),
            (100 * units, 3, "33.333333"),
            (200 * units, 3, "66.666667"),
        ];
        for (sum, people, expected) in cases {
            assert_eq!(mean(sum, people), expected, "{sum} of {people}");
        }
    }
}
