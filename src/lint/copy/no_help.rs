//! Purpose `known_issue` or `support`, and nothing that helps: no action that opens a page or starts a procedure. Who
//! hears of trouble without a way on asks in person. A link in the text itself serves too, and a workflow is the help itself.

use super::super::reading::Visible;
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;
use crate::syntax::ast::Target;

pub(super) const LINT: Lint = Lint { code: Code::NoHelp, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let Some((purpose, section)) = member.purpose() else { return };
    let trouble = matches!(purpose.text.as_str(), "known_issue" | "support");
    if !trouble || member.settings().channel == Channel::Workflow {
        return;
    }
    let Some((_, send)) = member.send() else { return };
    let reading = &member.reading;
    let starts = reading.actions.iter().any(|action| matches!(action.target, Target::Starts(_)));
    let written = |seen: &Visible| ["https://", "http://"].iter().any(|scheme| seen.whole().contains(scheme));
    let in_text = reading.has_inner_link() || reading.texts.iter().flat_map(|said| &said.readings).any(written);
    if starts || in_text || !reading.links.is_empty() {
        return;
    }
    found.push(
        Diagnostic::new(LINT.code, member.loc(send.keyword), "this message tells of trouble and helps no further")
            .because("no action that opens a page or starts a procedure")
            .label(member.loc(section.span), "what it is for")
            .help("add `action \"See the status\" opens \"https://…\"`, or one that `starts` a procedure"),
    );
}
