//! `check`: documents against a schema, many at a time, in the order in which they were named.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use teiwright::{KnownFiles, rules};
use teiwright_check::{Levels, Prolog, SchemaId};
use teiwright_report::{Format, Found, fingerprints};
use teiwright_source::{Severity, Source};

use super::baseline::Baseline;
use super::check_config::CheckConfig;
use super::checking::{Checked, Checking, Tools};
use super::documents::Wanted;
use super::inputs::{self, Input};
use super::mending::{How, Mending};
use super::reports::{Reported, Reports, Shapes};
use super::schemas::{Asked, Schemas};
use super::statistics::Tally;
use super::total::{Outcome, Total};
use super::{CheckArgs, Failure, RuleSet, changed, output, pool, print_failure, show_config, watch};

/// Runs the command.
pub(crate) fn run(args: &CheckArgs) -> u8 {
    let format = args.report.format.format();
    let done = Mending::of(args).and_then(|mending| {
        if args.files.watch {
            return watch::run(args, |only, schemas| pass(args, mending, only, schemas));
        }
        let asked = asked(args);
        pass(args, mending, None, &Schemas::new(&asked)?)
    });
    done.unwrap_or_else(|failure| {
        print_failure(&failure, format);
        2
    })
}

/// What the command line says of schemas.
pub(crate) fn asked(args: &CheckArgs) -> Asked<'_> {
    Asked {
        schemas: &args.schema,
        version: args.tei_version,
        config: args.config.as_deref(),
        catalogs: &args.catalog,
        cache: args.cache.as_deref(),
        format: args.report.format.format(),
    }
}

/// Checks all documents that are named, or only some of these, and gives the exit status.
fn pass(
    args: &CheckArgs,
    mending: Option<Mending>,
    only: Option<FxHashSet<PathBuf>>,
    schemas: &Schemas,
) -> Result<u8, Failure> {
    let format = args.report.format.format();
    let settings = settings_of_run(args, schemas)?;
    let wanted = wanted(args, only, settings.as_deref())?;
    let mut rest = wanted.documents(&args.inputs);
    let first = rest.by_ref().take(2).collect::<Vec<_>>();
    let single = first.len() < 2;
    // What changes while files are watched need not be a document.
    if args.files.watch && first.is_empty() {
        return Ok(0);
    }
    let documents = first.into_iter().chain(rest);
    if args.explain_schema {
        return Ok(explain(documents, schemas, format));
    }
    if args.report.show_config {
        return Ok(show_config::run(args, documents, schemas));
    }
    // A schema that cannot be used is told before any document is read.
    let brief = |id: &SchemaId| single && matches!(id, SchemaId::Builtin(..));
    if schemas.asked().iter().any(|id| !brief(id) && schemas.ready(id).is_none()) {
        return Ok(2);
    }
    let (reported, report) = (mending.filter(|mending| mending.how == How::Show), &args.report);
    let reported = if reported.is_some() { Reported::Human } else { report.format };
    let (reports, shapes) = Reports::open(reported, &report.output, report.max_messages, args.fail_on)?;
    let named = settings.as_ref().and_then(|settings| settings.baseline.as_deref());
    let baseline = report.baseline.as_deref().or(named);
    if baseline.is_none() && report.update_baseline {
        let message = "there is no baseline to write";
        let help = "name it with --baseline FILE, or as `baseline` below `[check]` in teiwright.toml";
        return Err(Failure::new(&rules::cfg021::RULE, "--update-baseline", message, help));
    }
    let baseline = baseline.map(|path| Baseline::read(path, report.update_baseline)).transpose()?;
    let mut levels = Levels::default();
    for (rule, level) in &args.rule {
        levels.set(rule, *level);
    }
    let checking = Checking {
        schemas,
        single,
        local: args.allow_local_dtd,
        rules: args.rules == RuleSet::All,
        levels,
        files: Arc::new(KnownFiles::default()),
    };
    let baseline = baseline.as_ref();
    let run = Run { checking: &checking, mending, shapes: &shapes, baseline, statistics: report.statistics };
    let mut total = Total::new(reports, format, baseline, report.statistics);
    pool::each(
        documents,
        pool::jobs(args.jobs, if single { 1 } else { usize::MAX }),
        Tools::default,
        |tools, document| run.one(document, tools),
        |outcome| total.add(outcome),
    );
    Ok(total.finish(args.fail_on, mending))
}

/// The configuration that says what is checked: the one that was named, or the nearest to the first input.
fn settings_of_run(args: &CheckArgs, schemas: &Schemas) -> Result<Option<Arc<CheckConfig>>, Failure> {
    let first = args.inputs.iter().find(|input| input.as_os_str() != "-");
    let first = first.or(args.files.stdin_filename.as_ref());
    let Some(first) = first else { return Ok(None) };
    // What lies in a folder has the folder's.
    let first = if first.is_dir() { first.join("_") } else { first.clone() };
    schemas.config_of(&first).or_else(|failure| failure.map_or(Ok(None), Err))
}

