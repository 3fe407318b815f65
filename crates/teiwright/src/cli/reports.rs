//! Where the reports of `check` go: one to standard output, others to files, each in its format.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use teiwright::rules;
use teiwright_report::{Assembly, Format, Found, Options, Piece, Root, piece};
use teiwright_source::{Diagnostic, Severity};

use super::output::Draft;
use super::{FailOn, Failure, output, terminal};

/// A format of reports, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reported {
    /// The lines of the place with marks, the finding, the mend
    Human,
    /// FILE:LINE:COLUMN: SEVERITY[CODE] MESSAGE
    Short,
    /// One JSON object a line
    Jsonl,
    /// SARIF 2.1.0, as GitHub's code scanning and editors read it
    Sarif,
    /// Commands of a GitHub workflow, which become annotations
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit XML, a test suite a file
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// Reviewdog's diagnostic format, with suggestions
    Rdjson,
    /// Plain sentences, for screen readers
    Narrate,
}

impl Reported {
    pub(crate) const fn format(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Short => Format::Short,
            Self::Jsonl => Format::Jsonl,
            Self::Sarif => Format::Sarif,
            Self::Github => Format::Github,
            Self::Gitlab => Format::Gitlab,
            Self::Junit => Format::Junit,
            Self::Checkstyle => Format::Checkstyle,
            Self::Rdjson => Format::Rdjson,
            Self::Narrate => Format::Narrate,
        }
    }
}

/// `FORMAT=FILE`.
pub(crate) fn output(pair: &str) -> Result<(Reported, PathBuf), String> {
    let (format, file) = pair.split_once('=').ok_or("write FORMAT=FILE, such as sarif=report.sarif")?;
    let format = Reported::from_str(format, false).map_err(|_| {
        let known = Reported::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known = known.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(", ");
        format!("there is no format `{format}`; the formats are {known}")
    })?;
    match file {
        "" => Err("write the name of a file after `=`".to_owned()),
        "-" => Err("standard output has the report of --format; name a file".to_owned()),
        file => Ok((format, PathBuf::from(file))),
    }
}

/// How each report is made, which any thread can do.
pub(crate) struct Shapes(Vec<(Format, Options)>);

/// What the reports say of one file.
pub(crate) struct Pieces(Vec<Piece>);

impl Shapes {
    /// What the reports say of a file, which may have had a schema that could not be used.
    pub(crate) fn pieces(&self, found: &Found<'_>, failed: bool) -> Pieces {
        if !failed {
            return Pieces(self.0.iter().map(|(format, options)| piece(*format, found, options)).collect());
        }
        let message = "could not be checked whole: a schema of it cannot be used";
        let mut diagnostics = found.diagnostics.to_vec();
        diagnostics.push(Diagnostic::new(&rules::cfg001::RULE, message));
        self.pick(&Found { diagnostics: &diagnostics, fingerprints: None, failed: true, ..*found }, found)
    }

    /// What they say of a file that could not be checked.
    pub(crate) fn failure(&self, failure: &Failure) -> Pieces {
        let found = Found::new(&failure.source, &[], &failure.diagnostics);
        self.pick(&Found { failed: true, ..found }, &Found { diagnostics: &[], ..found })
    }

    /// The former for programs that read the report alone; who reads messages has read the rest on standard error.
    fn pick(&self, whole: &Found<'_>, rest: &Found<'_>) -> Pieces {
        let alone = |format: Format| !format.is_for_people() && format != Format::Jsonl;
        let each = self
            .0
            .iter()
            .map(|(format, options)| piece(*format, if alone(*format) { whole } else { rest }, options));
        Pieces(each.collect())
    }

    /// Whether findings must be known from run to run.
    pub(crate) fn need_fingerprints(&self) -> bool {
        self.0.iter().any(|(format, _)| matches!(format, Format::Sarif | Format::Gitlab))
    }
}

/// The reports of a run.
pub(crate) struct Reports {
    sinks: Vec<Sink>,
}

/// A report that is being written.
struct Sink {
    assembly: Assembly,
    to: To,
}

enum To {
    Output,
    /// Nobody reads standard output any more.
    Nowhere,
    File(Box<Draft>),
}

