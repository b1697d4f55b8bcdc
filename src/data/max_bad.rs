//! How many bad records a run bears (§11.5).

use std::str::FromStr;

/// The most bad records there may be.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum MaxBad {
    /// The larger of 10 and 0.1 % of the records read.
    #[default]
    Usual,
    /// So many.
    Count(u64),
    /// A share of the records read, of contacts and activity together, in percent.
    Percent(f64),
}

impl MaxBad {
    /// Whether `bad` of `read` records are too many.
    pub fn is_exceeded(self, bad: u64, read: u64) -> bool {
        let percent = |share: f64| bad as f64 * 100.0 > share * read as f64;
        match self {
            Self::Usual => bad > 10 && percent(0.1),
            Self::Count(most) => bad > most,
            Self::Percent(share) => percent(share),
        }
    }
}

impl FromStr for MaxBad {
    type Err = String;

    /// A whole number, or a percentage from 0 to 100 such as `0.5%`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is neither a whole number nor a percentage such as `0.5%`");
        match text.strip_suffix('%') {
            Some(share) => {
                let digits = share.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                let share: f64 = share.trim_end().parse().map_err(|_| wrong())?;
                if digits && (0.0..=100.0).contains(&share) { Ok(Self::Percent(share)) } else { Err(wrong()) }
            }
            None => text.parse().map(Self::Count).map_err(|_| wrong()),
        }
    }
}
