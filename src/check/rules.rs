//! Rule blocks and conditions (§3.1).

use super::checker::Checker;
use super::near;
use super::scope::{Context, Scope};
use crate::diagnostic::{Code, Edit, Fix};
use crate::ir::{BlockKind, Clause, Expr, ExprId, Form, Rule, Stated, Test, Type};
use crate::source::Span;
use crate::syntax::ast::{self, ConditionKind, GroupKind, JoinerKind, Quantifier};
use crate::text::fold::fold;

/// How deep a condition may nest, segments included, before walking it could exhaust a stack.
pub(super) const MAX_DEPTH: u32 = 2_000;

/// Readings of a longer line are shown with letters for its conditions.
const LONGEST_READING: usize = 80;

impl Checker<'_> {
    /// A rule block; conditions in which something is wrong are left out.
    pub(super) fn rule(&mut self, rules: Option<&ast::Rules>, scope: Scope, of: BlockKind) -> Rule {
        let before = std::mem::take(&mut self.mentions_company);
        let mut clauses = Vec::new();
        for condition in rules.iter().flat_map(|rules| &rules.conditions) {
            if let Some(expr) = self.condition(condition, scope) {
                clauses.push(Clause { expr, loc: self.loc(condition.span) });
            }
        }
        self.keep_block(of);
        let mentions_company = std::mem::replace(&mut self.mentions_company, before);
        Rule { clauses, mentions_company }
    }

    /// The conjunction of a block inside a condition; none if something in it is wrong.
    pub(super) fn block(&mut self, rules: &ast::Rules, scope: Scope) -> Option<ExprId> {
        let parts = self.parts(rules, scope)?;
        Some(self.exprs.all(parts))
    }

    fn parts(&mut self, rules: &ast::Rules, scope: Scope) -> Option<Vec<ExprId>> {
        let parts: Vec<_> = rules.conditions.iter().map(|condition| self.condition(condition, scope)).collect();
        if rules.broken { None } else { parts.into_iter().collect() }
    }

    /// A condition; none if something in it is wrong, which was said.
    pub(super) fn condition(&mut self, condition: &ast::Condition, scope: Scope) -> Option<ExprId> {
        let before = std::mem::take(&mut self.stated);
        let expr = self.lowered(condition, scope);
        let parts = std::mem::replace(&mut self.stated, before);
        let loc = self.loc(condition.span);
        match self.form(&condition.kind) {
            Some(form) => self.stated.push(Stated { loc, expr, form, parts }),
            None => self.stated.extend(parts.into_iter().map(|inner| Stated { loc, ..inner })),
        }
        expr
    }

    /// How a condition is made up; parentheses are nothing of their own.
    fn form(&self, kind: &ConditionKind) -> Option<Form> {
        Some(match kind {
            ConditionKind::Parens(_) => return None,
            ConditionKind::Chain { rest, .. } => {
                if rest.iter().all(|(joiner, _)| joiner.kind == JoinerKind::And) {
                    Form::All
                } else {
                    Form::Any
                }
            }
            ConditionKind::Not(..) => Form::Not,
            ConditionKind::Group(GroupKind::All, _) => Form::All,
            ConditionKind::Group(GroupKind::Any, _) => Form::Any,
            ConditionKind::Group(GroupKind::None, _) => Form::None,
            ConditionKind::Companies(..) | ConditionKind::Did(_) => Form::Block,
            ConditionKind::InSegment(name) => {
                self.by_segment.get(name.text.as_str()).map_or(Form::Plain, |lowered| Form::Segment(lowered.at))
            }
            ConditionKind::Tagged { .. } | ConditionKind::Compare { .. } => Form::Plain,
        })
    }

    fn lowered(&mut self, condition: &ast::Condition, scope: Scope) -> Option<ExprId> {
        match &condition.kind {
            ConditionKind::Chain { first, rest } => self.chain(first, rest, scope),
            ConditionKind::Not(_, inner) => {
                let inner = self.condition(inner, scope)?;
                Some(self.exprs.not(inner))
            }
            ConditionKind::Parens(inner) => self.condition(inner, scope),
            ConditionKind::Group(kind, rules) => self.group(*kind, rules, condition.span, scope),
            ConditionKind::Companies(quantifier, rules) => self.companies(*quantifier, rules, condition.span, scope),
            ConditionKind::Tagged { tag, fold: folded } => {
                if scope.context.is_record() {
                    return self.no_contact(condition.span, "`tagged`", scope.context);
                }
                let field = self.fields.read(super::fields::Owner::Contact, "tags");
                let loc = self.loc(condition.span);
                self.fields.used(field, Type::Texts, loc);
                let text = if *folded { fold(&tag.value) } else { tag.value.clone() };
                let place = self.fields.place(field);
                Some(self.test(place, Test::Contains { text, fold: *folded }))
            }
            ConditionKind::InSegment(name) => {
                if scope.context.is_record() {
                    return self.no_contact(condition.span, "`in segment`", scope.context);
                }
                self.in_segment(name, condition.span, scope)
            }
            ConditionKind::Did(did) => self.did(did, condition.span, scope),
            ConditionKind::Compare { path, predicate } => self.compare(path, predicate.as_ref(), scope),
        }
    }

    fn no_contact<T>(&mut self, span: Span, what: &str, context: Context) -> Option<T> {
        self.misplaced(span, what, context, "only what the record itself says may stand here")
    }

    fn chain(
        &mut self,
        first: &ast::Condition,
        rest: &[(ast::Joiner, ast::Condition)],
        scope: Scope,
    ) -> Option<ExprId> {
        let kind = rest.first().map_or(JoinerKind::And, |(joiner, _)| joiner.kind);
        let mixed = rest.iter().find(|(joiner, _)| joiner.kind != kind).map(|(joiner, _)| *joiner);
        if let (Some(second), Some((one, _))) = (mixed, rest.first()) {
            self.mixed(*one, second, first, rest);
        }
        let conditions = std::iter::once(first).chain(rest.iter().map(|(_, condition)| condition));
        let parts: Vec<_> = conditions.map(|condition| self.condition(condition, scope)).collect();
        if mixed.is_some() {
            return None;
        }
        let parts: Vec<ExprId> = parts.into_iter().collect::<Option<_>>()?;
        Some(match kind {
            JoinerKind::And => self.exprs.all(parts),
            JoinerKind::Or => self.exprs.any(parts),
        })
    }

    /// `a and b or c`: shows both readings as far as the first change of the word.
    fn mixed(
        &mut self,
        one: ast::Joiner,
        two: ast::Joiner,
        first: &ast::Condition,
        rest: &[(ast::Joiner, ast::Condition)],
    ) {
        let word = |kind: JoinerKind| if kind == JoinerKind::And { "and" } else { "or" };
        let (one_word, two_word) = (word(one.kind), word(two.kind));
        let same = rest.iter().take_while(|(joiner, _)| joiner.kind == one.kind);
        let last_of_first = same.last().map_or(first.span, |(_, condition)| condition.span);
        let after: Vec<_> = rest.iter().skip_while(|(joiner, _)| joiner.kind == one.kind).collect();
        let end_of_second = after
            .iter()
            .take_while(|(joiner, _)| joiner.kind == two.kind)
            .last()
            .map_or(last_of_first, |(_, c)| c.span);
        let around_first = first.span.to(last_of_first);
        let around_second = last_of_first.to(end_of_second);
        let text = |from: u32, to: u32| self.text(Span::new(from, to));
        let one_reading = format!("({}) {}", self.text(around_first), text(last_of_first.end, end_of_second.end));
        let other_reading = format!("{} ({})", text(first.span.start, last_of_first.start), self.text(around_second));
        let help = if one_reading.len().max(other_reading.len()) <= LONGEST_READING {
            format!("write `{one_reading}` or `{other_reading}`, whichever is meant")
        } else {
            format!("write `(a {one_word} b) {two_word} c` or `a {one_word} (b {two_word} c)`, whichever is meant")
        };
        let mut diagnostic = self
            .at(Code::MixedAndOr, two.span, format!("`{one_word}` and `{two_word}` side by side"))
            .because(format!("`{two_word}` here"))
            .label(self.loc(one.span), format!("`{one_word}` here"))
            .help(help);
        for (reading, span) in [(one_reading, around_first), (other_reading, around_second)] {
            diagnostic.fixes.push(Fix {
                title: format!("write `{reading}`"),
                edits: vec![
                    Edit { loc: self.loc(Span::at(span.start)), text: "(".to_owned() },
                    Edit { loc: self.loc(Span::at(span.end)), text: ")".to_owned() },
                ],
                safe: false,
            });
        }
        self.report(diagnostic);
    }

    fn group(&mut self, kind: GroupKind, rules: &ast::Rules, span: Span, scope: Scope) -> Option<ExprId> {
        let word = match kind {
            GroupKind::Any => "any",
            GroupKind::All => "all",
            GroupKind::None => "none",
        };
        if rules.conditions.is_empty() && !rules.broken {
            let diagnostic = self
                .at(Code::EmptyGroup, span, format!("`{word}` without a condition"))
                .because("nothing to hold")
                .help(format!("write conditions in it, one a line, or leave `{word} {{ }}` out"));
            self.report(diagnostic);
            return None;
        }
        let parts = self.parts(rules, scope)?;
        Some(match kind {
            GroupKind::All => self.exprs.all(parts),
            GroupKind::Any => self.exprs.any(parts),
            GroupKind::None => {
                let any = self.exprs.any(parts);
                self.exprs.not(any)
            }
        })
    }

    fn companies(&mut self, quantifier: Quantifier, rules: &ast::Rules, span: Span, scope: Scope) -> Option<ExprId> {
        if !scope.context.has_company() {
            let word = match quantifier {
                Quantifier::Some => "`some company`",
                Quantifier::Every => "`every company`",
                Quantifier::No => "`no company`",
            };
            return self.misplaced(span, word, scope.context, "ask for companies in `audience { … }`");
        }
        let inner = self.block(rules, Scope { in_company: true, ..scope })?;
        Some(match quantifier {
            Quantifier::Some => self.exprs.add(Expr::SomeCompany(inner)),
            Quantifier::No => {
                let some = self.exprs.add(Expr::SomeCompany(inner));
                self.exprs.not(some)
            }
            Quantifier::Every => {
                let other = self.exprs.not(inner);
                let some = self.exprs.add(Expr::SomeCompany(other));
                self.exprs.not(some)
            }
        })
    }

    fn in_segment(&mut self, name: &ast::Name, span: Span, scope: Scope) -> Option<ExprId> {
        if self.cut.contains(&self.name_loc(name)) {
            return None;
        }
        let Some(&lowered) = self.by_segment.get(name.text.as_str()) else {
            if !self.names.segment.contains_key(name.text.as_str()) && !self.names.broken.contains(name.text.as_str()) {
                let known: Vec<&str> = self.names.segments.iter().map(|s| s.node.name.text.as_str()).collect();
                let diagnostic = self
                    .at(Code::UnknownName, name.span, format!("there is no segment `{}`", name.text))
                    .because("not declared");
                let otherwise = format!("declare it: `segment {} {{ … }}`", near::Spelling::Name.write(&name.text));
                let diagnostic =
                    near::suggest(diagnostic, &name.text, known, near::Spelling::of(name), Some(otherwise));
                self.report(diagnostic);
            }
            return None;
        };
        if lowered.mentions_company && !scope.in_company {
            self.mentions_company = true;
        }
        let expr = lowered.expr?;
        if self.depth(expr) > MAX_DEPTH || lowered.nested > MAX_DEPTH {
            let diagnostic = self
                .at(Code::TooDeep, span, format!("segment `{}` nests too deep", name.text))
                .because(format!("more than {MAX_DEPTH} conditions and segments inside each other"))
                .help("write what it asks with fewer segments");
            self.report(diagnostic);
            return None;
        }
        Some(expr)
    }
}
