//! A segment that nothing uses: a leftover, or a rule that somebody believes in force. To be used by another segment is
//! a use.

use std::collections::HashSet;

use super::super::{Lint, Look, Subject, walk};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Loc;
use crate::syntax::ast::{Campaign, Condition, ConditionKind, ItemKind, Rules, SectionKind, SettingKind, When};

pub(super) const LINT: Lint = Lint { code: Code::UnusedSegment, look: Look::Bundle(look) };

fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut used: HashSet<&str> = HashSet::new();
    for (_, item) in subject.items() {
        match &item.kind {
            ItemKind::Segment(segment) => in_rules(&segment.rules, &mut used),
            ItemKind::Campaign(campaign) => in_campaign(campaign, &mut used),
            ItemKind::Workspace(workspace) => {
                for setting in &workspace.settings {
                    if let SettingKind::Reach(_, rules) = &setting.kind {
                        in_rules(rules, &mut used);
                    }
                }
            }
            ItemKind::Schema(_) | ItemKind::Procedure(_) | ItemKind::Test(_) => {}
        }
    }
    for (file, item) in subject.items() {
        let ItemKind::Segment(segment) = &item.kind else { continue };
        let name = &segment.name;
        if used.contains(name.text.as_str()) {
            continue;
        }
        let diagnostic = Diagnostic::new(
            LINT.code,
            Loc { file, span: name.span },
            format!("nothing uses the segment `{}`", name.text),
        )
        .because("no `in segment` names it")
        .help("leave it out, or use it");
        // A doc comment above it would become that of the next item.
        found.push(match item.doc {
            None => diagnostic.fix("leave it out", Loc { file, span: item.span }, ""),
            Some(_) => diagnostic,
        });
    }
}

fn in_campaign<'a>(campaign: &'a Campaign, used: &mut HashSet<&'a str>) {
    for section in &campaign.sections {
        match &section.kind {
            SectionKind::Audience { rules: Some(rules), .. }
            | SectionKind::When(When::Event(_, Some(rules)))
            | SectionKind::Where(rules)
            | SectionKind::Goal { rules: Some(rules), .. } => in_rules(rules, used),
            SectionKind::Send(send) => {
                for copy in walk::copies(&send.fields) {
                    walk::tags(&copy.parts, &mut |tag| {
                        if let walk::Tag::Condition(condition) = tag {
                            in_condition(condition, used);
                        }
                    });
                }
            }
            _ => {}
        }
    }
}

fn in_rules<'a>(rules: &'a Rules, used: &mut HashSet<&'a str>) {
    rules.conditions.iter().for_each(|condition| in_condition(condition, used));
}

fn in_condition<'a>(condition: &'a Condition, used: &mut HashSet<&'a str>) {
    walk::conditions(condition, &mut |inner| {
        if let ConditionKind::InSegment(name) = &inner.kind {
            used.insert(&name.text);
        }
        true
    });
}