impl Reports {
    /// Begins all reports, so that one that cannot be written is told before there is work.
    pub(crate) fn open(
        format: Reported,
        files: &[(Reported, PathBuf)],
        max_messages: usize,
        fail_on: FailOn,
    ) -> Result<(Self, Shapes), Failure> {
        let fail_on = match fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
        };
        let root = root();
        let common = Options { max_messages, fail_on, root, ..Options::default() };
        let drawn = terminal::options(&std::io::stdout());
        let drawn = Options { color: drawn.color, ascii: drawn.ascii, width: drawn.width, ..common.clone() };
        let mut shapes = vec![(format.format(), drawn)];
        let mut sinks = vec![Sink { assembly: Assembly::new(format.format()), to: To::Output }];
        for (at, (format, path)) in files.iter().enumerate() {
            let same = |(_, other): &(Reported, PathBuf)| {
                other == path || super::inputs::same_file(other, path) && path.is_file()
            };
            if files[..at].iter().any(same) {
                let message = "two reports cannot be written to one file";
                let help = "name another file for one of them";
                return Err(Failure::new(&rules::cfg005::RULE, path.display().to_string(), message, help));
            }
            let draft = Draft::new(path)?;
            shapes.push((format.format(), common.clone()));
            sinks.push(Sink { assembly: Assembly::new(format.format()), to: To::File(Box::new(draft)) });
        }
        let mut reports = Self { sinks };
        reports.each(|assembly| assembly.begin())?;
        Ok((reports, Shapes(shapes)))
    }

    /// Writes what there is to say of the next file. Whether anybody wants more.
    pub(crate) fn add(&mut self, pieces: Pieces) -> Result<bool, Failure> {
        let mut pieces = pieces.0.into_iter();
        self.each(|assembly| pieces.next().map(|piece| assembly.add(piece)).unwrap_or_default())?;
        Ok(self.is_wanted())
    }

    /// Writes a text to standard output that is no report.
    pub(crate) fn print(&mut self, text: &str) -> Result<bool, Failure> {
        match self.sinks.first_mut() {
            Some(sink) => sink.write(text).map(|()| matches!(sink.to, To::Output)),
            None => Ok(false),
        }
    }

    /// Ends all reports, and puts the files where they are to be. Whether anybody wanted them.
    pub(crate) fn finish(mut self) -> Result<bool, Failure> {
        self.each(Assembly::end)?;
        let wanted = self.is_wanted();
        for sink in self.sinks {
            if let To::File(draft) = sink.to {
                draft.keep()?;
            }
        }
        Ok(wanted)
    }

    fn is_wanted(&self) -> bool {
        self.sinks.iter().any(|sink| !matches!(sink.to, To::Nowhere))
    }

    fn each(&mut self, mut text: impl FnMut(&mut Assembly) -> String) -> Result<(), Failure> {
        for sink in &mut self.sinks {
            let text = text(&mut sink.assembly);
            sink.write(&text)?;
        }
        Ok(())
    }
}

impl Sink {
    fn write(&mut self, text: &str) -> Result<(), Failure> {
        if text.is_empty() {
            return Ok(());
        }
        match &mut self.to {
            To::Nowhere => {}
            To::File(draft) => draft.write(text.as_bytes())?,
            To::Output => {
                if !output::print_while_read(text.as_bytes())? {
                    self.to = To::Nowhere;
                }
            }
        }
        Ok(())
    }
}

/// Where the project lies: where the pipeline says that it was checked out, or here.
fn root() -> Root {
    let Ok(here) = std::env::current_dir() else { return Root::default() };
    let said = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].iter().filter_map(std::env::var_os).map(PathBuf::from);
    let above = said.filter(|root| root.is_absolute()).find_map(|root| {
        let below = here.strip_prefix(&root).ok()?.to_path_buf();
        Some((root, below))
    });
    let (root, below) = above.unwrap_or((here, PathBuf::new()));
    let text = |path: &Path| path.display().to_string();
    Root { path: text(&root).trim_end_matches(['/', '\\']).to_owned(), folder: text(&below) }
}
