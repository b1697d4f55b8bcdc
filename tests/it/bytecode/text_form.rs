//! What `disasm` shows.

use nuncio::bytecode::Op;

use super::{EVERYTHING, bundle};

#[test]
fn a_bundle_reads_as_registers_with_their_places_in_the_source() {
    insta::with_settings!({ description => EVERYTHING, omit_expression => true }, {
        insta::assert_snapshot!(bundle(EVERYTHING));
    });
}

#[test]
fn an_op_fits_in_eight_bytes() {
    assert_eq!(size_of::<Op>(), 8);
}

#[test]
fn what_two_campaigns_ask_is_asked_once() {
    let campaign = |name: &str, seats: u32| {
        format!(
            "campaign {name} {{\n audience {{\n plan is \"pro\"\n seats > {seats}\n }}\n live from 2026-03-01\n send workflow {{ name \"w\" }}\n}}\n"
        )
    };
    let one = bundle(&campaign("a", 3));
    let same = bundle(&(campaign("a", 3) + &campaign("b", 3)));
    let other = bundle(&(campaign("a", 3) + &campaign("b", 4)));
    assert_eq!(one.programs.contact.ops.len(), same.programs.contact.ops.len());
    assert_eq!(one.tests.len(), same.tests.len());
    assert_eq!(one.tests.len() + 1, other.tests.len());
}
