//! Arguments, and from a command to its exit status: 0 clean, 1 findings at the asked level, 2 could not run.

mod backends;
mod backends_new;
mod baseline;
mod changed;
mod check;
mod check_args;
mod check_config;
mod checking;
mod compile;
mod convert;
mod documents;
mod explain;
mod facts_page;
mod facts_text;
mod formats;
mod inputs;
mod inspect;
mod mending;
mod output;
mod pages;
mod plugin_config;
mod pool;
mod progress;
mod reports;
mod schema;
mod schemas;
mod settings;
mod settings_file;
mod show_config;
mod statistics;
mod terminal;
mod total;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use teiwright::rules;
use teiwright_report::Format;
use teiwright_source::{Diagnostic, Encoding, Rule, Source};
use teiwright_tei::NotePlacement;
use teiwright_text::Dialect;

/// What is said below the help of the whole.
const EXIT: &str =
    "Exit status: 0 when nothing serious was found, 1 when findings are as serious as --fail-on \
says, 2 when something could not be done.

NO_COLOR=1 turns colours off; `teiwright explain` has a page for each code in brackets.";

/// Plain-text transcriptions to TEI P5 XML, and TEI checked against its schema
#[derive(Debug, Parser)]
#[command(name = "teiwright", version, max_term_width = 100, after_long_help = EXIT)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert transcriptions to TEI, and transcriptions and TEI to other formats
    Convert(Box<ConvertArgs>),
    /// Check XML documents against TEI P5, a customisation of it, or a RELAX NG schema
    Check(Box<CheckArgs>),
    /// Show what each line of a transcription is read as, and why
    Inspect(InspectArgs),
    /// Say what a text can be exported to; make and check backends of your own
    Backends {
        #[command(subcommand)]
        command: Backends,
    },
    /// Show the schemas that are built in, and what TEI says of an element
    #[command(subcommand)]
    Schema(schema::SchemaCommand),
    /// Explain a diagnostic code
    Explain {
        /// The code, such as TXT004; none to list all
        code: Option<String>,
        /// List all codes, each with a line about it
        #[arg(long, conflicts_with = "code")]
        list: bool,
        /// Print the pages of all codes
        #[arg(long, conflicts_with_all = ["code", "list"])]
        all: bool,
        /// The form of the answer; JSON is an array of the codes, always with their pages
        #[arg(long, value_enum, default_value_t = Answer::Human)]
        format: Answer,
    },
    /// Print the completions of this command line for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages, one for each command
    Man {
        /// The folder to write them into
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum Backends {
    /// List the backends with their options, and where each comes from
    ///
    /// Programs are not run for it; name one to see its options.
    List(BackendsListArgs),
    /// Make a backend of your own that works and passes its tests, to begin with
    New(BackendsNewArgs),
    /// Hold a backend to what every backend must do, on small and large documents
    Check(BackendsCheckArgs),
}

#[derive(Debug, Args)]
pub(crate) struct BackendsListArgs {
    /// One backend; by default all
    name: Option<String>,
    /// The configuration file; by default the nearest teiwright.toml above the working folder
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Answer::Human)]
    format: Answer,
}

#[derive(Debug, Args)]
pub(crate) struct BackendsNewArgs {
    /// The name of the backend: small letters, digits and hyphens
    name: String,
    /// What it is to be
    #[arg(long, value_enum)]
    kind: Kind,
    /// The folder to make; by default one of the backend's name
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// Where the source of Teiwright is, for a crate; by default above the folder, if it is there
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    teiwright: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A Rust crate, which is a program too
    Crate,
    /// A folder of templates
    Template,
    /// A program, in Python
    Program,
    /// A WebAssembly module, in C
    Wasm,
}

