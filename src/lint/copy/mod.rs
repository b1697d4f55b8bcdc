//! Lints on what a message says, judged as its reader reads it.

mod counted_days;
mod dense_copy;
mod feature_first;
mod home_link;
mod impersonal_chat;
mod impersonal_copy;
mod long_copy;
mod loud_event_copy;
mod many_actions;
mod no_action;
mod no_help;
mod placeholder_copy;
mod salesy_copy;
mod unformatted_amount;
mod vague_action;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[
    counted_days::LINT,
    dense_copy::LINT,
    feature_first::LINT,
    home_link::LINT,
    impersonal_chat::LINT,
    impersonal_copy::LINT,
    long_copy::LINT,
    loud_event_copy::LINT,
    many_actions::LINT,
    no_action::LINT,
    no_help::LINT,
    placeholder_copy::LINT,
    salesy_copy::LINT,
    unformatted_amount::LINT,
    vague_action::LINT,
];
