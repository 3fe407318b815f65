//! Diagnostics for people and programs: one file a format.

mod excerpt;
mod human;
mod jsonl;
mod short;
mod window;

use teiwright_source::{Diagnostic, Source};

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// The source line with the place marked, the finding, the mend.
    #[default]
    Human,
    /// `file:line:column: severity[CODE] message`.
    Short,
    /// One JSON object a line.
    Jsonl,
}

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether to use colours.
    pub color: bool,
    /// Whether to draw with ASCII alone, for a terminal that does not know UTF-8.
    pub ascii: bool,
    /// How wide the terminal is, in columns. None for what is no terminal: long messages are not wrapped then, and
    /// about a hundred columns of a line are shown.
    pub width: Option<usize>,
    /// How many findings are shown to people for a text; the rest are counted. JSON Lines has all.
    pub max_messages: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { color: false, ascii: false, width: None, max_messages: 100 }
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
    let mut out = String::new();
    // Programs get all there is: what reading finds is bounded already, and a cut would look like the end.
    let most = if format == Format::Jsonl { diagnostics.len() } else { options.max_messages };
    let human = human::Human::new(options);
    for diagnostic in diagnostics.iter().take(most) {
        match format {
            Format::Human => human.write(source, others, diagnostic, &mut out),
            Format::Short => short::write(source, diagnostic, &mut out),
            Format::Jsonl => jsonl::write(source, others, diagnostic, &mut out),
        }
    }
    let hidden = diagnostics.len().saturating_sub(most);
    if hidden > 0 {
        let name = window::printable(source.name(), window::Style::Unicode);
        out.push_str(&format!("{name}: {hidden} more findings are not shown\n"));
    }
    out
}
