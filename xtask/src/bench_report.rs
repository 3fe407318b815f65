//! `cargo xtask bench report`: how long findings take to print, in every format, in texts of five megabytes.
//!
//! Each time is that of one report from a text whose lines are not indexed yet, the least of several passes.

use std::hint::black_box;
use std::time::Instant;

use teiwright_report::{Format, Options, render};
use teiwright_source::{Applicability, DecodeOptions, Diagnostic, Fix, Source, Span, decode};

/// How many passes there are.
const PASSES: usize = 5;
/// The length of each text, in bytes of UTF-8.
const LONG: usize = 5_000_000;

const SENTENCE: &str = "<p>Some words, as a text has them, é, and a <pera/> among them.</p>";

const FORMATS: [(&str, Format); 10] = [
    ("human", Format::Human),
    ("short", Format::Short),
    ("jsonl", Format::Jsonl),
    ("sarif", Format::Sarif),
    ("github", Format::Github),
    ("gitlab", Format::Gitlab),
    ("junit", Format::Junit),
    ("checkstyle", Format::Checkstyle),
    ("rdjson", Format::Rdjson),
    ("narrate", Format::Narrate),
];

/// Prints the table.
pub(crate) fn run() -> Result<bool, String> {
    let options = Options { max_messages: usize::MAX, ..Options::default() };
    let lines = text("\n");
    let line = text(" ");
    let utf16 = lines.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let utf16 = [&[0xFF, 0xFE][..], &utf16].concat();
    let wide = || decode("wide.xml", utf16.clone(), &DecodeOptions::default()).map(|(source, _)| source);
    let of_text = |text: &str| Source::from_text("many.xml", text);
    println!("milliseconds for a report, the best of {PASSES}; texts of {} MB", LONG / 1_000_000);
    println!(
        "{:10} {:>16} {:>16} {:>16} {:>16}",
        "", "1000, by line", "1, in one line", "1000, in one", "1000, UTF-16"
    );
    let mut slowest = 0.0_f64;
    for (name, format) in FORMATS {
        let mut row = format!("{name:10}");
        let wide_source = wide().map_err(|error| error.to_string())?;
        let cases: [(Source, usize); 4] =
            [(of_text(&lines), 1000), (of_text(&line), 1), (of_text(&line), 1000), (wide_source, 1000)];
        for (source, number) in cases {
            let found = findings(source.text(), number);
            let mut best = f64::MAX;
            for _ in 0..PASSES {
                // A copy that was never asked for its lines.
                let fresh = if source.has_bom() {
                    wide().map_err(|error| error.to_string())?
                } else {
                    of_text(source.text())
                };
                let begun = Instant::now();
                black_box(render(format, &fresh, &found, &options).len());
                best = best.min(begun.elapsed().as_secs_f64() * 1e3);
            }
            slowest = slowest.max(best);
            row.push_str(&format!(" {best:16.1}"));
        }
        println!("{row}");
    }
    println!("the slowest takes {slowest:.1} ms");
    Ok(true)
}

fn text(end: &str) -> String {
    format!("{SENTENCE}{end}").repeat(LONG / (SENTENCE.len() + 1))
}

/// Findings at equal distances.
fn findings(text: &str, number: usize) -> Vec<Diagnostic> {
    let whole = SENTENCE.len() + 1;
    let step = text.len() / whole / number * whole;
    let first =
        SENTENCE.find("pera").unwrap_or_default() + (number == 1) as usize * (text.len() / whole / 2 * whole);
    let each = (0..number).map(|at| {
        let span = Span::from_range(at * step + first..at * step + first + 4);
        Diagnostic::new(&teiwright::rules::cfg001::RULE, "there is no element `pera` in this schema")
            .with_span(span)
            .with_path("/TEI[1]/text[1]/body[1]/p[7]")
            .with_help("write `para`, in both tags")
            .with_fix(Fix::write(span, "para", Applicability::Safe))
            .with_related(span, "it stands here")
    });
    each.collect()
}
