//! The finding, the source line with the place marked, the mend.

use teiwright_source::{Diagnostic, Severity, Source, Span};

/// How much of a long line is shown, in characters.
const WINDOW: usize = 100;

pub(crate) fn write(source: &Source, diagnostic: &Diagnostic, color: bool, out: &mut String) {
    let paint = |code: &str, text: &str| {
        if color { format!("\u{1B}[{code}m{text}\u{1B}[0m") } else { text.to_owned() }
    };
    let hue = match diagnostic.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Hint => "1;36",
    };
    let title = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.code());
    out.push_str(&format!("{}: {}\n", paint(hue, &title), paint("1", &diagnostic.message)));
    match diagnostic.span {
        Some(span) => excerpt(source, span, diagnostic.label.as_deref(), &|text| paint(hue, text), out),
        None => out.push_str(&format!("  ╭─ {}\n", source.name())),
    }
    for related in &diagnostic.related {
        let at = source.position(related.span.start);
        out.push_str(&format!("  ├─ {}:{}:{}: {}\n", source.name(), at.line, at.column, related.message));
    }
    match &diagnostic.help {
        Some(help) => out.push_str(&format!("  ╰─ {} {help}\n\n", paint("1", "help:"))),
        None => out.push_str("  ╰─\n\n"),
    }
}

/// The line of the place with marks under it, cut to a window where it is long.
fn excerpt(
    source: &Source,
    span: Span,
    label: Option<&str>,
    paint: &dyn Fn(&str) -> String,
    out: &mut String,
) {
    let at = source.position(span.start);
    let line = source.line(at.line as usize - 1);
    let column = at.column as usize - 1;
    let before = column.min(WINDOW * 2 / 5);
    let skip = column - before;
    let shown = line.chars().skip(skip).take(WINDOW).map(printable).collect::<String>();
    let cut_after = line.chars().nth(skip + WINDOW).is_some();
    let lead = if skip > 0 { "…" } else { "" };
    let tail = if cut_after { "…" } else { "" };
    let room = shown.chars().count().saturating_sub(before).max(1);
    let length = source.slice(span).lines().next().map_or(0, |first| first.chars().take(WINDOW).count());
    let marks = "^".repeat(length.clamp(1, room));
    let number = at.line.to_string();
    let pad = " ".repeat(number.len());
    let indent = " ".repeat(before + lead.chars().count());
    out.push_str(&format!("  ╭─ {}:{}:{}\n", source.name(), at.line, at.column));
    out.push_str(&format!("  │ {number} │ {lead}{shown}{tail}\n"));
    let label = label.map(|label| format!(" {label}")).unwrap_or_default();
    out.push_str(&format!("  │ {pad} │ {indent}{}\n", paint(&format!("{marks}{label}"))));
}

/// A character as a terminal can show it in one column.
fn printable(c: char) -> char {
    if c == '\t' {
        ' '
    } else if c.is_control() {
        '\u{FFFD}'
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use crate::{Format, Options, render};
    use teiwright_source::{DecodeOptions, decode};

    #[test]
    fn a_place_far_into_a_long_line_is_shown_in_a_window() {
        let text = format!("{}\u{FFFD}{}", "x".repeat(100_000), "y".repeat(100_000));
        let options = DecodeOptions { report: true, ..DecodeOptions::default() };
        let (source, found) = decode("a.txt", text.into_bytes(), &options).unwrap();
        let report = render(Format::Human, &source, &found, &Options::default());
        assert!(report.contains("a.txt:1:100001") && report.len() < 1500, "{report}");
        let short = render(Format::Short, &source, &found, &Options::default());
        assert!(short.starts_with("a.txt:1:100001: warning[ENC003] "), "{short}");
        let json = render(Format::Jsonl, &source, &found, &Options::default());
        assert!(json.starts_with(r#"{"v":1,"file":"a.txt","code":"ENC003","severity":"warning""#), "{json}");
    }
    #[test]
    fn people_see_some_findings_and_programs_all() {
        let options = DecodeOptions { report: true, ..DecodeOptions::default() };
        let (source, found) = decode("a.txt", "\u{FFFD} ".repeat(300).into_bytes(), &options).unwrap();
        let count = |format| render(format, &source, &found, &Options::default()).lines().count();
        assert_eq!((found.len(), count(Format::Jsonl), count(Format::Short)), (300, 300, 101));
    }
}
