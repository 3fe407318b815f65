//! `convert`: each input to its output, with a line saying what was found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use teiwright::{Conversion, ConvertError, ConvertOptions, rules};
use teiwright_export::{Backend, Form, Registry};
use teiwright_model::{Division, DivisionKind, Document, InlineKind, Visit};
use teiwright_report::Format;
use teiwright_source::{Diagnostic, Normalization, Severity, Source, Span};
use teiwright_text::Dialect;

use super::inputs::{self, Input};
use super::{ConvertArgs, Failure, From, encoding, formats, output, pool, print_failure, settings, terminal};

/// What came of one input.
struct Outcome {
    /// For standard output.
    result: Option<Vec<u8>>,
    /// For standard error.
    report: String,
    /// Whether there is no result.
    failed: bool,
    errors: usize,
    warnings: usize,
}

/// An input with all that is needed to convert it.
struct Task<'a> {
    input: &'a Input,
    to: Option<PathBuf>,
    options: ConvertOptions,
}

/// What was made of an input.
struct Made {
    source: Source,
    diagnostics: Vec<Diagnostic>,
    /// What was found, in one line.
    summary: String,
    files: Vec<(String, Vec<u8>)>,
}

/// Runs the command: 2 when any input could not be converted, 1 when findings are as serious as `--fail-on` says.
pub(crate) fn run(args: &ConvertArgs) -> u8 {
    let format = args.format.format();
    let endings: &[&str] = match args.from {
        Some(From::Tei) => &["xml", "tei"],
        Some(From::Markdown) => &["md", "markdown"],
        _ => &["txt", "text"],
    };
    let (inputs, failures) = inputs::collect(&args.inputs, endings);
    for failure in &failures {
        print_failure(failure, format);
    }
    if inputs.is_empty() && !failures.is_empty() {
        // Where there is nothing to convert, nothing can be wrong with where it goes.
        return 2;
    }
    let first = args.inputs.first().map(PathBuf::as_path);
    let (registry, to) = match formats::registry_for(args.to.as_deref(), args.config.as_deref(), first) {
        Ok(registry) => registry,
        Err(failure) => {
            print_failure(&failure, format);
            return 2;
        }
    };
    let planned = formats::choose(&registry, to.as_deref(), args.output.as_deref())
        .and_then(|backend| Ok((backend, tasks(args, &registry, backend, &inputs)?)));
    let (backend, tasks) = match planned {
        Ok(planned) => planned,
        Err(failure) => {
            print_failure(&failure, format);
            return 2;
        }
    };
    let mut failed = !failures.is_empty();
    let mut found = 0;
    let jobs = pool::jobs(args.jobs, tasks.len());
    pool::each(
        &tasks,
        jobs,
        || (),
        |(), task| one(args, backend, task, format),
        |outcome| {
            failed |= outcome.failed;
            found += args.fail_on.counts(outcome.errors, outcome.warnings);
            if let Some(Err(failure)) = outcome.result.as_deref().map(output::print) {
                print_failure(&failure, format);
                failed = true;
            }
            output::error(&outcome.report);
            true
        },
    );
    if failed { 2 } else { u8::from(found > 0) }
}

/// Every input with its output and its options, before anything is done: what is wrong with a setting is told once.
fn tasks<'a>(
    args: &ConvertArgs,
    registry: &Registry,
    backend: &dyn Backend,
    inputs: &'a [Input],
) -> Result<Vec<Task<'a>>, Failure> {
    let outputs = plan(args, backend, inputs)?;
    let mut known = BTreeMap::new();
    let mut tasks = Vec::with_capacity(inputs.len());
    for (input, to) in inputs.iter().zip(outputs) {
        let config = args.config.clone().or_else(|| settings::nearest(&input.path));
        if !known.contains_key(&config) {
            known.insert(config.clone(), options(args, registry, config.as_deref())?);
        }
        let mut options = known.get(&config).cloned().unwrap_or_default();
        let ending = input.path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
        let markdown = ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known));
        if markdown && options.read.dialect == Dialect::Auto {
            options.read.dialect = Dialect::Markdown;
        }
        tasks.push(Task { input, to, options });
    }
    Ok(tasks)
}

pub(crate) fn usage(message: &str, help: &str) -> Failure {
    Failure::new(&rules::cfg005::RULE, "convert", message, help)
}

