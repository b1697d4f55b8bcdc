//! Literals as other languages write them (§1.4).

use super::pieces::{closing, straight};
use super::{Mistake, Place};
use crate::diagnostic::Diagnostic;
use crate::syntax::grammar::Rule;
use crate::syntax::lex;

/// A text, or a tag in it, that is not closed.
pub(super) fn open_text(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let at = if mistake.place == Place::Field { open_copy(mistake.text)? } else { mistake.at };
    let rest = mistake.text.get(at..).filter(|rest| rest.starts_with('"') && at <= mistake.at)?;
    let block = rest.starts_with("\"\"\"");
    if mistake.place == Place::Field
        && let Some(tag) = open_tag(rest, block)
    {
        let open = rest.get(tag..tag + 2)?;
        let close = if open == "{{" { "}}" } else { "%}" };
        let diagnostic = mistake.syntax(at + tag..at + tag + 2, format!("this `{open}` is not closed"));
        let line = rest.get(tag..)?.split(if block { "\"\"\"" } else { "\n" }).next()?;
        if line.contains(close) {
            let diagnostic = diagnostic.because(format!("a quote before the `{close}` is missing or too much"));
            return Some(diagnostic.help("write `\"` before and after each text inside it"));
        }
        let place = if block { "before the closing `\"\"\"`" } else { "on this line" };
        let escaped = if open == "{{" { "\\{\\{" } else { "\\{%" };
        let help = format!("write `{close}` where it ends; to show the braces, write `{escaped}`");
        return Some(diagnostic.because(format!("no `{close}` follows {place}")).help(help));
    }
    if lex::plain(rest).is_some() {
        return None;
    }
    let quotes = if block { "\"\"\"" } else { "\"" };
    let diagnostic = mistake.syntax(at..at + quotes.len(), "this text is not closed");
    let why = if block { "no `\"\"\"` follows" } else { "no `\"` follows on this line" };
    let help = if block {
        "write `\"\"\"` where it ends"
    } else {
        "write `\"` where it ends; a text of several lines stands between `\"\"\"`"
    };
    Some(diagnostic.because(why).help(help))
}

/// Where the first copy of a field starts that does not end.
fn open_copy(field: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += field.get(at..)?.find('"')?;
        at += match lex::copy(field.get(at..)?) {
            Some((length, _)) => length,
            None => return Some(at),
        };
    }
}

/// The first tag of a copy that does not end.
fn open_tag(copy: &str, block: bool) -> Option<usize> {
    let mut at = if block { 3 } else { 1 };
    loop {
        let rest = copy.get(at..)?;
        if rest.starts_with("{{") || rest.starts_with("{%") {
            match lex::region(rest, block) {
                Some(length) => at += length,
                None => return Some(at),
            }
            continue;
        }
        at += match rest.chars().next()? {
            '"' if !block || rest.starts_with("\"\"\"") => return None,
            '\n' if !block => return None,
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            c => c.len_utf8(),
        };
    }
}

/// Quotes of other kinds.
pub(super) fn quotes(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (rest, at) = (mistake.rest(), mistake.at);
    let open = rest.chars().next()?;
    let close: &[char] = match open {
        '\'' => &['\''],
        '“' | '”' | '„' => &['”', '“', '"'],
        '‘' | '’' | '‚' => &['’', '‘', '\''],
        '«' => &['»'],
        _ => return None,
    };
    let inside = rest.get(open.len_utf8()..)?;
    let line = inside.lines().next().unwrap_or_default();
    let diagnostic = |end| mistake.syntax(at..end, "texts stand between straight double quotes");
    let Some(length) = closing(line, close) else {
        return Some(diagnostic(at + open.len_utf8()).because("no such quote").help("write `\"`"));
    };
    let end = at + open.len_utf8() + length + line.get(length..)?.chars().next()?.len_utf8();
    let write = straight(mistake.text.get(at..end)?);
    Some(diagnostic(end).because("no such quotes").help(format!("write `{write}`")).fix(
        "write straight quotes",
        mistake.loc(at..end),
        write,
    ))
}

