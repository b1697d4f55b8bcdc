//! A campaign without a test (§10). A test shows who gets it and when before anybody does, and keeps it so.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::ItemKind;

pub(super) const LINT: Lint = Lint { code: Code::UntestedCampaign, look: Look::Campaign(look) };

fn look(subject: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    let name = &member.tree.name.text;
    let tested = |kind: &ItemKind| matches!(kind, ItemKind::Test(test) if test.of.text == *name);
    if !subject.items().any(|(_, item)| tested(&item.kind)) {
        found.push(
            Diagnostic::new(LINT.code, member.name(), format!("`{name}` has no test"))
                .because("no test is of this campaign")
                .help(format!(
                    "write one: `test \"…\" of {} {{ … }}`",
                    subject.source(member.file, member.tree.name.span)
                )),
        );
    }
}
