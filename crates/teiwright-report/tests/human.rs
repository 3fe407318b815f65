//! What people read: one snapshot a case, in `tests/suite/report`.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::path::Path;

use teiwright_report::{Format, Options, render, render_among};
use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Related, Rule, Severity, Source, Span};

static RULE: Rule = Rule { code: "RNG101", name: "unknown-element", severity: Severity::Error, file: "" };

fn finding(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "there is no element `pera`").with_span(span).with_label("not known")
}

/// The place of `what` in the text.
fn place(source: &Source, what: &str) -> Span {
    let start = source.text().find(what).unwrap();
    Span::from_range(start..start + what.len())
}

fn show(name: &str, report: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/report"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, report));
}

fn human(source: &Source, diagnostic: Diagnostic) -> String {
    render(Format::Human, source, &[diagnostic], &Options::default())
}

#[test]
fn marks_stand_under_wide_and_combining_characters() {
    let text = "<p>東京の<pera>e\u{301}te\u{301}</pera>\n<p>zwei</p>\nκαι\u{300} ψ\u{314}\u{301}X\n";
    let source = Source::from_text("wide.xml", text);
    let found = finding(place(&source, "e\u{301}te\u{301}"));
    let on_a_mark = finding(place(&source, "\u{314}\u{301}X"));
    show("wide", &(human(&source, found) + &human(&source, on_a_mark)));
}

#[test]
fn tabs_control_characters_and_carriage_returns_are_safe() {
    let text = "\t<p>\r\n\t\t<pera n='\u{1B}[31m'>\u{202E}x\u{7}</pera>\r\n\t</p>\rlast";
    let source = Source::from_text("a\u{1B}]0;b.xml", text);
    let found = finding(place(&source, "pera")).with_related(place(&source, "\u{7}"), "a bell");
    show("controls", &human(&source, found));
}

#[test]
fn a_long_line_is_cut() {
    let text = format!("{}<pera/>{}", "one ".repeat(125_000), " zwei".repeat(100_000));
    let source = Source::from_text("long.xml", text);
    let end = u32::try_from(source.text().len()).unwrap();
    let found = finding(place(&source, "pera"))
        .with_related(Span::new(0, 3), "begins here")
        .with_related(Span::new(end - 4, end), "ends here")
        .with_related(Span::new(end / 4, end / 4 * 3), "half of it");
    show("long-line", &human(&source, found));
}

#[test]
fn an_empty_place_at_the_end_has_a_mark() {
    for (name, text) in [("end", "<p>\n</q>"), ("end-line", "<p>\n</q>\n"), ("end-empty", "")] {
        let source = Source::from_text("end.xml", text);
        show(name, &human(&source, finding(Span::at(u32::try_from(text.len()).unwrap()))));
    }
}

#[test]
fn places_far_apart_are_snippets_of_their_own() {
    let filler = "<p>text</p>\n".repeat(40);
    let source =
        Source::from_text("far.xml", format!("<body>\n{filler}<pera/>\n<p n='x'/>\n\n{filler}</body>\n"));
    let found = finding(place(&source, "pera"))
        .with_related(place(&source, "<body>"), "opened here")
        .with_related(place(&source, "n='x'"), "near it")
        .with_related(place(&source, "<pera/>"), "over it")
        .with_related(place(&source, "</body>"), "closed here");
    show("far-apart", &human(&source, found));
}

#[test]
fn a_place_of_several_lines_is_drawn_at_its_side() {
    let source = Source::from_text("lines.xml", "<p>\n<pera>\n one\n</pera>\n</p>\n");
    let short = finding(place(&source, "<pera>\n one\n</pera>"));
    let long = Source::from_text("lines.xml", format!("<pera>\n{}</pera>", "line\n".repeat(100)));
    let all = finding(Span::new(0, u32::try_from(long.text().len()).unwrap()));
    show("several-lines", &(human(&source, short) + &human(&long, all)));
}

#[test]
fn a_related_place_may_be_in_another_file() {
    let source = Source::from_text("a.xml", "<letter>\n<pera/>\n</letter>");
    let schema = Source::from_text("letter.rnc", "start = letter\nletter = element letter { para }\n");
    let at = |file: &str| Related {
        file: Some(file.to_owned()),
        span: place(&schema, "para"),
        message: "this is what may stand here".to_owned(),
    };
    let mut found = finding(place(&source, "pera"));
    found.related = vec![at("letter.rnc"), at("unknown.rnc")];
    let found = [found];
    show("other-file", &render_among(Format::Human, &source, &[&schema], &found, &Options::default()));
    let json = render_among(Format::Jsonl, &source, &[&schema], &found, &Options::default());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["related"][0]["span"]["start"]["line"], 2);
    assert_eq!((&json["related"][1]["file"], json["related"][1].get("span")), (&"unknown.rnc".into(), None));
}

#[test]
fn help_and_mends_are_shown_once() {
    let source = Source::from_text("a.xml", "<pera/>");
    let span = place(&source, "pera");
    let write = Fix::write(span, "para", Applicability::Unsafe);
    let delete = Fix {
        title: "delete the element".to_owned(),
        applicability: Applicability::Unsafe,
        edits: vec![Edit { span: Span::new(0, 7), text: String::new() }],
    };
    let both = finding(span).with_help("write `para`, in both tags").with_fix(write.clone()).with_fix(delete);
    let alone = finding(span).with_fix(write).with_severity(Severity::Warning);
    let nowhere = Diagnostic::new(&RULE, "the whole file is odd").with_severity(Severity::Hint);
    let list = [both, alone, nowhere];
    show("help", &render(Format::Human, &source, &list, &Options::default()));
}

#[test]
fn width_colour_and_ascii_are_respected() {
    let source =
        Source::from_text("a.xml", format!("<p>{}<pera/> and so on{}", "x ".repeat(60), " y".repeat(60)));
    let mut found = finding(place(&source, "pera")).with_related(place(&source, "and so"), "after it");
    found.help =
        Some("a rather long help that does not fit into forty columns, nor into twice that".to_owned());
    let found = [found];
    let narrow = Options { width: Some(40), ascii: true, ..Options::default() };
    let report = render(Format::Human, &source, &found, &narrow);
    assert!(report.is_ascii() && report.lines().all(|line| line.len() <= 40), "{report}");
    show("narrow-ascii", &report);
    let color = Options { color: true, ..Options::default() };
    show("colour", &render(Format::Human, &source, &found, &color).replace('\u{1B}', "ESC"));
}

#[test]
fn a_thousand_findings_in_five_megabytes() {
    let line = "<p>Some words, as a text has them, and a <pera/> among them.</p>\n";
    let source = Source::from_text("many.xml", line.repeat(5_000_000 / line.len()));
    let step = source.lines().len() / 1000;
    let found = (0..1000).map(|number| {
        let start = source.lines().starts()[number * step] + 43;
        finding(Span::new(start, start + 4))
    });
    let found = found.collect::<Vec<_>>();
    let all = Options { max_messages: 1000, ..Options::default() };
    let report = render(Format::Human, &source, &found, &all);
    assert_eq!(report.matches("╰── not known").count(), 1000);
    let some = render(Format::Human, &source, &found, &Options { max_messages: 2, ..Options::default() });
    show("many", &some);
}
