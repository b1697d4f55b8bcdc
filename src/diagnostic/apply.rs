//! Fixes put into texts, the same for a command that writes files and for an editor.

use std::collections::BTreeMap;

use super::{Edit, Fix};
use crate::source::{FileId, Sources};

/// What comes of fixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The new text of every file that an edit is in.
    pub texts: BTreeMap<FileId, String>,
    /// How many of the fixes are in them.
    pub count: usize,
}

/// Applies fixes in their order. Of two whose edits touch the same text the first wins, as a whole; so does whatever
/// stands first at one place, where the order of two insertions would be a guess. A fix that points outside of the
/// sources is passed over. Line breaks of the edits become those of their file.
pub fn apply<'a>(sources: &Sources, fixes: impl IntoIterator<Item = &'a Fix>) -> Applied {
    // The edits that are in, by where they begin.
    let mut taken: BTreeMap<(FileId, u32), &Edit> = BTreeMap::new();
    let mut count = 0;
    for fix in fixes {
        let mut own = Vec::with_capacity(fix.edits.len());
        let fits = fix.edits.iter().all(|edit| {
            let free = exists(sources, edit) && is_free(&taken, edit);
            if free {
                let place = (edit.loc.file, edit.loc.span.start);
                taken.insert(place, edit);
                own.push(place);
            }
            free
        });
        if fits && !own.is_empty() {
            count += 1;
        } else {
            own.iter().for_each(|place| _ = taken.remove(place));
        }
    }
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    let mut places: BTreeMap<FileId, u32> = BTreeMap::new();
    for edit in taken.values() {
        let Some(file) = sources.get(edit.loc.file) else { continue };
        let text = texts.entry(edit.loc.file).or_default();
        let place = places.entry(edit.loc.file).or_default();
        text.push_str(file.text().get(*place as usize..edit.loc.span.start as usize).unwrap_or_default());
        if file.text().split_once('\n').is_some_and(|(first, _)| first.ends_with('\r')) {
            text.push_str(&edit.text.replace("\r\n", "\n").replace('\n', "\r\n"));
        } else {
            text.push_str(&edit.text);
        }
        *place = edit.loc.span.end;
    }
    for (id, text) in &mut texts {
        let rest = places.get(id).copied().unwrap_or_default() as usize;
        text.push_str(sources.get(*id).and_then(|file| file.text().get(rest..)).unwrap_or_default());
    }
    Applied { texts, count }
}

fn exists(sources: &Sources, edit: &Edit) -> bool {
    sources.get(edit.loc.file).is_some_and(|file| file.text().get(edit.loc.span.range()).is_some())
}

/// Whether no edit that is in begins at the same place or touches the same text.
fn is_free(taken: &BTreeMap<(FileId, u32), &Edit>, edit: &Edit) -> bool {
    let (file, span) = (edit.loc.file, edit.loc.span);
    let before = taken.range((file, 0)..=(file, span.start)).next_back();
    let after = taken.range((file, span.start)..=(file, u32::MAX)).next();
    before.is_none_or(|((_, start), other)| *start < span.start && other.loc.span.end <= span.start)
        && after.is_none_or(|((_, start), _)| span.end <= *start)
}
