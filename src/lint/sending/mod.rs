//! Lints on how, when and how often something is sent.

mod event_email;
mod frequent_message;
mod interrupts_flow;
mod no_frequency;
mod odd_delay;
mod short_frequency;
mod wrong_channel;

use super::Lint;

pub(super) const LINTS: &[Lint] = &[
    event_email::LINT,
    frequent_message::LINT,
    interrupts_flow::LINT,
    no_frequency::LINT,
    odd_delay::LINT,
    short_frequency::LINT,
    wrong_channel::LINT,
];
