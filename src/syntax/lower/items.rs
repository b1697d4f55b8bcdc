//! Items, and the settings, declarations and steps in them (§2).

use super::Lower;
use crate::source::Span;
use crate::syntax::ast::{
    Item, ItemKind, Procedure, Schema, SchemaLine, SchemaOf, SchemaType, Segment, Setting, SettingKind, Workspace,
};
use crate::syntax::grammar::{Children, Pair, Rule};

impl Lower<'_> {
    /// An item; `None` where it cannot be read.
    pub(super) fn item(&mut self, pair: Pair<'_>) -> Option<Item> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::workspace | Rule::t_workspace => ItemKind::Workspace(self.workspace(pair)?),
            Rule::schema | Rule::t_schema => ItemKind::Schema(self.schema(pair)?),
            Rule::segment | Rule::t_segment => ItemKind::Segment(self.segment(pair)?),
            Rule::procedure | Rule::t_procedure => ItemKind::Procedure(self.procedure(pair)?),
            Rule::campaign | Rule::t_campaign => ItemKind::Campaign(self.campaign(pair)?),
            Rule::test | Rule::t_test => ItemKind::Test(self.test(pair)?),
            Rule::e_item | Rule::e_stray => {
                self.unread.extend(named(self.text(span)));
                self.mistake(&pair);
                return None;
            }
            _ => return None,
        };
        Some(Item { doc: self.doc(span.start), kind, span })
    }

    /// The doc comment that ends above the line of an offset.
    fn doc(&self, start: u32) -> Option<String> {
        let before = self.comments.partition_point(|comment| comment.span.start < start);
        let mut below = start;
        let mut lines = Vec::new();
        for comment in self.comments.get(..before).unwrap_or_default().iter().rev() {
            let between = self.text(Span::new(comment.span.end, below));
            let line = self.source.get(..comment.span.start as usize).unwrap_or_default();
            let alone =
                line.rsplit('\n').next().is_some_and(|line| line.trim_matches([' ', '\t', '\u{FEFF}']).is_empty());
            if !between.trim().is_empty() || !alone {
                break;
            }
            if comment.doc {
                lines.push(comment.text.strip_prefix(' ').unwrap_or(&comment.text));
            }
            below = comment.span.start;
        }
        lines.reverse();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn workspace(&mut self, pair: Pair<'_>) -> Option<Workspace> {
        let mut children = Children::of(pair);
        let keyword = self.pass(&mut children, Rule::kw_workspace)?;
        self.head(&mut children, "workspace");
        let mut settings = Vec::new();
        let mut open = None;
        for child in children.next().into_iter().flat_map(Children::of) {
            match child.as_rule() {
                Rule::setting | Rule::t_reach => {
                    let span = self.span(&child);
                    if !self.is_too_deep(span) {
                        settings.extend(self.setting(child).map(|kind| Setting { kind, span }));
                    }
                }
                Rule::e_setting => self.mistake(&child),
                _ => _ = self.edge(&child, &mut open, "the workspace"),
            }
        }
        Some(Workspace { keyword, settings })
    }

    fn setting(&mut self, pair: Pair<'_>) -> Option<SettingKind> {
        let statement = pair.clone();
        let inner = if pair.as_rule() == Rule::setting { Children::of(pair).next()? } else { pair };
        let rule = inner.as_rule();
        let mut children = Children::of(inner);
        let word = children.next()?.as_rule();
        Some(match rule {
            Rule::set_timezone => SettingKind::Timezone(self.plain_text(&children.next()?)),
            Rule::set_gap => {
                children.pass(Rule::kw_gap);
                SettingKind::SessionGap(self.duration(children.next()?)?)
            }
            Rule::set_quiet => {
                children.pass(Rule::kw_hours);
                SettingKind::QuietHours(self.between(children.next()?)?, children.pass(Rule::zone))
            }
            Rule::set_at_most => {
                children.pass(Rule::kw_most);
                let count = self.int(&children.next()?);
                let what = self.channel(children.next()?);
                children.pass(Rule::kw_per);
                SettingKind::AtMost { count: count?, what, per: self.per(children.next()?)? }
            }
            Rule::set_fin => SettingKind::Fin(children.next()?.as_str() == "true"),
            _ => {
                let mut channels = Vec::new();
                let mut rules = None;
                for child in children {
                    match child.as_rule() {
                        Rule::rules | Rule::t_rules => rules = Some(self.rules(child)),
                        Rule::e_head => self.bad_head(&child, "reach"),
                        Rule::e_tail => self.mistake_in(&child, &statement, Rule::one_setting),
                        _ => channels.push(self.channel(child)),
                    }
                }
                if word == Rule::kw_channels {
                    SettingKind::Channels(channels)
                } else {
                    SettingKind::Reach(channels, rules?)
                }
            }
        })
    }

    fn schema(&mut self, pair: Pair<'_>) -> Option<Schema> {
        let mut children = Children::of(pair);
        let mut head = Children::of(children.next()?);
        let word = head.next()?;
        let keyword = self.span(&word);
        let of = match word.as_rule() {
            Rule::kw_contacts => SchemaOf::Contacts,
            Rule::kw_companies => SchemaOf::Companies,
            Rule::kw_page => SchemaOf::Page,
            _ => SchemaOf::Event(self.next_name(&mut head)?),
        };
        self.head(&mut children, word.as_str());
        let mut schema = Schema { of, keyword, lines: Vec::new(), broken: false };
        let mut open = None;
        for child in children.next().into_iter().flat_map(Children::of) {
            match child.as_rule() {
                Rule::schema_line => {
                    let line = self.schema_line(child);
                    schema.broken |= line.is_none();
                    schema.lines.extend(line);
                }
                Rule::e_declaration => {
                    schema.broken = true;
                    self.mistake(&child);
                }
                _ => schema.broken |= self.edge(&child, &mut open, "the declarations"),
            }
        }
        Some(schema)
    }

    fn schema_line(&mut self, pair: Pair<'_>) -> Option<SchemaLine> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let name = self.next_name(&mut children)?;
        let word = children.next()?;
        let ty = match word.as_str() {
            "text" => SchemaType::Text,
            "number" => SchemaType::Number,
            "flag" => SchemaType::Flag,
            "time" => SchemaType::Time,
            _ => SchemaType::Texts,
        };
        let required = children.pass(Rule::kw_required);
        let list = children.find(|child| child.as_rule() == Rule::list);
        let one_of = match list {
            Some(list) => Some(self.list(list)?),
            None => None,
        };
        Some(SchemaLine { doc: self.doc(span.start), name, ty, ty_span: self.span(&word), required, one_of, span })
    }

    fn segment(&mut self, pair: Pair<'_>) -> Option<Segment> {
        let mut children = Children::of(pair);
        children.pass(Rule::kw_segment);
        let name = self.next_name(&mut children)?;
        self.head(&mut children, "segment");
        Some(Segment { name, rules: self.rules(children.next()?) })
    }

    fn procedure(&mut self, pair: Pair<'_>) -> Option<Procedure> {
        let mut children = Children::of(pair);
        children.pass(Rule::kw_procedure);
        let name = self.next_name(&mut children)?;
        self.head(&mut children, "procedure");
        let mut steps = Vec::new();
        let mut open = None;
        for child in children.next().into_iter().flat_map(Children::of) {
            match child.as_rule() {
                Rule::step => {
                    let text = Children::of(child).find(|child| child.as_rule() == Rule::text);
                    steps.extend(text.map(|text| self.plain_text(&text)));
                }
                Rule::e_step => self.mistake(&child),
                _ => _ = self.edge(&child, &mut open, "the procedure"),
            }
        }
        Some(Procedure { name, steps })
    }
}

/// What an item may be called that could not be read: its second word or text.
fn named(item: &str) -> Option<String> {
    let first = |c: char| !c.is_alphanumeric() && c != '_';
    let rest = item.get(item.find(first)?..)?.trim_start_matches([' ', '\t']);
    let name = match rest.chars().next()? {
        quote @ ('"' | '`') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split(first).next()?,
    };
    (!name.is_empty()).then(|| name.to_owned())
}
