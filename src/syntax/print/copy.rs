//! Texts as they were written, block texts moved to the depth of their line, tags respelled (§1.4, §12.1).

use super::{INDENT, Printer};
use crate::source::Span;
use crate::syntax::ast::{Copy, Part, Placeholder};
use crate::syntax::grammar::{self, Children, Rule};

impl Printer<'_> {
    /// A text as it was written.
    pub(super) fn text(&self, span: Span) -> String {
        self.moved(self.slice(span))
    }

    /// A copy as it was written, its placeholders and tags in canonical form.
    pub(super) fn copy(&mut self, copy: &Copy) -> String {
        let mut parts = Respelled::default();
        let (flat, spoiled) = (std::mem::replace(&mut self.flat, true), self.spoiled);
        self.respell(&copy.parts, &mut parts);
        (self.flat, self.spoiled) = (flat, spoiled);
        let regions = regions(self.slice(copy.span), copy.span.start);
        let text = self.with_regions(copy.span, &regions, &parts, |_| true);
        // The lines of a tag count to the indentation that a block text loses.
        if shared(self.slice(copy.span)) == shared(&text) {
            return self.moved(&text);
        }
        self.moved(&self.with_regions(copy.span, &regions, &parts, |raw| !raw.contains('\n')))
    }

    /// A copy with those of its placeholders and tags in canonical form that `change` lets be changed.
    fn with_regions(&self, copy: Span, regions: &[Span], parts: &Respelled, change: impl Fn(&str) -> bool) -> String {
        let mut text = String::new();
        let mut from = copy.start;
        for region in regions.iter().filter(|region| change(self.slice(**region))) {
            let Some(new) = self.region(*region, parts) else { continue };
            text.push_str(self.slice(Span::new(from, region.start)));
            text.push_str(&new);
            from = region.end;
        }
        text + self.slice(Span::new(from, copy.end))
    }

    /// A placeholder or tag in canonical form.
    fn region(&self, region: Span, parts: &Respelled) -> Option<String> {
        if let Some((_, text)) = parts.placeholders.iter().find(|(span, _)| *span == region) {
            return Some(text.clone());
        }
        let inside = self.slice(region).strip_prefix("{%")?.strip_suffix("%}")?;
        let condition = parts.conditions.iter().find(|(span, _)| region.start < span.start && span.end < region.end);
        Some(match condition {
            Some((span, text)) => {
                let word = self.slice(Span::new(region.start + 2, span.start)).trim();
                format!("{{% {word} {text} %}}")
            }
            None => format!("{{% {} %}}", inside.trim()),
        })
    }

    fn respell(&mut self, parts: &[Part], found: &mut Respelled) {
        for part in parts {
            match part {
                Part::Text(..) => {}
                Part::Placeholder(shown) => found.placeholders.push((shown.span, self.placeholder(shown))),
                Part::If(choice) => {
                    for (condition, parts) in &choice.branches {
                        found.conditions.push((condition.span, self.condition(condition)));
                        self.respell(parts, found);
                    }
                    if let Some(parts) = &choice.otherwise {
                        self.respell(parts, found);
                    }
                }
            }
        }
    }

    fn placeholder(&self, placeholder: &Placeholder) -> String {
        let mut text = format!("{{{{ {}", self.path(&placeholder.path));
        for filter in &placeholder.filters {
            text.push_str(&format!(" | {}", self.word(&filter.name)));
            if let Some(argument) = &filter.argument {
                text.push_str(&format!(": {}", self.slice(argument.span)));
            }
        }
        text + " }}"
    }

    /// A block text of several lines with each, and the closing, on a line of its own, one deeper than the current depth.
    fn moved(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        let Some(lines) = lines(&text) else { return text };
        let Some(shared) = shared(&text) else { return text };
        let depth = " ".repeat(INDENT * (self.depth + 1));
        let mut out = "\"\"\"\n".to_owned();
        for line in lines {
            let line = line.get(common(indent(line), shared).len()..).unwrap_or_default();
            if !line.is_empty() {
                out.push_str(&depth);
                out.push_str(line);
            }
            out.push('\n');
        }
        format!("{out}{depth}\"\"\"")
    }
}

/// What stands in the tags of a copy, in canonical form, by place.
#[derive(Default)]
struct Respelled {
    placeholders: Vec<(Span, String)>,
    conditions: Vec<(Span, String)>,
}

/// The placeholders and tags of a copy that starts at `start`.
fn regions(copy: &str, start: u32) -> Vec<Span> {
    let pairs = grammar::parse(Rule::copy, copy).into_iter().flatten().flat_map(Children::of);
    pairs.map(|pair| Span::new(start + pair.as_span().start() as u32, start + pair.as_span().end() as u32)).collect()
}

/// The lines of a block text that has several, without those of its quotes.
fn lines(text: &str) -> Option<Vec<&str>> {
    let inside = text.strip_prefix("\"\"\"")?.strip_suffix("\"\"\"").filter(|inside| inside.contains('\n'))?;
    let mut lines: Vec<&str> = inside.split('\n').collect();
    if lines.first().is_some_and(|line| is_blank(line)) {
        lines.remove(0);
    }
    lines.pop_if(|line| is_blank(line));
    Some(lines)
}

/// The indentation that a block text of several lines loses; `None` if it has no line that is not blank.
fn shared(text: &str) -> Option<&str> {
    lines(text)?.into_iter().filter(|line| !is_blank(line)).map(indent).reduce(common)
}

/// A lone `\r` is no end of a line, but blank as one.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

fn indent(line: &str) -> &str {
    let text = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - text.len()).unwrap_or_default()
}

fn common<'a>(a: &'a str, b: &'a str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..length).unwrap_or_default()
}