#[derive(Debug, Args)]
pub(crate) struct BackendsCheckArgs {
    /// The backend: its name, or the folder, program or .wasm file
    name: String,
    /// The configuration file; by default the nearest teiwright.toml above the working folder
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// The form of messages
    #[arg(long, value_enum, default_value_t = Messages::Human)]
    format: Messages,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    /// Files, folders (their .txt and .text files; with --from tei, their .xml and .tei files), or - for standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    /// The file to write, or the folder, for a format of several files; standard output without it
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "out_dir")]
    output: Option<PathBuf>,
    /// The folder to write into, one file an input
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    out_dir: Option<PathBuf>,
    /// Whose conventions the transcription follows; what ends in .xml or begins as XML is TEI without being told
    #[arg(long, value_enum)]
    from: Option<From>,
    /// What to write: tei, html, epub, markdown, … (`teiwright backends list`), a plugin of that name, or its folder or
    /// file; by default what the ending of --output says, or else tei
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Set a value over configuration and text, such as title=…
    ///
    /// The keys: title, author, language, from, notes, publication.publisher, publication.place, publication.date,
    /// publication.licence, publication.licence-url, publication.idno. A teiwright.toml has the same ones. Options of a
    /// format have its name before them: html.toc=false.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// The configuration file; by default the nearest teiwright.toml above the input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Where notes stand
    #[arg(long, value_enum)]
    notes: Option<Notes>,
    /// The encoding of the input, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Bring the text into a Unicode normalization form
    #[arg(long, value_enum)]
    normalize: Option<Normalize>,
    /// Write the ledger of deliberate changes to this file, as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    ledger: Option<PathBuf>,
    /// The language of the text, as a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The form of messages
    #[arg(long, value_enum, default_value_t = Messages::Human)]
    format: Messages,
    /// From which severity on findings make the exit status 1; what has errors is not converted, and makes it 2
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// How many files are converted at a time; by default as many as there are processors
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZero<usize>>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files, folders (their .xml files that git does not ignore), or - for standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    /// A schema: all, lite, minimal, teiwright, or a file of RELAX NG (.rng, .rnc) or ODD (.odd)
    ///
    /// Without it a document is checked against what it names in xml-model instructions, else against what teiwright.toml has
    /// for its path, else, if its root element is of TEI, against TEI P5.
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    schema: Vec<String>,
    /// The release of TEI, such as 4.10.0a, whatever documents and customisations name; else that, or the newest
    #[arg(long, value_name = "VERSION", value_parser = schema::version)]
    tei_version: Option<teiwright_p5::Version>,
    /// An XML catalogue that says where copies of remote schemas are; XML_CATALOG_FILES names some too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    catalog: Vec<PathBuf>,
    /// A folder with copies of remote schemas: HOST/PATH below it is https://HOST/PATH
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    cache: Option<PathBuf>,
    /// The configuration file; by default the nearest teiwright.toml above each document
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Whether the rules of TEI beyond the schema are asked: pointers, dates, languages, the header … (TEI010 and on)
    #[arg(long, value_enum, default_value_t = RuleSet::All)]
    rules: RuleSet,
    /// How serious findings of a rule are: off, hint, warning or error, by its code, its name, or a family such as TEI
    #[arg(long, value_name = "CODE=LEVEL", value_parser = check_config::rule_level)]
    rule: Vec<(String, teiwright_check::Level)>,
    /// Make the mends that keep the meaning, in the files themselves; what is left is told
    ///
    /// The result is checked before it takes the place of the file, and is not written where it would be worse. All else in the file
    /// stays as it is, byte for byte.
    #[arg(long, group = "mending", conflicts_with = "explain_schema")]
    fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, group = "mending", conflicts_with = "explain_schema")]
    diff: bool,
    /// With --fix or --diff: make also the mends that are probably meant, but may change the meaning
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,
    /// Say which schemas each document has, and why, and check nothing
    #[arg(long)]
    explain_schema: bool,
    /// Read external entities and document types from files in the folder of the document, or below it
    #[arg(long)]
    allow_local_dtd: bool,
    /// From which severity on findings make the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// How many files are checked at a time; by default as many as there are processors
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZero<usize>>,
    #[command(flatten)]
    files: check_args::FileArgs,
    #[command(flatten)]
    report: check_args::ReportArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RuleSet {
    /// The schema, and the rules of TEI
    All,
    /// The schema alone
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    /// Errors alone
    Error,
    /// Warnings too
    Warning,
}

