//! Writing: standard output that may close, files that appear whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use teiwright::rules;

use super::Failure;

/// Writes to standard output. A reader that went away is no failure.
pub(crate) fn print(text: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            &rules::cfg002::RULE,
            "-",
            format!("cannot write: {error}"),
            "check where the output goes",
        )),
        _ => Ok(()),
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
///
/// A symbolic link is followed, so that it stays a link. What is no file (a device, a pipe) is written to directly: to
/// rename something over `/dev/null` would take the device away from the whole machine.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error: io::Error| {
        let message = format!("cannot be written: {error}");
        Failure::new(
            &rules::cfg002::RULE,
            path.display().to_string(),
            message,
            "check the path and its permissions",
        )
    };
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    match std::fs::metadata(&target) {
        Ok(found) if found.is_dir() => return Err(fail(io::Error::other("it is a folder"))),
        Ok(found) if !found.is_file() => {
            let open = std::fs::OpenOptions::new().write(true).open(&target);
            return open.and_then(|mut file| file.write_all(bytes)).map_err(fail);
        }
        _ => {}
    }
    let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(fail(io::Error::other(format!("there is no folder {}", folder.display()))));
    }
    // The name of the temporary file would tell a reader nothing.
    let bare = |error: io::Error| fail(error.kind().into());
    let mut file = tempfile::Builder::new().prefix(".teiwright-").tempfile_in(folder).map_err(bare)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(fail)?;
    permissions(&target, file.as_file()).map_err(fail)?;
    file.persist(&target).map_err(|error| fail(error.error))?;
    Ok(())
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
