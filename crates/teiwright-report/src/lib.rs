//! Diagnostics for people and programs: one file a format.
//!
//! [`render`] gives the report of one text. A report of many is made of [`Piece`]s, one a text, made on any thread by
//! [`piece`], and put together by an [`Assembly`] in the order that is wanted; it holds no more of them than its format needs.

mod checkstyle;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod jsonl;
mod junit;
mod narrate;
mod paths;
mod places;
mod rdjson;
mod report;
mod sarif;
mod short;
mod window;
mod xml;

use teiwright_source::{Diagnostic, Severity, Source};

pub use fingerprint::{Fingerprint, fingerprints};
pub use paths::Root;
pub use report::{Assembly, Found, Piece, piece};

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// The source line with the place marked, the finding, the mend.
    #[default]
    Human,
    /// `file:line:column: severity[CODE] message`.
    Short,
    /// One JSON object a line.
    Jsonl,
    /// SARIF 2.1.0, one run, with rules, mends and fingerprints.
    Sarif,
    /// Commands of a GitHub workflow, which become annotations.
    Github,
    /// GitLab's report of code quality, in JSON.
    Gitlab,
    /// `JUnit` XML: a test suite a text, a test case a finding.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// Reviewdog's diagnostic format, in JSON.
    Rdjson,
    /// Plain sentences, to be listened to.
    Narrate,
}

impl Format {
    /// Whether the format is for people, who are shown no more than [`Options::max_messages`] of a text.
    #[must_use]
    pub const fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Short | Self::Narrate)
    }
}

/// How to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Whether to use colours.
    pub color: bool,
    /// Whether to draw with ASCII alone, for a terminal that does not know UTF-8.
    pub ascii: bool,
    /// How wide the terminal is, in columns. None for what is no terminal: long messages are not wrapped then, and
    /// about a hundred columns of a line are shown.
    pub width: Option<usize>,
    /// How many findings are shown to people for a text; the rest are counted. Formats for programs have all.
    pub max_messages: usize,
    /// From which severity on a finding is a test that failed, in JUnit's format.
    pub fail_on: Severity,
    /// What names of files are relative to in formats for programs. JSON Lines has the names as they were given.
    pub root: Root,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            color: false,
            ascii: false,
            width: None,
            max_messages: 100,
            fail_on: Severity::Error,
            root: Root::default(),
        }
    }
}

/// The report of `diagnostics` about `source`.
#[must_use]
pub fn render(format: Format, source: &Source, diagnostics: &[Diagnostic], options: &Options) -> String {
    render_among(format, source, &[], diagnostics, options)
}

/// The same, where related places may be in any of `others`, by name.
#[must_use]
pub fn render_among(
    format: Format,
    source: &Source,
    others: &[&Source],
    diagnostics: &[Diagnostic],
    options: &Options,
) -> String {
    let mut report = Assembly::new(format);
    let mut out = report.begin();
    out.push_str(&report.add(piece(format, &Found::new(source, others, diagnostics), options)));
    out.push_str(&report.end());
    out
}
