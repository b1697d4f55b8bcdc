//! One small change after which a statement parses, where nothing else is known of the mistake; and how such a line
//! reads, where there is none.

use std::ops::Range;

use super::expected::{self, keyword, sign};
use super::phrases::MAX_STATEMENT;
use super::pieces::{Kind, pieces, unquoted};
use super::{Mistake, Place};
use crate::diagnostic::Diagnostic;

/// A change and how to tell it.
struct Guess {
    range: Range<usize>,
    text: String,
    help: String,
}

/// Adds a quick fix that makes the statement parse, if there is one, or else how such a line reads.
pub(super) fn helped(mistake: &Mistake<'_>, diagnostic: Diagnostic) -> Diagnostic {
    match guess(mistake) {
        Some(guess) => {
            let place = mistake.loc(guess.range);
            diagnostic.help(guess.help.clone()).fix(guess.help, place, guess.text)
        }
        None => diagnostic.help(reads(mistake)),
    }
}

fn guess(mistake: &Mistake<'_>) -> Option<Guess> {
    if mistake.text.len() > MAX_STATEMENT {
        return None;
    }
    let parses = |guess: &Guess| {
        let (before, after) = (mistake.text.get(..guess.range.start)?, mistake.text.get(guess.range.end..)?);
        mistake.parses(&format!("{before}{}{after}", guess.text)).is_ok().then_some(())
    };
    // A list may lack more than one comma.
    let goes_on = |guess: &Guess| {
        let (before, after) = (mistake.text.get(..guess.range.start)?, mistake.text.get(guess.range.end..)?);
        let failure = mistake.parses(&format!("{before}{}{after}", guess.text)).err()?;
        (guess.text == "," && failure > mistake.at + 1).then_some(())
    };
    let first = |guesses: Vec<Guess>| guesses.into_iter().find(|guess| parses(guess).is_some());
    let found = mistake.found().map(|(_, range)| range);
    found
        .clone()
        .and_then(|range| first(quoting(mistake, range)))
        .or_else(|| {
            let (signs, words): (Vec<_>, Vec<_>) = inserting(mistake).into_iter().partition(is_sign);
            let signs = signs.into_iter().filter(|guess| parses(guess).is_some() || goes_on(guess).is_some());
            only(signs.collect()).or_else(|| only(words.into_iter().filter(|guess| parses(guess).is_some()).collect()))
        })
        .or_else(|| found.and_then(|range| first(vec![removing(mistake, range)?])))
}

/// Texts that need quotes, and quotes that none need.
fn quoting(mistake: &Mistake<'_>, found: Range<usize>) -> Vec<Guess> {
    let Some(rest) = mistake.text.get(found.start..) else { return Vec::new() };
    let mut guesses = Vec::new();
    let mut write = |range: Range<usize>, text: String| {
        let help = format!("write `{text}`");
        guesses.push(Guess { range, text, help });
    };
    if rest.starts_with('"') {
        write(found.clone(), unquoted(mistake.text.get(found).unwrap_or_default()).to_owned());
        return guesses;
    }
    if rest.starts_with('`') {
        write(found.clone(), mistake.text.get(found).unwrap_or_default().replace('`', "\""));
        return guesses;
    }
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    let blank = line.split([' ', '\t', ',', ')', ']']).next().unwrap_or_default();
    for piece in [blank, line] {
        if !piece.is_empty() && !piece.contains(['"', '{', '}']) || piece.contains("{{") && !piece.contains('"') {
            write(found.start..found.start + piece.len(), format!("\"{}\"", piece.replace('\\', "\\\\")));
        }
    }
    guesses
}

/// A word or sign that is missing.
fn inserting(mistake: &Mistake<'_>) -> Vec<Guess> {
    let at = mistake.text.len() - mistake.rest().trim_start().len();
    let before = mistake.before().trim_end().len();
    let missing = mistake.expected.iter().filter_map(|&rule| Some((keyword(rule).or_else(|| sign(rule))?, rule)));
    let mut guesses: Vec<Guess> = Vec::new();
    for (word, _) in missing {
        let help = format!("write `{word}` before it");
        let (range, text) = match word {
            "," | "]" | ")" | ":" => (before..before, word.to_owned()),
            _ if at >= mistake.text.trim_end().len() => (before..before, format!(" {word}")),
            _ => (at..at, format!("{word} ")),
        };
        let end = range.start >= mistake.text.trim_end().len();
        let help = if end { format!("write `{word}` after it") } else { help };
        if !guesses.iter().any(|guess| guess.text == text) {
            guesses.push(Guess { range, text, help });
        }
    }
    guesses
}

/// What is too many.
fn removing(mistake: &Mistake<'_>, found: Range<usize>) -> Option<Guess> {
    let written = mistake.text.get(found.clone())?;
    let before = mistake.text.get(..found.start)?;
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if part(before.chars().next_back()) && part(written.chars().next()) {
        return None;
    }
    let start = if before.trim().is_empty() { found.start } else { before.trim_end().len() };
    let shown = if written.chars().count() > 40 { "it".to_owned() } else { format!("`{written}`") };
    Some(Guess { range: start..found.end, text: String::new(), help: format!("remove {shown}") })
}

fn is_sign(guess: &Guess) -> bool {
    !guess.text.contains(char::is_alphabetic)
}

/// The only guess, or none where several would do.
fn only(mut guesses: Vec<Guess>) -> Option<Guess> {
    let first = guesses.pop()?;
    guesses.is_empty().then_some(first)
}

