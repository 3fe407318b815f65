//! Writing: standard output that may close, files that appear whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use teiwright::rules;
use tempfile::NamedTempFile;

use super::Failure;

/// Writes to standard output. A reader that went away is no failure.
pub(crate) fn print(text: &[u8]) -> Result<(), Failure> {
    print_while_read(text).map(drop)
}

/// The same; says whether anybody reads on.
pub(crate) fn print_while_read(text: &[u8]) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            &rules::cfg002::RULE,
            "-",
            format!("cannot write: {error}"),
            "check where the output goes",
        )),
        written => Ok(written.is_ok()),
    }
}

/// Writes to standard error; nothing can be said if that fails.
pub(crate) fn error(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Makes a folder, and those above it.
pub(crate) fn folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| {
        let message = format!("cannot be made: {error}");
        Failure::new(&rules::cfg002::RULE, path.display().to_string(), message, "check the path")
    })
}

/// Writes a file by way of a temporary one in its folder, so that it is there whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut draft = Draft::new(path)?;
    draft.write(bytes)?;
    draft.keep()
}

/// A file that is being written: a temporary one in its folder until it is kept; one that is not kept was never there.
///
/// A symbolic link is followed, so that it stays a link. What is no file (a device, a pipe) is written to directly: to
/// rename something over `/dev/null` would take the device away from the whole machine.
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    file: Writer,
}

enum Writer {
    Temporary(BufWriter<NamedTempFile>),
    Device(std::fs::File),
}

impl Draft {
    /// Begins a file that will be at `path`.
    pub(crate) fn new(path: &Path) -> Result<Self, Failure> {
        let fail = |error: io::Error| unwritable(path, &error);
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let draft = |file| Self { path: path.to_path_buf(), target: target.clone(), file };
        match std::fs::metadata(&target) {
            Ok(found) if found.is_dir() => return Err(fail(io::Error::other("it is a folder"))),
            Ok(found) if !found.is_file() => {
                let open = std::fs::OpenOptions::new().write(true).open(&target);
                return open.map(Writer::Device).map(draft).map_err(fail);
            }
            _ => {}
        }
        let folder =
            target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(fail(io::Error::other(format!("there is no folder {}", folder.display()))));
        }
        // The name of the temporary file would tell a reader nothing.
        let bare = |error: io::Error| fail(error.kind().into());
        let file = tempfile::Builder::new().prefix(".teiwright-").tempfile_in(folder).map_err(bare)?;
        Ok(draft(Writer::Temporary(BufWriter::new(file))))
    }

    /// Adds to the file.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.file {
            Writer::Temporary(file) => file.write_all(bytes),
            Writer::Device(file) => file.write_all(bytes),
        };
        written.map_err(|error| unwritable(&self.path, &error))
    }

    /// Puts the file where it is to be, over the one that is there.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        let fail = |error: io::Error| unwritable(&self.path, &error);
        let Writer::Temporary(file) = self.file else { return Ok(()) };
        let file = file.into_inner().map_err(|error| fail(error.into_error()))?;
        file.as_file().sync_all().map_err(fail)?;
        permissions(&self.target, file.as_file()).map_err(fail)?;
        file.persist(&self.target).map_err(|error| fail(error.error))?;
        Ok(())
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let message = format!("cannot be written: {error}");
    Failure::new(
        &rules::cfg002::RULE,
        path.display().to_string(),
        message,
        "check the path and its permissions",
    )
}

/// The permissions of the file that is replaced, or those of any new file.
fn permissions(path: &Path, file: &std::fs::File) -> io::Result<()> {
    if let Ok(old) = std::fs::metadata(path) {
        return file.set_permissions(old.permissions());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}
