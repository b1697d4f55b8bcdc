//! A stated `purpose` that another channel fits better: banners for what everyone must see now, posts for news, chats
//! for what asks for an answer, tooltips for hints in their place, tours and checklists for first steps, surveys for
//! opinions.
//!
//! The channels that fit are all in-app. An email, push or sms is for those who are not there, whatever its purpose.
//! A workflow is a conversation and fits what a chat fits.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::WrongChannel, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let (Some((purpose, _)), Some((send, _))) = (member.purpose(), member.send()) else { return };
    let channel = member.settings().channel;
    let fitting = fitting(&purpose.text);
    let as_chat = if channel == Channel::Workflow { Channel::Chat } else { channel };
    if channel.is_direct() || fitting.is_empty() || fitting.contains(&as_chat) {
        return;
    }
    let words: Vec<&str> = fitting.iter().map(|channel| channel.word()).collect();
    let (aim, way) = (member.loc(purpose.span), member.loc(send.channel.span));
    let (primary, why, other, what) = if purpose.span < send.channel.span {
        (way, "another channel fits it better", aim, "the purpose")
    } else {
        (aim, "another channel fits it better", way, "the channel")
    };
    let (purpose, channel) = (&purpose.text, channel.word());
    found.push(
        Diagnostic::new(LINT.code, primary, format!("{} with the purpose `{purpose}`", suggest::a(channel)))
            .because(why)
            .label(other, what)
            .help(format!("for `{purpose}`, send {}", suggest::list(&words, "or"))),
    );
}

/// The channels that a purpose fits (§13).
fn fitting(purpose: &str) -> &'static [Channel] {
    match purpose {
        "announcement" => &[Channel::Banner, Channel::Post],
        "known_issue" | "urgent" => &[Channel::Banner],
        "education" => &[Channel::Post, Channel::Tour, Channel::Carousel],
        "tip" => &[Channel::Post, Channel::Tooltip],
        "promotion" => &[Channel::Post],
        "outreach" | "offer" | "support" => &[Channel::Chat],
        "hint" => &[Channel::Tooltip],
        "onboarding" => &[Channel::Tour, Channel::Checklist, Channel::Carousel],
        "setup" => &[Channel::Checklist],
        "feedback" => &[Channel::Survey],
        _ => &[],
    }
}
