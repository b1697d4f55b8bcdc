//! A campaign as lints see it.

use super::reading::Reading;
use crate::ir;
use crate::source::{FileId, Loc, Span};
use crate::syntax::ast::{Campaign, Cap, Duration, Moment, Rules, Section, SectionKind, Send, When, Word};

/// A campaign without errors: its tree and what it means.
pub(super) struct Member<'a> {
    /// The file that it stands in.
    pub(super) file: FileId,
    /// From its first word to its `}`.
    pub(super) span: Span,
    /// What is written.
    pub(super) tree: &'a Campaign,
    /// What it means.
    pub(super) typed: &'a ir::Campaign,
    /// The message as its reader sees it.
    pub(super) reading: Reading<'a>,
}

/// Sections stand at most once in a campaign without errors, `live` excepted.
impl<'a> Member<'a> {
    /// A place in its file.
    pub(super) const fn loc(&self, span: Span) -> Loc {
        Loc { file: self.file, span }
    }

    /// The place of its name.
    pub(super) const fn name(&self) -> Loc {
        self.loc(self.tree.name.span)
    }

    /// What all of it is but rules and message.
    pub(super) const fn settings(&self) -> &'a ir::Settings {
        &self.typed.settings
    }

    /// The part of a section that `pick` takes, with the section.
    pub(super) fn section<T>(&self, pick: impl Fn(&'a SectionKind) -> Option<T>) -> Option<(T, &'a Section)> {
        self.tree.sections.iter().find_map(|section| Some((pick(&section.kind)?, section)))
    }

    /// The rules of `audience`, if there is a block with conditions.
    pub(super) fn audience(&self) -> Option<&'a Rules> {
        let rules =
            |kind: &'a SectionKind| if let SectionKind::Audience { rules, .. } = kind { rules.as_ref() } else { None };
        self.section(rules).map(|(rules, _)| rules).filter(|rules| !rules.is_empty())
    }

    /// `when …`
    pub(super) fn when(&self) -> Option<(&'a When, &'a Section)> {
        self.section(|kind| if let SectionKind::When(when) = kind { Some(when) } else { None })
    }

    /// Whether it is sent after an event.
    pub(super) const fn is_event(&self) -> bool {
        matches!(self.typed.settings.trigger, ir::Trigger::Event(_))
    }

    /// The rules of `where`, if there are conditions.
    pub(super) fn page_rules(&self) -> Option<&'a Rules> {
        let rules = |kind: &'a SectionKind| if let SectionKind::Where(rules) = kind { Some(rules) } else { None };
        self.section(rules).map(|(rules, _)| rules).filter(|rules| !rules.is_empty())
    }

    /// `delay D`
    pub(super) fn delay(&self) -> Option<(&'a Duration, &'a Section)> {
        self.section(|kind| if let SectionKind::Delay(delay) = kind { Some(delay) } else { None })
    }

    /// `frequency …`
    pub(super) fn frequency(&self) -> Option<(&'a [Cap], &'a Section)> {
        self.section(|kind| if let SectionKind::Frequency(caps) = kind { Some(caps.as_slice()) } else { None })
    }

    /// `purpose WORD`
    pub(super) fn purpose(&self) -> Option<(&'a Word, &'a Section)> {
        self.section(|kind| if let SectionKind::Purpose(word) = kind { Some(word) } else { None })
    }

    /// `reviewed DATE`
    pub(super) fn reviewed(&self) -> Option<(&'a Moment, &'a Section)> {
        self.section(|kind| if let SectionKind::Reviewed(day) = kind { Some(day) } else { None })
    }

    /// `send CHANNEL { … }`
    pub(super) fn send(&self) -> Option<(&'a Send, &'a Section)> {
        self.section(|kind| if let SectionKind::Send(send) = kind { Some(send) } else { None })
    }
}
