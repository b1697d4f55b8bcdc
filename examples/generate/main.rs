//! Writes the data of the examples: `cargo run --example generate`.
//!
//! Every contact is a small story that ends on one side of a boundary, and the folder's README tells where. Beside them
//! walks a row of numbered contacts that cross one boundary in equal steps. Nothing is random: the same data come out
//! each time, and a test holds the committed files to them.

mod appointment_reminder;
mod area_unlocked;
mod export_tip;
mod feature_launch;
mod getting_started;
mod guided_tour;
mod known_issue;
mod lapsed_customers;
mod order_confirmation;
mod payment_failed;
mod quarterly_survey;
mod records;
mod renewal_notice;
mod second_login;
mod setup_help;
mod task_assigned;
mod trial_ending;
mod upload_alert;

use std::path::Path;

/// A file under `examples/` and what is in it, before compression.
pub(crate) struct Written {
    /// Its path below `examples/`; `.gz` and `.zst` are compressed when they are written.
    pub(crate) path: &'static str,
    /// Its text.
    pub(crate) text: String,
}

/// Every data file of the examples.
pub(crate) fn files() -> Vec<Written> {
    [
        upload_alert::files(),
        trial_ending::files(),
        lapsed_customers::files(),
        renewal_notice::files(),
        known_issue::files(),
        second_login::files(),
        export_tip::files(),
        setup_help::files(),
        order_confirmation::files(),
        payment_failed::files(),
        task_assigned::files(),
        area_unlocked::files(),
        appointment_reminder::files(),
        getting_started::files(),
        quarterly_survey::files(),
        feature_launch::files(),
        guided_tour::files(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn main() -> std::io::Result<()> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for file in files() {
        std::fs::write(examples.join(file.path), compressed(&file)?)?;
    }
    Ok(())
}

/// The bytes on disk.
fn compressed(file: &Written) -> std::io::Result<Vec<u8>> {
    use std::io::Write as _;
    if file.path.ends_with(".gz") {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(file.text.as_bytes())?;
        gzip.finish()
    } else if file.path.ends_with(".zst") {
        zstd::encode_all(file.text.as_bytes(), 19)
    } else {
        Ok(file.text.clone().into_bytes())
    }
}
