//! The door to miette: a diagnostic as its graphical handler takes it.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};

use super::Options;
use super::clean::{clean, wrap};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, Loc, SourceFile, Sources, Span};

/// A marked place of more lines than this is marked in its first line only.
const MOST_LINES: u32 = 5;
/// A label keeps at least this width, however far right it begins.
const LEAST_LABEL: usize = 24;
/// Places at most so many lines apart share an excerpt: each has a line around it.
const APART: u32 = 3;
const TAB: usize = 4;

/// The sources as excerpts show them.
pub(super) struct Excerpts(Vec<Excerpt>);

impl Excerpts {
    pub(super) fn new(sources: &Sources) -> Self {
        Self(sources.iter().map(|(_, file)| Excerpt::new(file)).collect())
    }

    fn get(&self, file: FileId) -> Option<&Excerpt> {
        self.0.get(file.0 as usize)
    }
}

/// A file as excerpts show it: nothing in it can act on the terminal, and it ends with a line break that the file
/// itself need not have, so that its very end can be pointed at.
#[derive(Debug)]
struct Excerpt {
    file: SourceFile,
    end: u32,
}

impl Excerpt {
    fn new(file: &SourceFile) -> Self {
        let mut text = clean(file.text());
        let end = text.len() as u32;
        text.push('\n');
        Self { file: SourceFile::new(file.name(), text), end }
    }

    /// The bytes that a label marks.
    fn marked(&self, span: Span) -> Span {
        let start = span.start.min(self.end);
        let end = span.end.clamp(start, self.end);
        let (first, last) = (self.file.line_column(start).line, self.file.line_column(end).line);
        if last - first < MOST_LINES {
            return Span::new(start, end);
        }
        let line = self.file.line_span(first);
        let shown = self.file.slice(Span::new(start, line.end)).trim_end();
        Span::new(start, start + shown.len() as u32)
    }

    /// The first and last line of what a label marks.
    fn lines(&self, span: Span) -> (u32, u32) {
        let marked = self.marked(span);
        (self.file.line_column(marked.start).line, self.file.line_column(marked.end).line)
    }

    /// How many columns are left for a label of this place. The label begins below the middle of what is marked.
    fn room(&self, span: Span, width: usize) -> usize {
        let line = self.file.line_column(span.start).line;
        let before = columns(self.file.slice(Span::new(self.file.line_span(line).start, span.start)));
        let middle = before + columns(self.file.slice(span)) / 2;
        let numbers = (line + MOST_LINES).to_string().len() + 4;
        width.saturating_sub(numbers + middle + 4).max(LEAST_LABEL)
    }
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let start = span.offset() as u32;
        let end = start + span.len() as u32;
        let place = self.file.line_column(start);
        let last = self.file.line_column(end).line + lines_after as u32;
        let first = place.line.saturating_sub(lines_before as u32).max(1);
        // Without lines before it, an excerpt begins with the place itself.
        let from = if lines_before == 0 { start } else { self.file.line_span(first).start };
        let to = (self.file.line_span(last.min(self.file.line_count())).end + 1)
            .min(if end < self.end { self.end } else { self.end + 1 })
            .max(from);
        let text = self.file.slice(Span::new(from, to));
        Ok(Box::new(MietteSpanContents::new_named(
            clean(self.file.name()),
            text.as_bytes(),
            SourceSpan::new((from as usize).into(), text.len()),
            first as usize - 1,
            if lines_before == 0 { place.column as usize - 1 } else { 0 },
            (last - first) as usize + 1,
        )))
    }
}

/// What miette draws: one message with marked places of one file.
#[derive(Debug)]
struct Report<'a> {
    severity: Severity,
    message: String,
    help: Option<String>,
    source: Option<&'a Excerpt>,
    labels: Vec<LabeledSpan>,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Hint => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// Draws a diagnostic: its excerpt and help, then a note with an excerpt for each place elsewhere.
