//! Texts as they were written, block texts moved to the depth of their line, tags respelled (§1.4, §12.1).

use super::Printer;
use crate::source::Span;
use crate::syntax::ast::{Copy, Part, Placeholder};

impl Printer<'_> {
    /// A text as it was written.
    pub(super) fn text(&self, span: Span) -> String {
        self.moved(self.slice(span))
    }

    /// A copy as it was written, its placeholders and conditions in canonical form.
    pub(super) fn copy(&mut self, copy: &Copy) -> String {
        let mut edits = Vec::new();
        let flat = std::mem::replace(&mut self.flat, true);
        self.respell(&copy.parts, &mut edits);
        self.flat = flat;
        edits.sort_by_key(|(span, _): &(Span, String)| *span);
        let mut text = String::new();
        let mut from = copy.span.start;
        for (span, new) in edits {
            // Lines of a tag count to the indentation that a block text loses, so those of several lines stay.
            if self.slice(span).contains('\n') {
                continue;
            }
            text.push_str(self.slice(Span::new(from, span.start)));
            text.push_str(&new);
            from = span.end;
        }
        text.push_str(self.slice(Span::new(from, copy.span.end)));
        self.moved(&text)
    }

    fn respell(&mut self, parts: &[Part], edits: &mut Vec<(Span, String)>) {
        for part in parts {
            match part {
                Part::Text(..) => {}
                Part::Placeholder(placeholder) => edits.push((placeholder.span, self.placeholder(placeholder))),
                Part::If(found) => {
                    for (condition, parts) in &found.branches {
                        edits.push((condition.span, self.condition(condition)));
                        self.respell(parts, edits);
                    }
                    if let Some(parts) = &found.otherwise {
                        self.respell(parts, edits);
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

    /// A block text whose lines have the indentation of the current depth and one more. One that starts on the line of
    /// its quotes stays as it is: its first line counts to the indentation that all lines share.
    fn moved(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        let inside = text.strip_prefix("\"\"\"").and_then(|text| text.strip_suffix("\"\"\""));
        let Some((first, rest)) = inside.and_then(|inside| inside.split_once('\n')) else { return text };
        if !is_blank(first) {
            return text;
        }
        let (lines, last) = rest.rsplit_once('\n').unwrap_or(("", rest));
        let mut lines: Vec<&str> = if rest.contains('\n') { lines.split('\n').collect() } else { Vec::new() };
        if !is_blank(last) {
            lines.push(last);
        }
        let shared = lines.iter().filter(|line| !is_blank(line)).map(|line| indent(line)).reduce(common);
        let Some(shared) = shared else { return text };
        let depth = "    ".repeat(self.depth + 1);
        let mut out = "\"\"\"\n".to_owned();
        for line in lines {
            let line = line.get(common(indent(line), shared).len()..).unwrap_or_default();
            if !line.is_empty() {
                out.push_str(&depth);
                out.push_str(line);
            }
            out.push('\n');
        }
        format!("{out}{}\"\"\"", self.indent())
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

fn indent(line: &str) -> &str {
    let text = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - text.len()).unwrap_or_default()
}

fn common<'a>(a: &'a str, b: &'a str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..length).unwrap_or_default()
}
