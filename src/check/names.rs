//! The items of a bundle by name (§2).

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Literal;
use crate::source::{FileId, Loc, Span};
use crate::syntax::ast;
use crate::time::Zone;

/// A node with its file.
#[derive(Debug)]
pub(super) struct In<'a, T> {
    /// The node.
    pub(super) node: &'a T,
    /// Its file.
    pub(super) file: FileId,
}

impl<T> Clone for In<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for In<'_, T> {}

/// What a schema declares names for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Subject {
    Contacts,
    Companies,
    Page,
    Event(String),
}

/// A declared name.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) ty: ast::SchemaType,
    /// Where the type stands.
    pub(super) loc: Loc,
    pub(super) required: bool,
    /// The closed set of values, as written and as compared.
    pub(super) one_of: Vec<Literal>,
}

/// The names that are declared for one subject.
#[derive(Clone, Default, Debug)]
pub(super) struct Table<'a> {
    pub(super) lines: HashMap<&'a str, Line>,
    /// The names in the order of the source.
    pub(super) order: Vec<&'a str>,
    /// Whether other names may be declared that could not be read.
    pub(super) broken: bool,
}

/// The items of a bundle.
#[derive(Default)]
pub(super) struct Names<'a> {
    pub(super) workspaces: Vec<In<'a, ast::Workspace>>,
    pub(super) campaigns: Vec<In<'a, ast::Campaign>>,
    pub(super) segments: Vec<In<'a, ast::Segment>>,
    pub(super) schemas: Vec<In<'a, ast::Schema>>,
    pub(super) tests: Vec<In<'a, ast::Test>>,
    pub(super) campaign: HashMap<&'a str, In<'a, ast::Campaign>>,
    pub(super) segment: HashMap<&'a str, In<'a, ast::Segment>>,
    pub(super) procedure: HashMap<&'a str, In<'a, ast::Procedure>>,
    /// The declared names, filled by [`Checker::schemas`](super::checker::Checker::schemas).
    pub(super) tables: HashMap<Subject, Table<'a>>,
    /// Declared events, in the order of the sources.
    pub(super) events: Vec<&'a str>,
    /// What the items are called that could not be read: of whatever kind, nothing more is said of these names.
    pub(super) broken: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    /// The items of the files; those declared twice are said.
    pub(super) fn collect(files: &'a [(FileId, ast::File)], found: &mut Vec<Diagnostic>) -> Self {
        let mut names = Self::default();
        names.broken.extend(files.iter().flat_map(|(_, tree)| tree.broken.iter().map(String::as_str)));
        let items = files.iter().flat_map(|(file, tree)| tree.items.iter().map(|item| (*file, item)));
        let mut subjects = HashMap::new();
        for (file, item) in items {
            match &item.kind {
                ast::ItemKind::Workspace(node) => {
                    if let Some(first) = names.workspaces.first() {
                        let first = Loc { file: first.file, span: first.node.keyword };
                        found.push(
                            twice("workspace", Loc { file, span: node.keyword }, first)
                                .help("a bundle has one workspace: move these settings into the other one"),
                        );
                    }
                    names.workspaces.push(In { node, file });
                }
                ast::ItemKind::Schema(node) => {
                    let (subject, what, span) = match &node.of {
                        ast::SchemaOf::Contacts => {
                            (Subject::Contacts, "a second `contacts { }`".to_owned(), node.keyword)
                        }
                        ast::SchemaOf::Companies => {
                            (Subject::Companies, "a second `companies { }`".to_owned(), node.keyword)
                        }
                        ast::SchemaOf::Page => (Subject::Page, "a second `page { }`".to_owned(), node.keyword),
                        ast::SchemaOf::Event(name) => (
                            Subject::Event(name.text.clone()),
                            format!("event `{}` is declared twice", name.text),
                            name.span,
                        ),
                    };
                    let loc = Loc { file, span };
                    match subjects.get(&subject) {
                        Some(first) => found.push(
                            Diagnostic { message: what, ..twice("this", loc, *first) }
                                .help("one item declares all of its names: move these lines there"),
                        ),
                        None => {
                            subjects.insert(subject.clone(), loc);
                            if let ast::SchemaOf::Event(name) = &node.of {
                                names.events.push(&name.text);
                            }
                        }
                    }
                    names.schemas.push(In { node, file });
                }
                ast::ItemKind::Segment(node) => {
                    enter(&mut names.segment, "segment", &node.name, In { node, file }, |n| n.name.span, found);
                    names.segments.push(In { node, file });
                }
                ast::ItemKind::Procedure(node) => {
                    enter(&mut names.procedure, "procedure", &node.name, In { node, file }, |n| n.name.span, found);
                }
                ast::ItemKind::Campaign(node) => {
                    enter(&mut names.campaign, "campaign", &node.name, In { node, file }, |n| n.name.span, found);
                    names.campaigns.push(In { node, file });
                }
                ast::ItemKind::Test(node) => names.tests.push(In { node, file }),
            }
        }
        names
    }

    /// The zone of the workspace; UTC where none is set or it is unknown.
    pub(super) fn zone(&self) -> Zone {
        let settings = self.workspaces.iter().flat_map(|workspace| &workspace.node.settings);
        let mut zones = settings.filter_map(|setting| match &setting.kind {
            ast::SettingKind::Timezone(name) => Zone::get(&name.value),
            _ => None,
        });
        zones.next().unwrap_or_else(Zone::utc)
    }
}

fn enter<'a, T>(
    map: &mut HashMap<&'a str, In<'a, T>>,
    what: &str,
    name: &'a ast::Name,
    node: In<'a, T>,
    span: impl Fn(&T) -> Span,
    found: &mut Vec<Diagnostic>,
) {
    match map.get(name.text.as_str()) {
        Some(first) => {
            let first = Loc { file: first.file, span: span(first.node) };
            let what = format!("{what} `{}`", name.text);
            found.push(
                twice(&what, Loc { file: node.file, span: name.span }, first).help("give one of them another name"),
            );
        }
        None => {
            map.insert(&name.text, node);
        }
    }
}

/// Something that stands twice where it may stand once.
pub(super) fn twice(what: &str, second: Loc, first: Loc) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, second, format!("{what} is given twice"))
        .because("the second one")
        .label(first, "the first one")
}
