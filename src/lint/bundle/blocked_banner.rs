//! A persistent banner that keeps a later one from showing. One banner shows at a time (§8.5): a persistent one holds
//! the place as long as it is live and its audience and page rules hold, so a later banner for the same contacts on the
//! same pages waits in vain.
//!
//! Said where it is sure, from now on: the earlier one is tried first (§7.0), its trigger comes no later, nothing else
//! than its rules keeps it from its contacts, and the rules of the later one imply them. Where only its page rules are
//! implied, data tells how much of its audience the later one loses; from 10 % it is said.

use std::cmp::Reverse;

use super::super::data::percent;
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Channel, ExprId, Interval, Rule, Settings, Trigger};
use crate::source::{Loc, Span};
use crate::syntax::ast::{FieldKind, SectionKind};

pub(super) const LINT: Lint = Lint { code: Code::BlockedBanner, look: Look::Campaign(look) };

/// The share of an audience, in percent, from which on it is worth a word.
const LEAST: usize = 10;

fn look(subject: &Subject<'_>, later: &Member<'_>, found: &mut Vec<Diagnostic>) {
    if later.settings().channel != Channel::Banner {
        return;
    }
    let others = subject.members.iter().filter(|member| member.settings().persistent);
    let holding: Vec<&Member<'_>> = others.filter(|earlier| holds_before(subject, earlier, later)).collect();
    match holding.iter().find(|earlier| follows(subject, earlier, later, &asked(earlier))) {
        Some(earlier) => found.push(never(subject, earlier, later)),
        None => found.extend(holding.into_iter().filter_map(|earlier| in_part(subject, earlier, later))),
    }
}

/// Whether the earlier one is there first for all that its rules hold of, at some time from now on.
fn holds_before(subject: &Subject<'_>, earlier: &Member<'_>, later: &Member<'_>) -> bool {
    let (first, second) = (earlier.settings(), later.settings());
    first.loc != second.loc
        && comes_first(first, second)
        && both_live(first, second, subject.now.0)
        && !may_miss(subject, first, second)
}

/// The later one is for none but those of the earlier one.
fn never(subject: &Subject<'_>, earlier: &Member<'_>, later: &Member<'_>) -> Diagnostic {
    let (mine, its) = (&later.tree.name.text, &earlier.tree.name.text);
    let message = if always_live(later.settings(), earlier.settings(), subject.now.0) {
        format!("`{mine}` never shows")
    } else {
        format!("`{mine}` does not show while `{its}` is live")
    };
    let diagnostic = Diagnostic::new(LINT.code, later.name(), message)
        .because(format!("blocked by `{its}`: one banner shows at a time"))
        .label(earlier.name(), "live before, for all of its contacts and pages")
        .label(persistent(earlier), "stays")
        .help(format!(
            "let `{its}` end before, ask for others or other pages in one of the two, or let `{its}` be dismissed"
        ));
    or_end(subject, earlier, later, diagnostic)
}

/// The later one is for some of those of the earlier one, on its pages: how many, data says.
fn in_part(subject: &Subject<'_>, earlier: &Member<'_>, later: &Member<'_>) -> Option<Diagnostic> {
    // Who got a banner after an event, the audience does not tell.
    if earlier.settings().trigger != Trigger::Visit || !follows(subject, earlier, later, &goals(&earlier.typed.page)) {
        return None;
    }
    let ((audience, _), (other, _)) = (subject.audience_of(later)?, subject.audience_of(earlier)?);
    let mut both = audience.matched.clone();
    both.and(&other.matched);
    let (blocked, matched) = (both.count(), audience.matched.count());
    if blocked == 0 || blocked * 100 < matched * LEAST {
        return None;
    }
    let its = &earlier.tree.name.text;
    let (part, share) = if blocked == matched {
        ("all", format!("all of its {matched} contacts"))
    } else {
        let share = percent(blocked as u64, matched as u64);
        ("part", format!("{blocked} of its {matched} contacts, {share},"))
    };
    let diagnostic =
        Diagnostic::new(LINT.code, later.name(), format!("`{its}` keeps this banner from {part} of its audience"))
            .because(format!("{share} are in the audience of `{its}`"))
            .label(earlier.name(), "live before, on all of its pages")
            .label(persistent(earlier), "stays, and no other banner shows meanwhile")
            .help("let one end before the other goes live, or leave `persistent` out");
    Some(or_end(subject, earlier, later, diagnostic))
}

/// The word that makes a banner stay.
fn persistent(member: &Member<'_>) -> Loc {
    let fields = member.send().map(|(send, _)| send.fields.as_slice()).unwrap_or_default();
    let field = fields.iter().find(|field| matches!(field.kind, FieldKind::Persistent));
    field.map_or_else(|| member.name(), |field| member.loc(field.span))
}

