//! What holds for any input: no panic, nothing lost, well-formed output.
#![expect(clippy::panic, reason = "this is a test")]

use proptest::prelude::*;
use teiwright::{ConvertError, ConvertOptions, convert};
use teiwright_report::{Format, Options, render};

/// What readers take for something.
const PIECES: &[&str] = &[
    "[1]",
    "[1] A note.",
    "Notes\n",
    "*",
    "* star",
    "CHAPTER I",
    "1. The Title",
    "(a) one",
    "(b) two",
    "Source: X, 1972;",
    "Written: October 25 (November 7), 1917",
    "Transcription & HTML Markup: A. B. and C D",
    "> quoted",
    "_it_",
    "**b**",
    "(Applause.)",
    "[sic]",
    "[p. 12]",
    "* * *",
    "=====",
    "-----",
    "# Head",
    "== Head ==",
    "Dear Friends,",
    "P.S. x",
    "    Indented line of verse,",
    "THE END",
    "[Footnote 1: x]",
    "[^a]",
    "[^a]: y",
    "\u{C}",
    "\u{7}",
    "\r\n",
    "---",
    "title: \"X\"",
    "London, 7 November 1867",
    "http://a.b/c",
    "a@b.c",
    "\u{A0}",
    "1",
    "2",
    "I",
    "II.",
    "1.1 x",
    "[Illustration: z]",
    "ANNA. Yes.",
    "ANNA.",
    "ANNA. (aside) No. [Exit.] Well",
    "FELIX: What?",
    "FELIX.",
    "(Exeunt.)",
    "[Enter Anna,",
    "ACT I",
    "LAST SCENE",
    "DRAMATIS PERSONAE",
    "Anna, a person.\nFelix, another.",
    "*** START OF THIS PROJECT GUTENBERG EBOOK X ***",
    "*** END OF THIS PROJECT GUTENBERG EBOOK X ***",
    "Title: X",
    "Author: Ann Lee",
    "Release Date: May 4, 2011 [EBook #9]",
    "Produced by Ann Lee and the Volunteers",
    "By Ann Lee",
    "Chapter II -- In which",
    "I FIRST",
    "II SECOND",
    "III THIRD",
    "not later than May 5, 1731/32, O.S.",
    "winter of 1917–18",
    "8 Uhr abends",
    "\n\n\n\n",
    "[the]",
    "Yours sincerely,",
    "Peter Sample",
    "by Peter Sample",
    "end-\nof line",
    "Copyleft: y",
    "# Title",
    "[^1]: a note\n\n    and more",
    "[Footnote 2: a note\n\nthat closes here.]",
    "[1]*",
    "[* a note]",
    "```\nlet x = 1;\n```",
    "[words](http://a.example/b_c)",
    "{15}",
    "5    The keeper sleeps",
    "— bread\n— milk\n— salt",
    "— 1 —",
    "第一章 门",
    "CHORUS.",
    "INDEX",
    "31 April 1848, 44 BC, end of May 1918",
    "Language: German",
    "LONDON\nTHE PRESS\n1904",
    "ILLUSTRATED BY\nCARL BRUSH",
    "a | b\n--|--\n1 | 2",
    "- one\n  - two\n3. three",
    "> quoted **words",
    "&amp; &eacute; \\* <br> <i>x</i>",
];

/// Pieces of transcriptions.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,40}",
        "\\PC{0,20}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        prop::sample::select(PIECES).prop_map(str::to_owned),
    ]
}

fn check(text: &str) {
    check_as(teiwright_text::Dialect::Auto, text);
}

fn check_as(dialect: teiwright_text::Dialect, text: &str) {
    let mut options = ConvertOptions::new();
    options.read.dialect = dialect;
    for notes in [teiwright_tei::NotePlacement::End, teiwright_tei::NotePlacement::Inline] {
        options.lower.notes = notes;
        match convert("any.txt", text.as_bytes().to_vec(), &options) {
            Ok(conversion) => assert!(conversion.output.ends_with("</TEI>\n")),
            Err(ConvertError::Refused(refused)) => {
                let mut errors = refused.1.iter().filter(|d| d.severity == teiwright_source::Severity::Error);
                let blank = errors.all(|d| d.code() == "TXT001");
                assert!(blank, "{}", render(Format::Human, &refused.0, &refused.1, &Options::default()));
            }
            Err(ConvertError::Decode(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn an_address_does_not_reach_into_emphasis() {
    check("_A_-@0.A");
    check("Title\n\nA text with *it*-a@b.example in it, and _http_://x.example too.");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_converted_whole(pieces in prop::collection::vec((piece(), prop::sample::select(vec!["", " ", "\n", "\n\n"])), 0..24)) {
        let text = pieces.iter().map(|(piece, end)| format!("{piece}{end}")).collect::<String>();
        check(&text);
        check_as(teiwright_text::Dialect::Markdown, &text);
    }

    #[test]
    fn any_bytes_are_converted_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = convert("any.txt", bytes, &ConvertOptions::new());
    }
}

/// Marks in marks in marks: each would be a call in a call.
#[test]
fn markdown_nests_as_deep_as_it_likes() {
    for hostile in [">", "> ", "- ", "*a ", "[a", "![", "~~a ", "1. ", "`", "|"] {
        let text = format!("Words.\n\n{}end\n", hostile.repeat(20_000));
        let mut options = ConvertOptions::new();
        options.read.dialect = teiwright_text::Dialect::Markdown;
        assert!(convert("t", text.into_bytes(), &options).is_ok(), "{hostile}");
    }
}

/// A play of brackets: with a look to the end of the text for each of them, this would take hours.
#[test]
fn brackets_in_a_play_end_soon() {
    let play = "ANNA. Yes.\n\nFELIX. (aside) No.\n\n".repeat(10);
    for hostile in ["(", "(ab ", "[", "[a ", "[("] {
        let text = format!("ACT I\n\n{play}ANNA. {}\n", hostile.repeat(400_000));
        let converted = convert("t", text.into_bytes(), &ConvertOptions::new());
        assert!(converted.is_ok(), "{hostile}");
    }
}
