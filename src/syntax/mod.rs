//! Text to tree and back: the only place that knows pest.
//!
//! In: a [`SourceFile`]. Out: an [`ast::File`] and what is wrong with the text, always both:
//! a file that does not parse still yields every item and section that does (§1.6). It must not know types, names in
//! scope, or anything else that takes more than the text to decide.

#[cfg(test)]
mod agreement;
pub mod ast;
mod grammar;
mod lex;
mod lower;
mod mistakes;
mod print;
mod repair;
mod scan;
pub mod spell;
mod words;

use self::grammar::Rule;
use self::lower::Lower;
use self::scan::Scan;
pub use self::words::FILTERS;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Loc, SourceFile, Span};

/// Parses a file. The tree holds all that could be read, the diagnostics are about the rest.
pub fn parse(id: FileId, file: &SourceFile) -> (ast::File, Vec<Diagnostic>) {
    let scan = Scan::of(file.text());
    let masked = scan.masked(file.text());
    let lower = Lower::new(id, file.text(), &scan);
    let (tree, mut diagnostics) = match grammar::parse(Rule::file, &masked) {
        Ok(pairs) => lower.run(pairs),
        Err(strict) => {
            let repaired = scan.too_deep.is_empty().then(|| repair::repaired(id, &masked)).flatten();
            if let Some(repaired) = repaired {
                return with_repairs(id, repaired);
            }
            let (tree, mut diagnostics) = match grammar::parse(Rule::any_file, &masked) {
                Ok(pairs) => lower.run(pairs),
                Err(_) => (ast::File::default(), Vec::new()),
            };
            // What the strict grammar refuses is never passed over in silence, whatever recovery makes of it.
            if diagnostics.is_empty() && scan.too_deep.is_empty() && unknown_fields(&tree).is_empty() {
                let loc = Loc { file: id, span: Span::at(strict.at as u32) };
                let diagnostic = Diagnostic::new(Code::Syntax, loc, "this file does not parse");
                diagnostics.push(diagnostic.because("reading ended here"));
            }
            (tree, diagnostics)
        }
    };
    for &span in &scan.too_deep {
        let message = format!("blocks, parentheses and `not` nest at most {} deep", scan::MAX_DEPTH);
        let diagnostic = Diagnostic::new(Code::TooDeep, Loc { file: id, span }, message);
        let help = "give a part of it a name with `segment` and write `in segment`";
        diagnostics.push(diagnostic.because("this is one level too many").help(help));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.loc.span);
    (tree, diagnostics)
}

/// A file in canonical layout, or why it cannot be read. Formatting what was formatted changes nothing, and no layout
/// changes what a file means.
pub fn format(id: FileId, file: &SourceFile) -> Result<String, Vec<Diagnostic>> {
    let (tree, mut diagnostics) = parse(id, file);
    if diagnostics.is_empty() {
        diagnostics.extend(unknown_fields(&tree).into_iter().map(|keyword| {
            let message = format!("there is no field `{}`", keyword.text);
            Diagnostic::new(Code::UnknownField, Loc { file: id, span: keyword.span }, message)
                .because("how this line is laid out is unknown")
        }));
    }
    if diagnostics.is_empty() { Ok(print::print(&tree, file)) } else { Err(diagnostics) }
}

/// The tree of a text as changed, with the mistakes that the changes mend.
fn with_repairs(id: FileId, repaired: repair::Repaired) -> (ast::File, Vec<Diagnostic>) {
    let scan = Scan::of(&repaired.text);
    let read = |text: &str| {
        let pairs = grammar::parse(Rule::any_file, text).ok()?;
        Some(Lower::new(id, text, &scan).run(pairs))
    };
    let (mut tree, mut diagnostics) = read(&repaired.text).unwrap_or_default();
    for text in &repaired.apart {
        let (mut apart, mut mistakes) = read(text).unwrap_or_default();
        for item in apart.items {
            merge(&mut tree, item);
        }
        tree.comments.append(&mut apart.comments);
        tree.old_words.append(&mut apart.old_words);
        tree.broken.append(&mut apart.broken);
        diagnostics.append(&mut mistakes);
    }
    tree.items.sort_by_key(|item| item.span);
    tree.comments.sort_by_key(|comment| comment.span);
    diagnostics.extend(repaired.mistakes);
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.loc.span);
    (tree, diagnostics)
}

/// Takes in an item that was read apart; sections that were read apart go to their campaign.
fn merge(tree: &mut ast::File, item: ast::Item) {
    let same = tree.items.iter_mut().find(|other| other.span.start == item.span.start);
    match (same.map(|same| &mut same.kind), item.kind) {
        (Some(ast::ItemKind::Campaign(campaign)), ast::ItemKind::Campaign(mut apart)) => {
            campaign.sections.append(&mut apart.sections);
            campaign.broken.append(&mut apart.broken);
            campaign.sections.sort_by_key(|section| section.span);
        }
        (_, kind) => tree.items.push(ast::Item { kind, ..item }),
    }
}

/// The date or date-time that a text is, as on the command line; `None` if it is none or does not exist.
pub fn moment(text: &str) -> Option<ast::MomentKind> {
    let pair = grammar::parse(Rule::moment, text).ok()?.next()?;
    let scan = Scan::of(text);
    let moment = Lower::new(FileId::default(), text, &scan).moment(pair)?;
    (moment.span.range() == (0..text.len())).then_some(moment.kind)
}

/// The first words of lines that are no field, which the checker refuses.
fn unknown_fields(tree: &ast::File) -> Vec<&ast::Word> {
    fn collect<'t>(fields: &'t [ast::Field], words: &mut Vec<&'t ast::Word>) {
        for field in fields {
            match &field.kind {
                ast::FieldKind::Unknown => words.push(&field.keyword),
                ast::FieldKind::Block(fields, _) => collect(fields, words),
                _ => {}
            }
        }
    }
    let campaigns = tree.items.iter().filter_map(|item| match &item.kind {
        ast::ItemKind::Campaign(campaign) => Some(campaign),
        _ => None,
    });
    let mut words = Vec::new();
    for section in campaigns.flat_map(|campaign| &campaign.sections) {
        if let ast::SectionKind::Send(send) = &section.kind {
            collect(&send.fields, &mut words);
        }
    }
    words
}

/// Whether a section of a campaign starts with this word.
pub fn is_section(word: &str) -> bool {
    words::SECTIONS.contains(&word)
}

/// Where a section that starts with this word stands among those of a campaign (§5); after all of them if none does.
pub fn section_rank(word: &str) -> usize {
    words::SECTIONS.iter().position(|section| *section == word).unwrap_or(words::SECTIONS.len())
}
