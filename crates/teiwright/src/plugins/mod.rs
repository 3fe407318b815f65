//! Plugins on this machine: where they are, and how they are loaded. Only what the user configured or named is looked for,
//! and a program is run only when it is named.

mod folder;
mod process;

use std::fmt;
use std::path::{Path, PathBuf};

use teiwright_export::Backend;
use teiwright_plugin::{Limits, Program, Template, rules};
use teiwright_source::Diagnostic;

use process::Process;

/// What a program that is a backend is called, before the backend's name.
const PREFIX: &str = "teiwright-backend-";

/// A plugin, not yet loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plugin {
    /// What the user calls it; without one it is called what it calls itself.
    pub name: Option<String>,
    /// Where it is.
    pub place: Place,
    /// What it may use.
    pub limits: Limits,
    /// Who says so.
    pub origin: Origin,
}

/// Where a plugin is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder of templates.
    Template(PathBuf),
    /// A program, with the arguments before its own, and the folder that it runs in.
    Program(PathBuf, Vec<String>, Option<PathBuf>),
    /// A WebAssembly module.
    Wasm(PathBuf),
}

/// Who says where a plugin is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A configuration file.
    Configured(PathBuf),
    /// The `PATH`.
    OnPath,
    /// The user, by naming the file or folder itself.
    Named,
}

impl Place {
    /// `template`, `program` or `wasm`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Template(_) => "template",
            Self::Program(..) => "program",
            Self::Wasm(_) => "wasm",
        }
    }

    /// The folder or file.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Template(path) | Self::Program(path, ..) | Self::Wasm(path) => path,
        }
    }
}

impl fmt::Display for Plugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place.kind(), self.place.path().display())?;
        match &self.origin {
            Origin::Configured(file) => write!(f, ", configured in {}", file.display()),
            Origin::OnPath => f.write_str(", on the PATH"),
            Origin::Named => Ok(()),
        }
    }
}

impl Plugin {
    /// The plugin that `word` means: one of `configured` by its name; a folder or file, where it has a slash or is there and
    /// ends in `.wasm`; else the program `teiwright-backend-WORD` on the `PATH`.
    ///
    /// # Errors
    /// `PLG101`, which says what to install.
    pub fn find(word: &str, configured: &[Self]) -> Result<Self, Box<Diagnostic>> {
        if let Some(plugin) = configured.iter().find(|plugin| plugin.name.as_deref() == Some(word)) {
            return Ok(plugin.clone());
        }
        let path = Path::new(word);
        let place = if word.contains(['/', '\\']) || path.extension().is_some_and(|ending| ending == "wasm") {
            if path.is_dir() {
                Place::Template(path.to_path_buf())
            } else if path.extension().is_some_and(|ending| ending == "wasm") {
                Place::Wasm(path.to_path_buf())
            } else {
                Place::Program(
                    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()),
                    Vec::new(),
                    None,
                )
            }
        } else if let Some(program) = on_path(&format!("{PREFIX}{word}")) {
            let place = Place::Program(program, Vec::new(), None);
            let name = Some(word.to_owned());
            return Ok(Self { name, place, limits: Limits::default(), origin: Origin::OnPath });
        } else {
            return Err(Box::new(missing_program(word)));
        };
        Ok(Self { name: None, place, limits: Limits::default(), origin: Origin::Named })
    }

    /// Loads it; of a program, asks it what it is.
    ///
    /// # Errors
    /// `PLG101` where it is not there, or what is wrong with it.
    pub fn load(&self) -> Result<Box<dyn Backend>, Box<Diagnostic>> {
        let (name, path) = (self.name.as_deref(), self.place.path());
        if !path.exists() {
            return Err(Box::new(missing(self)));
        }
        match &self.place {
            Place::Template(folder) => {
                let files =
                    folder::read(folder, self.limits.bytes()).map_err(|error| unreadable(self, &error))?;
                Ok(Box::new(Template::new(name, &files, self.limits)?))
            }
            Place::Program(program, arguments, folder) => {
                let (program, arguments) = (program.clone(), arguments.clone());
                let process = Process { program, arguments, folder: folder.clone() };
                Ok(Box::new(Program::new(name, Box::new(process), self.limits)?))
            }
            Place::Wasm(file) => {
                let bytes = std::fs::read(file).map_err(|error| unreadable(self, &error))?;
                wasm(name, &bytes, self.limits)
            }
        }
    }
}

#[cfg(feature = "wasm")]
fn wasm(name: Option<&str>, bytes: &[u8], limits: Limits) -> Result<Box<dyn Backend>, Box<Diagnostic>> {
    Ok(Box::new(teiwright_plugin::Wasm::new(name, bytes, limits)?))
}

#[cfg(not(feature = "wasm"))]
fn wasm(name: Option<&str>, _bytes: &[u8], _limits: Limits) -> Result<Box<dyn Backend>, Box<Diagnostic>> {
    let name = name.unwrap_or("the module");
    let message = format!("`{name}` is a WebAssembly module, and this program was built without them");
    let help = "build it with the feature `wasm`, which is on by default";
    Err(Box::new(Diagnostic::new(&rules::plg109::RULE, message).with_help(help)))
}

/// The file of that name in a folder of the `PATH`. Folders that are relative depend on where one is, and are passed over.
pub fn on_path(name: &str) -> Option<PathBuf> {
    path_folders().map(|folder| folder.join(program_name(name))).find(|file| is_program(file))
}

/// The backends on the `PATH`, by their names and the programs: nothing of them is run.
#[must_use]
pub fn all_on_path() -> Vec<(String, PathBuf)> {
    let mut found = std::collections::BTreeMap::new();
    for folder in path_folders() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let file = entry.file_name();
            let name = file.to_str().and_then(|name| name.strip_prefix(PREFIX));
            let name = name.map(|name| name.trim_end_matches(".exe").to_owned());
            if let Some(name) = name.filter(|_| is_program(&entry.path())) {
                found.entry(name).or_insert_with(|| entry.path());
            }
        }
    }
    found.into_iter().collect()
}

fn path_folders() -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect::<Vec<_>>().into_iter()
}

fn program_name(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

fn missing_program(name: &str) -> Diagnostic {
    let message = format!("there is no backend `{name}`, and no program `{PREFIX}{name}` on the PATH");
    let help = format!(
        "install `{PREFIX}{name}`, or say below `[backends.{name}]` in teiwright.toml where the plugin is; \
         `teiwright backends list` has those that are there"
    );
    Diagnostic::new(&rules::plg101::RULE, message).with_help(help)
}

fn missing(plugin: &Plugin) -> Diagnostic {
    let path = plugin.place.path().display();
    let what = plugin.name.as_ref().map_or_else(String::new, |name| format!(" of `{name}`"));
    let kind = match plugin.place {
        Place::Template(_) => "folder of templates",
        Place::Program(..) => "program",
        Place::Wasm(_) => "WebAssembly module",
    };
    let message = format!("the {kind}{what} is not there: {path}");
    let help = match &plugin.origin {
        Origin::Configured(file) => {
            format!("install it, or correct `{}` in {}", plugin.place.kind(), file.display())
        }
        _ => "check the path".to_owned(),
    };
    Diagnostic::new(&rules::plg101::RULE, message).with_help(help)
}

fn unreadable(plugin: &Plugin, error: &std::io::Error) -> Box<Diagnostic> {
    let path = plugin.place.path().display();
    let message = format!("{path} cannot be read: {error}");
    Box::new(Diagnostic::new(&rules::plg101::RULE, message).with_help("check the path and its permissions"))
}
