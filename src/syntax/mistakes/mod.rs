//! What to say about what does not parse.
//!
//! In: an error node of the total grammar. Out: one diagnostic. The strict rule is run on the statement alone; where it
//! gives up is the place of the mistake. The tries of `operators`, `values`, `lines` and `tags` know what people write
//! there and say what to write instead; what none of them knows is told by what the rule would have taken.

mod blocks;
mod exact;
mod expected;
mod guess;
mod lines;
mod mend;
mod operators;
mod phrasebook;
mod phrases;
mod pieces;
mod tags;
mod unseen;
mod values;

use std::ops::Range;

pub(super) use self::lines::field_starts;
pub(super) use self::tags::StrayTags;
use super::grammar::{Children, Failure, Pair, Rule, parse};
use super::lex;
use super::lower::Lower;
use super::words::{FIELDS, ITEMS, SECTIONS, SETTINGS, TEST_LINES};
use crate::diagnostic::suggest::{did_you_mean, nearest};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::{FileId, Loc, Span};

/// What a statement that does not parse was to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Item,
    Setting,
    Section,
    Field,
    Condition,
    Declaration,
    Step,
    TestLine,
    Placeholder,
    Tag,
}

impl Place {
    fn of(rule: Rule) -> Option<(Self, Rule)> {
        Some(match rule {
            Rule::e_item => (Self::Item, Rule::one_item),
            Rule::e_setting => (Self::Setting, Rule::one_setting),
            Rule::e_section => (Self::Section, Rule::one_section),
            Rule::e_field => (Self::Field, Rule::one_field),
            Rule::e_condition => (Self::Condition, Rule::one_condition),
            Rule::e_declaration => (Self::Declaration, Rule::one_declaration),
            Rule::e_step => (Self::Step, Rule::one_step),
            Rule::e_test_line => (Self::TestLine, Rule::one_test_line),
            Rule::e_placeholder => (Self::Placeholder, Rule::one_placeholder),
            Rule::e_if_tag | Rule::e_elsif_tag | Rule::e_endif_tag | Rule::e_tag => (Self::Tag, Rule::one_tag),
            _ => return None,
        })
    }

    /// The first words that it may have, and what such a line is called.
    const fn words(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::Item => (ITEMS, "item"),
            Self::Setting => (SETTINGS, "setting"),
            Self::Section => (SECTIONS, "section"),
            Self::Field => (FIELDS, "field"),
            Self::TestLine => (TEST_LINES, "line of a test"),
            Self::Step => (&["step"], "step"),
            Self::Condition | Self::Declaration | Self::Placeholder | Self::Tag => (&[], ""),
        }
    }
}

/// A statement, and where in it the strict rule gave up.
struct Mistake<'s> {
    file: FileId,
    /// The statement.
    text: &'s str,
    /// Its place in the source.
    start: u32,
    /// Where the rule gave up, an offset in `text`.
    at: usize,
    /// What would have gone on there.
    expected: Vec<Rule>,
    place: Place,
    /// What would read it.
    rule: Rule,
    /// What follows it in the source.
    after: &'s str,
}

/// How many mistakes of a file are worded with care, which takes time.
const MOST_WORDED: usize = 500;

