//! The templates of a backend, compiled, and what is wrong with them in words. No type of the template engine leaves this folder.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use rustc_hash::FxHashMap;
use teiwright_source::Diagnostic;

use super::behaviours::{self, BEHAVIOURS, Behaviour, COMMON};
use super::escape::Escaping;
use crate::{Limits, rules};

/// Steps that one rendering of one template may take.
const STEPS: u64 = 20_000_000;

/// The compiled templates.
pub(crate) struct Engine {
    environment: Environment<'static>,
    /// The name of the template for each behaviour that has one, its own or that of another.
    templates: FxHashMap<&'static str, String>,
    pub(crate) escaping: Escaping,
    /// Whether references to notes want the notes' words.
    pub(crate) wants_notes: bool,
}

/// Why nothing was written.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A template is at fault.
    Template(Error),
    /// What was written is too large.
    TooMuch,
}

impl Engine {
    /// Compiles what is below `templates/`.
    pub(crate) fn new(
        backend: &str,
        files: &BTreeMap<String, Vec<u8>>,
        escaping: Escaping,
    ) -> Result<Self, Box<Diagnostic>> {
        let mut environment = environment(escaping);
        let mut own = FxHashMap::default();
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            let fail = |line: Option<usize>, why: &str| Box::new(rules::template(backend, path, line, why));
            let source = std::str::from_utf8(bytes).map_err(|error| fail(None, &error.to_string()))?;
            environment
                .add_template_owned(name.to_owned(), source.to_owned())
                .map_err(|error| fail(error.line(), &words(&error)))?;
            if !name.starts_with('_') {
                own.insert(behaviour(name).map_err(|why| fail(None, &why))?.name, name.to_owned());
            }
        }
        for (behaviour, name) in &own {
            names(&environment, behaviour, name)
                .map_err(|(line, why)| rules::template(backend, &format!("templates/{name}"), line, &why))?;
        }
        let wants_notes = own.get("note-ref").is_some_and(|name| uses(&environment, name, "note"));
        let templates = BEHAVIOURS
            .iter()
            .filter_map(|behaviour| Some((behaviour.name, chosen(&own, behaviour)?.clone())))
            .collect();
        Ok(Self { environment, templates, escaping, wants_notes })
    }

    /// Whether there is a template for a behaviour.
    pub(crate) fn has(&self, behaviour: &str) -> bool {
        self.templates.contains_key(behaviour)
    }

    /// The same engine with the options of a run.
    pub(crate) fn with_options(&self, options: Value) -> Environment<'static> {
        let mut environment = self.environment.clone();
        environment.add_global("options", options);
        environment
    }

    /// The template for a behaviour.
    pub(crate) fn template<'e>(
        &self,
        environment: &'e Environment<'static>,
        behaviour: &str,
    ) -> Option<minijinja::Template<'e, 'e>> {
        environment.get_template(self.templates.get(behaviour)?).ok()
    }
}

fn environment(escaping: Escaping) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(STEPS));
    // What macros and blocks write counts as written; the formatter below does the escaping itself.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("teiwright".into()));
    environment.set_formatter(move |out, _state, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        if value.is_none() {
            return Ok(());
        }
        let unsound = |_| Error::from(ErrorKind::WriteFailure);
        match value.as_str() {
            Some(text) if value.is_safe() => out.write_str(text).map_err(unsound),
            Some(text) => escaping.write(text, out).map_err(unsound),
            None => escaping.write(&value.to_string(), out).map_err(unsound),
        }
    });
    environment
}

/// The behaviour that a template is for, by its name.
fn behaviour(file: &str) -> Result<&'static Behaviour, String> {
    let stem = file.split('.').next().unwrap_or_default();
    behaviours::find(stem).ok_or_else(|| {
        match behaviours::nearest(stem, BEHAVIOURS.iter().map(|behaviour| behaviour.name)) {
            Some(near) => format!("there is no behaviour `{stem}`; `{near}` is near"),
            None => {
                format!("there is no behaviour `{stem}`; a template for others to include begins with `_`")
            }
        }
    })
}

/// The name of the template that is used for a behaviour.
fn chosen<'o>(own: &'o FxHashMap<&'static str, String>, behaviour: &Behaviour) -> Option<&'o String> {
    own.get(behaviour.name).or_else(|| chosen(own, behaviours::find(behaviour.instead?)?))
}

/// Holds the names that a template uses to those that there are: a slip is found before any Document is seen.
fn names(environment: &Environment, behaviour: &str, name: &str) -> Result<(), (Option<usize>, String)> {
    let (Some(behaviour), Ok(template)) = (behaviours::find(behaviour), environment.get_template(name))
    else {
        return Ok(());
    };
    let globals = environment.globals().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    let known = || COMMON.iter().chain(behaviour.names).copied();
    let mut unknown = template.undeclared_variables(false).into_iter().collect::<Vec<_>>();
    unknown.retain(|name| !known().any(|known| known == name) && !globals.contains(name));
    unknown.sort_unstable();
    let Some(slip) = unknown.first() else { return Ok(()) };
    let line = template.source().lines().position(|line| has_word(line, slip)).map(|line| line + 1);
    let near = match behaviours::nearest(slip, known()) {
        Some(near) => format!("`{near}` is near"),
        None => format!("`{}` has {}", behaviour.name, known().collect::<Vec<_>>().join(", ")),
    };
    Err((line, format!("there is no name `{slip}`; {near}")))
}

fn uses(environment: &Environment, template: &str, name: &str) -> bool {
    environment
        .get_template(template)
        .is_ok_and(|template| template.undeclared_variables(false).contains(name))
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|other| other == word)
}

/// What a fault is, without its place.
fn words(error: &Error) -> String {
    let kind = error.kind().to_string();
    if let (ErrorKind::UndefinedError, Some(name)) = (error.kind(), expression(error)) {
        return format!("`{name}` is not there");
    }
    match error.detail() {
        Some(detail) => format!("{kind}: {}", detail.replace('\n', " ")),
        None => kind,
    }
}

/// The words of the template that the fault is about.
fn expression(error: &Error) -> Option<String> {
    let source = error.template_source()?.get(error.range()?)?;
    let expression = source.trim_matches(|c: char| "{}% \n".contains(c));
    (!expression.is_empty() && expression.len() < 80).then(|| expression.to_owned())
}

impl Fault {
    /// The one finding for the fault.
    pub(crate) fn diagnostic(&self, backend: &str, limits: &Limits) -> Diagnostic {
        let error = match self {
            Self::TooMuch => return rules::too_much(backend, limits),
            Self::Template(error) if error.kind() == ErrorKind::OutOfFuel => {
                return rules::out_of_steps(backend, error.name().unwrap_or("a template"));
            }
            Self::Template(error) => error,
        };
        // The innermost fault is where the slip is; the others are the templates that include it.
        let mut inner = error;
        while let Some(source) =
            std::error::Error::source(inner).and_then(|source| source.downcast_ref::<Error>())
        {
            inner = source;
        }
        let inner = if inner.name().is_some() { inner } else { error };
        let file = format!("templates/{}", inner.name().unwrap_or("?"));
        rules::template(backend, &file, inner.line(), &words(inner))
    }
}
