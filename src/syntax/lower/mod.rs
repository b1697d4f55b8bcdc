//! From pest's tree to ours.
//!
//! In: the pairs of one of the entry rules. Out: the [`ast`](super::ast), and diagnostics for what the grammar takes
//! but the language does not: escapes, days that do not exist, lists of two types. What is wrong with a node makes it
//! disappear (`None`, already reported) and marks the block around it as broken.

mod campaign;
mod content;
mod items;
mod literals;
mod moments;
mod rules;
mod strays;
mod template;
mod test;
mod text;

pub(super) use self::template::mask_region;
use super::ast::{Comment, File, Name, OldWord, Path, Quotes, Word};
use super::grammar::{Children, Pair, Pairs, Rule};
use super::scan::Scan;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Loc, Span};

/// What is carried through a lowering.
pub(super) struct Lower<'s> {
    /// Which file.
    file: FileId,
    /// The whole source; offsets in pairs, plus `base`, are offsets in it.
    pub(super) source: &'s str,
    /// Where the text that pest saw starts in the source.
    base: u32,
    /// Every comment, by place.
    comments: Vec<Comment>,
    /// What was found before parsing.
    pub(super) scan: &'s Scan,
    /// Where the last block that is not closed was found to be so, and which diagnostic says it.
    pub(super) unclosed: Option<(u32, usize)>,
    /// The last statement that did not parse, the rule that it was to be, and which diagnostic says so.
    pub(super) broken: Option<(Span, Rule, usize)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    old_words: Vec<OldWord>,
    /// What the items are called that could not be read.
    pub(super) unread: Vec<String>,
    /// Whether mistakes are counted and not worded.
    pub(super) counts: bool,
}

impl<'s> Lower<'s> {
    pub(super) fn new(file: FileId, source: &'s str, scan: &'s Scan) -> Self {
        Self {
            file,
            source,
            base: 0,
            comments: Vec::new(),
            scan,
            unclosed: None,
            broken: None,
            diagnostics: Vec::new(),
            old_words: Vec::new(),
            unread: Vec::new(),
            counts: false,
        }
    }

    /// Lowers the only pair of `file` or `any_file`.
    pub(super) fn run(mut self, pairs: Pairs<'_>) -> (File, Vec<Diagnostic>) {
        self.comments = comments(self.source, pairs.clone());
        let items = self.items(pairs.flat_map(Children::of).collect());
        let file = File { items, comments: self.comments, old_words: self.old_words, broken: self.unread };
        (file, self.diagnostics)
    }

    /// The place of a pair, without the blanks and comments that pest counts to its end.
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        let (start, end) = (pair.as_span().start() as u32, pair.as_span().end() as u32);
        self.trimmed(Span::new(self.base + start, self.base + end))
    }

    /// A span without blanks, line breaks and comments at its end.
    pub(super) fn trimmed(&self, mut span: Span) -> Span {
        loop {
            let text = self.text(span).trim_end_matches([' ', '\t', '\r', '\n']);
            span.end = span.start + text.len() as u32;
            let comment = self.comments.binary_search_by_key(&span.end, |comment| comment.span.end).ok();
            match comment.and_then(|at| self.comments.get(at)) {
                Some(comment) if comment.span.start >= span.start && !comment.span.is_empty() => {
                    span.end = comment.span.start;
                }
                _ => return span,
            }
        }
    }

    /// The source under a span.
    pub(super) fn text(&self, span: Span) -> &'s str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// A span in this file.
    pub(super) fn loc(&self, span: Span) -> Loc {
        Loc { file: self.file, span }
    }

    /// An error of syntax, not yet reported.
    pub(super) fn syntax(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::Syntax, self.loc(span), message)
    }

    /// Reports an error of syntax that `why` explains at the place.
    pub(super) fn error(&mut self, span: Span, message: impl Into<String>, why: impl Into<String>) {
        let diagnostic = self.syntax(span, message).because(why);
        self.report(diagnostic);
    }

    /// Reports.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether something in a span is nested too deep, which was reported before parsing.
    pub(super) fn is_too_deep(&self, span: Span) -> bool {
        self.scan.too_deep.iter().any(|deep| span.contains(deep.start))
    }

    fn keep_old(&mut self, span: Span, new: &'static str) {
        self.old_words.push(OldWord { span, new });
    }

    // ------------------------------------------------------------------------------------------------------ names

    /// A declared or referenced name.
    fn name(&mut self, pair: Pair<'_>) -> Name {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::text => Name { text: self.text_value(span).0, span, quotes: Quotes::Text },
            Rule::qname => Name { text: pair.as_str().trim_matches('`').to_owned(), span, quotes: Quotes::Backticks },
            _ => Name { text: pair.as_str().to_owned(), span, quotes: Quotes::None },
        }
    }

    /// The next child as a name.
    fn next_name(&mut self, children: &mut Children<'_>) -> Option<Name> {
        children.next().map(|pair| self.name(pair))
    }

    /// A name that is looked up in a closed list.
    fn word(&mut self, pair: Pair<'_>) -> Word {
        let name = self.name(pair);
        Word { text: name.text, span: name.span }
    }

    /// A channel, by its new name if it was written by an old one.
    fn channel(&mut self, pair: Pair<'_>) -> Word {
        let word = self.word(pair);
        let new = match word.text.as_str() {
            "product_tour" => "tour",
            "product_tours" => "tours",
            "mobile_carousel" => "carousel",
            "mobile_carousels" => "carousels",
            "in_app" => "chat",
            "custom_bot" => "workflow",
            "custom_bots" => "workflows",
            _ => return word,
        };
        self.keep_old(word.span, new);
        Word { text: new.to_owned(), span: word.span }
    }

    /// A path, with its scope or without.
    fn path(&mut self, pair: Pair<'_>) -> Path {
        let span = self.span(&pair);
        Path { segments: Children::of(pair).map(|name| self.name(name)).collect(), span }
    }
}

/// Every comment of a source, given the tree that tells which slashes stand in texts and names.
fn comments(source: &str, pairs: Pairs<'_>) -> Vec<Comment> {
    let quoted = |pair: &Pair<'_>| matches!(pair.as_rule(), Rule::text | Rule::copy | Rule::qname);
    let mut quoted =
        pairs.flatten().filter(quoted).map(|pair| (pair.as_span().start(), pair.as_span().end())).peekable();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = source.get(from..).and_then(|rest| rest.find("//")).map(|at| from + at) {
        while quoted.next_if(|&(_, end)| end <= at).is_some() {}
        if let Some(&(_, end)) = quoted.peek().filter(|(start, _)| *start <= at) {
            from = end;
            continue;
        }
        let line = source.get(at..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let text = line.trim_end();
        let slashes = text.len() - text.trim_start_matches('/').len();
        let skip = if slashes == 3 { 3 } else { 2 };
        found.push(Comment {
            span: Span::new(at as u32, (at + text.len()) as u32),
            doc: slashes == 3,
            text: text.get(skip..).unwrap_or_default().to_owned(),
        });
        from = at + line.len();
    }
    found
}
