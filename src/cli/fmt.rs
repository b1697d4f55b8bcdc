//! `nuncio fmt`: campaign files in canonical layout.

use std::io::{Read, Write};
use std::path::PathBuf;

use similar::TextDiff;

use super::console::{Face, Out, tell};
use super::exit::{Exit, Stop, reason};
use super::find::find;
use super::load::{read_all, show, utf8};
use super::target::Target;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Sources};
use crate::syntax;

/// Put campaign files into canonical layout
#[derive(clap::Args)]
pub(super) struct Args {
    /// Campaign files and folders of them, or `-` for standard input, which is written to standard output; without a
    /// path, the project of the nearest `nuncio.toml`
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Write nothing, name the files that would change, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing, show what would change, and exit with 1 if anything would
    #[arg(long)]
    diff: bool,
}

/// A file that is not in canonical layout.
struct Change {
    name: String,
    path: PathBuf,
    old: String,
    new: String,
}

/// What came out of formatting, before anything is written.
#[derive(Default)]
struct Formatted {
    sources: Sources,
    changes: Vec<Change>,
    /// Why some files could not be read.
    errors: Vec<Diagnostic>,
    /// How many those are.
    unread: usize,
}

impl Formatted {
    /// Formats one text; what it is like now, if it can be read.
    fn add(&mut self, name: String, path: PathBuf, old: String) -> Option<String> {
        let id = self.sources.add(SourceFile::new(name.as_str(), old.strip_prefix('\u{feff}').unwrap_or(&old)));
        match syntax::format(id, self.sources.get(id)?) {
            Ok(new) => {
                if new != old {
                    self.changes.push(Change { name, path, old, new: new.clone() });
                }
                Some(new)
            }
            Err(errors) => {
                self.errors.extend(errors);
                self.unread += 1;
                None
            }
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Exit, Stop> {
    let mut formatted = Formatted::default();
    let stream = args.paths.iter().any(|path| path.as_os_str() == "-");
    let only_looks = args.check || args.diff;
    if stream {
        let text = standard_input(&args.paths)?;
        let new = formatted.add("-".to_owned(), PathBuf::from("-"), text);
        if let (Some(new), false) = (new, only_looks) {
            Out::say(new)?;
        }
    } else {
        let found = find(&args.paths)?;
        if let Some(bundle) = found.bundles.first() {
            return Err(Stop::because(format!("`{}` is compiled, and no text to format", bundle.display()))
                .help("name the campaign files that it was built from"));
        }
        for (name, path) in found.campaigns {
            let text = read_all(&path)?;
            formatted.add(name, path, text);
        }
    }
    if args.diff {
        let colour = Face::stdout().colour;
        Out::say(formatted.changes.iter().map(|change| diff(change, colour)).collect::<String>())?;
    }
    if args.check {
        for change in &formatted.changes {
            tell(format_args!("would format `{}`\n", change.name));
        }
    }
    if !only_looks && !stream {
        for change in &formatted.changes {
            write(change)?;
        }
    }
    if !formatted.errors.is_empty() {
        show(&formatted.sources, &formatted.errors);
    }
    if !stream {
        tell(summary(&formatted, only_looks));
    }
    let clean = formatted.errors.is_empty() && (!only_looks || formatted.changes.is_empty());
    Ok(if clean { Exit::Success } else { Exit::Campaigns })
}

fn standard_input(paths: &[PathBuf]) -> Result<String, Stop> {
    if paths.len() > 1 {
        return Err(Stop::because("`-` stands alone: standard input goes to standard output"));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Stop::because(format!("cannot read standard input: {}", reason(&error))))?;
    utf8(bytes, &"-")
}

fn write(change: &Change) -> Result<(), Stop> {
    let mut target = Target::open(&change.path)?;
    target.write_all(change.new.as_bytes()).map_err(|error| target.failed(&error))?;
    target.finish()
}

/// What would change, with three lines around it.
fn diff(change: &Change, colour: bool) -> String {
    let lines = TextDiff::from_lines(&change.old, &change.new);
    let text = lines.unified_diff().header(&change.name, &change.name).to_string();
    if !colour {
        return text;
    }
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let sign = match line.as_bytes().first() {
            Some(b'+') => "\u{1b}[32m",
            Some(b'-') => "\u{1b}[31m",
            Some(b'@') => "\u{1b}[36m",
            _ => "",
        };
        let plain = if sign.is_empty() { "" } else { "\u{1b}[0m" };
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        out.push_str(&format!("{sign}{text}{plain}{end}"));
    }
    out
}

/// The line that a command ends with.
fn summary(formatted: &Formatted, only_looks: bool) -> String {
    let files = |count: usize| format!("{count} file{}", if count == 1 { "" } else { "s" });
    let (all, changed) = (formatted.sources.len(), formatted.changes.len());
    let same = all - changed - formatted.unread;
    let mut parts = Vec::new();
    if changed > 0 {
        parts.push(format!("{} {}", files(changed), if only_looks { "would change" } else { "formatted" }));
    }
    if same > 0 {
        parts.push(format!("{} unchanged", files(same)));
    }
    if formatted.unread > 0 {
        parts.push(format!(
            "{} with errors left as {}",
            files(formatted.unread),
            if formatted.unread == 1 { "it is" } else { "they are" }
        ));
    }
    parts.join(", ") + "\n"
}
