//! Settings: `--set` over `teiwright.toml` over what the text says.

use std::path::{Path, PathBuf};

use teiwright::{ConvertOptions, rules};
use teiwright_tei::NotePlacement;
use teiwright_text::Dialect;

use super::Failure;

/// Every key.
const KEYS: [&str; 11] = [
    "title",
    "author",
    "language",
    "from",
    "notes",
    "publication.publisher",
    "publication.place",
    "publication.date",
    "publication.licence",
    "publication.licence-url",
    "publication.idno",
];

/// The nearest `teiwright.toml` at or above the folder of `input`.
pub(crate) fn nearest(input: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(input).ok()?;
    absolute.ancestors().skip(1).map(|folder| folder.join("teiwright.toml")).find(|path| path.is_file())
}

/// Reads a configuration file into the options.
pub(crate) fn read(path: &Path, options: &mut ConvertOptions) -> Result<(), Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(&rules::cfg001::RULE, name.clone(), format!("cannot be read: {error}"), "check the path")
    })?;
    let table = text.parse::<toml::Table>().map_err(|error| {
        let message = format!("is not sound TOML: {}", error.to_string().trim_end());
        Failure::new(&rules::cfg004::RULE, name.clone(), message, "correct the file")
    })?;
    for (key, value) in &table {
        match value {
            // `[convert]` holds the keys of converting without a prefix.
            toml::Value::Table(inner) => {
                for (sub, value) in inner {
                    let key = if key == "convert" { sub.clone() } else { format!("{key}.{sub}") };
                    set(&key, &plain(value), &name, options)?;
                }
            }
            value => set(key, &plain(value), &name, options)?,
        }
    }
    Ok(())
}

fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Sets what `KEY=VALUE` says.
pub(crate) fn assign(pair: &str, options: &mut ConvertOptions) -> Result<(), Failure> {
    match pair.split_once('=') {
        Some((key, value)) => set(key.trim(), value, "--set", options),
        None => {
            let message = format!("--set {pair}: there is no = in it");
            Err(Failure::new(&rules::cfg004::RULE, "--set", message, "write --set KEY=VALUE"))
        }
    }
}

fn set(key: &str, value: &str, file: &str, options: &mut ConvertOptions) -> Result<(), Failure> {
    let bad = |what: &str| {
        let message = format!("“{value}” is no value for {key}");
        Failure::new(&rules::cfg004::RULE, file, message, what)
    };
    let publication = &mut options.lower.publication;
    let text = Some(value.to_owned());
    match key {
        "title" => options.lower.title = text,
        "author" => options.lower.author = text,
        "language" => options.read.language = text,
        "from" => {
            options.read.dialect = match value {
                "auto" => Dialect::Auto,
                "plain" => Dialect::Plain,
                "mia" => Dialect::Mia,
                "gutenberg" => Dialect::Gutenberg,
                _ => return Err(bad("use auto, plain, mia or gutenberg")),
            }
        }
        "notes" => {
            options.lower.notes = match value {
                "end" => NotePlacement::End,
                "div" => NotePlacement::Division,
                "inline" => NotePlacement::Inline,
                "standoff" => NotePlacement::StandOff,
                _ => return Err(bad("use end, div, inline or standoff")),
            }
        }
        "publication.publisher" => publication.publisher = text,
        "publication.place" => publication.place = text,
        "publication.date" => publication.date = text,
        "publication.licence" => publication.licence = text,
        "publication.licence-url" => publication.licence_url = text,
        "publication.idno" => publication.idno = text,
        _ => {
            let help = format!("the keys are {}", KEYS.join(", "));
            let message = format!("the key “{key}” is not known");
            return Err(Failure::new(&rules::cfg004::RULE, file, message, &help));
        }
    }
    Ok(())
}
