//! What the compiler says about a campaign: one [`Diagnostic`] type for every stage and every face.
//!
//! In: what a stage found, with places. Out: a value that `render` draws for people or writes as JSON and that an
//! editor turns into a squiggle and a quick fix. It must not know any stage, nor print.
//!
//! Wording: the message says what is wrong, lower case, without a full stop, user text in backticks; the primary
//! label says why at the place; `help` says what to write instead; a [`Fix`] is that help as edits.

mod apply;
mod code;
pub mod render;
pub mod suggest;

pub use apply::{Applied, apply};
pub use code::{Code, Severity};

use crate::source::Loc;

/// Text at a place. An empty message only underlines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub loc: Loc,
    /// What to say there.
    pub message: String,
}

/// Replaces the text at a place; an empty place inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub loc: Loc,
    /// By what.
    pub text: String,
}

/// A change of the source that mends what a diagnostic complains about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What an editor shows, such as "write `and`".
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// Whether applying it cannot change what the file means (`check --fix` applies only these).
    pub safe: bool,
}

/// One thing to say about the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name.
    pub code: Code,
    /// How grave it is; a code's own severity unless the project says otherwise.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where, and why.
    pub primary: Label,
    /// Every other place involved.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// The help as edits, best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A diagnostic with its code's own severity and no label text.
    pub fn new(code: Code, loc: Loc, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label { loc, message: String::new() },
            labels: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// Says why at the primary place.
    #[must_use]
    pub fn because(mut self, why: impl Into<String>) -> Self {
        self.primary.message = why.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, loc: Loc, message: impl Into<String>) -> Self {
        self.labels.push(Label { loc, message: message.into() });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a quick fix of one edit.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, loc: Loc, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { loc, text: text.into() }], safe: false });
        self
    }

    /// Marks the fixes as unable to change what the file means.
    #[must_use]
    pub fn safe(mut self) -> Self {
        for fix in &mut self.fixes {
            fix.safe = true;
        }
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
