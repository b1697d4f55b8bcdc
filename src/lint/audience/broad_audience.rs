//! A message to everyone: no audience rule, no `when` and no `where`. What is for everyone is relevant to few, and each
//! message that is not for its reader makes the next one less read.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};

pub(super) const LINT: Lint = Lint { code: Code::BroadAudience, look: Look::Campaign(look) };

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    if member.audience().is_none() && member.when().is_none() && member.page_rules().is_none() {
        found.push(
            Diagnostic::new(LINT.code, member.name(), format!("`{}` goes to everyone", member.tree.name.text))
                .because("no audience rule, no `when` and no `where`")
                .help("say who it is for, such as `audience { plan is \"pro\" }`"),
        );
    }
}
