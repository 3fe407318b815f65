//! What `teiwright.toml` says of plugins: the tables `[backends.NAME]`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use teiwright::plugins::{Origin, Place, Plugin, on_path};
use teiwright_plugin::Limits;
use teiwright_source::Span;
use toml::Spanned;

use super::Failure;
use super::settings_file::SettingsFile;

/// `[backends.NAME]`. Paths in it are relative to the folder of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    template: Option<String>,
    program: Option<Command>,
    wasm: Option<String>,
    seconds: Option<u32>,
    megabytes: Option<u32>,
}

/// A program, or a program and its arguments.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Command {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Default, Deserialize)]
struct Whole {
    #[serde(default)]
    backends: BTreeMap<String, Spanned<Table>>,
}

/// What may stand there.
const HAS: &str = "[backends.NAME] has one of template, program and wasm, and may have seconds and megabytes";

/// The plugins that a configuration file names.
pub(crate) fn read(path: &Path) -> Result<Vec<Plugin>, Failure> {
    let file = SettingsFile::read(path)?;
    let whole = file.parse::<Whole>(HAS)?;
    let folder =
        path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_path_buf();
    let builtin = teiwright::registry();
    let mut plugins = Vec::new();
    for (backend, table) in whole.backends {
        let span = Span::from_range(table.span());
        let wrong = |message: String| file.wrong(message, Some(span), HAS);
        if builtin.get(&backend).is_some() {
            return Err(wrong(format!("`{backend}` is built in, and no plugin can have its name")));
        }
        let table = table.into_inner();
        let limits = Limits::default();
        let limits = Limits {
            seconds: table.seconds.unwrap_or(limits.seconds).max(1),
            megabytes: table.megabytes.unwrap_or(limits.megabytes).clamp(1, 4095),
        };
        let place = place(&table, &folder).ok_or_else(|| {
            wrong(format!("`[backends.{backend}]` must have one of `template`, `program` and `wasm`"))
        })?;
        plugins.push(Plugin {
            name: Some(backend),
            place,
            limits,
            origin: Origin::Configured(path.to_path_buf()),
        });
    }
    Ok(plugins)
}

fn place(table: &Table, folder: &Path) -> Option<Place> {
    match (&table.template, &table.program, &table.wasm) {
        (Some(template), None, None) => Some(Place::Template(joined(folder, template))),
        (None, None, Some(wasm)) => Some(Place::Wasm(joined(folder, wasm))),
        (None, Some(command), None) => {
            let (program, arguments) = match command {
                Command::One(program) => (program, &[][..]),
                Command::Several(words) => words.split_first()?,
            };
            // It runs in the folder of the file, so that its arguments may name files beside it.
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
            Some(Place::Program(program_file(program, &folder), arguments.to_vec(), Some(folder)))
        }
        _ => None,
    }
}

/// A path that is relative to the folder, as a user would name it.
fn joined(folder: &Path, path: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) }
}

/// The file beside the configuration; else, of a bare name, the program on the `PATH`.
fn program_file(program: &str, folder: &Path) -> PathBuf {
    let beside = folder.join(program);
    let bare = !program.contains(['/', '\\']);
    if bare && !beside.is_file() { on_path(program).unwrap_or(beside) } else { beside }
}

/// The plugins of the configuration that holds: that of `--config`, or the nearest above `near`.
pub(crate) fn configured(config: Option<&Path>, near: &Path) -> Result<Vec<Plugin>, Failure> {
    let config = config.map(Path::to_path_buf).or_else(|| super::settings::nearest(near));
    config.map_or_else(|| Ok(Vec::new()), |config| read(&config))
}
