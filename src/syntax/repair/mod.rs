//! Brackets and quotes that are missing, too many, or around the wrong thing: the one change after which an item parses.
//!
//! A change never moves anything: what is too many becomes blanks, what is missing takes the place of blanks. So the
//! text as changed has the places of the source, and is read in its stead.

mod inline;
mod lines;

use self::lines::broken_text;
use super::grammar::{Rule, parse};
use super::lower::Lower;
use super::scan::Scan;
use super::words::{FIELDS, ITEMS};
use super::{lex, unknown_fields};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Loc, Span};

/// How long an item may be to be changed, and how many changes are tried: a mistake must not cost seconds.
const MAX_ITEM: usize = 32_768;
const MAX_TRIES: usize = 80;

/// What was wrong.
#[derive(Clone, Copy)]
enum Wrong {
    ExtraOpen,
    ExtraClose,
    NoOpen,
    /// The same, of a block that goes on in its line.
    NoOpenHere,
    NoQuote,
    /// With the first word that is not in the block.
    NoClose(Span),
    NoFence,
    Inside,
    /// Sections inside a `send`, whose `}` is here.
    Section(usize),
    /// A tag of a text that lacks its end, and mostly the quote too.
    NoTagEnd,
    /// A text that goes on on other lines, up to here.
    Lines(usize),
}

/// One change, by the bytes that it writes.
struct Change {
    wrong: Wrong,
    at: Span,
    bytes: Vec<(usize, u8)>,
    /// What is to be read by itself: an item, or a campaign with the sections in it.
    apart: Vec<Span>,
}

/// A source in which items were changed.
#[derive(Default)]
pub(super) struct Repaired {
    pub(super) text: String,
    pub(super) mistakes: Vec<Diagnostic>,
    /// Items that stood inside of others, each in its place in a text of blanks.
    pub(super) apart: Vec<String>,
}

/// The source with one change in each item that parses after it and would give several errors without it.
pub(super) fn repaired(file: FileId, source: &str) -> Option<Repaired> {
    let mut out = Repaired::default();
    for (start, item) in items(source) {
        let change = (item.len() <= MAX_ITEM).then(|| change(item)).flatten();
        let Some(change) = change else {
            out.text.push_str(item);
            continue;
        };
        out.text.push_str(&change.made(item)?);
        let moved = |span: Span| Span::new(span.start + start as u32, span.end + start as u32);
        out.mistakes.push(change.diagnostic(file, item, &moved));
        if !change.apart.is_empty() {
            let spans: Vec<Span> = change.apart.iter().map(|&span| moved(span)).collect();
            out.apart.push(alone(source, &spans));
        }
    }
    let fewer = !out.mistakes.is_empty() && cost(&out.text) + out.mistakes.len() < cost(source);
    fewer.then_some(out)
}

/// The source cut before each line that starts an item, with the place of each part.
fn items(source: &str) -> Vec<(usize, &str)> {
    let mut cuts = vec![0];
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let starts = ITEMS.contains(&first_word(line)) && (line.contains('{') || opens(line).is_some());
        if starts && at > 0 {
            cuts.push(at);
        }
        at += line.len();
    }
    let ends = cuts.iter().skip(1).copied().chain([source.len()]);
    cuts.iter().zip(ends).filter_map(|(&from, to)| Some((from, source.get(from..to)?))).collect()
}

/// The source with all but some spans made blanks.
fn alone(source: &str, spans: &[Span]) -> String {
    let inside = |at: usize| spans.iter().any(|span| span.contains(at as u32));
    let keep = |at: usize, byte: u8| if inside(at) || byte == b'\n' { byte } else { b' ' };
    let bytes = source.bytes().enumerate().map(|(at, byte)| keep(at, byte)).collect();
    String::from_utf8(bytes).unwrap_or_default()
}

/// How many errors recovery makes of a text.
fn cost(text: &str) -> usize {
    let Ok(pairs) = parse(Rule::any_file, text) else { return usize::MAX };
    let scan = Scan::of(text);
    let stray = pairs.clone().flatten().any(|pair| pair.as_rule() == Rule::e_stray);
    let mut lower = Lower::new(FileId::default(), text, &scan);
    lower.counts = true;
    let (tree, diagnostics) = lower.run(pairs);
    // The word of a group without its `{` reads as an attribute, which the checker would not know.
    let group = stray && text.lines().any(|line| matches!(line.trim(), "any" | "all" | "none"));
    diagnostics.len() + usize::from(!unknown_fields(&tree).is_empty()) + usize::from(group)
}

