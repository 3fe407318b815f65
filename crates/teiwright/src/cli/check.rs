//! `check`: documents against a schema, many at a time, in the order in which they were named.

use std::sync::Arc;

use teiwright::KnownFiles;
use teiwright_check::{Levels, Prolog, SchemaId};
use teiwright_report::{Format, Options};
use teiwright_source::Severity;

use super::checking::{Checked, Checking, Tools};
use super::inputs::{self, Input};
use super::mending::{How, Mending};
use super::schemas::{Asked, Schemas};
use super::{CheckArgs, FailOn, Failure, RuleSet, output, pool, print_failure, terminal};

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
    /// How many mends were made, or would be.
    mended: usize,
}

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> u8 {
    let format = args.format.format();
    let mending = match Mending::of(args) {
        Ok(mending) => mending,
        Err(failure) => {
            print_failure(&failure, format);
            return 2;
        }
    };
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
    let mut levels = Levels::default();
    for (rule, level) in &args.rule {
        levels.set(rule, *level);
    }
    let checking = Checking {
        schemas: &schemas,
        single,
        local: args.allow_local_dtd,
        rules: args.rules == RuleSet::All,
        levels,
        files: Arc::new(KnownFiles::default()),
    };
    let run = Run { checking: &checking, mending, format, options: &options };
    let mut total = Total { failed: !failures.is_empty(), unread: failures.len(), ..Total::default() };
    pool::each(
        &inputs,
        pool::jobs(args.jobs, inputs.len()),
        Tools::default,
        |tools, input| run.one(input, tools),
        |outcome| total.add(&outcome, format),
    );
    total.finish(args.fail_on, mending)
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
    /// How many mends were made in how many files.
    mended: (usize, usize),
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
        self.mended.0 += outcome.mended;
        self.mended.1 += usize::from(outcome.mended > 0);
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

    fn finish(&self, fail_on: FailOn, mending: Option<Mending>) -> u8 {
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
        if let Some(mending) = mending {
            let done = if mending.how == How::Write { "made" } else { "to be made" };
            let (mends, files) = self.mended;
            output::error(&format!("{} {done} in {}\n", count(mends, "mend"), count(files, "file")));
        }
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

/// How the documents of a run are checked, and how what is found is shown.
struct Run<'a> {
    checking: &'a Checking<'a>,
    mending: Option<Mending>,
    format: Format,
    options: &'a Options,
}

impl Run<'_> {
    fn one(&self, input: &Input, tools: &mut Tools) -> Outcome {
        let mut outcome = Outcome {
            report: String::new(),
            failure: None,
            failed: false,
            errors: 0,
            warnings: 0,
            unchecked: 0,
            mended: 0,
        };
        if self.checking.large_and_clean(input, tools) {
            return outcome;
        }
        if let Err(failure) = self.check(input, tools, &mut outcome) {
            outcome.failed = true;
            outcome.failure = failure;
        }
        outcome
    }

    fn check(&self, input: &Input, tools: &mut Tools, outcome: &mut Outcome) -> Result<(), Option<Failure>> {
        let bytes = input.read()?;
        // A document that cannot be read as it should is not written either.
        let kept = self.mending.map(|_| bytes.clone());
        let mut checked = self.checking.document(input, bytes, tools)?;
        if let (Some(mending), Some(bytes)) = (self.mending, kept) {
            let before = count(&checked);
            let mended = mending.document(input, bytes, checked, self.checking, tools)?;
            outcome.mended = mended.count;
            checked = mended.checked;
            if mending.how == How::Show {
                // Nothing was changed: the document is as bad as it was.
                (outcome.errors, outcome.warnings) = before;
                outcome.unchecked = checked.unchecked;
                outcome.failed = checked.failed;
                outcome.report = mended.diff;
                return Ok(());
            }
        }
        (outcome.errors, outcome.warnings) = count(&checked);
        outcome.unchecked = checked.unchecked;
        outcome.failed = checked.failed;
        outcome.report = checked.report(self.checking.schemas, self.format, self.options);
        Ok(())
    }
}

/// How many errors and warnings there are.
fn count(checked: &Checked) -> (usize, usize) {
    let of = |severity| checked.found.iter().filter(|d| d.severity == severity).count();
    (of(Severity::Error) + checked.dropped, of(Severity::Warning))
}
