//! `nuncio check --explain`: what a code means.

use crate::cli::console::{Face, Out};
use crate::cli::exit::Stop;
use crate::diagnostic::suggest::{did_you_mean, nearest};
use crate::diagnostic::{Code, Severity};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const CYAN: &str = "\u{1b}[36m";
const PLAIN: &str = "\u{1b}[0m";

/// Writes the explanation of a code to standard output.
pub(super) fn explain(name: &str) -> Result<(), Stop> {
    let Some(code) = Code::from_word(name) else {
        let stop = Stop::because(format!("there is no code `{name}`"));
        let near = nearest(name, Code::ALL.iter().map(|code| code.word()));
        return Err(match did_you_mean(&near) {
            Some(help) => stop.help(help),
            None => stop.help("a code is the word in brackets of a diagnostic, as in `error[syntax]`"),
        });
    };
    let text = explanation(code);
    if Face::stdout().colour { Out::say(styled(&text)) } else { Out::say(text) }
}

/// The explanation with what the registry knows below its heading.
fn explanation(code: Code) -> String {
    let (heading, rest) = code.explanation().split_once('\n').unwrap_or_default();
    let kind = match (code.severity(), code.is_off()) {
        (Severity::Error, _) => "Error",
        (Severity::Warning, false) => "Warning",
        (Severity::Warning, true) => "Warning, off by default",
        (Severity::Hint, _) => "Hint",
    };
    format!("{heading}\n\n{kind}: {}.\n{rest}", code.about())
}

/// Markdown as a terminal shows it: headings bold, samples set in and without their fences, names in colour.
fn styled(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut sample = false;
    for line in text.lines() {
        if line.starts_with("```") {
            sample = !sample;
            continue;
        }
        if sample {
            let (code, comment) = line.split_at(line.find("// ").unwrap_or(line.len()));
            let indent = if line.is_empty() { "" } else { "    " };
            out.push_str(&format!("{indent}{code}"));
            if !comment.is_empty() {
                out.push_str(&format!("{DIM}{comment}{PLAIN}"));
            }
        } else if let Some(heading) = line.strip_prefix("# ") {
            out.push_str(&format!("{BOLD}{}{PLAIN}", heading.replace('`', "")));
        } else {
            for (at, part) in line.split('`').enumerate() {
                if at % 2 == 1 {
                    out.push_str(&format!("{CYAN}{part}{PLAIN}"));
                } else {
                    out.push_str(part);
                }
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{BOLD, CYAN, DIM, PLAIN, styled};

    #[test]
    fn a_terminal_sees_no_signs_of_markdown() {
        let text = "# `no_end`\n\nSays `live`.\n\n```campaign\nlive from 2026-01-01    // here\n\nnext\n```\n";
        let expected = format!(
            "{BOLD}no_end{PLAIN}\n\nSays {CYAN}live{PLAIN}.\n\n    live from 2026-01-01    {DIM}// here{PLAIN}\n\n    next\n"
        );
        assert_eq!(styled(text), expected);
    }
}