fn change(item: &str) -> Option<Change> {
    let failure = parse(Rule::file, item).err()?;
    if cost(item) < 2 {
        return None;
    }
    let lines = Lines::of(item);
    let mut tries = lines.extra_open();
    tries.extend(lines.no_open());
    tries.extend(lines.inside());
    tries.extend(lines.extra_close(failure.at));
    tries.extend(lines.no_close(failure.at));
    tries.extend(lines.no_fence());
    tries.extend(lines.sections());
    tries.extend(lines.no_tag_end());
    tries.extend(lines.broken_text());
    tries.extend(lines.no_open_here());
    tries.extend(lines.no_quote());
    let parses = |change: &Change| change.made(item).is_some_and(|text| parse(Rule::file, &text).is_ok());
    tries.into_iter().take(MAX_TRIES).find(parses)
}

impl Change {
    fn made(&self, item: &str) -> Option<String> {
        let mut bytes = item.as_bytes().to_vec();
        for &(at, byte) in &self.bytes {
            *bytes.get_mut(at)? = byte;
        }
        String::from_utf8(bytes).ok()
    }

    fn diagnostic(&self, file: FileId, item: &str, moved: &impl Fn(Span) -> Span) -> Diagnostic {
        let loc = |span| Loc { file, span: moved(span) };
        let at = loc(self.at);
        let word = item.get(self.at.range()).unwrap_or_default();
        let (message, why) = match self.wrong {
            Wrong::Section(_) => {
                let message = format!("`{word}` belongs to the campaign, not to the message");
                let diagnostic = Diagnostic::new(Code::Syntax, at, message).because("this is a section, not a field");
                return self.moved_out(diagnostic, item, &loc);
            }
            Wrong::NoTagEnd => {
                let (close, shown) = if word == "{{" { ("}}", "\\{\\{") } else { ("%}", "\\{%") };
                let diagnostic = Diagnostic::new(Code::Syntax, at, format!("this `{word}` is not closed"));
                let diagnostic = diagnostic.because(format!("no `{close}` follows on this line"));
                return diagnostic.help(format!(
                    "write `{close}` where it ends, and `\"` where the text does; to show the braces, write `{shown}`"
                ));
            }
            Wrong::Lines(end) => {
                let diagnostic = Diagnostic::new(Code::Syntax, at, "a text ends on its line");
                let diagnostic = diagnostic.because("no `\"` follows on this line");
                let end = loc(Span::new(end as u32, end as u32 + 1));
                let diagnostic = diagnostic.label(end, "this would end it");
                let diagnostic = diagnostic.help("a text of several lines stands between `\"\"\"`");
                return broken_text(diagnostic, item, (self.at, at), end);
            }
            Wrong::ExtraOpen => ("a `{` too many", "this opens nothing"),
            Wrong::ExtraClose => ("a `}` too many", "this closes a block that goes on"),
            Wrong::NoOpen | Wrong::NoOpenHere => ("the `{` of this block is missing", "expected `{`"),
            Wrong::NoQuote => ("this text is not closed", "no `\"` follows on this line"),
            Wrong::NoClose(_) => ("the block opened here is not closed", "no `}` for this"),
            Wrong::NoFence => ("this text is not closed", "no `\"\"\"` closes this"),
            Wrong::Inside => ("an item stands inside of another", "items stand outside of each other"),
        };
        let diagnostic = Diagnostic::new(Code::Syntax, at, message).because(why);
        match self.wrong {
            Wrong::ExtraOpen => diagnostic.help("remove it").fix("remove the `{`", at, ""),
            Wrong::ExtraClose => diagnostic.help("remove it").fix("remove the `}`", at, ""),
            Wrong::NoOpen => diagnostic.help("write `{` at the end of this line").fix("write `{`", at, " {"),
            Wrong::NoOpenHere => diagnostic.help("write `{` here").fix("write `{`", at, " {"),
            Wrong::NoQuote => {
                diagnostic.help("write `\"` where it ends; a text of several lines stands between `\"\"\"`")
            }
            Wrong::NoClose(next) => diagnostic
                .label(loc(next), "this belongs outside of it")
                .help("write a `}` on a line of its own where it ends"),
            Wrong::NoFence => diagnostic.help("write `\"\"\"` after its last line"),
            _ => diagnostic.help("move it out of the block"),
        }
    }
}

