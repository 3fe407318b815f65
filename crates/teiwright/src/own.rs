//! That what the converter writes is valid: its own customisation of TEI, `schemas/teiwright.odd`, asked on every conversion.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use teiwright_check::{Builtin, compile_builtin, compile_builtin_for};
use teiwright_p5::Version;
use teiwright_relaxng::{Checker, Schema};
use teiwright_source::{Diagnostic, Severity, Source, Span};
use teiwright_xml::Tree;

use crate::rules;

/// What is not valid in `written`, which is `tree` as XML, each with the place in the transcription that it came from.
pub(crate) fn faults(tree: &Tree, written: &Source) -> Vec<Diagnostic> {
    let found =
        schema(tree).map(|schema| teiwright_relaxng::check(written, &mut Checker::new(&schema)).diagnostics);
    let errors = found.unwrap_or_default().into_iter().filter(|d| d.severity == Severity::Error);
    errors.map(|error| fault(tree, &error)).collect()
}

/// The schema. For the first document only what that uses is compiled, for a program that converts one need not pay for more.
fn schema(tree: &Tree) -> Option<Schema> {
    static ASKED: AtomicBool = AtomicBool::new(false);
    static WHOLE: OnceLock<Option<Schema>> = OnceLock::new();
    let (builtin, version) = (Builtin::Teiwright, Version::default());
    if ASKED.swap(true, Ordering::Relaxed) {
        return WHOLE.get_or_init(|| compile_builtin(builtin, version).schema).clone();
    }
    let elements = tree.elements().map(|element| element.local().into()).collect();
    compile_builtin_for(builtin, version, elements).schema
}

fn fault(tree: &Tree, error: &Diagnostic) -> Diagnostic {
    let path = error.path.as_deref().unwrap_or_default();
    let message = format!("what was made of this is not valid: {} ({path})", error.message);
    let fault = Diagnostic::new(&rules::cfg008::RULE, message).with_help("please report it with the passage");
    match place(tree, path) {
        Some(span) => fault.with_span(span),
        None => fault,
    }
}

/// The place in the transcription that the element at `path`, or the nearest one around it that came from there, was made of.
fn place(tree: &Tree, path: &str) -> Option<Span> {
    let mut steps = path.split('/').filter(|step| !step.is_empty());
    steps.next()?;
    let mut element = tree.root()?;
    let mut nearest = element.origin().span();
    for step in steps {
        let (name, number) = match step.split_once('[') {
            Some((name, number)) => (name, number.trim_end_matches(']').parse::<usize>().unwrap_or(1)),
            None => (step, 1),
        };
        let inner = element.elements().filter(|child| child.local() == name).nth(number.saturating_sub(1));
        let Some(inner) = inner else { break };
        element = inner;
        nearest = element.origin().span().or(nearest);
    }
    // An element that was made of nothing by itself holds what was there.
    let within = || element.descendants().find_map(|node| node.origin().span());
    element.origin().span().or_else(within).or(nearest)
}
