//! The `.nbc` file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use nuncio::Engine;
use nuncio::bytecode::{Bundle, LoadError, from_bytes, to_bytes};
use nuncio::data::{Input, MaxBad, Plan, read};
use nuncio::engine::Options;
use nuncio::time::Zone;
use sha2::{Digest, Sha256};

use super::{EVERYTHING, bundle};

const HEADER: usize = 36;

const CONTACTS: &str = concat!(
    r#"{"id":"a","plan":"Pro","seats_used":2,"email":"a@example.com","vip":true,"last_seen_at":"2026-01-01T00:00:00Z","#,
    r#""signed_up_at":"2026-02-01","companies":[{"id":"c","plan":"pro","seats":3,"renews_at":"2026-03-20"}]}"#,
);

const ACTIVITY: &str = r#"
{"contact_id":"a","event":"upload_completed","received_at":"2026-03-02T10:00:00Z","metadata":{"duration":300,"left_page":true,"finished_at":"2026-03-02T09:59:00Z","name":"a.mov","file_id":7}}
{"contact_id":"a","event":"payment_failed","received_at":"2026-03-02T11:00:00Z","metadata":{"invoice_id":"i1","amount":9.90}}
{"contact_id":"a","event":"purchase","received_at":"2026-03-02T12:00:00Z"}
{"contact_id":"a","type":"launch","campaign":"tour","received_at":"2026-03-03T12:00:00Z"}
{"contact_id":"a","type":"page","url":"https://x.example/reports","received_at":"2026-03-04T12:00:00Z"}
{"contact_id":"a","type":"page","url":"https://x.example/","received_at":"2026-04-14T12:00:00Z"}
"#;

fn run(bundle: Arc<Bundle>) -> Vec<String> {
    let zone = Zone::get(&bundle.workspace.timezone).expect("a verified zone");
    let plan = Plan { layout: &bundle.layout, campaigns: bundle.campaign_names(), zone };
    let contacts = [Input::memory("contacts.jsonl", CONTACTS)];
    let activity = [Input::memory("activity.jsonl", ACTIVITY.trim_start())];
    let (data, _) = read(&plan, &contacts, &activity, MaxBad::default(), &()).expect("readable data");
    let options = Options { to: 1_776_500_000_000_000, decisions: true, ..Options::default() };
    let results = Engine::new(bundle).run(&data, &options, &|_| {});
    results.sends.iter().map(|send| format!("{} {} {}", send.at, send.campaign, send.content)).collect()
}

/// The file of a body, with the length and the checksum that belong to it.
fn seal(body: &[u8]) -> Vec<u8> {
    let mut bytes = to_bytes(&Bundle::default()).expect("an empty bundle");
    bytes.truncate(12);
    bytes.extend((body.len() as u64).to_le_bytes());
    bytes.extend(&Sha256::digest(body)[..16]);
    bytes.extend(body);
    bytes
}

#[test]
fn a_bundle_survives_its_file() {
    let before = bundle(EVERYTHING);
    let bytes = to_bytes(&before).expect("bytes");
    let after = from_bytes(&bytes).expect("a bundle");
    assert_eq!(*before, after);
    let sends = run(before);
    assert!(sends.len() >= 5, "{sends:#?}");
    assert_eq!(sends, run(Arc::new(after)));
}

#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let bytes = to_bytes(&bundle(EVERYTHING)).expect("bytes");
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(from_bytes(&changed).is_err(), "byte {at} may change unseen");
    }
}

#[test]
fn a_file_that_ends_early_or_late_is_damaged() {
    let bytes = to_bytes(&bundle(EVERYTHING)).expect("bytes");
    for length in 0..bytes.len() {
        assert!(from_bytes(&bytes[..length]).is_err(), "{length} bytes pass for all");
    }
    let longer = [&bytes[..], b"x"].concat();
    assert!(matches!(from_bytes(&longer), Err(LoadError::Length { .. })));
}

#[test]
fn other_files_and_other_versions_are_named_for_what_they_are() {
    assert_eq!(from_bytes(b"campaign a {}"), Err(LoadError::NoBundle));
    let mut bytes = to_bytes(&bundle(EVERYTHING)).expect("bytes");
    bytes[8] = 200;
    let error = from_bytes(&bytes).expect_err("another version");
    assert_eq!(
        error.to_string(),
        "this bundle is of format 200, this program reads 1: build it again from its sources"
    );
}

/// Whatever passes the verifier runs to its end: the body is changed at every place and sealed again.
#[test]
fn a_forged_bundle_is_refused_or_harmless() {
    let bytes = to_bytes(&bundle(EVERYTHING)).expect("bytes");
    let body = &bytes[HEADER..];
    let texts: usize = EVERYTHING.len() + 64;
    let mut ran = 0;
    for at in texts..body.len() {
        let value = [0, 1, 0x7f, 0xff, body[at].wrapping_add(1)][at % 5];
        let mut forged = body.to_vec();
        forged[at] = value;
        let Ok(bundle) = from_bytes(&seal(&forged)) else { continue };
        ran += 1;
        if catch_unwind(AssertUnwindSafe(|| run(Arc::new(bundle)))).is_err() {
            panic!("byte {at} of the body as {value} makes the engine panic");
        }
    }
    assert!(ran > 100, "only {ran} forged bundles were let through: nothing was shown");
}
