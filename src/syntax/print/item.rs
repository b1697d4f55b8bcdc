//! Items (§2).

use super::Printer;
use super::blocks::Style;
use crate::source::Span;
use crate::syntax::ast::{
    Between, ItemKind, Procedure, Schema, SchemaLine, SchemaOf, Setting, SettingKind, Word, Workspace,
};

impl Printer<'_> {
    pub(super) fn item(&mut self, kind: &ItemKind, span: Span) -> String {
        match kind {
            ItemKind::Workspace(workspace) => self.workspace(workspace, span),
            ItemKind::Schema(schema) => self.schema(schema, span),
            ItemKind::Segment(segment) => {
                format!("segment {} {}", self.name(&segment.name), self.rules(&segment.rules))
            }
            ItemKind::Procedure(procedure) => self.procedure(procedure, span),
            ItemKind::Campaign(campaign) => self.campaign(campaign, span),
            ItemKind::Test(test) => self.test(test, span),
        }
    }

    fn workspace(&mut self, workspace: &Workspace, span: Span) -> String {
        let braces = self.braces(workspace.keyword.end, span.end);
        let block = self.block(braces, &workspace.settings, Style::Lines, |setting| setting.span, Self::setting);
        format!("workspace {block}")
    }

    fn setting(&mut self, setting: &Setting) -> String {
        match &setting.kind {
            SettingKind::Timezone(text) => format!("timezone {}", self.text(text.span)),
            SettingKind::SessionGap(duration) => format!("session gap {}", self.duration(duration)),
            SettingKind::QuietHours(between, contact) => {
                format!("quiet hours {}{}", Self::between(between), if *contact { " in contact timezone" } else { "" })
            }
            SettingKind::AtMost { count: _, what, per } => {
                let words: Vec<&str> = self.slice(setting.span).split_whitespace().collect();
                // The number as it was written, with its `_`.
                let number = words.get(2).copied().unwrap_or_default();
                let number: String = number.chars().take_while(|c| c.is_ascii_digit() || *c == '_').collect();
                format!("at most {number} {} per {}", self.word(what), self.per(per))
            }
            SettingKind::Channels(channels) => self.words("channels ", channels),
            SettingKind::Fin(flag) => format!("fin {flag}"),
            SettingKind::Reach(channels, rules) => {
                format!("{} {}", self.words("reach ", channels), self.rules(rules))
            }
        }
    }

    pub(super) fn between(between: &Between) -> String {
        format!("between {} and {}", Self::clock(&between.from), Self::clock(&between.to))
    }

    /// A word of a closed list; the new name of one that was written by its old name.
    pub(super) fn word(&self, word: &Word) -> String {
        let written = self.slice(word.span);
        if written.starts_with('`') { written.to_owned() } else { word.text.clone() }
    }

    /// Words with commas between them, behind `lead`, which starts the statement.
    pub(super) fn words(&mut self, lead: &str, words: &[Word]) -> String {
        self.commas(lead, words, |word| word.span, |printer, word| printer.word(word))
    }

    fn schema(&mut self, schema: &Schema, span: Span) -> String {
        let (head, end) = match &schema.of {
            SchemaOf::Contacts => ("contacts".to_owned(), schema.keyword.end),
            SchemaOf::Companies => ("companies".to_owned(), schema.keyword.end),
            SchemaOf::Page => ("page".to_owned(), schema.keyword.end),
            SchemaOf::Event(name) => (format!("event {}", self.name(name)), name.span.end),
        };
        let braces = self.braces(end, span.end);
        let block = self.block(braces, &schema.lines, Style::Declarations, |line| line.span, Self::schema_line);
        format!("{head} {block}")
    }

    fn schema_line(&mut self, line: &SchemaLine) -> String {
        let ty = line.ty.word();
        let required = if line.required { " required" } else { "" };
        let mut text = format!("{} {ty}{required}", self.name(&line.name));
        if let Some(list) = &line.one_of {
            text.push_str(" one of ");
            text.push_str(&self.list(&text, list, ""));
        }
        text
    }

    fn procedure(&mut self, procedure: &Procedure, span: Span) -> String {
        let braces = self.braces(procedure.name.span.end, span.end);
        let print = |printer: &mut Self, step: &crate::syntax::ast::Text| format!("step {}", printer.text(step.span));
        let block = self.block(braces, &procedure.steps, Style::Lines, |step| step.span, print);
        format!("procedure {} {block}", self.name(&procedure.name))
    }
}
