//! What the parts of the check share.

use std::collections::HashMap;

use super::contradiction::contradictions;
use super::fields::Fields;
use super::names::Names;
use super::segments::Lowered;
use super::workspace::Reach;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Block, BlockKind, Bundle, Campaign, Expr, ExprId, Exprs, History, HistoryId, Named, Place, Reference, Segment,
    Stated, Template, TemplateId, Test, Workspace,
};
use crate::source::{FileId, Loc, Sources, Span};
use crate::syntax::ast;
use crate::time::Zone;

/// The state of a check.
pub(super) struct Checker<'a> {
    /// The texts, for messages that show a piece of them.
    sources: &'a Sources,
    /// What the bundle declares.
    pub(super) names: Names<'a>,
    /// What is wrong, so far.
    pub(super) found: Vec<Diagnostic>,
    /// The values that are read and how.
    pub(super) fields: Fields,
    /// Conditions, so far.
    pub(super) exprs: Exprs,
    /// The file whose spans are looked at.
    pub(super) file: FileId,
    /// The zone of the workspace.
    pub(super) zone: Zone,
    /// Settings of the workspace.
    pub(super) workspace: Workspace,
    /// Its rules on who can be reached.
    pub(super) reach: Vec<Reach>,
    /// The segments by name, as they are used.
    pub(super) by_segment: HashMap<&'a str, Lowered>,
    /// Uses of segments that close a cycle; nothing is said about them again.
    pub(super) cut: Vec<Loc>,
    /// Whether a company of the contact was read since this was last set to `false` (§4.4).
    pub(super) mentions_company: bool,
    /// Whether `trigger.x` was read since this was last set to `false`.
    pub(super) reads_trigger: bool,
    /// The conditions that were lowered since this was last taken.
    pub(super) stated: Vec<Stated>,
    blocks: Vec<Block>,
    histories: Vec<History>,
    history_ids: HashMap<History, HistoryId>,
    templates: Vec<Template>,
    depths: Vec<u32>,
    pub(super) segments: Vec<Segment>,
    pub(super) campaigns: Vec<Campaign>,
    references: Vec<Reference>,
}

impl<'a> Checker<'a> {
    /// Nothing lowered yet; times are in UTC until the workspace is looked at.
    pub(super) fn new(sources: &'a Sources, names: Names<'a>, found: Vec<Diagnostic>) -> Self {
        let zone = names.zone();
        Self {
            sources,
            names,
            found,
            fields: Fields::new(),
            exprs: Exprs::default(),
            file: FileId::default(),
            zone,
            workspace: Workspace::default(),
            reach: Vec::new(),
            by_segment: HashMap::new(),
            cut: Vec::new(),
            mentions_company: false,
            reads_trigger: false,
            stated: Vec::new(),
            blocks: Vec::new(),
            histories: Vec::new(),
            history_ids: HashMap::new(),
            templates: Vec::new(),
            depths: Vec::new(),
            segments: Vec::new(),
            campaigns: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Decides the types and puts everything together.
    pub(super) fn finish(mut self) -> (Bundle, Vec<Diagnostic>) {
        let layout = self.fields.layout(&self.names, self.sources, &mut self.found);
        self.references.sort_by_key(|reference| reference.loc);
        self.references.dedup();
        let bundle = Bundle {
            layout,
            exprs: self.exprs,
            histories: self.histories,
            templates: self.templates,
            workspace: self.workspace,
            campaigns: self.campaigns,
            segments: self.segments,
            references: self.references,
            blocks: self.blocks,
        };
        contradictions(&bundle, &self.zone, self.sources, &mut self.found);
        (bundle, self.found)
    }

    /// The place of a span of the file that is looked at.
    pub(super) const fn loc(&self, span: Span) -> Loc {
        Loc { file: self.file, span }
    }

    /// The text of a span of the file that is looked at, white space as one blank.
    pub(super) fn text(&self, span: Span) -> String {
        self.sources.on_one_line(self.loc(span))
    }

    /// Notes that a name stands for something.
    pub(super) fn refers(&mut self, span: Span, named: Named) {
        let loc = self.loc(span);
        self.references.push(Reference { loc, named });
    }

    /// Says something.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A diagnostic at a span of the file that is looked at.
    pub(super) fn at(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.loc(span), message)
    }

    /// A test of a value.
    pub(super) fn test(&mut self, place: Place, test: Test) -> ExprId {
        self.exprs.add(Expr::Test(place, test))
    }

    /// Keeps the conditions lowered since the last block as one.
    pub(super) fn keep_block(&mut self, of: BlockKind) {
        let conditions = std::mem::take(&mut self.stated);
        self.blocks.push(Block { of, conditions });
    }

    /// The id of a history, the same for the same one.
    pub(super) fn history(&mut self, history: History) -> HistoryId {
        if let Some(&id) = self.history_ids.get(&history) {
            return id;
        }
        let id = HistoryId(self.histories.len() as u32);
        self.histories.push(history.clone());
        self.history_ids.insert(history, id);
        id
    }

    /// Keeps a template.
    pub(super) fn template(&mut self, template: Template) -> TemplateId {
        self.templates.push(template);
        TemplateId(self.templates.len() as u32 - 1)
    }

    /// How deep a condition nests.
    pub(super) fn depth(&mut self, id: ExprId) -> u32 {
        let known = self.depths.len();
        for (_, expr) in self.exprs.iter().skip(known) {
            let of = |id: &ExprId| self.depths.get(id.0 as usize).copied().unwrap_or_default();
            let below = match expr {
                Expr::All(parts) | Expr::Any(parts) => parts.iter().map(of).max(),
                Expr::Not(part) | Expr::SomeCompany(part) => Some(of(part)),
                Expr::Did(did) => match self.histories.get(did.history.0 as usize) {
                    Some(History::Event(_, Some(rules)) | History::Visit(Some(rules))) => Some(of(rules)),
                    _ => None,
                },
                Expr::Const(_) | Expr::Test(..) | Expr::Relative { .. } | Expr::Compare(..) => None,
            };
            self.depths.push(below.unwrap_or_default() + 1);
        }
        self.depths.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The place of a name.
    pub(super) const fn name_loc(&self, name: &ast::Name) -> Loc {
        self.loc(name.span)
    }
}
