//! What holds for any finding in any text: it is drawn, nothing that a terminal acts on is in it, lines keep their width.

use proptest::prelude::*;
use teiwright_report::{Format, Options, render};
use teiwright_source::{Diagnostic, Rule, Severity, Source, Span};

static RULE: Rule = Rule { code: "XML001", name: "any", severity: Severity::Error, file: "" };

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z <>]{0,12}",
        2 => prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n\n", "\t", " "]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => "[\u{300}-\u{305}]{1,4}",
        1 => prop::sample::select(vec!["東京", "👩‍👩‍👧", "\u{1B}[2J", "\u{202E}", "\u{85}", "\u{2028}", "\u{AD}", "\u{7F}"])
            .prop_map(str::to_owned),
        1 => (1..400_usize).prop_map(|length| "long ".repeat(length)),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn safe(c: char) -> bool {
    c == '\n' || !c.is_control() && !matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_finding_is_drawn(
        text in text(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..300_u32, prop::bool::ANY), 1..12),
        width in prop::option::of(1..250_usize),
        ascii in any::<bool>(),
    ) {
        // Places that are past the end or within a character are drawn too: reports are the last to fail.
        let length = text.len() + 3;
        let place = |index: &prop::sample::Index, long: u32, empty: bool| {
            let start = u32::try_from(index.index(length)).unwrap_or_default();
            Span::new(start, if empty { start } else { start + long })
        };
        let mut found = Diagnostic::new(&RULE, format!("found {:.9} here", text));
        for (number, (index, long, empty)) in places.iter().enumerate() {
            let span = place(index, *long, *empty);
            found = match number {
                0 if *long % 2 == 0 => found.with_span(span).with_label("this\nin two lines"),
                0 => found.with_span(span),
                _ => found.with_related(span, format!("{:.5} too", text)),
            };
        }
        let source = Source::from_text("any\u{7}.xml", text);
        let options = Options { width, ascii, ..Options::default() };
        let found = [found];
        let report = render(Format::Human, &source, &found, &options);
        prop_assert!(report.contains("error[XML001]"));
        prop_assert!(report.chars().all(safe), "{report:?}");
        let marks = report.matches(if ascii { ",-[" } else { "╭─[" }).count();
        prop_assert!(marks >= 1 && marks <= places.len(), "{report}");
        let short = render(Format::Short, &source, &found, &options);
        prop_assert!(short.lines().count() == 1 && short.trim_end().chars().all(safe), "{short:?}");
        prop_assert_eq!(render(Format::Jsonl, &source, &found, &options).lines().count(), 1);
    }
}