/// Where each input's output goes; none for standard output.
fn plan(
    args: &ConvertArgs,
    backend: &dyn Backend,
    inputs: &[Input],
) -> Result<Vec<Option<PathBuf>>, Failure> {
    let folder_named = args.inputs.iter().any(|path| path.is_dir());
    let extension = if backend.form() == Form::Folder { "" } else { backend.extension() };
    let outputs = match (&args.output, &args.out_dir) {
        (_, Some(folder)) => {
            let to = |input: &Input| Some(folder.join(&input.below).with_extension(extension));
            inputs.iter().map(to).collect::<Vec<_>>()
        }
        (Some(_), None) if inputs.len() > 1 || folder_named => {
            return Err(usage(
                "several inputs cannot be written to one file",
                "name a folder with --out-dir",
            ));
        }
        (None, None) if inputs.len() > 1 => {
            return Err(usage("several inputs need a folder to be written to", "name one with --out-dir"));
        }
        (None, None) if backend.form() == Form::Folder => {
            let message = format!("`{}` writes a folder", backend.name());
            return Err(usage(&message, "name the folder with --output"));
        }
        (to, None) => vec![to.clone(); inputs.len()],
    };
    if args.ledger.is_some() && inputs.len() > 1 {
        return Err(usage("--ledger goes with one input", "convert the files one by one"));
    }
    let mut seen = std::collections::BTreeSet::new();
    for to in outputs.iter().chain([&args.ledger.clone()]).flatten() {
        let clash = |message: &str| {
            let help = "name another output";
            Failure::new(&rules::cfg003::RULE, to.display().to_string(), message, help)
        };
        if inputs.iter().any(|input| inputs::same_file(&input.path, to)) {
            return Err(clash("is an input; inputs are never overwritten"));
        }
        if !seen.insert(to.clone()) {
            return Err(clash("would be written twice"));
        }
    }
    Ok(outputs)
}

fn options(
    args: &ConvertArgs,
    registry: &Registry,
    config: Option<&Path>,
) -> Result<ConvertOptions, Failure> {
    let mut options = ConvertOptions::new();
    if let Some(config) = config {
        settings::read(config, registry, &mut options)?;
    }
    for pair in &args.set {
        settings::assign(pair, registry, &mut options)?;
    }
    if let Some(from) = args.from {
        options.read.dialect = from.dialect();
    }
    if let Some(notes) = args.notes {
        options.lower.notes = notes.placement();
    }
    if let Some(language) = &args.language {
        settings::set_flag("--language", "language", language, &mut options)?;
    }
    options.decode.encoding = encoding(args.encoding.as_deref())?;
    if args.normalize.is_some() {
        options.decode.normalization = Normalization::Nfc;
    }
    Ok(options)
}

/// Converts one input. What is printed is handed back, so that it comes in the order of the inputs.
fn one(args: &ConvertArgs, backend: &dyn Backend, task: &Task, format: Format) -> Outcome {
    let mut outcome = Outcome { result: None, report: String::new(), failed: false, errors: 0, warnings: 0 };
    let name = task.input.name();
    let made = task.input.read().and_then(|bytes| {
        let mut made = make(args, backend, task, &name, bytes)?;
        match &task.to {
            Some(path) => formats::write(backend, path, &made.files, args.out_dir.is_some())?,
            None => outcome.result = made.files.pop().map(|(_, bytes)| bytes),
        }
        Ok(made)
    });
    let made = match made {
        Ok(made) => made,
        Err(failure) => {
            outcome.report = failure.report(format);
            outcome.failed = true;
            return outcome;
        }
    };
    let count = |severity| made.diagnostics.iter().filter(|found| found.severity == severity).count();
    (outcome.errors, outcome.warnings) = (count(Severity::Error), count(Severity::Warning));
    let shown = task.to.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    outcome.report = format!("{name} → {shown}: {}\n", made.summary);
    outcome.report.push_str(&teiwright_report::render(
        format,
        &made.source,
        &made.diagnostics,
        &terminal::options(&std::io::stderr()),
    ));
    outcome
}