/// What is tried, in order; the first that knows the mistake tells it.
const TRIES: &[fn(&Mistake<'_>) -> Option<Diagnostic>] = &[
    unseen::character,
    lines::lonely_brace,
    lines::several_fields,
    lines::dangling,
    operators::like,
    lines::sections,
    lines::doubled,
    phrases::phrase,
    lines::first_word,
    values::open_text,
    tags::ends,
    tags::separator,
    lines::signs,
    values::quotes,
    operators::signs,
    operators::capitals,
    operators::known,
    operators::segment,
    operators::misplaced_not,
    operators::history,
    lines::caps,
    values::dates,
    values::clocks,
    values::units,
    values::numbers,
    values::distances,
    lines::types,
    values::bare_word,
    lines::commas,
    values::text_ended,
];

impl Lower<'_> {
    /// Says what is wrong with a statement that does not parse.
    pub(super) fn mistake(&mut self, pair: &Pair<'_>) {
        let span = self.span(pair);
        if self.is_too_deep(span) {
            return;
        }
        match pair.as_rule() {
            Rule::e_stray => {
                let diagnostic = self.syntax(span, "a `}` too many").because("this closes nothing").help("remove it");
                let at = self.loc(span);
                self.report(diagnostic.fix("remove the `}`", at, ""));
            }
            Rule::e_brace => {
                let diagnostic = self.syntax(span, "this `{{` is not closed").because("no `}}` for this");
                self.report(diagnostic.help("write `}}` where it ends; to show the braces, write `\\{\\{`"));
            }
            rule => {
                let Some((place, one)) = Place::of(rule) else { return };
                if self.goes_on(span, one) {
                    return;
                }
                let text = self.text(span);
                let masked = super::lower::mask_region(text);
                let failure =
                    parse(one, if place == Place::Tag || place == Place::Placeholder { &masked } else { text });
                let (at, expected) = failure.err().map_or((0, Vec::new()), |failure| (failure.at, failure.expected));
                self.broken = Some((span, one, self.diagnostics.len()));
                self.tell(text, span.start, at, expected, place, one);
            }
        }
    }

    /// Whether a line break cut this off the statement before, which lacks nothing else: that is one mistake.
    fn goes_on(&mut self, span: Span, one: Rule) -> bool {
        let Some((first, rule, told)) = self.broken.take() else { return false };
        if self.lists_on((first, told), span, one) {
            self.broken = Some((Span::new(first.start, span.end), rule, told));
            return true;
        }
        let between = Span::new(first.end, span.start.max(first.end));
        let joined = format!("{} {}", self.text(first), self.text(span));
        if rule != one || !self.text(between).trim().is_empty() || parse(one, &joined).is_err() {
            return false;
        }
        let edit = Edit { loc: self.loc(between), text: " ".to_owned() };
        if let Some(diagnostic) = self.diagnostics.get_mut(told) {
            diagnostic.help = Some("a line break ends a statement: write all of it on one line".to_owned());
            diagnostic.fixes = vec![fix("join the lines", vec![edit])];
        }
        true
    }

    /// Whether this is one more text of a list that lacks its brackets, which the fix of that takes in.
    fn lists_on(&mut self, (first, told): (Span, usize), span: Span, one: Rule) -> bool {
        let between = self.text(Span::new(first.end, span.start.max(first.end)));
        let texts = one == Rule::one_declaration && between.trim() == "," && self.text(span).starts_with('"');
        if texts && lex::plain(self.text(span)).is_none() {
            // What the list lacks is the end of this text, which is said of it.
            self.diagnostics.truncate(told);
            return false;
        }
        let more = format!(", {}]", self.text(span));
        let diagnostic = self.diagnostics.get_mut(told).filter(|_| texts);
        let Some(diagnostic) = diagnostic else { return false };
        let fix = diagnostic.fixes.first_mut();
        let edit = fix.and_then(|fix| Some((fix.edits.first_mut()?, &mut fix.title)));
        let Some((edit, title)) = edit.filter(|(edit, _)| edit.text.ends_with(']')) else { return false };
        edit.loc.span.end = span.end;
        edit.text.truncate(edit.text.len() - 1);
        edit.text.push_str(&more);
        *title = format!("write `{}`", edit.text);
        diagnostic.help = Some(title.clone());
        true
    }

    /// Says what is wrong with the end of a statement whose blocks do parse.
    pub(super) fn mistake_in(&mut self, pair: &Pair<'_>, statement: &Pair<'_>, one: Rule) {
        let (span, whole) = (self.span(pair), self.span(statement));
        if self.is_too_deep(whole) {
            return;
        }
        let place = match one {
            Rule::one_condition => Place::Condition,
            Rule::one_setting => Place::Setting,
            Rule::one_field => Place::Field,
            _ => Place::Section,
        };
        let joins = if place == Place::Condition { vec![Rule::joiner, Rule::EOI] } else { vec![Rule::EOI] };
        let mut at = (span.start - whole.start) as usize;
        let mut expected = joins;
        // After a joiner the mistake is in the term behind it.
        let rest = self.text(span);
        for word in ["and", "or"].into_iter().filter(|_| place == Place::Condition) {
            if let Some(term) = rest.strip_prefix(word).filter(|term| term.starts_with([' ', '\t', '\n', '\r', '('])) {
                let skipped = rest.len() - term.trim_start().len();
                if let Err(failure) = parse(Rule::one_condition, term.trim_start()) {
                    at += skipped + failure.at;
                    expected = failure.expected;
                }
                break;
            }
        }
        let text = self.text(whole);
        self.tell(text, whole.start, at, expected, place, one);
    }

    fn tell(&mut self, text: &str, start: u32, at: usize, expected: Vec<Rule>, place: Place, rule: Rule) {
        let file = self.loc(Span::at(0)).file;
        let after = self.source.get(start as usize + text.len()..).unwrap_or_default();
        let mistake = Mistake { file, text, start, at: at.min(text.len()), expected, place, rule, after };
        let diagnostic = match self.counts || self.diagnostics.len() > MOST_WORDED {
            true => mistake.syntax(mistake.at..mistake.at, "this does not parse").help("mend the first mistakes first"),
            false => mend::whole(&mistake, mistake.told()),
        };
        self.report(diagnostic);
    }

    /// Passes what stands between the head of a block and its `{`, which is a mistake.
    pub(super) fn head(&mut self, children: &mut Children<'_>, word: &str) {
        if let Some(head) = children.next_of(Rule::e_head) {
            self.bad_head(&head, word);
        }
    }
}

