//! A persistent banner that keeps a later one from showing. One banner shows at a time (§8.5): a persistent one holds
//! the place as long as it is live and its audience and page rules hold, so a later banner for the same contacts on the
//! same pages waits in vain.
//!
//! Said where it is sure, from now on: the earlier one is tried first (§7.0), its trigger comes no later, nothing else
//! than its rules keeps it from its contacts, and the rules of the later one imply them.

use std::cmp::Reverse;

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Channel, ExprId, Interval, Rule, Settings, Trigger};
use crate::source::{Loc, Span};
use crate::syntax::ast::SectionKind;

pub(super) const LINT: Lint = Lint { code: Code::BlockedBanner, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, later: &Member<'_>, found: &mut Vec<Diagnostic>) {
    if later.settings().channel != Channel::Banner {
        return;
    }
    let now = subject.now.0;
    let mut others = subject.members.iter().filter(|member| member.settings().persistent);
    let Some(earlier) = others.find(|earlier| {
        let (first, second) = (earlier.settings(), later.settings());
        first.loc != second.loc
            && comes_first(first, second)
            && both_live(first, second, now)
            && !may_miss(subject, first, second)
            && rules_imply(subject, earlier, later)
    }) else {
        return;
    };
    let (mine, its) = (&later.tree.name.text, &earlier.tree.name.text);
    let message = if always_live(later.settings(), earlier.settings(), now) {
        format!("`{mine}` never shows")
    } else {
        format!("`{mine}` does not show while `{its}` is live")
    };
    let diagnostic = Diagnostic::new(LINT.code, later.name(), message)
        .because(format!("blocked by `{its}`: one banner shows at a time"))
        .label(earlier.name(), "persistent, sent before, and for all of its contacts and pages")
        .help(format!(
            "let `{its}` end before, ask for others or other pages in one of the two, or let `{its}` be dismissed"
        ));
    found.push(match ended_before(subject, earlier, later) {
        Some((at, text)) => diagnostic.fix(format!("end `{its}` when `{mine}` begins"), at, text),
        None => diagnostic,
    });
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

/// Whether the first's rules hold wherever the second's do.
fn rules_imply(subject: &Subject<'_>, first: &Member<'_>, second: &Member<'_>) -> bool {
    let (first, second) = (first.typed, second.typed);
    let goals = |rule: &Rule| rule.clauses.iter().map(|clause| clause.expr).collect::<Vec<ExprId>>();
    let mut premises = [&second.audience, &second.reach, &second.page].map(goals).concat();
    // What is judged at the trigger need not hold at a later try.
    if second.settings.delay.is_none() && second.settings.time_on_page.is_none() {
        premises.extend(goals(&second.when));
    }
    let mut asked = [&first.audience, &first.page].map(goals).concat();
    if matches!(first.settings.trigger, Trigger::Event(_)) {
        asked.extend(goals(&first.when));
    }
    // A `where` needs a page, whatever it asks (§7.6).
    let on_page = first.page.clauses.is_empty()
        || !second.page.clauses.is_empty()
        || matches!(second.settings.trigger, Trigger::Visit | Trigger::Date(_));
    on_page && asked.into_iter().all(|goal| subject.proof().implies(premises.iter().copied(), goal))
}
