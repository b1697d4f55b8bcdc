//! Copy: texts with placeholders.

use super::rule::Condition;
use super::word::{Path, Word};
use crate::source::Span;

/// A text in a template position (§12.1).
#[derive(Clone, Debug)]
pub struct Copy {
    /// What it is made of.
    pub parts: Vec<Part>,
    /// Where, quotes included.
    pub span: Span,
    /// Whether it was written `"""…"""`.
    pub block: bool,
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text as it is shown; in block copy without what indentation and tag lines take away.
    Text(String, Span),
    /// `{{ … }}`
    Placeholder(Placeholder),
    /// `{% if %} … {% endif %}`
    If(If),
}

/// `{{ path | filter: arg }}`
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// What is shown.
    pub path: Path,
    /// Through what, left to right.
    pub filters: Vec<Filter>,
    /// Where, braces included.
    pub span: Span,
}

/// One filter.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Its name.
    pub name: Word,
    /// Its argument.
    pub argument: Option<Argument>,
    /// Where, without the `|`.
    pub span: Span,
}

/// The argument of a filter.
#[derive(Clone, Debug)]
pub struct Argument {
    /// What it is.
    pub kind: ArgumentKind,
    /// Where.
    pub span: Span,
}

/// The argument of a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentKind {
    /// A number, with its digits without `_`.
    Number(f64, String),
    /// A text, in either kind of quotes.
    Text(String),
}

/// `{% if %} … {% elsif %} … {% else %} … {% endif %}`
#[derive(Clone, Debug)]
pub struct If {
    /// The condition and the parts of `if` and of each `elsif`.
    pub branches: Vec<(Condition, Vec<Part>)>,
    /// The parts of `else`.
    pub otherwise: Option<Vec<Part>>,
    /// From the first tag to the last.
    pub span: Span,
}
