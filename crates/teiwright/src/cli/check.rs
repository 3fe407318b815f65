//! `check`: documents against a schema, many at a time, in the order in which they were named.

use std::path::Path;
use std::sync::Arc;

use teiwright::{Checker, LocalEntities, load_schema, rules};
use teiwright_relaxng::Schema;
use teiwright_report::{Format, Options, render, render_among};
use teiwright_source::Severity;

use super::inputs::{self, Input};
use super::{CheckArgs, FailOn, Failure, output, pool, print_failure, terminal};

/// Files from this size on are read in pieces, if they are UTF-8 as they stand.
const LARGE: u64 = 16 << 20;

/// What came of one file.
struct Outcome {
    report: String,
    failure: Option<Failure>,
    errors: usize,
    warnings: usize,
}

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> u8 {
    let format = args.format.format();
    let schema = match schema(&args.schema, format) {
        Ok(schema) => schema,
        Err(failure) => {
            if let Some(failure) = failure {
                print_failure(&failure, format);
            }
            return 2;
        }
    };
    let (inputs, failures) = inputs::collect(&args.inputs, &["xml"]);
    for failure in &failures {
        print_failure(failure, format);
    }
    let options = Options { max_messages: args.max_messages, ..terminal::options(&std::io::stdout()) };
    let mut total = Total { failed: !failures.is_empty(), unread: failures.len(), ..Total::default() };
    pool::each(
        &inputs,
        pool::jobs(args.jobs, inputs.len()),
        || Checker::new(&schema),
        |checker, input| {
            // What standard input names lies beside nothing.
            let local = args.allow_local_dtd && !input.is_stdin();
            checker.resolve_with(local.then(|| Arc::new(LocalEntities::beside(&input.path)) as _));
            one(input, checker, format, &options)
        },
        |outcome| total.add(&outcome, format),
    );
    total.finish(args.fail_on)
}

#[derive(Default)]
struct Total {
    failed: bool,
    closed: bool,
    errors: usize,
    warnings: usize,
    checked: usize,
    faulty: usize,
    unread: usize,
}

impl Total {
    /// Prints what came of a file. Whether to go on.
    fn add(&mut self, outcome: &Outcome, format: Format) -> bool {
        if let Some(failure) = &outcome.failure {
            print_failure(failure, format);
            self.failed = true;
            self.unread += 1;
        } else {
            self.checked += 1;
        }
        self.errors += outcome.errors;
        self.warnings += outcome.warnings;
        self.faulty += usize::from(outcome.errors > 0);
        if !self.closed
            && let Err(failure) = output::print(&outcome.report)
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
            parts.push(format!("{} could not be read", self.unread));
        }
        let found = format!("{}, {}", count(self.errors, "error"), count(self.warnings, "warning"));
        output::error(&format!("{}: {found}\n", parts.join(", ")));
        let found = fail_on.counts(self.errors, self.warnings);
        if self.failed { 2 } else { u8::from(found > 0) }
    }
}

fn one(input: &Input, checker: &mut Checker, format: Format, options: &Options) -> Outcome {
    let mut outcome = Outcome { report: String::new(), failure: None, errors: 0, warnings: 0 };
    if large_and_clean(input, checker) {
        return outcome;
    }
    let checked = input.read().and_then(|bytes| {
        teiwright::check(&input.name(), bytes, checker)
            .map_err(|error| Failure::about(input.name(), error.diagnostic()))
    });
    match checked {
        Ok((source, findings)) => {
            let count = |severity| findings.diagnostics.iter().filter(|d| d.severity == severity).count();
            outcome.errors = count(Severity::Error) + findings.dropped;
            outcome.warnings = count(Severity::Warning);
            outcome.report = render(format, &source, &findings.diagnostics, options);
            if findings.dropped > 0 && format != Format::Jsonl {
                outcome.report.push_str(&format!(
                    "{}: {} more were not kept\n",
                    source.name(),
                    findings.dropped
                ));
            }
        }
        Err(failure) => outcome.failure = Some(failure),
    }
    outcome
}

/// Whether a large file that can be read in pieces is without any finding. Whatever is found is told with its line, for
/// which the file is read whole.
fn large_and_clean(input: &Input, checker: &mut Checker) -> bool {
    if input.is_stdin()
        || !std::fs::metadata(&input.path).is_ok_and(|data| data.is_file() && data.len() >= LARGE)
    {
        return false;
    }
    let Ok(file) = std::fs::File::open(&input.path) else { return false };
    teiwright::check_large(file, checker).is_ok_and(|findings| findings.diagnostics.is_empty())
}

/// Loads a schema; what is wrong with it is printed.
fn schema(path: &Path, format: Format) -> Result<Schema, Option<Failure>> {
    let loaded = load_schema(path).map_err(|why| {
        Some(Failure::new(
            &rules::cfg001::RULE,
            path.display().to_string(),
            format!("the schema {why}"),
            "name a .rng or .rnc file",
        ))
    })?;
    // Warnings about a schema that can be used are for who writes it, not for each check.
    if loaded.schema.is_none() {
        let options = terminal::options(&std::io::stderr());
        let others = loaded.files.iter().map(|file| &file.source).collect::<Vec<_>>();
        for file in &loaded.files {
            output::error(&render_among(format, &file.source, &others, &file.diagnostics, &options));
        }
    }
    loaded.schema.ok_or(None)
}
