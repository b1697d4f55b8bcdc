//! A message that mentions a company: the campaign is decided for each company of a contact (§4.4), so who has three
//! gets three messages, and who has none gets none. Right for invoices, a surprise in a greeting.

use super::super::{Lint, Look, Member, Subject, walk};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Condition, ConditionKind, Operand, Path, PredicateKind};

pub(super) const LINT: Lint = Lint { code: Code::PerCompany, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((send, _)) = member.send().filter(|_| member.settings().per_company) else { return };
    let mut first: Option<Span> = None;
    for copy in walk::copies(&send.fields) {
        walk::tags(&copy.parts, &mut |tag| {
            let mention = match tag {
                walk::Tag::Placeholder(placeholder) => is_company(&placeholder.path).then_some(placeholder.span),
                walk::Tag::Condition(condition) => in_condition(subject, condition),
            };
            first = first.or(mention);
        });
    }
    let Some(span) = first else { return };
    found.push(
        Diagnostic::new(
            LINT.code,
            member.loc(span),
            format!("`{}` goes out once for each company of a contact", member.tree.name.text),
        )
        .because("a company in the message")
        .help(
            "contacts without companies get none; to send once for each contact, leave the company out of the message",
        ),
    );
}

fn is_company(path: &Path) -> bool {
    path.segments.len() > 1 && path.segments.first().is_some_and(|scope| scope.text == "company")
}

/// Where a condition mentions the company of the try; within `some company { }` it is the company of the block.
fn in_condition(subject: &Subject<'_>, condition: &Condition) -> Option<Span> {
    let mut first = None;
    walk::conditions(condition, &mut |inner| {
        let mention = match &inner.kind {
            ConditionKind::Companies(..) => return false,
            ConditionKind::Compare { path, predicate } => {
                let right = predicate.as_ref().and_then(|predicate| match &predicate.kind {
                    PredicateKind::Is(Operand::Path(path)) | PredicateKind::Order(_, Operand::Path(path)) => Some(path),
                    _ => None,
                });
                [Some(path), right].into_iter().flatten().find(|path| is_company(path)).map(|path| path.span)
            }
            ConditionKind::InSegment(name) => {
                let mut segments = subject.bundle.segments.iter();
                let mentions = segments.any(|segment| segment.name == name.text && segment.rule.mentions_company);
                mentions.then_some(name.span)
            }
            _ => None,
        };
        first = first.or(mention);
        true
    });
    first
}
