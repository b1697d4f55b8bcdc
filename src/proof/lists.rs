//! Lists of texts: what they have as an element, and what not.

use std::collections::HashSet;

use crate::text::fold::{fold, spellings};

/// An element that a known list is asked to have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'b> {
    /// It (folded, if case is ignored).
    pub(super) text: &'b str,
    /// `ignoring case`
    pub(super) fold: bool,
    /// Whether it is asked for, or against.
    pub(super) there: bool,
}

/// Whether no list has all the elements that are asked for and none of the others. `closed` is the set of the elements
/// that there are, if there is one; `lists` says that it is a list, not perhaps a text.
pub(super) fn clash(elements: &[Element<'_>], closed: &[&str], lists: bool) -> bool {
    let absent: HashSet<&str> = elements.iter().filter(|e| !e.there && !e.fold).map(|e| e.text).collect();
    let absent_folded: HashSet<&str> = elements.iter().filter(|e| !e.there && e.fold).map(|e| e.text).collect();
    elements.iter().filter(|element| element.there).any(|element| {
        if !element.fold {
            let outside = lists && !closed.is_empty() && !closed.contains(&element.text);
            return outside
                || absent.contains(element.text)
                || (!absent_folded.is_empty() && absent_folded.contains(fold(element.text).as_str()));
        }
        absent_folded.contains(element.text) || (lists && spelled_out(element.text, &absent, closed))
    })
}

/// Whether some texts are all those that are equal to one ignoring case.
pub(super) fn spelled_out(folded: &str, texts: &HashSet<&str>, closed: &[&str]) -> bool {
    if texts.is_empty() && closed.is_empty() {
        return false;
    }
    if !closed.is_empty() {
        return !closed.iter().any(|text| fold(text) == folded && !texts.contains(text));
    }
    let spelled = texts.iter().filter(|text| fold(text) == folded).count();
    spelled > 0 && spelled as u64 >= spellings(folded)
}
