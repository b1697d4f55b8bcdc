//! The parts of messages and rules, in the order of the source.

use crate::syntax::ast::{
    Condition, ConditionKind, Copy, Field, FieldKind, If, Item, ItemKind, Part, Placeholder, Rules, SectionKind,
    SettingKind, Target, What, When,
};

/// Every copy of a message.
pub(super) fn copies(fields: &[Field]) -> Vec<&Copy> {
    let mut found = Vec::new();
    for field in fields {
        match &field.kind {
            FieldKind::Copy(copy) | FieldKind::Input(_, copy) | FieldKind::Question(copy, _) => found.push(copy),
            FieldKind::Image(link, text) => {
                found.push(link);
                found.extend(text);
            }
            FieldKind::Action(label, target) => {
                found.push(label);
                if let Target::Opens(link) = target {
                    found.push(link);
                }
            }
            FieldKind::Task { label, opens, .. } => found.extend([label, opens]),
            FieldKind::Block(fields, _) => found.extend(copies(fields)),
            FieldKind::Style(_)
            | FieldKind::Persistent
            | FieldKind::Shown(..)
            | FieldKind::FromName(_)
            | FieldKind::FromAdmin(_)
            | FieldKind::Plain(_)
            | FieldKind::Answered(_)
            | FieldKind::Unknown
            | FieldKind::Broken => {}
        }
    }
    found
}

/// What a copy takes from elsewhere.
pub(super) enum Tag<'a> {
    /// `{{ … }}`
    Placeholder(&'a Placeholder),
    /// The condition of an `{% if %}` or `{% elsif %}`.
    Condition(&'a Condition),
}

/// Every tag of the parts of a copy, those within branches included.
pub(super) fn tags<'a>(parts: &'a [Part], visit: &mut dyn FnMut(Tag<'a>)) {
    for part in parts {
        match part {
            Part::Text(..) => {}
            Part::Placeholder(placeholder) => visit(Tag::Placeholder(placeholder)),
            Part::If(If { branches, otherwise, .. }) => {
                for (condition, parts) in branches {
                    visit(Tag::Condition(condition));
                    tags(parts, visit);
                }
                tags(otherwise.as_deref().unwrap_or_default(), visit);
            }
        }
    }
}

/// A condition and those within it, outer ones first; not into those for which `visit` is false.
pub(super) fn conditions<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a Condition) -> bool) {
    if !visit(condition) {
        return;
    }
    match &condition.kind {
        ConditionKind::Chain { first, rest } => {
            conditions(first, visit);
            rest.iter().for_each(|(_, condition)| conditions(condition, visit));
        }
        ConditionKind::Not(_, inner) | ConditionKind::Parens(inner) => conditions(inner, visit),
        ConditionKind::Group(_, rules) | ConditionKind::Companies(_, rules) => {
            rules.conditions.iter().for_each(|condition| conditions(condition, visit));
        }
        ConditionKind::Did(did) => {
            if let What::Event(_, Some(rules)) | What::Visit(Some(rules)) = &did.what {
                rules.conditions.iter().for_each(|condition| conditions(condition, visit));
            }
        }
        ConditionKind::Tagged { .. } | ConditionKind::InSegment(_) | ConditionKind::Compare { .. } => {}
    }
}

/// Every condition of an item, those of its message included, outer ones first; not into those for which `visit` is
/// false. Tests have none.
pub(super) fn conditions_of<'a>(item: &'a Item, visit: &mut dyn FnMut(&'a Condition) -> bool) {
    match &item.kind {
        ItemKind::Segment(segment) => block(&segment.rules, visit),
        ItemKind::Workspace(workspace) => {
            for setting in &workspace.settings {
                if let SettingKind::Reach(_, rules) = &setting.kind {
                    block(rules, visit);
                }
            }
        }
        ItemKind::Campaign(campaign) => {
            for section in &campaign.sections {
                match &section.kind {
                    SectionKind::Audience { rules: Some(rules), .. }
                    | SectionKind::When(When::Event(_, Some(rules)))
                    | SectionKind::Where(rules)
                    | SectionKind::Goal { rules: Some(rules), .. } => block(rules, visit),
                    SectionKind::Send(send) => {
                        for copy in copies(&send.fields) {
                            tags(&copy.parts, &mut |tag| {
                                if let Tag::Condition(condition) = tag {
                                    conditions(condition, visit);
                                }
                            });
                        }
                    }
                    _ => {}
                }
            }
        }
        ItemKind::Schema(_) | ItemKind::Procedure(_) | ItemKind::Test(_) => {}
    }
}

fn block<'a>(rules: &'a Rules, visit: &mut dyn FnMut(&'a Condition) -> bool) {
    rules.conditions.iter().for_each(|condition| conditions(condition, visit));
}
