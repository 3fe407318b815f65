//! `schema compile`: a customisation of TEI, or any schema, as a grammar in either syntax of RELAX NG.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use teiwright::{compile_odd, read_xml, rules};
use teiwright_check::{Builtin, compile_builtin};
use teiwright_odd::{Compiled, Options};
use teiwright_p5::Version;
use teiwright_relaxng::syntax::model::{Component, Pattern, PatternKind};
use teiwright_relaxng::syntax::{parse, write_compact, write_xml};
use teiwright_report::render_among;
use teiwright_source::Severity;

use super::schemas::name_a_schema;
use super::{FailOn, Failure, Messages, output, print_failure, schema, terminal};

#[derive(Debug, Args)]
pub(crate) struct CompileArgs {
    /// A customisation (.odd), or a schema that is built in: all, lite, minimal, teiwright; a .rng or .rnc file is written in the other syntax
    #[arg(value_name = "FILE|NAME", value_hint = ValueHint::FilePath)]
    schema: PathBuf,
    /// The syntax; by default that of the output's ending, or XML
    #[arg(long, value_enum)]
    to: Option<Syntax>,
    /// The file to write; standard output without it
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// The schemaSpec, by its ident, where there are several
    #[arg(long, value_name = "IDENT")]
    ident: Option<String>,
    /// The release of TEI, such as 4.10.0a, whatever the customisation names
    #[arg(long, value_name = "VERSION", value_parser = schema::version)]
    tei_version: Option<Version>,
    /// The form of messages
    #[arg(long, value_enum, default_value_t = Messages::Human)]
    format: Messages,
    /// From which severity on findings make the exit status 1; what has errors is not written, and makes it 2
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Syntax {
    /// RELAX NG in XML syntax
    Rng,
    /// RELAX NG in compact syntax
    Rnc,
}

/// Runs the command.
pub(crate) fn run(args: &CompileArgs) -> u8 {
    let syntax = match syntax(args) {
        Ok(syntax) => syntax,
        Err(failure) => {
            print_failure(&failure, args.format.format());
            return 2;
        }
    };
    match compiled(args) {
        Ok((pattern, warnings)) => match write(args, syntax, &pattern) {
            Ok(()) => u8::from(args.fail_on.counts(0, warnings) > 0),
            Err(failure) => {
                print_failure(&failure, args.format.format());
                2
            }
        },
        Err(failure) => {
            if let Some(failure) = failure {
                print_failure(&failure, args.format.format());
            }
            2
        }
    }
}

/// The grammar, and how many warnings there were. `None` as the failure where it was told already.
fn compiled(args: &CompileArgs) -> Result<(Pattern, usize), Option<Failure>> {
    let name = args.schema.to_string_lossy();
    if let Some(builtin) = Builtin::named(&name) {
        let compiled = compile_builtin(builtin, args.tei_version.unwrap_or_default());
        return told(args, compiled);
    }
    let unreadable = |why: String| {
        let help = name_a_schema("a .odd, .rng or .rnc file", &name);
        Some(Failure::new(&rules::cfg001::RULE, name.to_string(), why, &help))
    };
    let ending = args.schema.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    if ending.eq_ignore_ascii_case("rng") || ending.eq_ignore_ascii_case("rnc") {
        let source = read_xml(&args.schema).map_err(unreadable)?;
        let (pattern, found) = parse(&source);
        let options = terminal::options(&std::io::stderr());
        output::error(&render_among(args.format.format(), &source, &[], &found, &options));
        let sound = found.iter().all(|d| d.severity != Severity::Error);
        return pattern.filter(|_| sound).map(|pattern| (pattern, found.len())).ok_or(None);
    }
    let options = Options { ident: args.ident.clone(), version: args.tei_version, only: None };
    told(args, compile_odd(&args.schema, &options).map_err(unreadable)?)
}

/// Tells what was found in a customisation.
fn told(args: &CompileArgs, compiled: Compiled) -> Result<(Pattern, usize), Option<Failure>> {
    let options = terminal::options(&std::io::stderr());
    let others = compiled.files.iter().map(|file| &file.source).collect::<Vec<_>>();
    for file in &compiled.files {
        output::error(&render_among(
            args.format.format(),
            &file.source,
            &others,
            &file.diagnostics,
            &options,
        ));
    }
    let warnings = compiled.diagnostics().filter(|(_, d)| d.severity == Severity::Warning).count();
    if compiled.schema.is_none() {
        return Err(None);
    }
    compiled.pattern.map(|pattern| (ordered(pattern), warnings)).ok_or(None)
}

/// The grammar with its definitions in the order of their names, the start first.
fn ordered(mut pattern: Pattern) -> Pattern {
    if let PatternKind::Grammar(components) = &mut pattern.kind {
        let name = |component: &Component| match component {
            Component::Define(define) => define.name.clone(),
            _ => None,
        };
        components.sort_by_cached_key(name);
    }
    pattern
}

/// The syntax that is asked for: by name, else by the output's ending. Who opens the file goes by its ending too.
fn syntax(args: &CompileArgs) -> Result<Syntax, Failure> {
    let Some(path) = &args.output else { return Ok(args.to.unwrap_or(Syntax::Rng)) };
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).map(str::to_lowercase);
    let by_ending = match ending.as_deref() {
        Some("rnc") => Some(Syntax::Rnc),
        Some("rng") => Some(Syntax::Rng),
        _ => None,
    };
    let wrong = |message: &str, help: &str| {
        Err(Failure::new(&rules::cfg005::RULE, path.display().to_string(), message, help))
    };
    match (args.to, by_ending, ending) {
        (Some(Syntax::Rng), Some(Syntax::Rnc), _) => {
            wrong("has the ending of the compact syntax, and --to rng asks for XML", "end its name with .rng")
        }
        (Some(Syntax::Rnc), Some(Syntax::Rng), _) => wrong(
            "has the ending of the XML syntax, and --to rnc asks for the compact one",
            "end its name with .rnc",
        ),
        (Some(to), ..) => Ok(to),
        (None, Some(by_ending), _) => Ok(by_ending),
        (None, None, Some(ending)) if ["xsd", "dtd", "odd", "sch"].contains(&ending.as_str()) => wrong(
            "has the ending of another kind of schema",
            "grammars are written as .rng or .rnc; or say --to rng",
        ),
        (None, None, _) => Ok(Syntax::Rng),
    }
}

fn write(args: &CompileArgs, syntax: Syntax, pattern: &Pattern) -> Result<(), Failure> {
    let text = match syntax {
        Syntax::Rng => write_xml(pattern),
        Syntax::Rnc => write_compact(pattern),
    };
    match &args.output {
        None => output::print(text.as_bytes()),
        Some(path) if super::inputs::same_file(path, &args.schema) => {
            let message = "is the schema itself, which would be overwritten";
            Err(Failure::new(&rules::cfg002::RULE, path.display().to_string(), message, "name another file"))
        }
        Some(path) => output::write(path, text.as_bytes()),
    }
}