/// Which files the command line wants.
fn wanted(
    args: &CheckArgs,
    only: Option<FxHashSet<PathBuf>>,
    settings: Option<&CheckConfig>,
) -> Result<Wanted, Failure> {
    let files = &args.files;
    if files.stdin_filename.is_some() && !args.inputs.iter().any(|input| input.as_os_str() == "-") {
        let message = "`--stdin-filename` names standard input, which is not among the inputs";
        return Err(Failure::new(&rules::cfg005::RULE, "check", message, "write - for standard input"));
    }
    let written = args.report.output.iter().map(|(_, path)| path.clone()).collect::<Vec<_>>();
    for (input, output) in args.inputs.iter().flat_map(|input| written.iter().map(move |o| (input, o))) {
        if output.is_file() && inputs::same_file(input, output) {
            let message = "is to be checked, and to be written over with a report";
            let help = "write the report to another file";
            return Err(Failure::new(&rules::cfg002::RULE, output.display().to_string(), message, help));
        }
    }
    let changed = match &files.changed_since {
        Some(rev) => Some(changed::since(rev, &args.inputs)?),
        None => None,
    };
    let both = match (changed, only) {
        (Some(changed), Some(only)) => Some(changed.intersection(&only).cloned().collect()),
        (changed, only) => changed.or(only),
    };
    let wanted = Wanted::new(&files.include, &files.exclude, settings)?;
    Ok(wanted.with_stdin(files.stdin_filename.as_deref()).only(both).without(&written))
}

/// Says of each document which schemas it has, and why.
fn explain(documents: impl Iterator<Item = Result<Input, Failure>>, schemas: &Schemas, format: Format) -> u8 {
    let mut failed = false;
    for document in documents {
        let told = document.map_err(Some).and_then(|input| {
            let opened = teiwright::open_xml(&input.name(), input.read()?);
            let opened = opened.map_err(|error| Some(Failure::about(input.name(), error.diagnostic())))?;
            let found = schemas.of(&input.path, &Prolog::of(&opened.source))?;
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

/// How the documents of a run are checked, and what is made of what is found.
struct Run<'a> {
    checking: &'a Checking<'a>,
    mending: Option<Mending>,
    shapes: &'a Shapes,
    baseline: Option<&'a Baseline>,
    statistics: bool,
}

impl Run<'_> {
    fn one(&self, document: Result<Input, Failure>, tools: &mut Tools) -> Outcome {
        let mut outcome = Outcome::default();
        let checked = document.map_err(Some).and_then(|input| {
            if self.checking.large_and_clean(&input, tools) {
                let source = Source::from_text(input.name(), "");
                let clean = Checked { source, found: Vec::new(), dropped: 0, unchecked: 0, failed: false };
                self.report(&input, clean, &mut outcome);
                return Ok(());
            }
            self.check(&input, tools, &mut outcome)
        });
        if let Err(failure) = checked {
            outcome.failed = true;
            outcome.pieces = failure.as_ref().map(|failure| self.shapes.failure(failure));
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
                outcome.text = mended.diff;
                return Ok(());
            }
        }
        self.report(input, checked, outcome);
        Ok(())
    }

    /// What is new of what was found, and what the reports say of it.
    fn report(&self, input: &Input, mut checked: Checked, outcome: &mut Outcome) {
        let mut prints = Vec::new();
        if self.baseline.is_some() || self.shapes.need_fingerprints() {
            prints = fingerprints(&checked.source, &checked.found);
        }
        // What is known of a document counts only against the whole of what is found in it.
        if let Some(baseline) = self.baseline.filter(|_| !checked.failed) {
            outcome.seen = Some(baseline.sift(&input.path, &mut checked.found, &mut prints));
        }
        (outcome.errors, outcome.warnings) = count(&checked);
        outcome.unchecked = checked.unchecked;
        outcome.failed = checked.failed;
        outcome.tally = self.statistics.then(|| Tally::of(input.name(), &checked.found));
        let files = self.checking.schemas.files_named(&checked.found);
        let others = files.iter().collect::<Vec<_>>();
        let found = Found::new(&checked.source, &others, &checked.found);
        let found = Found { fingerprints: Some(&prints), dropped: checked.dropped, ..found };
        outcome.pieces = Some(self.shapes.pieces(&found, checked.failed));
    }
}

/// How many errors and warnings there are.
fn count(checked: &Checked) -> (usize, usize) {
    let of = |severity| checked.found.iter().filter(|d| d.severity == severity).count();
    (of(Severity::Error) + checked.dropped, of(Severity::Warning))
}