impl<'s> Mistake<'s> {
    fn told(&self) -> Diagnostic {
        TRIES.iter().find_map(|attempt| attempt(self)).unwrap_or_else(|| self.unexpected())
    }

    /// Whether another text would be read in its place, or else where that fails and what would have gone on.
    fn read(&self, text: &str) -> Result<(), Failure> {
        let copy = matches!(self.place, Place::Tag | Place::Placeholder);
        parse(self.rule, &if copy { super::lower::mask_region(text) } else { text.into() }).map(|_| ())
    }

    /// Whether another text would be read in its place, or else where that fails.
    fn parses(&self, text: &str) -> Result<(), usize> {
        self.read(text).map_err(|failure| failure.at)
    }

    /// What was read before the mistake.
    fn before(&self) -> &'s str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The mistake and what follows.
    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was read before the mistake ends with this word; where the word starts.
    fn after_word(&self, word: &str) -> Option<usize> {
        let before = self.before().trim_end();
        let start = before.strip_suffix(word)?;
        let apart = !start.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'));
        (apart || !word.starts_with(char::is_alphabetic)).then_some(start.len())
    }

    /// The word that the mistake starts with, if it does; a range in the statement.
    fn word(&self) -> Option<(&'s str, Range<usize>)> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = rest.get(..end).filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))?;
        Some((word, self.at..self.at + end))
    }

    /// The number, date or like that the mistake stands in: what is written without blanks and brackets around it.
    fn run(&self) -> (&'s str, Range<usize>) {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.' | '/' | '%');
        let before = self.before();
        let start = before.trim_end_matches(part).len();
        let rest = self.rest();
        let end = self.at + rest.len() - rest.trim_start_matches(part).len();
        (self.text.get(start..end).unwrap_or_default(), start..end)
    }

    /// What stands at the mistake, for naming it.
    fn found(&self) -> Option<(&'s str, Range<usize>)> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let length = match first {
            '"' => lex::plain(rest).unwrap_or(1),
            '`' => lex::quoted_name(rest).unwrap_or(1),
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '.' | '-')).unwrap_or(rest.len())
            }
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            '\n' | '\r' => return None,
            _ if rest.starts_with("}}") || rest.starts_with("%}") => 2,
            c => c.len_utf8(),
        };
        rest.get(..length).map(|found| (found, self.at..self.at + length))
    }

    fn loc(&self, range: Range<usize>) -> Loc {
        Loc { file: self.file, span: Span::new(self.start + range.start as u32, self.start + range.end as u32) }
    }

    fn syntax(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::Syntax, self.loc(range), message)
    }

    fn edit(&self, range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { loc: self.loc(range), text: text.into() }
    }

    /// The place of a lonely mistake at the end: what stands last.
    fn end(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        end..end
    }

    /// What is said where no try knows better.
    fn unexpected(&self) -> Diagnostic {
        let expected = expected::phrase(&self.expected);
        let Some((found, range)) = self.found() else {
            let diagnostic = self.syntax(self.end(), "this line ends too early");
            return guess::helped(self, diagnostic.because(format!("expected {expected}")));
        };
        let shown = if found.chars().count() > 40 { "this".to_owned() } else { format!("`{found}`") };
        let diagnostic =
            self.syntax(range.clone(), format!("unexpected {shown}")).because(format!("expected {expected}"));
        let words = expected::words(&self.expected);
        let near = nearest(found, words.iter().copied());
        let Some(help) = did_you_mean(&near) else { return guess::helped(self, diagnostic) };
        let diagnostic = diagnostic.help(help);
        match near.first() {
            Some(word) => diagnostic.fix(format!("write `{word}`"), self.loc(range), *word),
            None => diagnostic,
        }
    }
}

/// A fix of several edits.
fn fix(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
    Fix { title: title.into(), edits, safe: false }
}
