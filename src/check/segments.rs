//! Segments: each is lowered once, those it uses before it; cycles are cut (§2.3).

use std::collections::HashMap;

use super::checker::Checker;
use super::names::In;
use super::scope::{Context, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{BlockKind, ExprId, Rule, Segment};
use crate::source::Loc;
use crate::syntax::ast::{self, ConditionKind};

/// A segment as it is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lowered {
    /// Its place among the segments.
    pub(super) at: usize,
    /// All of its rules; none if something in them is wrong.
    pub(super) expr: Option<ExprId>,
    /// Whether it reads the company of the contact.
    pub(super) mentions_company: bool,
    /// How many segments it is deep.
    pub(super) nested: u32,
}

impl<'a> Checker<'a> {
    /// Lowers every segment.
    pub(super) fn segments(&mut self) {
        let segments = self.names.segments.clone();
        let uses: Vec<Vec<(&'a ast::Name, Loc)>> = segments.iter().map(|segment| uses_of(*segment)).collect();
        let index: HashMap<&str, usize> =
            segments.iter().enumerate().rev().map(|(at, segment)| (segment.node.name.text.as_str(), at)).collect();
        let order = self.sequence(&uses, &index);
        let mut done: Vec<Option<Segment>> = segments.iter().map(|_| None).collect();
        for at in order {
            let Some(segment) = segments.get(at) else { continue };
            self.file = segment.file;
            let below = uses.get(at).into_iter().flatten();
            let nested = below
                .filter_map(|(name, _)| self.by_segment.get(name.text.as_str()))
                .map(|lowered| lowered.nested)
                .max()
                .map_or(0, |nested| nested + 1);
            let rule = self.rule(Some(&segment.node.rules), Scope::shared(Context::Segment), BlockKind::Segment(at));
            let whole = rule.clauses.len() == segment.node.rules.conditions.len() && !segment.node.rules.broken;
            let expr = whole.then(|| self.exprs.all(rule.clauses.iter().map(|clause| clause.expr)));
            let name = segment.node.name.text.as_str();
            let mentions_company = rule.mentions_company;
            self.by_segment.entry(name).or_insert(Lowered { at, expr, mentions_company, nested });
            let loc = self.name_loc(&segment.node.name);
            if let Some(place) = done.get_mut(at) {
                *place = Some(Segment { name: name.to_owned(), loc, rule });
            }
        }
        let empty = |segment: &In<'a, ast::Segment>| Segment {
            name: segment.node.name.text.clone(),
            loc: Loc { file: segment.file, span: segment.node.name.span },
            rule: Rule::default(),
        };
        self.segments =
            done.into_iter().zip(&segments).map(|(segment, node)| segment.unwrap_or_else(|| empty(node))).collect();
    }

    /// An order in which every segment stands behind those that it uses. Uses that close a cycle are said and cut:
    /// of each cycle the last one in the sources.
    fn sequence(&mut self, uses: &[Vec<(&'a ast::Name, Loc)>], index: &HashMap<&str, usize>) -> Vec<usize> {
        loop {
            match sorted(uses, index, &self.cut) {
                Ok(order) => return order,
                Err(mut cycle) => {
                    cycle.sort_by_key(|(_, loc)| *loc);
                    let Some((name, last)) = cycle.pop() else { return Vec::new() };
                    self.cut.push(last);
                    let message = match cycle.is_empty() {
                        true => format!("segment `{}` contains itself", name.text),
                        false => format!("segment `{}` contains itself through others", name.text),
                    };
                    let mut diagnostic = Diagnostic::new(Code::SegmentCycle, last, message).because("closes the cycle");
                    for (name, loc) in cycle {
                        diagnostic = diagnostic.label(loc, format!("uses `{}`", name.text));
                    }
                    self.report(
                        diagnostic.help("leave one of these conditions out, or write out the rules it stands for"),
                    );
                }
            }
        }
    }
}

type Use<'a> = (&'a ast::Name, Loc);

/// Segments behind those they use, or the uses that make up a cycle. A stack of its own: chains may be long.
fn sorted<'a>(uses: &[Vec<Use<'a>>], index: &HashMap<&str, usize>, cut: &[Loc]) -> Result<Vec<usize>, Vec<Use<'a>>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; uses.len()];
    let mut order = Vec::with_capacity(uses.len());
    for start in 0..uses.len() {
        // Each entry: a segment, how many of its uses were followed, and the use that led to it.
        let mut stack: Vec<(usize, usize, Option<Use<'a>>)> = vec![(start, 0, None)];
        if states.get(start) != Some(&State::New) {
            continue;
        }
        while let Some((at, next, _)) = stack.last_mut() {
            let at = *at;
            if let Some(state) = states.get_mut(at) {
                *state = State::Open;
            }
            let Some(used) = uses.get(at).and_then(|uses| uses.get(*next)).copied() else {
                if let Some(state) = states.get_mut(at) {
                    *state = State::Done;
                }
                order.push(at);
                stack.pop();
                continue;
            };
            *next += 1;
            let Some(&target) = index.get(used.0.text.as_str()) else { continue };
            if cut.contains(&used.1) {
                continue;
            }
            match states.get(target) {
                Some(State::New) => stack.push((target, 0, Some(used))),
                Some(State::Open) => {
                    let behind = stack.iter().skip_while(|(at, ..)| *at != target).skip(1);
                    return Err(behind.filter_map(|(.., led)| *led).chain([used]).collect());
                }
                _ => {}
            }
        }
    }
    Ok(order)
}

fn uses_of<'a>(segment: In<'a, ast::Segment>) -> Vec<Use<'a>> {
    let mut uses = Vec::new();
    collect(&segment.node.rules, &mut |name: &'a ast::Name| {
        uses.push((name, Loc { file: segment.file, span: name.span }));
    });
    uses
}

/// Calls back for every `in segment` of a rule block.
pub(super) fn collect<'a>(rules: &'a ast::Rules, found: &mut impl FnMut(&'a ast::Name)) {
    for condition in &rules.conditions {
        visit(condition, found);
    }
}

fn visit<'a>(condition: &'a ast::Condition, found: &mut impl FnMut(&'a ast::Name)) {
    match &condition.kind {
        ConditionKind::Chain { first, rest } => {
            visit(first, found);
            for (_, condition) in rest {
                visit(condition, found);
            }
        }
        ConditionKind::Not(_, inner) | ConditionKind::Parens(inner) => visit(inner, found),
        ConditionKind::Group(_, rules) | ConditionKind::Companies(_, rules) => collect(rules, found),
        ConditionKind::InSegment(name) => found(name),
        ConditionKind::Tagged { .. } | ConditionKind::Did(_) | ConditionKind::Compare { .. } => {}
    }
}
