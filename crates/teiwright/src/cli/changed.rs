//! `--changed-since REV`: which files differ from a revision, as git says.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustc_hash::FxHashSet;
use teiwright::rules;

use super::Failure;

/// The files around `named` that differ from where this branch left `rev`, committed or not, and those that git does not know
/// yet; by their canonical paths.
///
/// # Errors
/// When git is not there, or something that was named lies in no work tree, or there is no such revision.
pub(crate) fn since(rev: &str, named: &[PathBuf]) -> Result<FxHashSet<PathBuf>, Failure> {
    let mut roots = Vec::<PathBuf>::new();
    for path in named.iter().filter(|path| path.as_os_str() != "-") {
        let folder = folder_of(path);
        let root = text(&git(&folder, rev, &["rev-parse", "--show-toplevel"])?);
        let root = PathBuf::from(root);
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let mut changed = FxHashSet::default();
    for root in roots {
        let commit = format!("{rev}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let commit = text(&git(&root, rev, &asked)?);
        // What others did to that branch meanwhile is no change of this one. Without a common history there is the revision.
        let base = git(&root, rev, &["merge-base", &commit, "HEAD"]).map_or(commit, |base| text(&base));
        let differ =
            ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--no-ext-diff", &base, "--"];
        let new = ["ls-files", "-z", "--others", "--exclude-standard"];
        for list in [git(&root, rev, &differ)?, git(&root, rev, &new)?] {
            let paths = list.split(|&byte| byte == 0).filter(|path| !path.is_empty());
            changed.extend(paths.filter_map(|path| root.join(native(path)).canonicalize().ok()));
        }
    }
    Ok(changed)
}

/// The folder in which git is to look for a work tree.
fn folder_of(path: &Path) -> PathBuf {
    let mut above = path.ancestors().filter(|folder| folder.is_dir());
    above.next().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

#[cfg(unix)]
fn native(path: &[u8]) -> &OsStr {
    std::os::unix::ffi::OsStrExt::from_bytes(path)
}

#[cfg(not(unix))]
fn native(path: &[u8]) -> &OsStr {
    OsStr::new(std::str::from_utf8(path).unwrap_or_default())
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim_end_matches(['\n', '\r']).to_owned()
}

/// What a command of git prints.
fn git(folder: &Path, rev: &str, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let fail = |message: String, help: &str| {
        Failure::new(&rules::cfg020::RULE, format!("--changed-since {rev}"), message, help)
    };
    let mut command = Command::new("git");
    // A hook of git runs with these set, the former relative to the root: they would lead away from the folder.
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    let ran = command.arg("-C").arg(folder).args(arguments).output().map_err(|error| {
        fail(format!("git cannot be run: {error}"), "install git, or name the files that are to be checked")
    })?;
    if ran.status.success() {
        return Ok(ran.stdout);
    }
    if arguments.contains(&"--verify") {
        let help = "name a branch, a tag or a commit; in a shallow clone, fetch it first";
        return Err(fail(format!("there is no revision `{rev}`"), help));
    }
    let why = text(&ran.stderr);
    let why = why.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
    Err(fail(format!("git says of {}: {why}", folder.display()), "run it in a work tree of git"))
}
