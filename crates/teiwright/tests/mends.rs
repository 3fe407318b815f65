//! Mends never make a document worse, whatever is wrong with it, and leave alone what they are not about.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::convert::Infallible;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use teiwright::{Checker, check_tei, open_xml};
use teiwright_check::{
    Badness, Builtin, Examined, Improved, NoFiles, Rules, TeiFacts, compile_builtin, improve,
};
use teiwright_p5::Version;
use teiwright_relaxng::Schema;
use teiwright_source::{Applicability, Diagnostic, Severity, Source};

struct Checked {
    source: Source,
    found: Vec<Diagnostic>,
    dropped: usize,
}

impl Examined for Checked {
    fn source(&self) -> &Source {
        &self.source
    }

    fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    fn dropped(&self) -> usize {
        self.dropped
    }
}

fn checked(bytes: &[u8]) -> Option<Checked> {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| compile_builtin(Builtin::All, Version::default()).schema.unwrap());
    let opened = open_xml("a.xml", bytes.to_vec()).ok()?;
    let mut rules = Rules::new(TeiFacts::of_release(Version::default()));
    rules.begin(Arc::new(NoFiles), true, true);
    let findings = check_tei(&opened.source, &mut Checker::new(schema), &mut rules);
    let mut found = opened.diagnostics;
    found.extend(findings.diagnostics);
    Some(Checked { source: opened.source, found, dropped: findings.dropped })
}

fn mended(bytes: &[u8], allowed: Applicability) -> Option<(Checked, Improved<Checked>)> {
    let before = checked(bytes)?;
    let again = |bytes: Vec<u8>| Ok::<_, Infallible>(checked(&bytes).unwrap());
    let improved = improve(bytes.to_vec(), checked(bytes)?, allowed, again).unwrap();
    Some((before, improved))
}

/// The documents of the suite of rules.
fn documents() -> &'static [String] {
    static DOCUMENTS: OnceLock<Vec<String>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/rules");
        let mut paths = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
        paths.sort();
        let paths = paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "xml"));
        paths.map(|path| std::fs::read_to_string(path).unwrap()).collect()
    })
}

/// What a slip puts in the place of some characters.
const SLIPS: [&str; 14] =
    ["", "x", "e", "<", ">", "\"", "#", "é", "e\u{301}", " ", "1917-1-5", "&", "type", "Ã©"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn errors_never_grow(
        document in 0..1_000_usize,
        slips in prop::collection::vec((0..4_000_usize, 0..3_usize, 0..SLIPS.len()), 1..6),
        freely: bool,
    ) {
        let mut text = documents()[document % documents().len()].chars().collect::<Vec<_>>();
        for (at, length, slip) in slips {
            let at = at % text.len();
            let end = (at + length).min(text.len());
            text.splice(at..end, SLIPS[slip].chars());
        }
        let text = text.into_iter().collect::<String>();
        let allowed = if freely { Applicability::Unsafe } else { Applicability::Safe };
        if let Some((before, after)) = mended(text.as_bytes(), allowed) {
            let bad = |checked: &Checked| Badness::of(&checked.found, checked.dropped);
            prop_assert!(bad(&after.examined) <= bad(&before));
            let errors = |c: &Checked| c.found.iter().filter(|d| d.severity == Severity::Error).count();
            prop_assert!(errors(&after.examined) <= errors(&before));
            if after.mended.count == 0 {
                prop_assert_eq!(after.mended.bytes, text.into_bytes());
            }
        }
    }
}

/// A document in which everything is mended that can be mended unseen.
const BROKEN: &str = "<?xml version='1.0'?>\r\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc>\
    <titleStmt><title>Caf&#233; &amp; co</title></titleStmt><publicationStmt><p>Unpublished</p></publicationStmt>\r\n\
    <sourceDesc><p>Born digital</p></sourceDesc></fileDesc></teiHeader><text><body xml:id='letters'>\r\n\
    <p part = 'N'  rend=\"it\"><persname  ref='#lettres'>Ann</persname >, <date when='5.10.1917'/> <lb></lb></p></body></text></TEI>\n";

#[test]
fn all_else_stays_as_it_was_in_any_encoding() {
    let wanted = BROKEN
        .replace("persname", "persName")
        .replace("5.10.1917", "1917-10-05")
        .replace("#lettres", "#letters");
    let wide = |text: &str| {
        let declared = text.replace("version='1.0'", "version='1.0' encoding='UTF-16'");
        std::iter::once(0xFEFF).chain(declared.encode_utf16()).flat_map(u16::to_be_bytes).collect::<Vec<_>>()
    };
    let latin = |text: &str| {
        let declared =
            text.replace("version='1.0'", "version='1.0' encoding='iso-8859-1'").replace("Ann", "Zo\u{e9}");
        declared.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>()
    };
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    for encode in [&wide as &dyn Fn(&str) -> Vec<u8>, &latin, &marked] {
        let (_, after) = mended(&encode(BROKEN), Applicability::Safe).unwrap();
        assert_eq!(String::from_utf8_lossy(&after.mended.bytes), String::from_utf8_lossy(&encode(&wanted)));
        assert_eq!(after.mended.bytes, encode(&wanted));
    }
}
