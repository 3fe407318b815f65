//! `check`: documents against a schema, many at a time, in the order in which they were named.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright::{Checker, Findings, LocalEntities};
use teiwright_check::{Prolog, SchemaId};
use teiwright_report::{Format, Options, render_among};
use teiwright_source::{Diagnostic, Severity, Source};

use super::inputs::{self, Input};
use super::schemas::{Asked, Schemas};
use super::{CheckArgs, FailOn, Failure, output, pool, print_failure, terminal};

/// Files from this size on are read in pieces, if they are UTF-8 as they stand.
const LARGE: u64 = 16 << 20;

/// What came of one file.
struct Outcome {
    report: String,
    failure: Option<Failure>,
    /// Whether a schema of it could not be used.
    failed: bool,
    errors: usize,
    warnings: usize,
    /// How many schemas it names in languages that are not checked.
    unchecked: usize,
}

/// What the documents of a run are checked with.
struct Run<'a> {
    schemas: &'a Schemas,
    format: Format,
    options: &'a Options,
    /// Whether there is one document only, for which a schema need not be compiled whole.
    single: bool,
    /// Whether external entities are read from beside documents.
    local: bool,
}

/// The checkers of one thread.
type Checkers = FxHashMap<SchemaId, Checker>;

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> u8 {
    let format = args.format.format();
    let asked = Asked {
        schemas: &args.schema,
        version: args.tei_version,
        config: args.config.as_deref(),
        catalogs: &args.catalog,
        cache: args.cache.as_deref(),
        format,
    };
    let schemas = match Schemas::new(&asked) {
        Ok(schemas) => schemas,
        Err(failure) => {
            print_failure(&failure, format);
            return 2;
        }
    };
    // A schema that cannot be used is told before any document is read.
    let (inputs, failures) = inputs::collect(&args.inputs, &["xml"]);
    let single = inputs.len() == 1;
    let brief = |id: &SchemaId| single && matches!(id, SchemaId::Builtin(..));
    if !args.explain_schema
        && !args.schema.is_empty()
        && schemas.asked().iter().any(|id| !brief(id) && schemas.ready(id).is_none())
    {
        return 2;
    }
    for failure in &failures {
        print_failure(failure, format);
    }
    if args.explain_schema {
        return explain(&inputs, &schemas, format, !failures.is_empty());
    }
    let options = Options { max_messages: args.max_messages, ..terminal::options(&std::io::stdout()) };
    let run = Run { schemas: &schemas, format, options: &options, single, local: args.allow_local_dtd };
    let mut total = Total { failed: !failures.is_empty(), unread: failures.len(), ..Total::default() };
    pool::each(
        &inputs,
        pool::jobs(args.jobs, inputs.len()),
        Checkers::default,
        |checkers, input| run.one(input, checkers),
        |outcome| total.add(&outcome, format),
    );
    total.finish(args.fail_on)
}

/// Says of each document which schemas it has, and why.
fn explain(inputs: &[Input], schemas: &Schemas, format: Format, mut failed: bool) -> u8 {
    for input in inputs {
        let found = input.read().map_err(Some).and_then(|bytes| {
            let opened = teiwright::open_xml(&input.name(), bytes);
            let opened = opened.map_err(|error| Some(Failure::about(input.name(), error.diagnostic())))?;
            schemas.of(&input.path, &Prolog::of(&opened.source))
        });
        let told = found.and_then(|found| {
            let mut lines = found
                .schemas
                .iter()
                .map(|a| format!("{}: {} ({})\n", input.name(), a.schema, a.why))
                .collect::<Vec<_>>();
            if lines.is_empty() {
                lines.push(format!(
                    "{}: well-formedness only (no schema is known for its root element)\n",
                    input.name()
                ));
            }
            lines.extend(
                found.unchecked.iter().map(|what| format!("{}: not checked: {what}\n", input.name())),
            );
            lines.extend(
                found
                    .diagnostics
                    .iter()
                    .filter(|d| d.span.is_some())
                    .map(|d| format!("{}: {}\n", input.name(), d.message)),
            );
            output::print(lines.concat().as_bytes()).map_err(Some)
        });
        if let Err(failure) = told {
            failure.iter().for_each(|failure| print_failure(failure, format));
            failed = true;
        }
    }
    if failed { 2 } else { 0 }
}

#[derive(Default)]
struct Total {
    failed: bool,
    closed: bool,
    errors: usize,
    warnings: usize,
    checked: usize,
    faulty: usize,
    unchecked: usize,
    unread: usize,
}

impl Total {
    /// Prints what came of a file. Whether to go on.
    fn add(&mut self, outcome: &Outcome, format: Format) -> bool {
        if let Some(failure) = &outcome.failure {
            print_failure(failure, format);
        }
        if outcome.failure.is_some() || outcome.failed {
            self.failed = true;
            self.unread += 1;
        } else {
            self.checked += 1;
        }
        self.failed |= outcome.failed;
        self.unchecked += usize::from(outcome.unchecked > 0);
        self.errors += outcome.errors;
        self.warnings += outcome.warnings;
        self.faulty += usize::from(outcome.errors > 0);
        if !self.closed
            && let Err(failure) = output::print(outcome.report.as_bytes())
        {
            print_failure(&failure, format);
            self.failed = true;
            self.closed = true;
        }
        !self.closed
    }

