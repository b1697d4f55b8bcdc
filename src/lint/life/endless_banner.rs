//! A persistent banner without `until`. Its reader cannot put it away, so it must come down by itself when what it says
//! is over, as the banner of a known issue does when the issue is solved; or somebody has looked at it lately. A draft
//! does not show yet.

use super::super::{Lint, Look, Member, Subject};
use super::{is_reviewed, or_review};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::FieldKind;
use crate::time::Instant;

pub(super) const LINT: Lint = Lint { code: Code::EndlessBanner, look: Look::Campaign(look) };

/// How long a banner is given where an end is suggested, in days.
const SOME_DAYS: i64 = 14;

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let settings = member.settings();
    let last = settings.live.last().filter(|interval| settings.persistent && interval.until.is_none());
    let (Some(interval), Some((send, _))) = (last, member.send()) else { return };
    if is_reviewed(subject, member) {
        return;
    }
    let Some(line) = subject.live_line(member, interval) else { return };
    let Some(field) = send.fields.iter().find(|field| matches!(field.kind, FieldKind::Persistent)) else { return };
    let end = format!("until {}", subject.date(Instant(interval.from).max(subject.now), SOME_DAYS));
    let diagnostic = Diagnostic::new(LINT.code, member.loc(field.span), "a persistent banner without an end")
        .because("nobody can put it away")
        .label(member.loc(line.span), "no `until`")
        .help("say when it comes down, such as `until` in two weeks, or that somebody looked at it: `reviewed DATE`")
        .fix(format!("write `{end}`"), member.loc(Span::at(line.span.end)), format!(" {end}"));
    found.push(or_review(subject, member, diagnostic));
}
