//! Three or more live campaigns and no `at most` in the workspace. Each may be modest by itself; nothing keeps all of
//! them from reaching one contact on one day.

use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Life;
use crate::source::Loc;
use crate::syntax::ast::ItemKind;

pub(super) const LINT: Lint = Lint { code: Code::NoWorkspaceCap, look: Look::Bundle(look) };

/// So many campaigns need a cap over all of them.
const MANY: usize = 3;

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let live = |member: &&Member<'_>| member.settings().life(subject.now.0) == Life::Live;
    let live: Vec<&Member<'_>> = subject.members.iter().filter(live).collect();
    if live.len() < MANY || !subject.bundle.workspace.caps.is_empty() {
        return;
    }
    let workspace = subject.items().find_map(|(file, item)| match &item.kind {
        ItemKind::Workspace(workspace) => Some((file, workspace)),
        _ => None,
    });
    let Some(last) = live.get(MANY - 1) else { return };
    let primary = workspace.map_or(last.name(), |(file, workspace)| Loc { file, span: workspace.keyword });
    let line = "at most 3 messages per day";
    let mut diagnostic =
        Diagnostic::new(LINT.code, primary, format!("{} live campaigns and no cap over all of them", live.len()))
            .because("no `at most` in the workspace")
            .help(format!("write how much one contact may get of all of them in `workspace`: `{line}`"));
    for member in live.iter().take(MANY).filter(|member| member.name() != primary) {
        diagnostic = diagnostic.label(member.name(), "live");
    }
    if let Some((file, workspace)) = workspace
        && let Some(setting) = workspace.settings.last()
    {
        let (at, text) = subject.added_line(Loc { file, span: setting.span }, line);
        diagnostic = diagnostic.fix(format!("write `{line}`"), at, text);
    }
    found.push(diagnostic);
}