/// Lines by the words that they start with.
const FORMS: &[(Place, &str, &str)] = &[
    (Place::Item, "workspace", "workspace { timezone \"Europe/Dublin\" }"),
    (Place::Item, "contacts", "contacts { plan text }"),
    (Place::Item, "companies", "companies { seats number }"),
    (Place::Item, "page", "page { title text }"),
    (Place::Item, "event", "event purchase { total number }"),
    (Place::Item, "segment", "segment vips { plan is \"pro\" }"),
    (Place::Item, "procedure", "procedure refund { step \"Verify identity\" }"),
    (Place::Item, "campaign", "campaign welcome { send banner { body \"Welcome\" } }"),
    (Place::Item, "test", "test \"it is sent\" of welcome { expect sent once }"),
    (Place::Setting, "timezone", "timezone \"Europe/Dublin\""),
    (Place::Setting, "session", "session gap 30 minutes"),
    (Place::Setting, "quiet", "quiet hours between 22:00 and 08:00"),
    (Place::Setting, "at", "at most 3 messages per day"),
    (Place::Setting, "channels", "channels banner, email"),
    (Place::Setting, "fin", "fin true"),
    (Place::Setting, "reach", "reach email { email is known }"),
    (Place::Section, "purpose", "purpose tip"),
    (Place::Section, "audience", "audience dynamic { plan is \"pro\" }"),
    (Place::Section, "when", "when event purchase { total > 10 }"),
    (Place::Section, "shareable", "shareable"),
    (Place::Section, "where", "where { path starts with \"/pricing\" }"),
    (Place::Section, "delay", "delay 10 seconds"),
    (Place::Section, "frequency", "frequency once per day, 3 times in total"),
    (Place::Section, "deliver", "deliver weekdays between 09:00 and 17:00"),
    (Place::Section, "priority", "priority 10"),
    (Place::Section, "live", "live from 2026-03-01 until 2026-04-01"),
    (Place::Section, "send", "send banner { body \"Welcome\" }"),
    (Place::Section, "goal", "goal event purchase within 7 days"),
    (Place::Section, "exempt", "exempt from caps, quiet hours"),
    (Place::Section, "reviewed", "reviewed 2026-03-01"),
    (Place::Section, "allow", "allow long_copy, no_action"),
    (Place::Field, "style", "style success"),
    (Place::Field, "persistent", "persistent"),
    (Place::Field, "shown", "shown on load"),
    (Place::Field, "from", "from \"Ada\""),
    (Place::Field, "anchor", "anchor \"#export\""),
    (Place::Field, "name", "name \"Onboard\""),
    (Place::Field, "image", "image \"https://example.com/a.png\" alt \"A report\""),
    (Place::Field, "action", "action \"Share it\" opens \"https://example.com/share\""),
    (Place::Field, "answered", "answered by team"),
    (Place::Field, "step", "step { body \"Here it is\" }"),
    (Place::Field, "card", "card { headline \"New\" }"),
    (Place::Field, "task", "task \"Invite a colleague\" opens \"https://example.com/invite\""),
    (Place::Field, "question", "question \"How likely is it?\" scale 0 to 10"),
    (Place::Field, "input", "input plan \"{{ plan }}\""),
    (Place::Field, "opens", "opens \"https://example.com/share\""),
    (Place::Step, "step", "step \"Verify identity\""),
    (Place::TestLine, "contact", "contact { plan: \"pro\", seats: 3 }"),
    (Place::TestLine, "company", "company { id: \"acme\", seats: 3 }"),
    (Place::TestLine, "at", "at 2026-03-02T10:00 event purchase { total: 10 }"),
    (Place::TestLine, "after", "after 20 minutes event purchase { total: 10 }"),
    (Place::TestLine, "expect", "expect sent at 2026-03-02T10:00"),
];

/// How a line of this kind reads.
fn reads(mistake: &Mistake<'_>) -> String {
    let pieces = pieces(mistake.text);
    let words: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
    let first = words.first().copied().unwrap_or_default();
    let form = FORMS.iter().find(|(place, word, _)| *place == mistake.place && *word == first);
    if let Some((_, _, form)) = form {
        return format!("write it as in `{form}`");
    }
    let text = pieces.get(1).is_some_and(|piece| piece.kind == Kind::Text);
    match mistake.place {
        Place::Field if first.starts_with('"') => format!("say which field it is, as in `body {first}`"),
        Place::Field if !first.starts_with(char::is_alphabetic) => {
            "a field starts with its name, as in `body \"Welcome\"`".to_owned()
        }
        Place::Field => format!("write it as in `{first} \"…\"`"),
        Place::Declaration => "write a name and its type, as in `plan text`".to_owned(),
        Place::Placeholder => "write it as in `{{ first_name | fallback: \"there\" }}`".to_owned(),
        Place::Tag => "write it as in `{% if plan is \"pro\" %} … {% endif %}`".to_owned(),
        Place::Condition if words.contains(&"did") => {
            "write it as in `did purchase { total > 10 } at least twice in the last 7 days`".to_owned()
        }
        Place::Condition if words.contains(&"segment") => "write it as in `in segment vips`".to_owned(),
        Place::Condition if text => format!("write it as in `{first} is \"…\"`"),
        Place::Condition => {
            "write it as in `plan is \"pro\"`, `seats > 3` or `signed_up_at less than 7 days ago`".to_owned()
        }
        _ => format!("write {}", expected::phrase(&mistake.expected)),
    }
}
