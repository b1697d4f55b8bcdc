//! History conditions (§3.5).

use super::checker::Checker;
use super::literal::micros;
use super::near;
use super::scope::{Context, Scope};
use crate::diagnostic::Code;
use crate::ir::{Count, Did, Expr, ExprId, History, Receipt, Window};
use crate::source::Span;
use crate::syntax::ast::{self, CountKind, What};

impl Checker<'_> {
    /// `did …`, `never did …`
    pub(super) fn did(&mut self, did: &ast::Did, span: Span, scope: Scope) -> Option<ExprId> {
        if matches!(scope.context, Context::Where | Context::Goal(_) | Context::DidEvent(_) | Context::DidVisit) {
            let help = match scope.context {
                Context::Where => "ask for history in `audience { … }`",
                Context::Goal(_) => "only what the record itself says may stand here",
                _ => "`did` does not nest: write it beside the other one",
            };
            return self.misplaced(span, "`did`", scope.context, help);
        }
        let read_before = std::mem::take(&mut self.reads_trigger);
        let history = self.what(&did.what, scope);
        let reads_trigger = std::mem::replace(&mut self.reads_trigger, read_before);
        let window = self.window(did.window.as_ref(), scope);
        let history = self.history(history?);
        let count = did.count.as_ref().map_or(Count { min: 1, max: None }, |count| {
            let times = count.times.count;
            match count.kind {
                CountKind::AtLeast => Count { min: times, max: None },
                CountKind::AtMost => Count { min: 0, max: Some(times) },
                CountKind::Exactly => Count { min: times, max: Some(times) },
            }
        });
        let expr = self.exprs.add(Expr::Did(Did { history, count, window: window?, reads_trigger }));
        Some(if did.never { self.exprs.not(expr) } else { expr })
    }

    fn what(&mut self, what: &What, scope: Scope) -> Option<History> {
        match what {
            What::Event(name, rules) => {
                let known = self.declared_event(name);
                let event = self.fields.event(&name.text);
                let rules = self.counted(rules.as_ref(), scope.to(Context::DidEvent(event)))?;
                known.then_some(History::Event(event, rules))
            }
            What::Visit(rules) => Some(History::Visit(self.counted(rules.as_ref(), scope.to(Context::DidVisit))?)),
            What::Receipt(receipt, name) => {
                let known = self.campaign(name);
                known.then(|| History::Receipt(receipt_of(*receipt), name.text.clone()))
            }
        }
    }

    /// The rules of a counted record: none where there are none; nothing where one is wrong.
    #[expect(clippy::option_option, reason = "no rules and wrong rules are two things")]
    fn counted(&mut self, rules: Option<&ast::Rules>, scope: Scope) -> Option<Option<ExprId>> {
        let scope = Scope { in_company: false, ..scope };
        match rules {
            None => Some(None),
            Some(rules) if rules.conditions.is_empty() && !rules.broken => Some(None),
            Some(rules) => self.block(rules, scope).map(Some),
        }
    }

    fn window(&mut self, window: Option<&ast::Window>, scope: Scope) -> Option<Window> {
        Some(match window {
            None => Window::All,
            Some(ast::Window::InTheLast(duration)) => Window::Last(micros(duration.kind)),
            Some(ast::Window::Since(moment)) => Window::Since(self.start(moment.kind)),
            Some(ast::Window::Before(moment)) => Window::Before(self.start(moment.kind)),
            Some(ast::Window::SinceTheTrigger(span)) => {
                self.trigger(*span, "`since the trigger`", scope)?;
                Window::SinceTrigger
            }
        })
    }

    /// Whether there is a campaign of this name; said if not.
    pub(super) fn campaign(&mut self, name: &ast::Name) -> bool {
        if self.names.campaign.contains_key(name.text.as_str()) || self.names.broken.contains(name.text.as_str()) {
            return true;
        }
        let known: Vec<&str> = self.names.campaigns.iter().map(|c| c.node.name.text.as_str()).collect();
        let diagnostic = self
            .at(Code::UnknownName, name.span, format!("there is no campaign `{}`", name.text))
            .because("not in these files");
        let otherwise = "name a campaign of these files".to_owned();
        let diagnostic = near::suggest(diagnostic, &name.text, known, near::Spelling::of(name), Some(otherwise));
        self.report(diagnostic);
        false
    }
}

const fn receipt_of(receipt: ast::Receipt) -> Receipt {
    match receipt {
        ast::Receipt::View => Receipt::Viewed,
        ast::Receipt::Click => Receipt::Clicked,
        ast::Receipt::Dismiss => Receipt::Dismissed,
        ast::Receipt::Reply => Receipt::Replied,
        ast::Receipt::Complete => Receipt::Completed,
    }
}
