//! How often a campaign may send (§6).

use super::campaign::Parts;
use super::checker::Checker;
use super::literal::micros;
use crate::diagnostic::Code;
use crate::ir::{Cap, CapLimit, Channel, Mode, Per, Trigger};
use crate::source::Span;
use crate::syntax::ast::{self, CapKind, PerKind};

impl Checker<'_> {
    /// The caps of a campaign, defaults included (§6.3).
    pub(super) fn frequency(&mut self, parts: &Parts<'_>, trigger: &Trigger, channel: Option<Channel>) -> Vec<Cap> {
        let stated = parts.frequency.map(|(_, caps)| caps);
        let default = |limit| Cap { limit, loc: None };
        if let Some(caps) = stated {
            self.every_time_beside_caps(caps);
            self.session_caps(parts, caps, channel);
            self.until_dismissed(parts, caps, channel);
            self.endless_checks(parts, caps, trigger);
        }
        if parts.mode() == Mode::Fixed {
            let once = stated.and_then(|caps| caps.iter().find(|cap| matches!(cap.kind, CapKind::OnceEver)));
            if let (Some(caps), Some((_, mode))) = (stated, parts.stated_mode()) {
                self.fixed_frequency(caps, mode);
            }
            return vec![Cap { limit: CapLimit::Total(1), loc: once.map(|cap| self.loc(cap.span)) }];
        }
        match (stated, trigger) {
            (Some(caps), _) => caps
                .iter()
                .filter_map(|cap| Some(Cap { limit: limit_of(&cap.kind)?, loc: Some(self.loc(cap.span)) }))
                .collect(),
            (None, Trigger::Event(_)) => vec![default(CapLimit::Per(1, Per::Window(60 * crate::time::SECOND)))],
            (None, Trigger::Date(_) | Trigger::Launched) => Vec::new(),
            (None, Trigger::Visit | Trigger::Check) => vec![default(CapLimit::Total(1))],
        }
    }

    fn every_time_beside_caps(&mut self, caps: &[ast::Cap]) {
        let Some(every) = caps.iter().find(|cap| matches!(cap.kind, CapKind::EveryTime)) else { return };
        let Some(other) = caps.iter().find(|cap| cap.span != every.span) else { return };
        let diagnostic = self
            .conflict(
                Code::InvalidFrequency,
                "`every time` beside a cap",
                (every.span, "no cap at all"),
                (other.span, "a cap"),
            )
            .help("keep one of the two");
        self.report(diagnostic);
    }

    fn session_caps(&mut self, parts: &Parts<'_>, caps: &[ast::Cap], channel: Option<Channel>) {
        let Some(channel) = channel.filter(|channel| channel.is_direct()) else { return };
        let Some(word) = parts.channel_span() else { return };
        for cap in caps {
            if let CapKind::Per(_, ast::Per { kind: PerKind::Session, .. }) = cap.kind {
                let why = format!("{} is sent outside of sessions", channel.word());
                let diagnostic = self
                    .conflict(
                        Code::SessionCap,
                        format!("a cap per session on {}", channel.word()),
                        (cap.span, "counts by sessions"),
                        (word, &why),
                    )
                    .help("count by a duration: `once per day`");
                self.report(diagnostic);
            }
        }
    }

    fn until_dismissed(&mut self, parts: &Parts<'_>, caps: &[ast::Cap], channel: Option<Channel>) {
        let Some(cap) = caps.iter().find(|cap| matches!(cap.kind, CapKind::UntilDismissed)) else { return };
        let persistent = parts
            .send
            .and_then(|(_, send)| send.fields.iter().find(|field| matches!(field.kind, ast::FieldKind::Persistent)));
        let event = parts.when.filter(|(_, when)| matches!(when, ast::When::Event(..)));
        let other: Option<(Span, String)> = match (channel, parts.channel_span()) {
            (Some(channel), Some(word)) if channel.is_direct() => {
                Some((word, format!("nobody dismisses a message by {}", channel.word())))
            }
            (Some(Channel::Banner), _) if persistent.is_some() => {
                persistent.map(|field| (field.span, "a persistent banner cannot be dismissed".to_owned()))
            }
            _ => event.map(|(section, _)| (section.keyword, "sends once more for every event".to_owned())),
        };
        if let Some((span, why)) = other {
            let diagnostic = self
                .conflict(
                    Code::UntilDismissed,
                    "`until dismissed` cannot hold here",
                    (cap.span, "waits for a dismissal"),
                    (span, &why),
                )
                .help("write another cap, such as `once ever` or `once per day`");
            self.report(diagnostic);
        }
    }

    fn endless_checks(&mut self, parts: &Parts<'_>, caps: &[ast::Cap], trigger: &Trigger) {
        let bounded = |cap: &ast::Cap| matches!(cap.kind, CapKind::OnceEver | CapKind::InTotal(_) | CapKind::Per(..));
        let Some((send, _)) = parts.send else { return };
        if *trigger != Trigger::Check || parts.is_broken("when") || caps.iter().any(bounded) {
            return;
        }
        // An impossible `until dismissed` was said already.
        if parts.mode() == Mode::Fixed || caps.iter().any(|cap| matches!(cap.kind, CapKind::UntilDismissed)) {
            return;
        }
        let caps_loc = parts.frequency.map(|(section, _)| self.loc(section.span));
        let mut diagnostic = self
            .at(Code::EndlessChecks, send.keyword, "this message would go out again every hour")
            .because("checked every hour for everyone in the audience");
        if let Some(loc) = caps_loc {
            diagnostic = diagnostic.label(loc, "nothing here ends it");
        }
        self.report(diagnostic.help("write `once ever`, a total (`3 times in total`) or a window (`once per 7 days`)"));
    }

    fn fixed_frequency(&mut self, caps: &[ast::Cap], mode: Span) {
        let Some(other) = caps.iter().find(|cap| !matches!(cap.kind, CapKind::OnceEver)) else { return };
        let diagnostic = self
            .conflict(
                Code::FixedFrequency,
                "a fixed audience gets a message once ever",
                (other.span, "another frequency"),
                (mode, "a fixed audience"),
            )
            .help("leave `frequency` out, or make the audience dynamic");
        self.report(diagnostic);
    }
}

fn limit_of(kind: &CapKind) -> Option<CapLimit> {
    match kind {
        CapKind::EveryTime | CapKind::UntilStopped => None,
        CapKind::OnceEver => Some(CapLimit::Total(1)),
        CapKind::UntilDismissed => Some(CapLimit::UntilDismissed),
        CapKind::InTotal(times) => Some(CapLimit::Total(times.count)),
        CapKind::Per(times, per) => Some(CapLimit::Per(times.count, per_of(per.kind))),
    }
}

/// A window.
pub(super) fn per_of(per: PerKind) -> Per {
    match per {
        PerKind::Session => Per::Session,
        PerKind::Duration(duration) => Per::Window(micros(duration)),
    }
}