impl FailOn {
    /// How many of the findings are so serious.
    const fn counts(self, errors: usize, warnings: usize) -> usize {
        match self {
            Self::Error => errors,
            Self::Warning => errors + warnings,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// The transcription, or - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    input: PathBuf,
    /// Whose conventions the transcription follows
    #[arg(long, value_enum)]
    from: Option<From>,
    /// The encoding of the input, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Answer::Human)]
    format: Answer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Answer {
    /// A line for each line, in columns
    Human,
    /// One JSON object
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// Find out
    Auto,
    /// Nobody's: title, headings, paragraphs, notes
    Plain,
    /// Marxists Internet Archive: a title block and labelled lines before the text
    Mia,
    /// Project Gutenberg: its own words around the text, a title page
    Gutenberg,
    /// Markdown: CommonMark with tables and footnotes, YAML above the text
    Markdown,
    /// No transcription: a TEI document
    Tei,
}

impl From {
    const fn dialect(self) -> Dialect {
        match self {
            Self::Auto | Self::Tei => Dialect::Auto,
            Self::Plain => Dialect::Plain,
            Self::Mia => Dialect::Mia,
            Self::Gutenberg => Dialect::Gutenberg,
            Self::Markdown => Dialect::Markdown,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Notes {
    /// In their sections as they stood, or at the end of the text
    End,
    /// At the end of the division that first refers to them
    Div,
    /// Where the text first refers to them
    Inline,
    /// In standOff, before the text
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
    /// Composed characters (Unicode Standard Annex 15)
    Nfc,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Messages {
    /// The lines of the place with marks, the finding, the mend
    Human,
    /// FILE:LINE:COLUMN: SEVERITY[CODE] MESSAGE
    Short,
    /// One JSON object a line
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
    diagnostics: Vec<Diagnostic>,
    /// The file it is about; without text where no place in it matters.
    source: Box<Source>,
}

impl Failure {
    /// A failure of `rule` about `file`.
    pub(crate) fn new(
        rule: &'static Rule,
        file: impl Into<String>,
        message: impl Into<String>,
        help: &str,
    ) -> Self {
        Self::about(file, Diagnostic::new(rule, message).with_help(help))
    }

    /// One failure about `file` as a whole.
    pub(crate) fn about(file: impl Into<String>, diagnostic: Diagnostic) -> Self {
        Self::within(Source::from_text(file, ""), vec![diagnostic])
    }

    /// Failures with places in a file.
    pub(crate) fn within(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, source: Box::new(source) }
    }

    /// The failure as it is shown on standard error.
    pub(crate) fn report(&self, format: Format) -> String {
        let options = terminal::options(&std::io::stderr());
        teiwright_report::render(terminal::told(format), &self.source, &self.diagnostics, &options)
    }
}

/// Runs the command line.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let status = match cli.command {
        Command::Convert(args) => convert::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Backends { command: Backends::List(args) } => backends::list(&args),
        Command::Backends { command: Backends::New(args) } => backends_new::run(&args),
        Command::Backends { command: Backends::Check(args) } => backends::check(&args),
        Command::Schema(command) => schema::run(&command),
        Command::Explain { code, list: _, all, format } => explain::run(code.as_deref(), all, format),
        Command::Completions { shell } => pages::completions(shell, Cli::command()),
        Command::Man { folder } => pages::man(&folder, Cli::command()),
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
    output::error(&failure.report(format));
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    /// The help of each command, as a terminal of a hundred columns shows it: a change of it is to be seen in review.
    #[test]
    fn the_reference_is_as_it_was() {
        fn pages(command: &mut clap::Command, path: &str, out: &mut String) {
            let path = format!("{path}{}", command.get_name());
            let help = command.clone().bin_name(&path).term_width(100).render_long_help();
            out.push_str(&format!("$ {path} --help\n{help}\n"));
            for inner in command.get_subcommands_mut().filter(|inner| inner.get_name() != "help") {
                pages(inner, &format!("{path} "), out);
            }
        }
        let mut command = super::Cli::command();
        command.build();
        let mut out = String::new();
        pages(&mut command, "", &mut out);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/cli");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("reference", out));
    }

    #[test]
    fn the_arguments_are_sound() {
        super::Cli::command().debug_assert();
    }
}
