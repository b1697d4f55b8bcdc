//! Other layouts of a text: blanks, line breaks and comments put in wherever the grammar lets them stand.

use crate::generate::Dice;

/// A piece of a source.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Piece<'a> {
    /// A text, a quoted name or a comment: nothing goes in.
    Whole(&'a str),
    Word(&'a str),
    Sign(char),
    Blanks,
    Break,
}

/// The same in another layout, which the seed chooses.
pub(super) fn shake(seed: u64, text: &str) -> String {
    let dice = &mut Dice::new(seed);
    // Some layouts have few changes, so that each is seen by itself.
    let often = dice.one(&[1, 5, 25]);
    let pieces = pieces(text);
    let mut out = String::new();
    let mut comments = 0;
    let mut between = false;
    let next_of = |at: usize| pieces.iter().skip(at).find(|piece| **piece != Piece::Blanks).copied();
    for (at, piece) in pieces.iter().enumerate() {
        let opens = |piece: Option<Piece<'_>>| {
            matches!(piece, Some(Piece::Sign('{' | '(' | '[' | ',') | Piece::Word("and" | "or") | Piece::Break))
        };
        let closes = |piece: Option<Piece<'_>>| {
            matches!(piece, Some(Piece::Sign('}' | ')' | ']' | ',') | Piece::Word("and" | "or") | Piece::Break))
        };
        match piece {
            Piece::Whole(text) | Piece::Word(text) => out.push_str(text),
            Piece::Sign(sign) => out.push(*sign),
            Piece::Blanks if dice.percent(often) => out.push_str(dice.pick(&["  ", "\t", " \t ", "          "])),
            Piece::Blanks => out.push(' '),
            Piece::Break => out.push('\n'),
        }
        match piece {
            Piece::Word("between") => between = true,
            Piece::Break => between = false,
            _ => {}
        }
        let here = match piece {
            Piece::Blanks => pieces.get(at.wrapping_sub(1)).copied(),
            _ => Some(*piece),
        };
        // A comment at the `and` of `between` has no place of its own and moves above its line, as do others.
        let commented = !between;
        if (opens(here) || closes(next_of(at + 1))) && dice.percent(often) {
            if commented && dice.percent(50) {
                comments += 1;
                // A comma goes where a line ends, so that what stands behind it on its line may come to stand alone.
                let plain = here == Some(Piece::Sign(',')) || next_of(at + 1) == Some(Piece::Sign(','));
                let slashes = if plain { "//" } else { dice.pick(&["//", "///", "////"]) };
                out.push_str(&format!(" {slashes} shaken {comments}"));
            }
            out.push('\n');
            while dice.percent(30) {
                out.push_str(dice.pick(&["\n", "\t\n", "    "]));
                if commented && dice.percent(50) {
                    comments += 1;
                    out.push_str(&format!("// shaken {comments}\n"));
                }
            }
        }
    }
    out
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_ascii_alphanumeric() || "_.:+-".contains(c);
        let (length, piece): (usize, fn(&str) -> Piece<'_>) = match first {
            '"' => (quoted(rest), |text| Piece::Whole(text)),
            '`' => (rest.split_at(1).1.find('`').unwrap() + 2, |text| Piece::Whole(text)),
            '/' => (rest.find('\n').unwrap_or(rest.len()), |text| Piece::Whole(text)),
            ' ' | '\t' => (rest.len() - rest.trim_start_matches([' ', '\t']).len(), |_| Piece::Blanks),
            '\n' => (1, |_| Piece::Break),
            c if word(c) => (rest.find(|c| !word(c)).unwrap_or(rest.len()), |text| Piece::Word(text)),
            c => (c.len_utf8(), |text| Piece::Sign(text.chars().next().unwrap())),
        };
        let (taken, left) = rest.split_at(length);
        pieces.push(piece(taken));
        rest = left;
    }
    pieces
}

/// How long the text is that a source starts with; quotes in tags do not end it.
fn quoted(text: &str) -> usize {
    let fence = if text.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let mut at = fence.len();
    let mut tag: Option<&str> = None;
    loop {
        let rest = text.split_at(at).1;
        let first = rest.chars().next().expect("a text that ends");
        at += match (tag, first) {
            (_, '\\') => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            (Some(end), _) if rest.starts_with(end) => {
                tag = None;
                2
            }
            (Some(_), '"' | '\'' | '`') => {
                let inner = rest.split_at(1).1;
                let mut escaped = false;
                let end = inner.find(|c| {
                    let ends = c == first && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                });
                end.expect("a quote that closes") + 2
            }
            (Some(_), _) => first.len_utf8(),
            (None, _) if rest.starts_with(fence) => return at + fence.len(),
            (None, _) if rest.starts_with("{{") => {
                tag = Some("}}");
                2
            }
            (None, _) if rest.starts_with("{%") => {
                tag = Some("%}");
                2
            }
            (None, _) => first.len_utf8(),
        };
    }
}
