//! `check --watch`: all documents once, then those that change, until the program is interrupted.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, event::ModifyKind};
use rustc_hash::FxHashSet;
use teiwright::rules;

use super::inputs::expanded;
use super::schemas::Schemas;
use super::{CheckArgs, Failure, check, output, settings};

/// Files are checked when nothing has changed for this long: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(150);
/// And at the latest after this long.
const LATEST: Duration = Duration::from_secs(2);

/// Endings of files that say how documents are checked.
const SAYING: [&str; 8] = ["toml", "rng", "rnc", "odd", "sch", "dtd", "ent", "isosch"];

/// Checks with `pass` all documents, then only those of a set of canonical paths. It ends only with an error, or with the program.
pub(crate) fn run(
    args: &CheckArgs,
    pass: impl Fn(Option<FxHashSet<PathBuf>>, &Schemas) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    if args.inputs.iter().any(|input| input.as_os_str() == "-") {
        let message = "standard input cannot be watched";
        return Err(Failure::new(&rules::cfg005::RULE, "--watch", message, "name a file or a folder"));
    }
    let (send, receive) = std::sync::mpsc::channel();
    let fail = |error: &notify::Error| {
        let message = format!("files cannot be watched: {error}");
        Failure::new(&rules::cfg001::RULE, "--watch", message, "check them without --watch")
    };
    let mut watcher = notify::recommended_watcher(send).map_err(|error| fail(&error))?;
    for (path, mode) in places(args) {
        watch(&mut watcher, &path, mode).map_err(|error| fail(&error))?;
    }
    let mut schemas = Schemas::new(&check::asked(args))?;
    pass(None, &schemas)?;
    output::error("watching for changes; interrupt to end\n");
    loop {
        let Some(changed) = next(&receive) else { return Ok(0) };
        if changed.iter().any(|path| says_how(path)) {
            // Settings that are broken for now are told, and looked at again when they change.
            match Schemas::new(&check::asked(args)) {
                Ok(anew) => schemas = anew,
                Err(failure) => {
                    super::print_failure(&failure, args.report.format.format());
                    continue;
                }
            }
            pass(None, &schemas)?;
        } else {
            let documents = changed.iter().filter_map(|path| path.canonicalize().ok());
            pass(Some(documents.collect()), &schemas)?;
        }
    }
}

/// The folders in which something may change: those that were named and those of files that were; and of what says how they are
/// checked.
fn places(args: &CheckArgs) -> Vec<(PathBuf, RecursiveMode)> {
    let mut places = Vec::new();
    let folder =
        |path: &Path| path.parent().filter(|folder| !folder.as_os_str().is_empty()).map(Path::to_path_buf);
    let beside =
        |path: &Path| (folder(path).unwrap_or_else(|| PathBuf::from(".")), RecursiveMode::NonRecursive);
    for input in args.inputs.iter().flat_map(|input| expanded(input)).filter(|input| input.as_os_str() != "-")
    {
        let settings = settings::nearest(&input);
        places.extend(settings.iter().map(|path| beside(path)));
        places.push(if input.is_dir() { (input, RecursiveMode::Recursive) } else { beside(&input) });
    }
    let files = args.schema.iter().map(Path::new).chain(args.config.as_deref());
    places.extend(files.filter(|path| path.is_file()).map(beside));
    places.sort_by_key(|(path, mode)| (path.clone(), *mode == RecursiveMode::NonRecursive));
    places.dedup_by(|next, kept| next.0 == kept.0);
    places
}

fn watch(watcher: &mut RecommendedWatcher, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
    watcher.watch(path, mode)
}

/// What changed next; `None` when nothing can change any more.
fn next(events: &Receiver<notify::Result<Event>>) -> Option<FxHashSet<PathBuf>> {
    let mut changed = FxHashSet::default();
    while changed.is_empty() {
        take(events.recv().ok()?, &mut changed);
    }
    let begun = Instant::now();
    while begun.elapsed() < LATEST {
        match events.recv_timeout(QUIET) {
            Ok(event) => take(event, &mut changed),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(changed)
}

/// Adds what an event says was written, made or moved. To read a file, as the checks do, is an event too.
fn take(event: notify::Result<Event>, changed: &mut FxHashSet<PathBuf>) {
    let Ok(event) = event else { return };
    let is_change = match event.kind {
        EventKind::Create(_) | EventKind::Remove(_) => true,
        EventKind::Modify(what) => !matches!(what, ModifyKind::Metadata(_)),
        _ => false,
    };
    let ours = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".teiwright-"))
    };
    if is_change {
        changed.extend(event.paths.into_iter().filter(|path| !ours(path)));
    }
}

/// Whether a file says how documents are checked.
fn says_how(path: &Path) -> bool {
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    SAYING.iter().any(|known| known.eq_ignore_ascii_case(ending))
}
