//! `nuncio check --fix`: the fixes that cannot change what campaigns mean, in the files.

use std::io::Write;

use crate::cli::console::tell;
use crate::cli::exit::Stop;
use crate::cli::load::{Loaded, text_of};
use crate::cli::target::Target;
use crate::diagnostic::{self, Applied, Diagnostic, Fix};
use crate::source::{FileId, SourceFile, Sources};
use crate::{Compilation, compile};

/// Fixes that touch each other wait for the next round; more rounds than this mean that two of them undo each other.
const MOST_ROUNDS: usize = 20;

/// Tells what is to be said about campaigns.
type Say<'a> = dyn Fn(&Compilation) -> Vec<Diagnostic> + 'a;

/// Applies safe fixes until none is left, writes the files that changed, and says how many they were. What was loaded
/// becomes what stands in the files then.
pub(in crate::cli) fn fix(loaded: &mut Loaded, say: &Say<'_>) -> Result<(), Stop> {
    let before = loaded.compilation.sources.clone();
    let mut fixes = 0;
    for _ in 0..MOST_ROUNDS {
        let Some((count, compilation)) = round(loaded, say) else { break };
        fixes += count;
        loaded.compilation = compilation;
    }
    let mut files = 0;
    for (id, old) in before.iter() {
        let new = loaded.compilation.sources.get(id).map_or("", SourceFile::text);
        if new != old.text() {
            write(loaded, id, old, new)?;
            files += 1;
        }
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    tell(match fixes {
        0 => "fixed nothing\n".to_owned(),
        _ => format!("fixed {fixes} problem{} in {files} file{}\n", plural(fixes), plural(files)),
    });
    Ok(())
}

/// What comes of the safe fixes that do not touch each other, and how many those are; `None` if there is nothing to do.
fn round(loaded: &Loaded, say: &Say<'_>) -> Option<(usize, Compilation)> {
    let old = &loaded.compilation;
    let found = say(old);
    let fixes: Vec<&Fix> = found.iter().filter_map(|found| safe_fix(found, loaded.files.len())).collect();
    let whole = attempt(loaded, &fixes);
    if whole.as_ref().is_none_or(|(_, new)| means_the_same(old, new)) {
        return whole;
    }
    // One of them is not as safe as it says: each goes in only if nothing is lost with it.
    let mut good = Vec::with_capacity(fixes.len());
    for fix in fixes {
        good.push(fix);
        if attempt(loaded, &good).is_some_and(|(_, new)| !means_the_same(old, &new)) {
            good.pop();
        }
    }
    attempt(loaded, &good)
}

fn attempt(loaded: &Loaded, fixes: &[&Fix]) -> Option<(usize, Compilation)> {
    let Applied { texts, count } = diagnostic::apply(&loaded.compilation.sources, fixes.iter().copied());
    if count == 0 {
        return None;
    }
    let mut sources = Sources::new();
    for (id, file) in loaded.compilation.sources.iter() {
        sources.add(match texts.get(&id) {
            Some(text) => SourceFile::new(file.name(), text.as_str()),
            None => file.clone(),
        });
    }
    Some((count, compile(sources)))
}

/// The best fix of a diagnostic that can be applied unseen. The sources of a compiled bundle, which come after the
/// `files` that can be written, stay as they are.
fn safe_fix(found: &Diagnostic, files: usize) -> Option<&Fix> {
    let writable = |fix: &&Fix| fix.edits.iter().all(|edit| (edit.loc.file.0 as usize) < files);
    found.fixes.iter().filter(|fix| fix.safe).find(writable)
}

/// Whether nothing is lost from one to the other: what compiled compiles to the same, what did not has no more errors.
fn means_the_same(old: &Compilation, new: &Compilation) -> bool {
    let errors = |compilation: &Compilation| compilation.diagnostics.iter().filter(|found| found.is_error()).count();
    errors(new) <= errors(old) && (old.has_errors() || old.ir.to_string() == new.ir.to_string())
}

fn write(loaded: &Loaded, id: FileId, old: &SourceFile, new: &str) -> Result<(), Stop> {
    let Some(path) = loaded.files.get(id.0 as usize) else { return Ok(()) };
    let bytes = std::fs::read(path).map_err(|error| Stop::file("read", path, &error))?;
    let (mark, text) = text_of(&bytes);
    if text != old.text().as_bytes() {
        let message = format!("`{}` was changed by something else in the meantime", path.display());
        return Err(Stop::because(message).help("run it again"));
    }
    let mut target = Target::open(path)?;
    let written = target.write_all(mark).and_then(|()| target.write_all(new.as_bytes()));
    written.map_err(|error| target.failed(&error))?;
    target.finish()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{MOST_ROUNDS, fix};
    use crate::Compilation;
    use crate::cli::load::{Paths, load};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::{FileId, Loc, SourceFile, Span};

    const TEXT: &str = "campaign c {\n    audience ongoing { plan is \"pro\" }\n    send sms { body \"Hello\" }\n}\n";

    /// The text after fixes that are said to be safe.
    fn fixed(say: impl Fn(&Compilation) -> Vec<Diagnostic>) -> String {
        let path = tempfile::Builder::new().suffix(".campaign").tempfile().unwrap().into_temp_path();
        std::fs::write(&path, TEXT).unwrap();
        let mut loaded = load(&Paths { paths: vec![Path::new(&path).to_owned()] }).unwrap();
        fix(&mut loaded, &|compilation| say(compilation)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(loaded.compilation.sources.get(FileId(0)).map(SourceFile::text), Some(text.as_str()));
        text
    }

    fn replace(compilation: &Compilation, old: &str, new: &str) -> Option<Diagnostic> {
        let start = compilation.sources.get(FileId(0))?.text().find(old)? as u32;
        let loc = Loc { file: FileId(0), span: Span::new(start, start + old.len() as u32) };
        Some(Diagnostic::new(Code::OldName, loc, "m").fix("mend", loc, new).safe())
    }

    #[test]
    fn a_fix_that_changes_what_a_campaign_means_is_left_out_and_the_others_go_in() {
        let say = |compilation: &Compilation| {
            let changes = [("\"pro\"", "\"free\""), ("ongoing", "dynamic"), ("body", "bodi"), ("{ plan", "{  plan")];
            changes.into_iter().filter_map(|(old, new)| replace(compilation, old, new)).collect()
        };
        assert_eq!(fixed(say), TEXT.replace("ongoing", "dynamic").replace("{ plan", "{  plan"));
    }

    #[test]
    fn fixes_that_never_end_are_ended() {
        let say = |compilation: &Compilation| replace(compilation, "plan", " plan").into_iter().collect();
        assert_eq!(fixed(say), TEXT.replace("plan", &format!("{}plan", " ".repeat(MOST_ROUNDS))));
    }
}