/// `2026-3-1`, `2026/03/01`, `< 2026-03-01`, `2026-03-01 09:00`.
pub(super) fn dates(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (run, range) = mistake.run();
    let numbers: Vec<&str> = run.split(['-', '/', '.']).collect();
    let [first, second, third] = <[&str; 3]>::try_from(numbers).ok()?;
    let (third, time) = third.split_once('T').map_or((third, None), |(day, time)| (day, Some(time)));
    let digits = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !digits(second) || !digits(third) {
        return None;
    }
    let exact = first.len() == 4 && second.len() == 2 && third.len() == 2 && run.as_bytes().get(4) == Some(&b'-');
    if exact {
        return compared_date(mistake, run, range);
    }
    let diagnostic = mistake.syntax(range.clone(), "this is no date").because("a date has the form `2026-03-01`");
    if first.len() != 4 || second.len() > 2 || third.len() > 2 {
        return Some(diagnostic.help("write the year, the month and the day, as in `2026-03-01`"));
    }
    let time = time.map(|time| format!("T{time}")).unwrap_or_default();
    let write = format!("{first}-{second:0>2}-{third:0>2}{time}");
    Some(diagnostic.help(format!("write `{write}`")).fix(format!("write `{write}`"), mistake.loc(range), write))
}

fn compared_date(mistake: &Mistake<'_>, run: &str, range: std::ops::Range<usize>) -> Option<Diagnostic> {
    let before = mistake.text.get(..range.start)?.trim_end();
    let sign = ["<=", ">=", "<", ">"].into_iter().find(|sign| before.ends_with(sign))?;
    let start = before.len() - sign.len();
    let word = if sign.starts_with('<') { "before" } else { "after" };
    let diagnostic = mistake.syntax(start..range.end, format!("`{sign}` compares numbers")).because("this is a time");
    // `before` and `after` are without the day, so one with it names the day beside it.
    let day = || chrono::NaiveDate::parse_from_str(run, "%Y-%m-%d").ok();
    let written = match sign {
        "<" | ">" => Some(run.to_owned()),
        "<=" => day().and_then(|day| day.succ_opt()).map(|day| day.to_string()),
        _ => day().and_then(|day| day.pred_opt()).map(|day| day.to_string()),
    };
    let Some(written) = written else { return Some(diagnostic.help(format!("write `{word} {run}`"))) };
    let write = format!("{word} {written}");
    let diagnostic = diagnostic.help(format!("write `{write}`"));
    Some(diagnostic.fix(format!("write `{write}`"), mistake.loc(start..range.end), write))
}

/// `9am`, `9`, `17h`, and a date and a time with a blank between.
pub(super) fn clocks(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (run, mut range) = mistake.run();
    let wants = mistake.expected.contains(&Rule::clock);
    let lower = run.to_lowercase();
    let mut half = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let number = lower.get(..lower.len() - half.len())?;
    if number.is_empty() {
        return None;
    }
    let after = mistake.text.get(range.end..)?.trim_start();
    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    if half.is_empty() && matches!(next.as_str(), "am" | "pm") {
        range.end = mistake.text.len() - after.len() + 2;
        half = if next == "am" { "am" } else { "pm" };
    }
    let bare = half.is_empty() && !number.contains(':') && wants;
    if !matches!(half, "am" | "pm") && !bare {
        let day = mistake.before().trim_end().rsplit(' ').next().unwrap_or_default();
        let is_day = day.len() == 10
            && day
                .bytes()
                .enumerate()
                .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
        let is_time = half.is_empty() && number.contains(':');
        return (is_day && is_time).then(|| {
            let from = mistake.before().trim_end().len();
            let diagnostic =
                mistake.syntax(range.clone(), "a date and a time of day are joined by `T`").because("unexpected");
            diagnostic.help(format!("write `{day}T{number}`")).fix("write `T`", mistake.loc(from..range.start), "T")
        });
    }
    let (hour, minute) = number.split_once(':').unwrap_or((number, "00"));
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        "am" if hour == 12 => 0,
        "pm" if hour < 12 => hour + 12,
        _ => hour,
    };
    let diagnostic =
        mistake.syntax(range.clone(), "this is no time of day").because("a time of day has the form `09:00`");
    if hour > 23 {
        return Some(diagnostic);
    }
    let write = format!("{hour:02}:{minute}");
    Some(diagnostic.help(format!("write `{write}`")).fix(format!("write `{write}`"), mistake.loc(range), write))
}

