//! What is looked at.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::member::Member;
use super::reading::Reading;
use super::{Context, Evidence};
use crate::check::start_of;
use crate::engine::Audience;
use crate::ir::Reference;
use crate::proof::Proof;
use crate::source::{FileId, Loc, Sources, Span};
use crate::syntax::ast::{self, Item, ItemKind, SectionKind};
use crate::time::{Instant, Zone};
use crate::vm::Bits;
use crate::{Compilation, ir};

/// A bundle as lints see it.
pub(super) struct Subject<'a> {
    /// The texts.
    pub(super) sources: &'a Sources,
    /// The trees.
    pub(super) files: &'a [(FileId, ast::File)],
    /// The typed form.
    pub(super) bundle: &'a ir::Bundle,
    /// The templates of messages, by the place of their copy.
    templates: HashMap<Loc, &'a ir::Template>,
    proof: OnceCell<Proof<'a>>,
    /// The campaigns without errors, in the order of the sources.
    pub(super) members: Vec<Member<'a>>,
    /// Whether nothing is missing from the typed form: there are no errors at all.
    pub(super) whole: bool,
    /// The time it is.
    pub(super) now: Instant,
    /// The zone of the workspace.
    pub(super) zone: Zone,
    /// What data says, where there is some.
    pub(super) evidence: Option<&'a Evidence>,
}

impl<'a> Subject<'a> {
    pub(super) fn of(compilation: &'a Compilation, context: &Context<'a>) -> Self {
        let errors: Vec<Loc> = compilation
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .map(|diagnostic| diagnostic.primary.loc)
            .collect();
        Self {
            sources: &compilation.sources,
            files: &compilation.files,
            bundle: &compilation.ir,
            templates: compilation.ir.templates.iter().map(|template| (template.loc, template)).collect(),
            proof: OnceCell::new(),
            members: members(compilation, &errors),
            whole: errors.is_empty(),
            now: context.now,
            zone: compilation.ir.workspace.zone(),
            evidence: context.evidence,
        }
    }

    /// Every item with its file, in the order of the sources.
    pub(super) fn items(&self) -> impl Iterator<Item = (FileId, &'a Item)> + use<'a> {
        self.files.iter().flat_map(|(file, tree)| tree.items.iter().map(move |item| (*file, item)))
    }

    /// The names that stand for values and events, but those of tests.
    pub(super) fn references(&self) -> impl Iterator<Item = &'a Reference> {
        let is_test = |item: &Item| matches!(item.kind, ItemKind::Test(_));
        let tests: Vec<(FileId, Span)> =
            self.items().filter(|(_, item)| is_test(item)).map(|(file, item)| (file, item.span)).collect();
        let in_test =
            move |loc: Loc| tests.iter().any(|(file, span)| *file == loc.file && span.contains(loc.span.start));
        self.bundle.references.iter().filter(move |reference| !in_test(reference.loc))
    }

    /// The names in a campaign that stand for values and events.
    pub(super) fn references_in(&self, member: &Member<'_>) -> impl Iterator<Item = &'a Reference> {
        let (file, span) = (member.file, member.span);
        let within = move |loc: Loc| loc.file == file && span.contains(loc.span.start);
        self.bundle.references.iter().filter(move |reference| within(reference.loc))
    }

    /// Who a campaign is for, and all contacts that there are, where data says so.
    pub(super) fn audience_of(&self, member: &Member<'_>) -> Option<(&'a Audience, &'a Bits)> {
        let audiences = self.evidence?.audiences.as_ref()?;
        let loc = member.settings().loc;
        let at = self.bundle.campaigns.iter().position(|campaign| campaign.settings.loc == loc)?;
        Some((audiences.campaigns.get(at)?, &audiences.known))
    }

    /// What the copy at a place was lowered to.
    pub(super) fn template(&self, copy: Loc) -> Option<&'a ir::Template> {
        self.templates.get(&copy).copied()
    }

    /// The first instant of a date or date-time.
    pub(super) fn start(&self, moment: &ast::Moment) -> Instant {
        start_of(moment.kind, &self.zone)
    }

    /// The `live` line of an interval.
    pub(super) fn live_line<'m>(&self, member: &Member<'m>, interval: &ir::Interval) -> Option<&'m ast::Section> {
        let starts = |from: &ast::Moment| self.start(from).0 == interval.from;
        let mut sections = member.tree.sections.iter();
        sections.find(|section| matches!(&section.kind, SectionKind::Live { from, .. } if starts(from)))
    }

    /// The date on the clock of the workspace, `days` after an instant.
    pub(super) fn date(&self, at: Instant, days: i64) -> String {
        let (year, month, day) = self.zone.date(at).plus(days).parts();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// What follows from what.
    pub(super) fn proof(&self) -> &Proof<'a> {
        self.proof.get_or_init(|| Proof::new(self.bundle, &self.zone))
    }

    /// The source at a place.
    pub(super) fn source(&self, file: FileId, span: Span) -> &'a str {
        self.sources.slice(Loc { file, span })
    }
}

/// The campaigns of which nothing is missing: no error stands in them, nor in what all campaigns share.
fn members<'a>(compilation: &'a Compilation, errors: &[Loc]) -> Vec<Member<'a>> {
    let places = |loc: &Loc, file: FileId, span: Span| loc.file == file && span.contains(loc.span.start);
    let items = || compilation.files.iter().flat_map(|(file, tree)| tree.items.iter().map(move |item| (*file, item)));
    let own = |item: &Item| matches!(item.kind, ItemKind::Campaign(_) | ItemKind::Test(_));
    let local = |error: &Loc| items().any(|(file, item)| own(item) && places(error, file, item.span));
    if !errors.iter().all(local) {
        return Vec::new();
    }
    let typed: HashMap<Loc, &ir::Campaign> =
        compilation.ir.campaigns.iter().map(|campaign| (campaign.settings.loc, campaign)).collect();
    let member = |(file, item): (FileId, &'a Item)| {
        let ItemKind::Campaign(tree) = &item.kind else { return None };
        if errors.iter().any(|error| places(error, file, item.span)) {
            return None;
        }
        let typed = typed.get(&Loc { file, span: tree.name.span })?;
        let send = tree
            .sections
            .iter()
            .find_map(|section| if let SectionKind::Send(send) = &section.kind { Some(send) } else { None })?;
        let reading = Reading::of(send, compilation.sources.get(file)?.text());
        Some(Member { file, span: item.span, tree, typed, reading })
    };
    items().filter_map(member).collect()
}
