//! The kit itself: it must find each fault that a backend can have, and nothing in a backend without one.

use teiwright_export::{Backend, OptionSpec, Options, Report, Sink};
use teiwright_model::{Document, Inline, InlineKind, Visit};
use teiwright_plugin::testkit::{Fault, case, check};

/// A backend that writes whatever a function says.
struct Fake {
    extension: &'static str,
    write: fn(&Document, &mut dyn Sink, &mut Report),
}

impl Backend for Fake {
    fn name(&self) -> &str {
        "fake"
    }
    fn summary(&self) -> &str {
        ""
    }
    fn media_types(&self) -> Vec<&str> {
        vec!["text/plain"]
    }
    fn extension(&self) -> &str {
        self.extension
    }
    fn options(&self) -> &[OptionSpec] {
        &[]
    }
    fn write(&self, document: &Document, _options: &Options, sink: &mut dyn Sink) -> Report {
        let mut report = Report::default();
        (self.write)(document, sink, &mut report);
        report
    }
}

/// All text nodes.
fn text(document: &Document) -> String {
    struct Text(String);
    impl Visit for Text {
        fn inline(&mut self, inline: &Inline) {
            match &inline.kind {
                InlineKind::Text { text } => self.0 += &format!("{text} "),
                _ => self.inlines(inline.content()),
            }
        }
    }
    let mut text = Text(String::new());
    text.document(document);
    text.0
}

fn faults(
    extension: &'static str,
    document: &str,
    write: fn(&Document, &mut dyn Sink, &mut Report),
) -> String {
    let found = check(&Fake { extension, write }, &case(document).unwrap());
    found.into_iter().map(|Fault { what, .. }| what).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_sound_backend_has_no_faults() {
    for document in ["paragraph", "note", "hostile-text", "novel"] {
        let found = faults("txt", document, |document, sink, report| {
            report.file(sink, "a.txt", text(document).into())
        });
        assert_eq!(found, "");
    }
}

#[test]
fn every_fault_is_found() {
    let found =
        faults("txt", "note", |_, sink, report| report.file(sink, "a.txt", b"A word with note.".into()));
    assert_eq!(found, "these words do not arrive and are not reported lost: a What the note says");
    let found = faults("txt", "note", |document, sink, report| {
        report.diagnostics.push(
            teiwright_plugin::rules::lost("fake", "What the note says")
                .with_span(document.notes[0].head.span),
        );
        report.file(sink, "a.txt", b"A word with a note.".into());
    });
    assert_eq!(found, "");
    let found = faults("html", "hostile-text", |document, sink, report| {
        report.file(sink, "a.html", text(document).into());
    });
    assert!(found.contains("characters of the text became markup: `<kit-evil`"), "{found}");
    let found = faults("tex", "hostile-text", |document, sink, report| {
        report.file(sink, "a.tex", text(document).into())
    });
    assert!(found.contains("became a command") && found.contains("`%kitcomment`"), "{found}");
    let found = faults("md", "hostile-text", |document, sink, report| {
        report.file(sink, "a.md", text(document).into())
    });
    assert!(found.contains("`<kit-evil`"), "{found}");
    let found = faults("json", "hostile-text", |document, sink, report| {
        report.file(sink, "a.json", text(document).into())
    });
    assert!(found.contains("is no JSON"), "{found}");
    let found = faults("csv", "paragraph", |_, sink, report| {
        report.file(sink, "a.csv", b"a,b\nOne paragraph of plain words\n".into())
    });
    assert!(found.contains("a record has 1 fields"), "{found}");
    let found = faults("html", "paragraph", |_, sink, report| {
        report.file(
            sink,
            "a.html",
            b"<p id='x'>One paragraph of plain words.</p><p id='x'><a href='#y'>?</a><img src='z.png'></i>"
                .into(),
        );
    });
    for said in ["ends no element", "the id `x` is there twice", "has no id `y`", "there is no file `z.png`"]
    {
        assert!(found.contains(said), "{found}");
    }
    let found = faults("xml", "paragraph", |_, sink, report| {
        report.file(sink, "a.xml", b"<a>One paragraph of plain words & <b>".into())
    });
    assert!(found.contains("`&` stands alone") && found.contains("has no end"), "{found}");
    let found = faults("txt", "paragraph", |_, sink, report| {
        report.file(sink, "../a", b"One paragraph of plain words".into())
    });
    assert!(found.starts_with("error[PLG003]"), "{found}");
    let found = faults("txt", "paragraph", |_, _, _| panic!("as asked"));
    assert_eq!(found, "it panicked");
    let found = faults("txt", "empty-document", |_, _, _| {});
    assert_eq!(found, "it writes no file");
    let found = faults("txt", "empty-document", |_, sink, report| {
        static RUNS: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let run = RUNS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        report.file(sink, "a.txt", run.to_string().into());
    });
    assert_eq!(found, "a second run gives other bytes");
}