/// `3 months`, `5 mins`, `1 hour 30 minutes`.
pub(super) fn units(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (word, range) = mistake.word()?;
    let before = mistake.before().trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_').len();
    let bare = digits == 0 && (mistake.after_word("per").is_some() || mistake.after_word("last").is_some());
    if digits == 0 && !bare {
        return None;
    }
    let number = before.get(before.len() - digits..)?.replace('_', "");
    let count: Option<u64> = if bare { Some(1) } else { number.parse().ok() };
    let days = match word.to_lowercase().trim_end_matches('s') {
        "month" | "mo" | "mth" => 30,
        "year" | "yr" | "y" => 365,
        "quarter" => 91,
        "fortnight" => 14,
        _ => 0,
    };
    let from = if bare { range.start } else { before.len() - digits };
    if days > 0 {
        let diagnostic = mistake
            .syntax(from..range.end, format!("no duration is counted in `{word}`"))
            .because("these are not all of one length");
        let Some(days) = count.and_then(|count| count.checked_mul(days)) else { return Some(diagnostic) };
        let write = format!("{days} days");
        return Some(diagnostic.help(format!("write a number of days, such as `{write}`")).fix(
            format!("write `{write}`"),
            mistake.loc(from..range.end),
            write,
        ));
    }
    let unit = match word.to_lowercase().as_str() {
        "sec" | "secs" | "second" | "seconds" => "seconds",
        "min" | "mins" | "minute" | "minutes" => "minutes",
        "hr" | "hrs" | "hour" | "hours" => "hours",
        "day" | "days" => "days",
        "wk" | "wks" | "week" | "weeks" => "weeks",
        _ => return None,
    };
    mistake.expected.contains(&Rule::unit).then(|| {
        let diagnostic =
            mistake.syntax(range.clone(), format!("there is no unit `{word}`")).because("expected a unit of time");
        let space = if mistake.before().ends_with(' ') { "" } else { " " };
        diagnostic.help(format!("write `{unit}`")).fix(
            format!("write `{unit}`"),
            mistake.loc(range),
            format!("{space}{unit}"),
        )
    })
}

/// `10%`, `$10`, `1h30m`, `1 hour 30 minutes`.
pub(super) fn numbers(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (rest, at) = (mistake.rest(), mistake.at);
    let before = mistake.before().trim_end();
    if rest.starts_with('%') && before.ends_with(|c: char| c.is_ascii_digit()) {
        let diagnostic = mistake.syntax(at..at + 1, "a number has no `%`").because("unexpected");
        return Some(diagnostic.help("write the number as the data has it").fix(
            "remove the `%`",
            mistake.loc(at..at + 1),
            "",
        ));
    }
    if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '$' | '€' | '£')) {
        let range = at..at + sign.len_utf8();
        let diagnostic = mistake.syntax(range.clone(), format!("a number has no `{sign}`")).because("unexpected");
        return Some(diagnostic.help("write the number alone").fix(
            format!("remove the `{sign}`"),
            mistake.loc(range),
            "",
        ));
    }
    let second = rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("and ");
    let mut words = before.rsplit(' ');
    let unit = words.next().unwrap_or_default();
    let number = unit.trim_end_matches(char::is_alphabetic);
    let number = if number.is_empty() { words.next().unwrap_or_default() } else { number };
    let unit = unit.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').trim_end_matches('s');
    let second = second
        && matches!(unit, "second" | "minute" | "hour" | "day" | "week" | "m" | "h" | "d" | "w")
        && number.starts_with(|c: char| c.is_ascii_digit());
    second.then(|| {
        let (_, range) = mistake.run();
        let diagnostic =
            mistake.syntax(at..range.end.max(at + 1), "a duration has one number and one unit").because("unexpected");
        diagnostic.help("write it in the smaller unit, such as `90 minutes`")
    })
}

