//! Writing: standard output that may close, files that appear whole or not at all.

use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use teiwright::rules;
use tempfile::{NamedTempFile, SpooledTempFile};

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
    Target::of(path)?.put(|file| file.write_all(bytes))
}

/// A file that is being written while a run goes on, and is there when the run has ended and not before.
///
/// What is written is held in memory, and from a few megabytes on in a file without a name, which is gone with the program
/// however that ends.
pub(crate) struct Draft {
    target: Target,
    held: SpooledTempFile,
}

/// How much of a draft is held in memory, in bytes.
const HELD: usize = 4 << 20;

impl Draft {
    /// Begins a file that will be at `path`. One that cannot be there is told now.
    pub(crate) fn new(path: &Path) -> Result<Self, Failure> {
        let target = Target::of(path)?;
        if let Some(folder) = &target.folder {
            drop(temporary(folder).map_err(|error| unwritable(path, &error))?);
        }
        Ok(Self { target, held: SpooledTempFile::new(HELD) })
    }

    /// Adds to the file.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.held.write_all(bytes).map_err(|error| unwritable(&self.target.path, &error))
    }

    /// Puts the file where it is to be, over the one that is there.
    pub(crate) fn keep(mut self) -> Result<(), Failure> {
        self.held.rewind().map_err(|error| unwritable(&self.target.path, &error))?;
        self.target.put(|file| io::copy(&mut self.held, file).map(drop))
    }
}

/// Where a file is to be.
///
/// A symbolic link is followed, so that it stays a link. What is no file (a device, a pipe) is written to directly: to
/// rename something over `/dev/null` would take the device away from the whole machine.
struct Target {
    path: PathBuf,
    real: PathBuf,
    /// The folder of a file; none for a device.
    folder: Option<PathBuf>,
}

impl Target {
    fn of(path: &Path) -> Result<Self, Failure> {
        let fail = |why: String| unwritable(path, &io::Error::other(why));
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = match std::fs::metadata(&real) {
            Ok(found) if found.is_dir() => return Err(fail("it is a folder".to_owned())),
            Ok(found) if !found.is_file() => None,
            _ => {
                let folder = real.parent().filter(|parent| !parent.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                if !folder.is_dir() {
                    return Err(fail(format!("there is no folder {}", folder.display())));
                }
                Some(folder.to_path_buf())
            }
        };
        Ok(Self { path: path.to_path_buf(), real, folder })
    }

    /// Has `fill` write the file.
    fn put(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        self.try_put(fill).map_err(|error| unwritable(&self.path, &error))
    }

    fn try_put(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return fill(&mut std::fs::OpenOptions::new().write(true).open(&self.real)?);
        };
        let mut file = temporary(folder)?;
        fill(&mut file)?;
        file.as_file().sync_all()?;
        permissions(&self.real, file.as_file())?;
        file.persist(&self.real).map(drop).map_err(|error| error.error)
    }
}

/// A file in `folder` that is gone unless it is kept. Its name would tell a reader of an error nothing.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let made = tempfile::Builder::new().prefix(".teiwright-").tempfile_in(folder);
    made.map_err(|error| error.kind().into())
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
