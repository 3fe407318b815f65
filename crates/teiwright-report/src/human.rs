//! The finding, the lines of its places with marks, the mend: miette's graphical report.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use teiwright_source::{Diagnostic, Fix, Severity, Source};

use crate::Options;
use crate::excerpt::{Excerpt, find};
use crate::places::Places;
use crate::window::{Style, printable};

/// The width of what is shown of a line where the terminal's width is not known.
const USUAL: usize = 100;
/// How many mends of one finding are shown.
const MOST_FIXES: usize = 3;

/// Draws findings, all in one style.
pub(crate) struct Human {
    handler: GraphicalReportHandler,
    theme: GraphicalTheme,
    style: Style,
    color: bool,
    columns: usize,
}

impl Human {
    pub(crate) fn new(options: &Options) -> Self {
        let theme = match (options.ascii, options.color) {
            (true, true) => GraphicalTheme::ascii(),
            (true, false) => GraphicalTheme::none(),
            (false, true) => GraphicalTheme::unicode(),
            (false, false) => GraphicalTheme::unicode_nocolor(),
        };
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .without_cause_chain()
            .without_syntax_highlighting()
            .with_urls(false)
            .with_break_words(false)
            .with_wrap_lines(options.width.is_some())
            .with_width(options.width.unwrap_or(USUAL).max(20));
        // The number of the line and the bars take a dozen columns.
        let columns = options.width.unwrap_or(USUAL + 12).saturating_sub(12).clamp(20, 200);
        let style = if options.ascii { Style::Ascii } else { Style::Unicode };
        Self { handler, theme, style, color: options.color, columns }
    }

    pub(crate) fn write(
        &self,
        places: &Places<'_>,
        others: &[&Source],
        diagnostic: &Diagnostic,
        out: &mut String,
    ) {
        let source = places.source;
        let excerpt = Excerpt::new(places, others, diagnostic, self.columns, self.style);
        let (labels, primary): (Vec<_>, Vec<_>) = excerpt.labels().unzip();
        let message = Message {
            title: self.title(source, diagnostic),
            severity: severity(diagnostic.severity),
            help: help(source, others, diagnostic, excerpt.hidden, self.style),
            labels,
            excerpt,
        };
        let mut theme = self.theme.clone();
        if self.color {
            let main = match diagnostic.severity {
                Severity::Error => theme.styles.error,
                Severity::Warning => theme.styles.warning,
                Severity::Hint => theme.styles.advice,
            };
            let marks = primary.iter().map(|&primary| if primary { main } else { theme.styles.help });
            theme.styles.highlights = marks.chain([main]).collect();
        }
        // Writing to a string does not fail.
        let _ = self.handler.clone().with_theme(theme).render_report(out, &message);
        out.push('\n');
    }

    /// `error[RNG101]: message`, with the file where no place names it.
    fn title(&self, source: &Source, diagnostic: &Diagnostic) -> String {
        let title = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.code());
        let title = match (self.color, diagnostic.severity) {
            (false, _) => title,
            (true, Severity::Error) => format!("\u{1B}[1;31m{title}\u{1B}[0m"),
            (true, Severity::Warning) => format!("\u{1B}[1;33m{title}\u{1B}[0m"),
            (true, Severity::Hint) => format!("\u{1B}[1;36m{title}\u{1B}[0m"),
        };
        let message = printable(&diagnostic.message, self.style);
        match diagnostic.span {
            Some(_) => format!("{title}: {message}"),
            None => format!("{title}: {}: {message}", printable(source.name(), self.style)),
        }
    }
}

const fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Hint => miette::Severity::Advice,
    }
}

/// The help, the mends that it does not name already, and the places that are not drawn.
fn help(
    source: &Source,
    others: &[&Source],
    diagnostic: &Diagnostic,
    hidden: usize,
    style: Style,
) -> Option<String> {
    let mut lines = diagnostic.help.iter().map(|help| printable(help, style)).collect::<Vec<_>>();
    let named = |fix: &&Fix| {
        let help = diagnostic.help.as_deref().unwrap_or_default();
        !fix.edits.iter().any(|edit| !edit.text.is_empty() && help.contains(&format!("`{}`", edit.text)))
    };
    let fixes = diagnostic.fixes.iter().filter(named).take(MOST_FIXES);
    lines.extend(fixes.map(|fix| printable(&fix.title, style)));
    for related in &diagnostic.related {
        if let Some(file) = related.file.as_deref()
            && find(source, others, Some(file)).is_none()
        {
            lines.push(printable(&format!("in {file}: {}", related.message), style));
        }
    }
    if hidden > 0 {
        lines.push(format!("({hidden} more places are not shown)"));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Message {
    title: String,
    severity: miette::Severity,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Message {}

impl miette::Diagnostic for Message {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