/// `3 days ago`, `in 3 days`: on which side?
pub(super) fn distances(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let (rest, at) = (mistake.rest(), mistake.at);
    if let Some(("ago", range)) = mistake.word() {
        let before = mistake.before().trim_end();
        let sign = before.rfind(['<', '>']).or_else(|| before.rfind(" is ").map(|at| at + 1))?;
        let amount = before.get(sign..)?.trim_start_matches(|c: char| {
            matches!(c, '<' | '>' | '=' | ' ') || c.is_alphabetic() && !c.is_ascii_digit()
        });
        let diagnostic = mistake
            .syntax(sign..range.end, "`ago` says on which side of it a time lies")
            .because("expected `less than`, `more than` or `exactly`");
        let diagnostic = diagnostic.help(format!("write `less than {amount} ago`, or `more than`"));
        let fix = |word: &str| format!("{word} {amount} ago");
        let place = mistake.loc(sign..range.end);
        return Some(diagnostic.fix("write `less than`", place, fix("less than")).fix(
            "write `more than`",
            place,
            fix("more than"),
        ));
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').len();
    let unit = rest.get(digits..)?.split_whitespace().next()?.trim_end_matches('s');
    if digits == 0 || !matches!(unit, "second" | "minute" | "hour" | "day" | "week" | "month" | "year") {
        return None;
    }
    let ago = rest.split_whitespace().take(4).any(|word| word == "ago");
    let ahead = mistake.after_word("in").is_some();
    (ago || ahead).then(|| {
        let diagnostic = mistake.syntax(at..at + digits, "a distance says on which side of it a time lies");
        let diagnostic = diagnostic.because("expected `less than`, `more than` or `exactly`");
        let diagnostic = diagnostic.help("write `less than`, `more than` or, for a calendar day, `exactly` before it");
        diagnostic
            .fix("write `less than`", mistake.loc(at..at), "less than ")
            .fix("write `more than`", mistake.loc(at..at), "more than ")
            .fix("write `exactly`", mistake.loc(at..at), "exactly ")
    })
}

/// `plan is pro`: texts need quotes.
pub(super) fn bare_word(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let takes = [Rule::value, Rule::text, Rule::copy, Rule::p_is, Rule::p_in, Rule::scoped, Rule::list];
    let after = [
        "is", "not", "contains", "with", "matches", "contain", "match", "tagged", "<", ">", "<=", ">=", "[", ",",
        "between", "and",
    ];
    let wants = mistake.expected.iter().any(|rule| takes.contains(rule));
    let (word, range) = mistake.word()?;
    let condition = mistake.before().contains(' ') && after.iter().any(|word| mistake.after_word(word).is_some());
    let copy = matches!(mistake.expected.as_slice(), [Rule::copy] | [Rule::text]);
    let rule = matches!(mistake.place, Place::Condition | Place::Tag);
    if !wants || !(condition || copy || mistake.expected.contains(&Rule::value)) {
        return None;
    }
    let near = crate::diagnostic::suggest::nearest(word, super::expected::words(&mistake.expected));
    if !near.is_empty() && mistake.place != Place::Condition {
        return None;
    }
    if let Some(diagnostic) = address(mistake, range.start) {
        return Some(diagnostic);
    }
    let mut end = range.end;
    let dotted = mistake.text.get(end..).is_some_and(|rest| rest.starts_with('.'));
    if dotted {
        let (_, run) = mistake.run();
        end = run.end;
    }
    let written = mistake.text.get(range.start..end)?;
    let message = match dotted {
        true => format!("`{written}` is no value"),
        false => format!("texts need quotes: `{word}` is no value"),
    };
    let diagnostic = mistake.syntax(range.start..end, message);
    let order = ["<", ">", "<=", ">="].iter().any(|sign| mistake.after_word(sign).is_some());
    let diagnostic =
        if order { mistake.syntax(range.start..end, format!("`{written}` is no number")) } else { diagnostic };
    let scope = if dotted { "`contact.`, `company.`, `event.`, `page.` or `trigger.`" } else { "`contact." };
    let diagnostic = diagnostic.because("a bare word is no value");
    if dotted || order {
        let help = if dotted {
            format!("a path on the right starts with {scope}")
        } else {
            format!("write a number, or `contact.{word}` for the attribute")
        };
        return Some(diagnostic.help(help));
    }
    if let Some((text, range)) = (copy && !rule).then(|| mistake.unquoted_text(range.start)).flatten() {
        let diagnostic = mistake.syntax(range.clone(), "texts need quotes").because("a bare word is no value");
        let write = format!("\"{text}\"");
        return Some(diagnostic.help(format!("write `{write}`")).fix("write quotes", mistake.loc(range), write));
    }
    let flag = match word {
        "yes" | "on" => Some("true"),
        "no" | "off" => Some("false"),
        _ => None,
    };
    if let Some(flag) = flag.filter(|_| rule && mistake.expected.contains(&Rule::value)) {
        let diagnostic = diagnostic.help(format!("write `{flag}`, or `\"{word}\"` for a text"));
        let diagnostic = diagnostic.fix(format!("write `{flag}`"), mistake.loc(range.clone()), flag);
        return Some(diagnostic.fix(format!("write `\"{word}\"`"), mistake.loc(range), format!("\"{word}\"")));
    }
    let help = if copy || mistake.place == Place::TestLine {
        format!("write `\"{word}\"`")
    } else {
        format!("write `\"{word}\"`, or `contact.{word}` for the attribute")
    };
    Some(diagnostic.help(help).fix(format!("write `\"{word}\"`"), mistake.loc(range), format!("\"{word}\"")))
}

/// An address without quotes.
fn address(mistake: &Mistake<'_>, start: usize) -> Option<Diagnostic> {
    let rest = mistake.text.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ']' | '}' | '"')).unwrap_or(rest.len());
    let written = rest.get(..end).filter(|written| written.contains('@'))?;
    let diagnostic = mistake.syntax(start..start + end, format!("texts need quotes: `{written}` is no value"));
    let write = format!("write `\"{written}\"`");
    let place = mistake.loc(start..start + end);
    Some(diagnostic.because("no value").help(write.clone()).fix(write, place, format!("\"{written}\"")))
}