/// The lines of an item, and its braces.
struct Lines<'s> {
    item: &'s str,
    lines: Vec<(usize, &'s str)>,
    tokens: Vec<lex::Token>,
    scan: Scan,
}

impl<'s> Lines<'s> {
    fn of(item: &'s str) -> Self {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in item.split_inclusive('\n') {
            lines.push((at, line));
            at += line.len();
        }
        let tokens = lex::tokens(item);
        Self { item, lines, tokens, scan: Scan::of(item) }
    }

    fn braces(&self, kind: lex::TokenKind) -> impl DoubleEndedIterator<Item = Span> {
        self.tokens.iter().filter(move |token| token.kind == kind).map(|token| token.span)
    }

    fn pair(&self, open: u32) -> Option<u32> {
        self.scan.braces.iter().find(|(from, _)| *from == open).map(|(_, to)| *to)
    }

    /// A `{` after another, or that starts its line.
    fn extra_open(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for at in self.braces(lex::TokenKind::OpenBrace) {
            let before = self.item.get(..at.start as usize).unwrap_or_default();
            let doubled = before.trim_end().ends_with('{');
            if !doubled && !before.trim_end_matches([' ', '\t']).ends_with('\n') {
                continue;
            }
            let wrong = Wrong::ExtraOpen;
            changes.push(Change { wrong, at, bytes: vec![(at.start as usize, b' ')], apart: Vec::new() });
            if let Some(close) = self.pair(at.start).filter(|_| doubled) {
                let bytes = vec![(at.start as usize, b' '), (close as usize, b' ')];
                changes.push(Change { wrong, at, bytes, apart: Vec::new() });
            }
        }
        changes.truncate(MAX_TRIES / 4);
        changes
    }

    /// A line that opens a block, without its `{`.
    fn no_open(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for &(start, line) in &self.lines {
            let Some(length) = opens(line) else { continue };
            let end = start + length;
            if self.item.as_bytes().get(end).is_some_and(u8::is_ascii_whitespace) {
                let at = Span::at(end as u32);
                changes.push(Change { wrong: Wrong::NoOpen, at, bytes: vec![(end, b'{')], apart: Vec::new() });
            }
        }
        changes.truncate(MAX_TRIES / 4);
        changes
    }

    /// The `}` nearest before what does not parse.
    fn extra_close(&self, failure: usize) -> Vec<Change> {
        let before = self.braces(lex::TokenKind::CloseBrace).rev().filter(|span| span.start as usize <= failure);
        let change = |at: Span| {
            let bytes = vec![(at.start as usize, b' ')];
            Change { wrong: Wrong::ExtraClose, at, bytes, apart: Vec::new() }
        };
        before.take(4).map(change).collect()
    }

    /// A line that stands no deeper than the block that it is in, or does not parse there.
    fn no_close(&self, failure: usize) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut open: Vec<(Span, usize)> = Vec::new();
        let mut tokens = self.tokens.iter().peekable();
        for &(start, line) in &self.lines {
            let indent = indent(line);
            let text = line.trim();
            let word = first_word(line.get(indent..).unwrap_or_default());
            let here = (start..start + line.len()).contains(&failure);
            if let Some(&(brace, outer)) = open.last()
                && !text.is_empty()
                && !text.starts_with(['}', '/'])
                && (indent <= outer || here || matches!(word, "within" | "expect"))
            {
                let next = (start + indent) as u32;
                let wrong = Wrong::NoClose(Span::new(next, next + word.len() as u32));
                let mut close = |bytes| changes.push(Change { wrong, at: brace, bytes, apart: Vec::new() });
                if word == "within" && indent > 0 {
                    close(vec![(start, b'}')]);
                } else if indent > 1 {
                    close(vec![(start, b'}'), (start + 1, b'\n')]);
                } else if indent == 1 {
                    close(vec![(start.saturating_sub(1), b'}'), (start, b'\n')]);
                }
            }
            let end = (start + line.len()) as u32;
            while let Some(token) = tokens.next_if(|token| token.span.start < end) {
                match token.kind {
                    lex::TokenKind::OpenBrace => open.push((token.span, indent)),
                    lex::TokenKind::CloseBrace => _ = open.pop(),
                    _ => {}
                }
            }
        }
        changes.truncate(MAX_TRIES / 4);
        changes
    }

    /// A whole item inside of this one.
    fn inside(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for &(start, line) in self.lines.iter().filter(|(_, line)| indent(line) > 0) {
            let from = start + indent(line);
            let word = first_word(line.trim_start());
            let head = from..start + line.len();
            let brace = self.braces(lex::TokenKind::OpenBrace).find(|brace| head.contains(&(brace.start as usize)));
            let close = brace.filter(|_| ITEMS.contains(&word)).and_then(|brace| self.pair(brace.start));
            let Some(close) = close else { continue };
            let end = close as usize + 1;
            let at = Span::new(from as u32, (from + word.len()) as u32);
            let bytes = self.blanked(from, end, &[]);
            let apart = vec![Span::new(from as u32, end as u32)];
            changes.push(Change { wrong: Wrong::Inside, at, bytes, apart });
        }
        changes.truncate(MAX_TRIES / 8);
        changes
    }

    /// A block text that a line which goes on with fields, or the end of the block, finds open.
    fn no_fence(&self) -> Vec<Change> {
        let fences: Vec<usize> = self.item.match_indices("\"\"\"").map(|(at, _)| at).collect();
        if fences.len().is_multiple_of(2) {
            return Vec::new();
        }
        let mut changes = Vec::new();
        for &fence in &fences {
            for &(start, line) in self.lines.iter().filter(|(start, _)| *start > fence) {
                let text = line.trim_start();
                let ends = text.starts_with('}');
                if !ends && (!FIELDS.contains(&first_word(text)) || indent(line) == 0) {
                    continue;
                }
                // The text becomes one on a single line.
                let mut bytes = self.blanked(fence + 1, start.saturating_sub(1), b"\n\r\"\\{}");
                bytes.push((start.saturating_sub(1), b'"'));
                if !ends {
                    bytes.push((start, b'\n'));
                }
                let at = Span::new(fence as u32, fence as u32 + 3);
                changes.push(Change { wrong: Wrong::NoFence, at, bytes, apart: Vec::new() });
            }
        }
        changes
    }

    /// Blanks for a range: for these bytes, or for all but line breaks if none are named.
    fn blanked(&self, from: usize, to: usize, which: &[u8]) -> Vec<(usize, u8)> {
        let bytes = self.item.bytes().enumerate().take(to).skip(from);
        let blank = |byte: u8| if which.is_empty() { byte != b'\n' } else { which.contains(&byte) };
        bytes.filter(|(_, byte)| blank(*byte)).map(|(at, _)| (at, b' ')).collect()
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

fn first_word(line: &str) -> &str {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Where the head of a block ends on a line that holds nothing else, not even its `{`.
fn opens(line: &str) -> Option<usize> {
    let head = line.split(" //").next().unwrap_or_default().trim_end();
    let words: Vec<&str> = head.split_whitespace().collect();
    let is_head = match words.as_slice() {
        ["workspace" | "contacts" | "companies" | "page" | "audience" | "where" | "step" | "card"]
        | ["any" | "all" | "none"]
        | ["audience", "dynamic" | "fixed"]
        | ["some" | "every" | "no", "company"]
        | ["segment" | "procedure" | "campaign" | "event" | "send", _] => true,
        ["segment" | "procedure" | "campaign" | "event", name, ..] => name.starts_with(['"', '`']),
        ["when" | "goal", "event", ..] => !words.contains(&"within"),
        ["test", text, ..] => text.starts_with('"') && words.contains(&"of"),
        _ => false,
    };
    (is_head && !head.contains('{')).then_some(head.len())
}
