//! The `PLG` rules of backends: one file each; the file's first comment is its explain page.

use teiwright_source::{Diagnostic, Rule};

use crate::{OptionSpec, SinkError};

pub mod plg001;
pub mod plg002;
pub mod plg003;
pub mod plg004;

/// Every rule of backends, in the order of its code.
pub static RULES: &[&Rule] = &[&plg001::RULE, &plg002::RULE, &plg003::RULE, &plg004::RULE];

/// There is no backend of that name.
pub fn unknown_backend(registry: &crate::Registry, name: &str) -> Diagnostic {
    match registry.nearest(name) {
        Some(near) => {
            Diagnostic::new(&plg001::RULE, format!("there is no backend `{name}`; `{near}` is near"))
                .with_help(format!("write `{near}`"))
        }
        None => Diagnostic::new(&plg001::RULE, format!("there is no backend `{name}`"))
            .with_help(format!("the backends are {}", listed(registry.iter().map(crate::Backend::name)))),
    }
}

pub(crate) fn unknown_option(backend: &str, specs: &[OptionSpec], name: &str) -> Diagnostic {
    let near = crate::options::nearest(name, specs.iter().map(|spec| spec.name.as_ref()));
    let help = if let Some(near) = near {
        format!("write `{backend}.{near}`")
    } else if specs.is_empty() {
        "it has no options".to_owned()
    } else {
        format!("its options are {}", listed(specs.iter().map(|spec| spec.name.as_ref())))
    };
    let near = near.map_or_else(String::new, |near| format!("; `{near}` is near"));
    Diagnostic::new(&plg002::RULE, format!("`{backend}` has no option `{name}`{near}")).with_help(help)
}

pub(crate) fn wrong_value(backend: &str, spec: &OptionSpec, text: &str) -> Diagnostic {
    Diagnostic::new(&plg002::RULE, format!("`{backend}.{}` cannot be `{text}`", spec.name))
        .with_help(format!("give {}", spec.values()))
}

pub(crate) fn refused_file(error: &SinkError) -> Diagnostic {
    Diagnostic::new(&plg003::RULE, error.to_string()).with_help("this is a fault of the backend; report it")
}

pub(crate) fn failed(backend: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&plg004::RULE, format!("`{backend}` could not write the document: {why}"))
        .with_help("this is a fault of the backend; report it")
}

/// `a`, `b` and `c`.
fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words = words.map(|word| format!("`{word}`")).collect::<Vec<_>>();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