/// A text that ended at a quote that was meant to be part of it.
pub(super) fn text_ended(mistake: &Mistake<'_>) -> Option<Diagnostic> {
    let before = mistake.before();
    let (found, range) = mistake.found()?;
    if !before.ends_with('"') || !found.starts_with(char::is_alphanumeric) {
        return None;
    }
    let quote = before.len() - 1;
    let diagnostic = mistake.syntax(range, format!("unexpected `{found}`")).because("this stands outside of the text");
    let diagnostic = diagnostic.label(mistake.loc(quote..quote + 1), "the text ends here");
    let diagnostic = diagnostic.help("write `\\\"` for a quote inside a text");
    let fix = mistake.text_with_quotes(quote);
    Some(match fix {
        Some((range, text)) => diagnostic.fix("write `\\\"` inside", mistake.loc(range), text),
        None => diagnostic,
    })
}

impl Mistake<'_> {
    /// A text without its quotes that starts here, up to the word that goes on, and its range.
    fn unquoted_text(&self, start: usize) -> Option<(String, std::ops::Range<usize>)> {
        let line = self.text.get(start..)?.split('\n').next()?;
        let ends = [" opens ", " starts ", " launches ", " alt ", " done ", " choices ", " scale "];
        let end = ends.iter().filter_map(|word| line.find(word)).min().unwrap_or(line.len());
        let text = line.get(..end)?.trim_end();
        if matches!(self.place, Place::Setting | Place::TestLine) {
            let text = text.split([' ', '\t', ',']).next()?;
            return Some((text.to_owned(), start..start + text.len()));
        }
        // An address without quotes is cut where its slashes look like a comment.
        if matches!(text, "http:" | "https:") && self.after.starts_with("//") {
            let path = self.after.split([' ', '\t', '\r', '\n']).next()?;
            return Some((format!("{text}{path}"), start..start + text.len() + path.len()));
        }
        (!text.contains('"') || text.contains("{{")).then(|| (text.to_owned(), start..start + text.len()))
    }

    /// The text that ends at a quote with all quotes up to the last of its line in it, and its range.
    fn text_with_quotes(&self, quote: usize) -> Option<(std::ops::Range<usize>, String)> {
        let line = self.text.get(quote..)?.split('\n').next()?;
        let end = quote + line.rfind('"').filter(|&at| at > 0)?;
        let open = self.text.get(..quote)?.rfind('"')?;
        let inside = self.text.get(open + 1..end)?.replace("\\\"", "\"").replace('"', "\\\"");
        let text = format!("\"{inside}\"");
        let changed = format!("{}{text}{}", self.text.get(..open)?, self.text.get(end + 1..)?);
        self.parses(&changed).is_ok().then_some((open..end + 1, text))
    }
}
