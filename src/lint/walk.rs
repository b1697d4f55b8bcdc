//! The parts of messages and rules, in the order of the source.

use crate::syntax::ast::{Condition, ConditionKind, Copy, Field, FieldKind, If, Part, Placeholder, Target, What};

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
