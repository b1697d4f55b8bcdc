//! An in-app message on the pages of a checkout, payment, billing or setup that does not wait for a minute. Who pays or
//! sets something up has a task in hand; a message at once is in the way, one for who lingers may help.
//!
//! A page is named where a positive condition of `where` compares its address, or another property of it, with a text
//! that names it, or asks for a flag of such a name.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{
    Condition, ConditionKind, GroupKind, Operand, Path, Predicate, PredicateKind, Rules, Value, ValueKind,
};
use crate::time::SECOND;

pub(super) const LINT: Lint = Lint { code: Code::InterruptsFlow, look: Look::Campaign(look) };

/// What the flows are called, and how these names are also written.
const FLOWS: [&str; 8] = ["checkout", "payment", "billing", "setup", "check-out", "check_out", "set-up", "set_up"];

/// Long enough on the page not to be in the way, in microseconds.
const LONG: i64 = 60 * SECOND;

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some(rules) = member.page_rules() else { return };
    let settings = member.settings();
    if settings.channel.is_direct() || settings.delay.max(settings.time_on_page) >= Some(LONG) {
        return;
    }
    let mut conditions = rules.conditions.iter();
    let first = conditions.find_map(|condition| named(condition, true).map(|(span, flow)| (condition, span, flow)));
    let Some((condition, span, flow)) = first else { return };
    let diagnostic = Diagnostic::new(LINT.code, member.loc(span), format!("a message in the middle of `{flow}`"))
        .because("its readers have a task in hand")
        .help("wait for those who linger: `time_on_page > 1 minute` in `where`");
    let title = "wait for a minute on the page";
    found.push(match stated_time(rules) {
        Some(stated) => diagnostic.fix(title, member.loc(stated), "1 minute"),
        None => {
            let (at, text) = subject.added_line(member.loc(condition.span), "time_on_page > 1 minute");
            diagnostic.fix(title, at, text)
        }
    });
}

/// Whether its page rules name a flow.
pub(super) fn is_in_flow(member: &Member<'_>) -> bool {
    member.page_rules().is_some_and(|rules| rules.conditions.iter().any(|condition| named(condition, true).is_some()))
}

/// Where a condition names a flow, and which, if it holds on the pages of it.
fn named(condition: &Condition, positive: bool) -> Option<(Span, &'static str)> {
    let in_rules = |rules: &Rules, positive| rules.conditions.iter().find_map(|inner| named(inner, positive));
    match &condition.kind {
        ConditionKind::Chain { first, rest } => {
            named(first, positive).or_else(|| rest.iter().find_map(|(_, inner)| named(inner, positive)))
        }
        ConditionKind::Not(_, inner) => named(inner, !positive),
        ConditionKind::Parens(inner) => named(inner, positive),
        ConditionKind::Group(GroupKind::None, rules) => in_rules(rules, !positive),
        ConditionKind::Group(GroupKind::Any | GroupKind::All, rules) => in_rules(rules, positive),
        ConditionKind::Compare { path, predicate } if is_of_page(path) => match predicate {
            None => flow_in(path.segments.last().map(|name| name.text.as_str())?, path.span).filter(|_| positive),
            Some(predicate) => texts(path, predicate)
                .into_iter()
                .find_map(|(text, span)| flow_in(text, span))
                .filter(|_| predicate.negated != positive),
        },
        _ => None,
    }
}

/// Page rules may also ask for what the contact is; their `current_url` is the page.
fn is_of_page(path: &Path) -> bool {
    match path.segments.as_slice() {
        [scope, name] => scope.text != "contact" || name.text == "current_url",
        _ => true,
    }
}

/// The texts that a value is compared with; of a flag that is to be true its own name.
fn texts<'a>(path: &'a Path, predicate: &'a Predicate) -> Vec<(&'a str, Span)> {
    let text = |value: &'a Value| match &value.kind {
        ValueKind::Text(text) => Some((text.as_str(), value.span)),
        ValueKind::Flag(true) => path.segments.last().map(|name| (name.text.as_str(), path.span)),
        _ => None,
    };
    match &predicate.kind {
        PredicateKind::Is(Operand::Value(value)) => text(value).into_iter().collect(),
        PredicateKind::In(list) => list.values.iter().filter_map(text).collect(),
        PredicateKind::Contains(text)
        | PredicateKind::StartsWith(text)
        | PredicateKind::EndsWith(text)
        | PredicateKind::Matches(text) => vec![(text.value.as_str(), text.span)],
        _ => Vec::new(),
    }
}

fn flow_in(text: &str, span: Span) -> Option<(Span, &'static str)> {
    let text = text.to_lowercase();
    FLOWS.into_iter().find(|flow| text.contains(flow)).map(|flow| (span, flow))
}

/// The duration of a `time_on_page` that is there already.
fn stated_time(rules: &Rules) -> Option<Span> {
    let mut found = None;
    for condition in &rules.conditions {
        super::super::walk::conditions(condition, &mut |inner| {
            if let ConditionKind::Compare { path, predicate: Some(predicate) } = &inner.kind
                && path.segments.last().is_some_and(|name| name.text == "time_on_page")
                && let PredicateKind::Order(_, Operand::Value(value)) = &predicate.kind
            {
                found = Some(value.span);
            }
            true
        });
    }
    found
}