pub(super) fn write(text: &mut String, excerpts: &Excerpts, diagnostic: &Diagnostic, options: Options) {
    let source = excerpts.get(diagnostic.primary.loc.file);
    let (near, far) = neighbours(source, diagnostic);
    let mut labels = vec![marked(source, &diagnostic.primary, options, true)];
    labels.extend(near.into_iter().map(|label| marked(source, label, options, false)));
    labels.sort_by_key(|label| (label.offset(), !label.primary()));
    let report = Report {
        severity: diagnostic.severity,
        message: clean(&diagnostic.message),
        help: diagnostic.help.as_deref().map(clean),
        source,
        labels,
    };
    draw(text, report, &format!("{}[{}]:", diagnostic.severity, diagnostic.code), options);
    for label in far {
        draw(text, note(excerpts, label), "note:", options);
    }
}

/// The other places of a diagnostic: those whose lines run into the excerpt of the primary one, and the rest. So the
/// primary place is always the first that is drawn.
fn neighbours<'a>(source: Option<&Excerpt>, diagnostic: &'a Diagnostic) -> (Vec<&'a Label>, Vec<&'a Label>) {
    let Some(source) = source else { return (Vec::new(), diagnostic.labels.iter().collect()) };
    let mut shown = source.lines(diagnostic.primary.loc.span);
    let (mut near, mut far) = (Vec::new(), diagnostic.labels.iter().collect::<Vec<_>>());
    loop {
        let touches = |label: &&Label| {
            let (first, last) = source.lines(label.loc.span);
            label.loc.file == diagnostic.primary.loc.file && first <= shown.1 + APART && shown.0 <= last + APART
        };
        let Some(found) = far.iter().position(touches) else { return (near, far) };
        let label = far.remove(found);
        let (first, last) = source.lines(label.loc.span);
        shown = (shown.0.min(first), shown.1.max(last));
        near.push(label);
    }
}

fn note<'a>(excerpts: &'a Excerpts, label: &Label) -> Report<'a> {
    let source = excerpts.get(label.loc.file);
    let message = if label.message.is_empty() { "this place too".to_owned() } else { clean(&label.message) };
    Report {
        severity: Severity::Hint,
        message,
        help: None,
        source,
        labels: vec![LabeledSpan::new_primary_with_span(None, span_in(source, label.loc))],
    }
}

fn marked(source: Option<&Excerpt>, label: &Label, options: Options, primary: bool) -> LabeledSpan {
    let span = span_in(source, label.loc);
    let room = source.map_or(options.width, |excerpt| {
        excerpt.room(Span::new(span.offset() as u32, (span.offset() + span.len()) as u32), options.width)
    });
    let message = (!label.message.is_empty()).then(|| wrap(&clean(&label.message), room, room));
    if primary { LabeledSpan::new_primary_with_span(message, span) } else { LabeledSpan::new_with_span(message, span) }
}

fn span_in(source: Option<&Excerpt>, loc: Loc) -> SourceSpan {
    let span = source.map_or(loc.span, |excerpt| excerpt.marked(loc.span));
    SourceSpan::new((span.start as usize).into(), span.len() as usize)
}

/// Draws one report; `title` stands where miette has a sign for the severity.
fn draw(text: &mut String, mut report: Report<'_>, title: &str, options: Options) {
    let width = options.width;
    report.message = wrap(&report.message, width.saturating_sub(title.len() + 3), width.saturating_sub(4));
    report.help = report.help.map(|help| wrap(&help, width.saturating_sub(8), width.saturating_sub(8)));
    let mut theme = match (options.unicode, options.colour) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    for sign in [&mut theme.characters.error, &mut theme.characters.warning, &mut theme.characters.advice] {
        title.clone_into(sign);
    }
    if options.colour {
        let styles = &mut theme.styles;
        let own = match report.severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Hint => styles.advice,
        };
        let other = styles.link.remove_all_effects();
        styles.highlights = report.labels.iter().map(|label| if label.primary() { own } else { other }).collect();
    }
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_wrap_lines(false)
        .without_syntax_highlighting()
        .tab_width(TAB)
        .with_links(false);
    // Writing to a string fails only if an excerpt cannot be read; the message itself stands then.
    let start = text.len();
    if handler.render_report(text, &report).is_err() {
        text.truncate(start);
        text.push_str(title);
        text.push(' ');
        text.push_str(&report.message);
        text.push('\n');
    }
}
