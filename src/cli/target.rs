//! Where a command writes what it makes.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::console::Out;
use super::exit::Stop;

/// Something to write to that is there as a whole or not at all (INTERFACE §1.5): until [`Target::finish`] the file of
/// before stays as it is.
pub(super) struct Target {
    kind: Kind,
}

enum Kind {
    Stdout(Out),
    /// A file, written beside its place.
    Replaced(BufWriter<NamedTempFile>, PathBuf),
    /// A pipe or device, which cannot be replaced.
    Direct(BufWriter<File>, PathBuf),
}

impl Target {
    /// The file at a path; `-` is standard output.
    pub(super) fn open(path: &Path) -> Result<Self, Stop> {
        if path.as_os_str() == "-" {
            return Ok(Self { kind: Kind::Stdout(Out::new()) });
        }
        // The file that a link leads to is replaced, not the link.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let failed = |error: io::Error| Stop::file("write", path, &error);
        let old = place.metadata().ok();
        if old.as_ref().is_some_and(|meta| meta.is_dir()) {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if old.as_ref().is_some_and(|meta| !meta.is_file()) {
            let file = File::options().write(true).open(&place).map_err(failed)?;
            return Ok(Self { kind: Kind::Direct(BufWriter::new(file), path.to_owned()) });
        }
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".nuncio-");
        if let Some(permissions) = old.map(|meta| meta.permissions()).or_else(ordinary) {
            builder.permissions(permissions);
        }
        let file = builder.tempfile_in(folder).map_err(failed)?;
        Ok(Self { kind: Kind::Replaced(BufWriter::with_capacity(1 << 16, file), place) })
    }

    /// Whether nobody reads what is written.
    pub(super) const fn is_closed(&self) -> bool {
        matches!(&self.kind, Kind::Stdout(out) if out.is_closed())
    }

    /// Writes all that is left and puts the file in its place.
    pub(super) fn finish(mut self) -> Result<(), Stop> {
        self.flush().map_err(|error| self.failed(&error))?;
        let Kind::Replaced(file, place) = self.kind else { return Ok(()) };
        let failed = |error: io::Error| Stop::file("write", &place, &error);
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&place).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Writing has failed.
    pub(super) fn failed(&self, error: &io::Error) -> Stop {
        match &self.kind {
            Kind::Stdout(_) => Out::failed(error),
            Kind::Replaced(_, path) | Kind::Direct(_, path) => Stop::file("write", path, error),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.kind {
            Kind::Stdout(out) => out.write(bytes),
            Kind::Replaced(file, _) => file.write(bytes),
            Kind::Direct(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.kind {
            Kind::Stdout(out) => out.flush(),
            Kind::Replaced(file, _) => file.flush(),
            Kind::Direct(file, _) => file.flush(),
        }
    }
}

/// What a new file allows, before the mask of the process: temporary files are private by default, results are not.
#[cfg(unix)]
fn ordinary() -> Option<std::fs::Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
fn ordinary() -> Option<std::fs::Permissions> {
    None
}
