//! `backends list`: what a text can be exported to, with the options of each.

use std::fmt::Write as _;

use serde::Serialize;
use teiwright::registry;
use teiwright_export::{Backend, Form};

use super::{Answer, output, print_failure};

/// Prints the backends.
pub(crate) fn list(format: Answer) -> u8 {
    let registry = registry();
    let text = match format {
        Answer::Human => registry.iter().map(human).collect::<String>(),
        Answer::Json => {
            let all = registry.iter().map(described).collect::<Vec<_>>();
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
    };
    match output::print(text.as_bytes()) {
        Ok(()) => 0,
        Err(failure) => {
            print_failure(&failure, teiwright_report::Format::Human);
            2
        }
    }
}

fn human(backend: &dyn Backend) -> String {
    let ending = match backend.form() {
        Form::File => format!(".{}", backend.extension()),
        Form::Folder => "a folder".to_owned(),
    };
    let mut out = format!("{} ({ending}): {}\n", backend.name(), backend.summary());
    for option in backend.options() {
        let default = if option.default.is_empty() { "none" } else { &option.default };
        let name = format!("{}.{}", backend.name(), option.name);
        let _ = writeln!(out, "  {name:26} {} [{}; {default}]", option.help, option.values());
    }
    out
}

/// A backend as JSON.
#[derive(Serialize)]
struct Described {
    name: String,
    summary: String,
    media_types: Vec<String>,
    extension: String,
    folder: bool,
    options: Vec<DescribedOption>,
}

/// An option of it.
#[derive(Serialize)]
struct DescribedOption {
    name: String,
    values: String,
    default: String,
    help: String,
}

fn described(backend: &dyn Backend) -> Described {
    let options = backend.options().iter().map(|option| DescribedOption {
        name: option.name.to_string(),
        values: option.values(),
        default: option.default.to_string(),
        help: option.help.to_string(),
    });
    Described {
        name: backend.name().to_owned(),
        summary: backend.summary().to_owned(),
        media_types: backend.media_types().into_iter().map(str::to_owned).collect(),
        extension: backend.extension().to_owned(),
        folder: backend.form() == Form::Folder,
        options: options.collect(),
    }
}
