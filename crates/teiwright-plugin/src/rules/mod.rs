//! The `PLG` rules of plugins, from 101 on: one file each; the file's first comment is its explain page.

use teiwright_source::{Diagnostic, Rule, Severity};

use crate::wire::WireDiagnostic;
use crate::{DescriptionError, Limits};

pub mod plg101;
pub mod plg102;
pub mod plg103;
pub mod plg104;
pub mod plg105;
pub mod plg106;
pub mod plg107;
pub mod plg108;
pub mod plg109;
pub mod plg110;
pub mod plg111;
pub mod plg112;

/// Every rule of plugins, in the order of its code.
pub static RULES: &[&Rule] = &[
    &plg101::RULE,
    &plg102::RULE,
    &plg103::RULE,
    &plg104::RULE,
    &plg105::RULE,
    &plg106::RULE,
    &plg107::RULE,
    &plg108::RULE,
    &plg109::RULE,
    &plg110::RULE,
    &plg111::RULE,
    &plg112::RULE,
];

const AUTHOR: &str = "this is a fault of the plugin; tell its author";

/// Words of the Document that `backend` has no place for: what a backend reports that loses text.
pub fn lost(backend: &str, words: &str) -> Diagnostic {
    Diagnostic::new(&plg111::RULE, format!("`{backend}` has no place for “{words}”"))
}

pub(crate) fn bad_description(name: &str, error: &DescriptionError) -> Diagnostic {
    let help = match error {
        DescriptionError::HostTooOld(_) => "install a newer Teiwright",
        DescriptionError::HostTooNew(_) => "install a newer release of the plugin",
        DescriptionError::Form(_) => AUTHOR,
    };
    let (rule, message) = match error {
        DescriptionError::Form(why) => {
            (&plg103::RULE, format!("what `{name}` says of itself cannot be used: {why}"))
        }
        _ => (&plg102::RULE, format!("the plugin `{name}` does not fit: {error}")),
    };
    Diagnostic::new(rule, message).with_help(help)
}

pub(crate) fn broken_protocol(name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&plg104::RULE, format!("the answer of `{name}` cannot be read: {why}")).with_help(AUTHOR)
}

pub(crate) fn out_of_time(name: &str, limits: &Limits) -> Diagnostic {
    let seconds = limits.seconds;
    Diagnostic::new(&plg105::RULE, format!("`{name}` did not end within {seconds} s, and was ended"))
        .with_help(format!(
            "give it more below `[backends.{name}]` in teiwright.toml: `seconds = {}`",
            seconds.saturating_mul(5)
        ))
}

pub(crate) fn too_much(name: &str, limits: &Limits) -> Diagnostic {
    let most = limits.megabytes;
    Diagnostic::new(&plg106::RULE, format!("`{name}` needs more than {most} MB, and was ended")).with_help(
        format!(
            "give it more below `[backends.{name}]` in teiwright.toml: `megabytes = {}`",
            most.saturating_mul(4)
        ),
    )
}

pub(crate) fn crashed(name: &str, how: &str, errors: &[u8]) -> Diagnostic {
    let text = String::from_utf8_lossy(errors);
    let lines = text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>();
    let last = &lines[lines.len().saturating_sub(3)..];
    let said = last.iter().map(|line| line.trim().escape_debug().to_string()).collect::<Vec<_>>().join(" / ");
    let help = if said.is_empty() { AUTHOR.to_owned() } else { format!("it said: {said}") };
    Diagnostic::new(&plg107::RULE, format!("`{name}` crashed: {how}")).with_help(help)
}

pub(crate) fn not_started(name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&plg107::RULE, format!("`{name}` cannot be started: {why}"))
        .with_help("see that the program is there and may be executed")
}

#[cfg(feature = "wasm")]
pub(crate) fn not_a_module(name: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&plg109::RULE, format!("`{name}` cannot be a backend: {why}")).with_help(help)
}

#[cfg(feature = "template")]
pub(crate) fn out_of_steps(backend: &str, template: &str) -> Diagnostic {
    Diagnostic::new(&plg105::RULE, format!("`templates/{template}` of `{backend}` does not come to an end"))
        .with_help("look at its loops")
}

#[cfg(feature = "template")]
pub(crate) fn template(backend: &str, file: &str, line: Option<usize>, why: &str) -> Diagnostic {
    let place = line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
    Diagnostic::new(&plg108::RULE, format!("{place}: {why}")).with_help(format!(
        "correct the template of `{backend}`; a name that is not there is an error, never empty"
    ))
}

/// What a plugin said, as a finding.
pub(crate) fn said(said: &WireDiagnostic) -> Diagnostic {
    let severity = match said.severity.as_str() {
        "error" => Severity::Error,
        "hint" => Severity::Hint,
        _ => Severity::Warning,
    };
    let (rule, message) = match &said.lost {
        Some(words) if !said.message.contains(words.as_str()) => {
            (&plg111::RULE, format!("{}: “{words}”", said.message))
        }
        Some(_) => (&plg111::RULE, said.message.clone()),
        None => (&plg110::RULE, said.message.clone()),
    };
    let found = Diagnostic::new(rule, message).with_severity(severity);
    let found = said.span.into_iter().fold(found, Diagnostic::with_span);
    said.help.iter().fold(found, Diagnostic::with_help)
}

/// A finding, as a plugin says it.
pub(crate) fn to_wire(found: &Diagnostic) -> WireDiagnostic {
    WireDiagnostic {
        severity: found.severity.as_str().to_owned(),
        message: found.message.clone(),
        help: found.help.clone(),
        span: found.span,
        lost: (*found.rule == plg111::RULE).then(|| found.message.clone()),
    }
}