    fn finish(&self, fail_on: FailOn) -> u8 {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let mut parts = vec![format!("{} checked", count(self.checked, "file"))];
        match (self.checked, self.faulty) {
            (0, _) => {}
            (1, 0) => parts.push("valid".to_owned()),
            (_, 0) => parts.push("all valid".to_owned()),
            (_, faulty) => parts.push(format!("{faulty} with errors")),
        }
        if self.unread > 0 {
            parts.push(format!("{} could not be checked", self.unread));
        }
        let found = format!("{}, {}", count(self.errors, "error"), count(self.warnings, "warning"));
        output::error(&format!("{}: {found}\n", parts.join(", ")));
        if self.unchecked > 0 {
            let files = count(self.unchecked, "file");
            output::error(&format!(
                "{files} also named Schematron or another kind of schema: only RELAX NG and ODD are checked\n"
            ));
        }
        let found = fail_on.counts(self.errors, self.warnings);
        if self.failed { 2 } else { u8::from(found > 0) }
    }
}

impl Run<'_> {
    fn one(&self, input: &Input, checkers: &mut Checkers) -> Outcome {
        let mut outcome = Outcome {
            report: String::new(),
            failure: None,
            failed: false,
            errors: 0,
            warnings: 0,
            unchecked: 0,
        };
        if self.large_and_clean(input, checkers) {
            return outcome;
        }
        if let Err(failure) = self.check(input, checkers, &mut outcome) {
            outcome.failed = true;
            outcome.failure = failure;
        }
        outcome
    }

    fn check(
        &self,
        input: &Input,
        checkers: &mut Checkers,
        outcome: &mut Outcome,
    ) -> Result<(), Option<Failure>> {
        let opened = teiwright::open_xml(&input.name(), input.read()?);
        let opened = opened.map_err(|error| Failure::about(input.name(), error.diagnostic()))?;
        let (source, mut found) = (opened.source, opened.diagnostics);
        let mut dropped = 0;
        if !opened.is_plain {
            let associated = self.schemas.of(&input.path, &Prolog::of(&source))?;
            found.extend(associated.diagnostics);
            outcome.unchecked = associated.unchecked.len();
            if associated.schemas.is_empty() {
                found.extend(teiwright::well_formed(&source).diagnostics);
            }
            for association in &associated.schemas {
                let Some(findings) = self.against(&association.schema, input, &source, checkers) else {
                    outcome.failed = true;
                    continue;
                };
                dropped += findings.dropped;
                // What two schemas find alike is one finding.
                let new = findings.diagnostics.into_iter().filter(|d| !found.contains(d)).collect::<Vec<_>>();
                found.extend(new);
            }
        }
        let count = |severity| found.iter().filter(|d| d.severity == severity).count();
        outcome.errors = count(Severity::Error) + dropped;
        outcome.warnings = count(Severity::Warning);
        outcome.report = self.rendered(&source, &found, dropped);
        Ok(())
    }

    /// What is wrong with a document by a schema; `None` where that cannot be used, which was told.
    fn against(
        &self,
        id: &SchemaId,
        input: &Input,
        source: &Source,
        checkers: &mut Checkers,
    ) -> Option<Findings> {
        if let (true, SchemaId::Builtin(builtin, version)) = (self.single && !self.local, id)
            && teiwright::check_briefly(source, *builtin, *version)
        {
            return Some(Findings::default());
        }
        let checker = self.checker(id, input, checkers)?;
        let mut findings = teiwright::check_source(source, checker);
        if !findings.diagnostics.is_empty() {
            self.schemas.ready(id)?.name_origins(source, &mut findings.diagnostics);
        }
        Some(findings)
    }

    fn checker<'c>(
        &self,
        id: &SchemaId,
        input: &Input,
        checkers: &'c mut Checkers,
    ) -> Option<&'c mut Checker> {
        if !checkers.contains_key(id) {
            let ready = self.schemas.ready(id)?;
            checkers.insert(id.clone(), Checker::new(ready.schema.as_ref()?));
        }
        let checker = checkers.get_mut(id)?;
        // What standard input names lies beside nothing.
        let local = self.local && !input.is_stdin();
        checker.resolve_with(local.then(|| Arc::new(LocalEntities::beside(&input.path)) as _));
        Some(checker)
    }

    fn rendered(&self, source: &Source, found: &[Diagnostic], dropped: usize) -> String {
        let files = self.schemas.files_named(found);
        let others = files.iter().collect::<Vec<_>>();
        let mut report = render_among(self.format, source, &others, found, self.options);
        if dropped > 0 && self.format != Format::Jsonl {
            report.push_str(&format!("{}: {dropped} more were not kept\n", source.name()));
        }
        report
    }

    /// Whether a large file that can be read in pieces is without any finding. Whatever is found is told with its line, for
    /// which the file is read whole.
    fn large_and_clean(&self, input: &Input, checkers: &mut Checkers) -> bool {
        if input.is_stdin()
            || !std::fs::metadata(&input.path).is_ok_and(|data| data.is_file() && data.len() >= LARGE)
        {
            return false;
        }
        let open = || std::fs::File::open(&input.path);
        let Ok(prolog) = open().and_then(teiwright::prolog_of_large) else { return false };
        let Ok(associated) = self.schemas.of(&input.path, &prolog) else { return false };
        if associated.schemas.is_empty()
            || !associated.diagnostics.is_empty()
            || !associated.unchecked.is_empty()
        {
            return false;
        }
        associated.schemas.iter().all(|association| {
            let Some(checker) = self.checker(&association.schema, input, checkers) else { return false };
            let checked = open().and_then(|file| teiwright::check_large(file, checker));
            checked.is_ok_and(|findings| findings.diagnostics.is_empty())
        })
    }
}
