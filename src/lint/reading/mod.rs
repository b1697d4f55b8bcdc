//! A message as its reader sees it: which texts it has, what they look like without markup, escapes and conditions,
//! which of them are read together, and where it leads.
//!
//! In: the tree of a message and its source. Out: a [`Reading`], every character of which knows its place in the
//! source. It must not know what lints look for.
//!
//! A placeholder is one character. Of an `{% if %}`, every branch is in one reading or another; where words are
//! counted, the longest branch counts. Keys and values of `input` are read by a program, not by a person: they are no
//! texts here. Links and descriptions of images stand
//! apart.

mod glyph;
mod html;
mod visible;

pub(super) use glyph::PLACEHOLDER;
pub(super) use visible::{Found, Visible};

use crate::source::Span;
use crate::syntax::ast::{Copy, Field, FieldKind, Send, Target};

/// A message as its reader sees it.
pub(super) struct Reading<'a> {
    /// Its texts, in the order of the source.
    pub(super) texts: Vec<Said<'a>>,
    /// Its actions, those of cards included, in the order of the source.
    pub(super) actions: Vec<Action<'a>>,
    /// The links that its reader may follow: those of actions, of tasks, and of a push.
    pub(super) links: Vec<Said<'a>>,
    /// Descriptions of images.
    pub(super) alts: Vec<Said<'a>>,
    units: usize,
}

/// What a text is in its message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// `headline`, `subject`, `title`
    Headline,
    /// `body`, `html`
    Body,
    /// The label of an action.
    Label,
    /// The label of a task.
    Task,
    /// A question of a survey.
    Question,
    /// The description of an image.
    Alt,
    /// A link, which is followed and not read.
    Link,
}

/// A text of a message.
pub(super) struct Said<'a> {
    /// What it is.
    pub(super) role: Role,
    /// Which of what is read together: 0 is the message, the others are its steps, cards, tasks and questions.
    pub(super) unit: usize,
    /// As it is written.
    pub(super) copy: &'a Copy,
    /// Its readings, which show every branch.
    pub(super) readings: Vec<Visible>,
    /// The reading with the most words.
    pub(super) longest: Visible,
    /// Whether it is `html`.
    pub(super) markup: bool,
}

/// An action of a message.
pub(super) struct Action<'a> {
    /// Which unit it belongs to.
    pub(super) unit: usize,
    /// Where it leads.
    pub(super) target: &'a Target,
    /// All of it.
    pub(super) span: Span,
}

impl<'a> Reading<'a> {
    /// Reads a message. `source` is the file that it stands in.
    pub(super) fn of(send: &'a Send, source: &str) -> Self {
        let mut reading =
            Self { texts: Vec::new(), actions: Vec::new(), links: Vec::new(), alts: Vec::new(), units: 1 };
        reading.fields(&send.fields, 0, source);
        reading
    }

    fn fields(&mut self, fields: &'a [Field], unit: usize, source: &str) {
        for field in fields {
            match &field.kind {
                FieldKind::Copy(copy) => match field.keyword.text.as_str() {
                    "opens" => self.links.push(Said::of(Role::Link, unit, copy, source, false)),
                    "html" => self.texts.push(Said::of(Role::Body, unit, copy, source, true)),
                    "body" => self.texts.push(Said::of(Role::Body, unit, copy, source, false)),
                    _ => self.texts.push(Said::of(Role::Headline, unit, copy, source, false)),
                },
                FieldKind::Action(label, target) => {
                    self.texts.push(Said::of(Role::Label, unit, label, source, false));
                    if let Target::Opens(link) = target {
                        self.links.push(Said::of(Role::Link, unit, link, source, false));
                    }
                    self.actions.push(Action { unit, target, span: field.span });
                }
                FieldKind::Task { label, opens, .. } => {
                    let unit = self.next_unit();
                    self.texts.push(Said::of(Role::Task, unit, label, source, false));
                    self.links.push(Said::of(Role::Link, unit, opens, source, false));
                }
                FieldKind::Question(question, _) => {
                    let unit = self.next_unit();
                    self.texts.push(Said::of(Role::Question, unit, question, source, false));
                }
                FieldKind::Image(_, alt) => {
                    self.alts.extend(alt.iter().map(|alt| Said::of(Role::Alt, unit, alt, source, false)));
                }
                FieldKind::Block(fields, _) => {
                    let unit = self.next_unit();
                    self.fields(fields, unit, source);
                }
                _ => {}
            }
        }
    }

    const fn next_unit(&mut self) -> usize {
        let unit = self.units;
        self.units += 1;
        unit
    }

    /// The texts that are read together, unit by unit, without the labels of actions.
    pub(super) fn units(&self) -> impl Iterator<Item = Vec<&Said<'a>>> {
        let of = |unit| self.texts.iter().filter(move |text| text.unit == unit && text.role != Role::Label).collect();
        (0..self.units).map(of).filter(|texts: &Vec<_>| !texts.is_empty())
    }

    /// Whether its reader can follow a link of its markup.
    pub(super) fn has_inner_link(&self) -> bool {
        self.texts.iter().flat_map(|text| &text.readings).any(|seen| !seen.links.is_empty())
    }

    /// Whether it shows a placeholder.
    pub(super) fn has_placeholder(&self) -> bool {
        let tokens = |seen: &Visible| seen.tokens.iter().any(visible::Token::is_placeholder);
        self.texts.iter().flat_map(|text| &text.readings).any(tokens)
    }

    /// Every place in its texts that `look` finds, in order and each once.
    pub(super) fn search(&self, look: impl Fn(&Visible) -> Vec<Found>) -> Vec<Found> {
        let mut found: Vec<Found> = self.texts.iter().flat_map(|text| text.search(&look)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl<'a> Said<'a> {
    fn of(role: Role, unit: usize, copy: &'a Copy, source: &str, markup: bool) -> Self {
        let visible = |glyphs: Vec<glyph::Glyph>| {
            if !markup {
                return Visible::new(glyphs, Vec::new());
            }
            let seen = html::see(&glyphs);
            Visible::new(seen.glyphs, seen.links)
        };
        let readings = (0..glyph::readings(copy)).map(|which| visible(glyph::reading(copy, which, source))).collect();
        let longest = visible(glyph::longest(copy, source, &|glyphs| visible(glyphs.to_vec()).words()));
        Self { role, unit, copy, readings, longest, markup }
    }

    /// Every place in it that `look` finds, in order and each once.
    pub(super) fn search(&self, look: impl Fn(&Visible) -> Vec<Found>) -> Vec<Found> {
        let mut found: Vec<Found> = self.readings.iter().flat_map(look).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
