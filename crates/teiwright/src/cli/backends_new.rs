//! `backends new`: a backend that works, to begin with: the example of its kind, under the name that the user gives.

use std::path::{Path, PathBuf};

use teiwright::rules;

use super::{BackendsNewArgs, Failure, Kind, output, print_failure};

/// A file of an example.
struct File {
    path: &'static str,
    bytes: &'static [u8],
    /// Whether it can be run.
    program: bool,
}

macro_rules! files {
    ($folder:literal: $($path:literal $($program:ident)?),+ $(,)?) => {
        &[$(File {
            path: $path,
            bytes: include_bytes!(concat!("../../../../examples/", $folder, "/", $path)),
            program: files!(@ $($program)?),
        }),+]
    };
    (@ program) => { true };
    (@) => { false };
}

const CRATE: &[File] = files!("custom-backend": "Cargo.toml", "README.md", "src/lib.rs", "src/main.rs", "tests/conformance.rs", "tests/snapshots.rs",
    "tests/snapshots/snapshots__drama.snap", "tests/snapshots/snapshots__hostile-text.snap", "tests/snapshots/snapshots__table.snap");
const TEMPLATE: &[File] = files!("template-backend":
    "README.md", "backend.toml", "teiwright.toml", "templates/_macros.html", "templates/document.html", "templates/division.html",
    "templates/heading.html", "templates/paragraph.html", "templates/label.html", "templates/line-group.html", "templates/verse.html",
    "templates/quotation.html", "templates/list.html", "templates/item.html", "templates/table.html", "templates/row.html", "templates/cell.html",
    "templates/speech.html", "templates/break.html", "templates/figure.html", "templates/emphasis.html", "templates/note-ref.html",
    "templates/link.html", "templates/inline-break.html", "templates/image.html", "templates/foreign.html", "templates/notes.html", "templates/note.html");
const PROGRAM: &[File] = files!("python-backend": "README.md", "teiwright.toml", "teiwright-backend-gemtext" program, "test_backend.py");
const WASM: &[File] = files!("wasm-backend": "README.md", "teiwright.toml", "plain-html.c", "teiwright.h", "build.sh" program, "plain-html.wasm");

/// What the examples are called, which becomes the name that the user gives.
const fn example(kind: Kind) -> (&'static str, &'static [File]) {
    match kind {
        Kind::Crate => ("dokuwiki", CRATE),
        Kind::Template => ("zine", TEMPLATE),
        Kind::Program => ("gemtext", PROGRAM),
        Kind::Wasm => ("plain-html", WASM),
    }
}

/// Makes the folder.
pub(crate) fn run(args: &BackendsNewArgs) -> u8 {
    match make(args) {
        Ok(said) => {
            output::error(&said);
            0
        }
        Err(failure) => {
            print_failure(&failure, teiwright_report::Format::Human);
            2
        }
    }
}

fn make(args: &BackendsNewArgs) -> Result<String, Failure> {
    let name = args.name.as_str();
    let usage =
        |message: String, help: &str| Failure::new(&rules::cfg005::RULE, "backends new", message, help);
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !name.bytes().all(fits)
        || !name.starts_with(|first: char| first.is_ascii_lowercase())
        || name.ends_with('-')
    {
        return Err(usage(
            format!("`{name}` is no name of a backend"),
            "use small letters, digits and hyphens",
        ));
    }
    if teiwright::registry().get(name).is_some() {
        return Err(usage(format!("`{name}` is built in"), "choose another name"));
    }
    let folder = args.dir.clone().unwrap_or_else(|| PathBuf::from(name));
    if folder.exists() && folder.read_dir().map_or(true, |mut entries| entries.next().is_some()) {
        return Err(usage(
            format!("{} is there already", folder.display()),
            "name another folder with --dir",
        ));
    }
    let (old, files) = example(args.kind);
    let source = if args.kind == Kind::Crate { Some(source(args, &folder)?) } else { None };
    for file in files {
        let path = folder.join(renamed(file.path, old, name));
        let bytes = match std::str::from_utf8(file.bytes) {
            Ok(text) => edited(text, old, name, source.as_deref()).into_bytes(),
            Err(_) => file.bytes.to_vec(),
        };
        output::folder(path.parent().unwrap_or(&folder))?;
        output::write(&path, &bytes)?;
        if file.program {
            executable(&path)?;
        }
    }
    Ok(next(args.kind, name, &folder))
}

/// A name of the example with the user's: `old`, `Old` (a type) and `old_name` (an identifier).
fn renamed(text: &str, old: &str, new: &str) -> String {
    let camel = |name: &str| {
        let words = name.split('-').map(|word| {
            word.get(..1).map_or_else(String::new, str::to_uppercase) + word.get(1..).unwrap_or_default()
        });
        words.collect::<String>()
    };
    text.replace(old, new)
        .replace(&camel(old), &camel(new))
        .replace(&old.replace('-', "_"), &new.replace('-', "_"))
}

fn edited(text: &str, old: &str, new: &str, source: Option<&str>) -> String {
    // Above the mark is what is said to readers of the example alone.
    let text = text.split_once("<!-- example -->\n").map_or(text, |(_, rest)| rest);
    let text = renamed(text, old, new);
    match source {
        Some(source) => text.replace("../../crates/", &format!("{source}/crates/")),
        None => text,
    }
}

/// Where the source of Teiwright is, as the crate's manifest names it.
fn source(args: &BackendsNewArgs, folder: &Path) -> Result<String, Failure> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let has_it = |path: &&Path| path.join("crates/teiwright-plugin/Cargo.toml").is_file();
    let folder = absolute(folder);
    let given = args.teiwright.as_deref().map(absolute);
    let found = match &given {
        Some(given) => Some(given.as_path()).filter(has_it),
        None => folder.ancestors().find(has_it),
    };
    found.map(|path| path.display().to_string().replace('\\', "/")).ok_or_else(|| {
        let message = "the source of Teiwright, which the crate needs, was not found";
        Failure::new(&rules::cfg005::RULE, "backends new", message, "name its folder with --teiwright")
    })
}

fn executable(path: &Path) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).map_err(|error| {
            let message = format!("cannot be made executable: {error}");
            Failure::new(&rules::cfg002::RULE, path.display().to_string(), message, "check the path")
        })?;
    }
    let _ = path;
    Ok(())
}

/// What to do next.
fn next(kind: Kind, name: &str, folder: &Path) -> String {
    let folder = folder.display();
    let check = match kind {
        Kind::Crate => format!("cargo test --manifest-path {folder}/Cargo.toml"),
        _ => format!("teiwright backends check {name} --config {folder}/teiwright.toml"),
    };
    format!("{folder}: a backend that works; README.md says how to go on. Its tests:\n  {check}\n")
}