/// Makes the files of one input.
fn make(
    args: &ConvertArgs,
    backend: &dyn Backend,
    task: &Task,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Made, Failure> {
    if formats::is_tei(args.from, &task.input.path, &bytes) {
        return made_of_tei(args, backend, task, name, bytes);
    }
    let mut conversion =
        teiwright::convert(name, bytes, &task.options).map_err(|error| refusal(error, name))?;
    if let Some(path) = &args.ledger {
        output::write(path, ledger(&conversion).as_bytes())?;
    }
    let summary = summary(&conversion);
    let (files, more) = if backend.name() == "tei" {
        (vec![("text.xml".to_owned(), std::mem::take(&mut conversion.output).into_bytes())], Vec::new())
    } else {
        formats::export(&mut conversion.document, backend, &task.options, name)?
    };
    let mut diagnostics = conversion.diagnostics;
    diagnostics.extend(more);
    Ok(Made { source: conversion.source, diagnostics, summary, files })
}

/// Why there is no result.
pub(crate) fn refusal(error: ConvertError, name: &str) -> Failure {
    match error {
        ConvertError::Refused(refused) => Failure::within(refused.0, refused.1),
        ConvertError::Decode(error) => Failure::about(name, error.diagnostic()),
        error => Failure::new(&rules::cfg006::RULE, name, error.to_string(), "please report it"),
    }
}

/// What was found in a transcription, in one line.
fn summary(conversion: &Conversion) -> String {
    let metadata = &conversion.document.metadata;
    let kept = metadata.notes.iter().filter(|note| note.kind == "label").count();
    let them = if kept == 1 { "it is" } else { "they are" };
    let dates = count(metadata.processing.dates as usize, "date");
    format!("{}, {dates}, {} kept as {them}", found(&conversion.document), count(kept, "line"))
}

fn count(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// What is in a Document, in one line.
fn found(document: &Document) -> String {
    #[derive(Default)]
    struct Found {
        divisions: usize,
        linked: std::collections::BTreeSet<u32>,
    }
    impl Visit for Found {
        fn division(&mut self, division: &Division) {
            self.divisions += usize::from(division.kind != Some(DivisionKind::Notes));
            for heading in &division.heads {
                self.heading(heading);
            }
            self.blocks(&division.blocks);
        }
        fn inline(&mut self, inline: &teiwright_model::Inline) {
            if let InlineKind::NoteRef { note, .. } = &inline.kind {
                self.linked.insert(note.0);
            }
            self.inlines(inline.content());
        }
    }
    let mut found = Found::default();
    found.document(document);
    let responsibilities = document.metadata.responsibilities.len();
    format!(
        "{}, {} ({} linked), {}",
        count(found.divisions, "division"),
        count(document.notes.len(), "note"),
        found.linked.len(),
        if responsibilities == 1 {
            "1 responsibility".to_owned()
        } else {
            format!("{responsibilities} responsibilities")
        },
    )
}

/// The ledger as JSON, each change with its place and characters: what is not text in the output, and what normalization
/// changed.
fn ledger(conversion: &Conversion) -> String {
    #[derive(Serialize)]
    struct Entry<'a> {
        line: u32,
        column: u32,
        offset: u64,
        text: &'a str,
        change: Change,
        #[serde(skip_serializing_if = "Option::is_none")]
        became: Option<&'a str>,
    }
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Change {
        Struck(teiwright_model::Change),
        Normalized(&'static str),
    }
    let source = &conversion.source;
    let entry = |span: Span, text, change, became| {
        let at = source.position(span.start);
        Entry { line: at.line, column: at.column, offset: at.offset, text, change, became }
    };
    let struck = conversion.ledger.entries.iter().map(|change| {
        let became = change.became.as_deref();
        (change.span, entry(change.span, source.slice(change.span), Change::Struck(change.change), became))
    });
    let normalized = source.normalized().map(|(span, before)| {
        (span, entry(span, before, Change::Normalized("normalized"), Some(source.slice(span))))
    });
    let mut entries = struck.chain(normalized).collect::<Vec<_>>();
    entries.sort_by_key(|(span, _)| *span);
    let entries = entries.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>();
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

/// Makes the files of a TEI document.
fn made_of_tei(
    args: &ConvertArgs,
    backend: &dyn Backend,
    task: &Task,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Made, Failure> {
    if backend.name() == "tei" {
        let help = "name a format with --to, or by the ending of --output: --to html";
        return Err(Failure::new(&rules::cfg005::RULE, name, "is TEI already", help));
    }
    if args.ledger.is_some() {
        let message = "--ledger goes with a transcription, not with TEI";
        return Err(usage(message, "leave it out"));
    }
    let (source, mut document, mut diagnostics) =
        teiwright::read_tei(name, bytes).map_err(|error| refusal(error, name))?;
    let summary = found(&document);
    let (files, more) = formats::export(&mut document, backend, &task.options, name)?;
    diagnostics.extend(more);
    Ok(Made { source, diagnostics, summary, files })
}
