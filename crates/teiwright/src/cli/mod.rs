//! Arguments, and from a command to its exit status: 0 clean, 1 findings at the asked level, 2 could not run.

mod check;
mod convert;
mod explain;
mod inputs;
mod inspect;
mod output;
mod settings;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use teiwright::rules;
use teiwright_report::Format;
use teiwright_source::{Diagnostic, Encoding, Rule};
use teiwright_tei::NotePlacement;
use teiwright_text::Dialect;

/// Plain-text transcriptions to TEI P5 XML.
#[derive(Debug, Parser)]
#[command(name = "teiwright", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert transcriptions to TEI
    Convert(Box<ConvertArgs>),
    /// Check XML documents against a RELAX NG schema
    Check(CheckArgs),
    /// Show what each line of a transcription is read as, and why
    Inspect(InspectArgs),
    /// Explain a diagnostic code
    Explain {
        /// The code, such as TXT004; none to list all
        code: Option<String>,
        /// List all codes, each with a line about it
        #[arg(long, conflicts_with = "code")]
        list: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    /// Files, folders (their .txt and .text files), or - for standard input
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The file to write; standard output without it
    #[arg(short, long, conflicts_with = "out_dir")]
    output: Option<PathBuf>,
    /// The folder to write into, one file an input
    #[arg(long)]
    out_dir: Option<PathBuf>,
    /// Whose conventions the transcription follows
    #[arg(long, value_enum)]
    from: Option<From>,
    /// What to write
    #[arg(long, value_enum, default_value_t = To::Tei)]
    to: To,
    /// Set a value over configuration and text, such as title=…
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// The configuration file; by default the nearest teiwright.toml above the input
    #[arg(long)]
    config: Option<PathBuf>,
    /// Where notes stand
    #[arg(long, value_enum)]
    notes: Option<Notes>,
    /// The encoding of the input, such as windows-1252
    #[arg(long)]
    encoding: Option<String>,
    /// Bring the text into a Unicode normalization form
    #[arg(long, value_enum)]
    normalize: Option<Normalize>,
    /// Write the ledger of deliberate changes to this file, as JSON
    #[arg(long)]
    ledger: Option<PathBuf>,
    /// The language of the text, as a BCP 47 tag
    #[arg(long)]
    language: Option<String>,
    /// The form of messages
    #[arg(long, value_enum, default_value_t = Messages::Human)]
    format: Messages,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files, folders (their .xml files), or - for standard input
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The schema: a RELAX NG file in XML syntax (.rng) or compact syntax (.rnc)
    #[arg(long, value_name = "FILE")]
    schema: PathBuf,
    /// The form of messages
    #[arg(long, value_enum, default_value_t = Messages::Human)]
    format: Messages,
    /// From which severity on findings make the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// How many files are checked at a time; by default as many as there are processors
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZero<usize>>,
    /// How many messages are shown for a file; jsonl has all
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_messages: usize,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// The transcription, or - for standard input
    input: PathBuf,
    /// Whose conventions the transcription follows
    #[arg(long, value_enum)]
    from: Option<From>,
    /// The encoding of the input
    #[arg(long)]
    encoding: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum From {
    Auto,
    Plain,
    Mia,
}

impl From {
    const fn dialect(self) -> Dialect {
        match self {
            Self::Auto => Dialect::Auto,
            Self::Plain => Dialect::Plain,
            Self::Mia => Dialect::Mia,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum To {
    Tei,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Notes {
    End,
    Div,
    Inline,
    Standoff,
}

impl Notes {
    const fn placement(self) -> NotePlacement {
        match self {
            Self::End => NotePlacement::End,
            Self::Div => NotePlacement::Division,
            Self::Inline => NotePlacement::Inline,
            Self::Standoff => NotePlacement::StandOff,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Normalize {
    Nfc,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Messages {
    Human,
    Short,
    Jsonl,
}

impl Messages {
    const fn format(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Short => Format::Short,
            Self::Jsonl => Format::Jsonl,
        }
    }
}

/// A command that could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong and how to mend it.
    pub(crate) diagnostic: Box<Diagnostic>,
    /// The file it is about.
    pub(crate) file: String,
}

impl Failure {
    /// A failure of `rule` about `file`.
    pub(crate) fn new(
        rule: &'static Rule,
        file: impl Into<String>,
        message: impl Into<String>,
        help: &str,
    ) -> Self {
        let diagnostic = Diagnostic::new(rule, message).with_help(help);
        Self { diagnostic: Box::new(diagnostic), file: file.into() }
    }
}

/// Runs the command line.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let status = match cli.command {
        Command::Convert(args) => convert::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Explain { code, list: _ } => explain::run(code.as_deref()),
    };
    ExitCode::from(status)
}

/// The encoding that was named.
pub(crate) fn encoding(label: Option<&str>) -> Result<Option<Encoding>, Failure> {
    let Some(label) = label else { return Ok(None) };
    let unknown = || {
        let message = format!("the encoding “{label}” is not known");
        Failure::new(&rules::cfg005::RULE, "--encoding", message, "try utf-8, windows-1252, koi8-r, …")
    };
    Encoding::for_label(label).map(Some).ok_or_else(unknown)
}

/// Prints a failure to standard error.
pub(crate) fn print_failure(failure: &Failure, format: Format) {
    let source = teiwright_source::Source::from_text(failure.file.clone(), "");
    let report = teiwright_report::render(
        format,
        &source,
        std::slice::from_ref(&*failure.diagnostic),
        &terminal::options(&std::io::stderr()),
    );
    output::error(&report);
}
