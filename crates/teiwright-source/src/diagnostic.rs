//! The one concrete diagnostic of Teiwright: a code, a place, words, and mends.

use serde::Serialize;

use crate::{Rule, Span};

/// How serious a finding is, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; often right as it is.
    Hint,
    /// Probably wrong; the result stands all the same.
    Warning,
    /// Wrong: the input cannot be used as it is.
    Error,
}

impl Severity {
    /// The lower-case word for the level: `hint`, `warning` or `error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a fix may be applied without a person looking, from least to most freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown only; it holds a blank for a person to fill.
    Display,
    /// Probably meant, but it may change the meaning.
    Unsafe,
    /// Keeps the meaning; applied by `--fix`.
    Safe,
}

/// One replacement of bytes in the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A mend: edits that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the mend does, in the imperative.
    pub title: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// The edits, in the order of their places, none overlapping another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Writes `text` for what stands at `span`.
    #[must_use]
    pub fn write(span: Span, text: impl Into<String>, applicability: Applicability) -> Self {
        let text = text.into();
        Self { title: format!("write `{text}`"), applicability, edits: vec![Edit { span, text }] }
    }
}

/// Another place that helps to understand a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file, where it is not the one that the diagnostic is about.
    pub file: Option<String>,
    /// Where in that file.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// A finding about one text.
///
/// Built with [`Diagnostic::new`] and the `with_` methods; formats in `teiwright-report` print it. The file that it
/// is about is known to whoever holds the [`Source`](crate::Source), and is not repeated here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Diagnostic {
    /// Which rule found it.
    pub rule: &'static Rule,
    /// How serious it is; the rule's own severity unless changed.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final full stop.
    pub message: String,
    /// Where; `None` when the finding is about the whole text.
    pub span: Option<Span>,
    /// A few words to stand under the place.
    pub label: Option<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// How to mend it, in a sentence.
    pub help: Option<String>,
    /// The path of the XML node, such as `/TEI/text/body/div[2]`.
    pub path: Option<String>,
    /// What could have stood here, best first.
    pub expected: Vec<String>,
    /// Mends that a program can apply.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` that says `message`.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            span: None,
            label: None,
            related: Vec::new(),
            help: None,
            path: None,
            expected: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says where.
    pub fn with_span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds the words that stand under the place.
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says how to mend it.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place of the same text.
    pub fn with_related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { file: None, span, message: message.into() });
        self
    }

    /// Adds a mend.
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Says which XML node it is about.
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Says what could have stood here, best first.
    pub fn with_expected(mut self, expected: Vec<String>) -> Self {
        self.expected = expected;
        self
    }

    /// Changes how serious it is.
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The code of its rule.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.rule.code
    }
}
