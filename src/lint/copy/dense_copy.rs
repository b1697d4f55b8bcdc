//! A paragraph of a post with over 40 words or over 3 sentences. Posts are scanned before they are read, and the eye
//! passes over blocks. Paragraphs end at blank lines and, in `html`, where blocks do; each point of a list is one.

use super::super::reading::Role;
use super::super::{Lint, Look, Member, Subject};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Channel;

pub(super) const LINT: Lint = Lint { code: Code::DenseCopy, look: Look::Campaign(look) };

const MOST_WORDS: usize = 40;
const MOST_SENTENCES: usize = 3;

fn look(_: &Subject<'_>, member: &Member<'_>, found: &mut Vec<Diagnostic>) {
    if member.settings().channel != Channel::Post {
        return;
    }
    for said in member.reading.texts.iter().filter(|said| said.role == Role::Body) {
        for paragraph in said.longest.paragraphs() {
            let words: Vec<_> = said.longest.words_in(paragraph.clone()).collect();
            let sentences = said.longest.sentences(paragraph);
            let size = match (words.len(), sentences) {
                (words, sentences) if words > MOST_WORDS && sentences > MOST_SENTENCES => {
                    format!("{words} words and {sentences} sentences")
                }
                (words, _) if words > MOST_WORDS => format!("{words} words"),
                (_, sentences) if sentences > MOST_SENTENCES => format!("{sentences} sentences"),
                _ => continue,
            };
            let ends = words.first().zip(words.last());
            let place = ends.and_then(|(first, last)| said.longest.found(first.start..last.end));
            let loc = member.loc(place.map_or(said.copy.span, |place| place.span));
            let split = if said.markup { "in two blocks, or make a list of it" } else { "with a blank line" };
            found.push(
                Diagnostic::new(LINT.code, loc, format!("a paragraph of {size}"))
                    .because("a block that the eye passes over")
                    .help(format!("split it {split}: at most {MOST_WORDS} words and {MOST_SENTENCES} sentences each")),
            );
        }
    }
}