fn or_end(subject: &Subject<'_>, earlier: &Member<'_>, later: &Member<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let title = format!("end `{}` when `{}` begins", earlier.tree.name.text, later.tree.name.text);
    match ended_before(subject, earlier, later) {
        Some((at, text)) => diagnostic.fix(title, at, text),
        None => diagnostic,
    }
}

/// The edit that lets the earlier one end when the later one begins.
fn ended_before(subject: &Subject<'_>, earlier: &Member<'_>, later: &Member<'_>) -> Option<(Loc, String)> {
    let begins = later.settings().live.first()?;
    let SectionKind::Live { from, .. } = &subject.live_line(later, begins)?.kind else { return None };
    let interval = earlier.settings().interval(begins.from).filter(|interval| interval.from < begins.from)?;
    let line = subject.live_line(earlier, interval)?;
    let SectionKind::Live { until, .. } = &line.kind else { return None };
    let when = subject.source(later.file, from.span);
    Some(match until {
        Some(end) => (earlier.loc(end.span), when.to_owned()),
        None => (earlier.loc(Span::at(line.span.end)), format!(" until {when}")),
    })
}

/// Whether the first is tried before the second from the beginning of the second on (§7.0).
fn comes_first(first: &Settings, second: &Settings) -> bool {
    let order = |settings: &Settings| (Reverse(settings.priority), settings.first_live());
    first.first_live() <= second.first_live()
        && (order(first), first.name.as_bytes()) < (order(second), second.name.as_bytes())
}

/// The times from now on.
fn left(settings: &Settings, now: i64) -> impl Iterator<Item = (i64, i64)> {
    let clip = move |interval: &Interval| (interval.from.max(now), interval.until.unwrap_or(i64::MAX));
    settings.live.iter().map(clip).filter(|(from, until)| from < until)
}

/// Whether both are live at some instant from now on.
fn both_live(first: &Settings, second: &Settings, now: i64) -> bool {
    left(second, now).any(|(from, until)| left(first, now).any(|(start, end)| start.max(from) < end.min(until)))
}

/// Whether the earlier one is live whenever the later one is, from now on.
fn always_live(later: &Settings, earlier: &Settings, now: i64) -> bool {
    left(later, now).all(|(from, until)| left(earlier, now).any(|(start, end)| start <= from && until <= end))
}

/// Whether something else than its rules may keep the first from a contact that the second then reaches.
fn may_miss(subject: &Subject<'_>, first: &Settings, second: &Settings) -> bool {
    let wait = |settings: &Settings| settings.delay.max(settings.time_on_page).unwrap_or_default();
    let waits = match (&first.trigger, &second.trigger) {
        (Trigger::Visit, Trigger::Visit) => wait(first) > wait(second),
        (Trigger::Event(one), Trigger::Event(other)) if one == other => wait(first) > wait(second),
        (Trigger::Visit, _) => wait(first) > 0,
        _ => true,
    };
    let capped = !subject.bundle.workspace.caps.is_empty() && second.exempt_caps && !first.exempt_caps;
    let companies = first.per_company && !second.per_company;
    let hours = first.delivery.is_some() && first.delivery != second.delivery;
    waits || capped || companies || hours
}

/// What must hold for the earlier one to be sent and to stay.
fn asked(earlier: &Member<'_>) -> Vec<ExprId> {
    let typed = earlier.typed;
    let mut asked = [&typed.audience, &typed.page].map(goals).concat();
    if matches!(typed.settings.trigger, Trigger::Event(_)) {
        asked.extend(goals(&typed.when));
    }
    asked
}

fn goals(rule: &Rule) -> Vec<ExprId> {
    rule.clauses.iter().map(|clause| clause.expr).collect()
}

/// Whether conditions of the earlier one hold wherever the rules of the later one do.
fn follows(subject: &Subject<'_>, earlier: &Member<'_>, later: &Member<'_>, asked: &[ExprId]) -> bool {
    let (first, second) = (earlier.typed, later.typed);
    let mut premises = [&second.audience, &second.reach, &second.page].map(goals).concat();
    // What is judged at the trigger need not hold at a later try.
    if second.settings.delay.is_none() && second.settings.time_on_page.is_none() {
        premises.extend(goals(&second.when));
    }
    // A `where` needs a page, whatever it asks (§7.6).
    let on_page = first.page.clauses.is_empty()
        || !second.page.clauses.is_empty()
        || matches!(second.settings.trigger, Trigger::Visit | Trigger::Date(_));
    on_page && asked.iter().all(|goal| subject.proof().implies(premises.iter().copied(), *goal))
}
