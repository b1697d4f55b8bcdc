//! Help for a name that is not known: the nearest ones.

pub(super) use crate::diagnostic::suggest::{a, list};
use crate::diagnostic::{Diagnostic, suggest};
use crate::syntax::{ast, spell};

/// How a name is written in the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    /// As it is, in backticks where it needs them.
    Name,
    /// In double quotes.
    Text,
}

impl Spelling {
    /// How a name was written.
    pub(super) fn of(name: &ast::Name) -> Self {
        if name.quotes == ast::Quotes::Text { Self::Text } else { Self::Name }
    }

    /// How a name was written that stands in the source as this.
    pub fn at(source: &str) -> Self {
        if source.starts_with('"') { Self::Text } else { Self::Name }
    }

    /// A name as source.
    pub(super) fn write(self, name: &str) -> String {
        match self {
            Self::Name => spell::name_or_text(name),
            Self::Text => spell::text(name),
        }
    }
}

/// Adds the nearest of the known names as help and as quick fixes that replace the primary place; where none is
/// near, `otherwise`, or what is known.
pub fn suggest<'n>(
    diagnostic: Diagnostic,
    word: &str,
    known: impl IntoIterator<Item = &'n str>,
    spelling: Spelling,
    otherwise: Option<String>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let near = suggest::nearest(word, known.iter().copied());
    let shown: Vec<String> = near
        .iter()
        .map(|name| if spelling == Spelling::Text { spelling.write(name) } else { (*name).to_owned() })
        .collect();
    let names: Vec<&str> = shown.iter().map(String::as_str).collect();
    let Some(help) = suggest::did_you_mean(&names) else {
        return match otherwise {
            Some(help) => diagnostic.help(help),
            None if known.is_empty() => diagnostic,
            None => diagnostic.help(format!("write {}", list(&known, "or"))),
        };
    };
    let loc = diagnostic.primary.loc;
    near.iter().zip(&shown).fold(diagnostic.help(help), |diagnostic, (name, shown)| {
        diagnostic.fix(format!("write `{shown}`"), loc, spelling.write(name))
    })
}
