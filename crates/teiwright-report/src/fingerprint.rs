//! What is the same of a finding when lines are added above it, elements beside it, or the words of its message change.

use std::fmt;
use std::hash::Hasher;

use rustc_hash::FxHashMap;
use siphasher::sip128::{Hasher128, SipHasher13};
use teiwright_source::{Diagnostic, Source, Span};

/// A line that is longer than this, in bytes, counts only around the place.
const LONG: usize = 400;
/// How much counts of a long line before the place, in bytes.
const BEFORE: u32 = 60;
/// How much counts of it from the place on, in bytes.
const AFTER: u32 = 200;

/// What a finding is known by from one run to the next, within its file.
///
/// It is made of the code, of the path of the element without its numbers, of the text of the line with its white space
/// squeezed, and of how many findings before it in the file are alike in these. It changes when the line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Fingerprint {
    /// The fingerprint that is written as 32 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 32 {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(Self)
    }

    /// The same finding among the findings of all files.
    pub(crate) fn in_file(self, name: &str) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(name.as_bytes());
        hasher.write(&self.0.to_le_bytes());
        Self(hasher.finish128().as_u128())
    }
}

/// The fingerprints of all findings in a text, in the order of the findings.
#[must_use]
pub fn fingerprints(source: &Source, diagnostics: &[Diagnostic]) -> Vec<Fingerprint> {
    let mut alike = FxHashMap::<u128, u32>::default();
    let each = diagnostics.iter().map(|diagnostic| {
        let mut hasher = SipHasher13::new();
        hasher.write(diagnostic.code().as_bytes());
        hasher.write_u8(0);
        write_path(diagnostic.path.as_deref().unwrap_or_default(), &mut hasher);
        hasher.write_u8(0);
        if let Some(span) = diagnostic.span {
            write_squeezed(line_around(source, span), &mut hasher);
        }
        let bare = hasher.finish128().as_u128();
        let before = alike.entry(bare).or_default();
        hasher.write_u8(0);
        hasher.write(&before.to_le_bytes());
        *before += 1;
        Fingerprint(hasher.finish128().as_u128())
    });
    each.collect()
}

/// The names of a path without their numbers: `/TEI/text/body/div` for `/TEI/text/body/div[2]`.
fn write_path(path: &str, hasher: &mut SipHasher13) {
    for step in path.split('/') {
        hasher.write(step.split('[').next().unwrap_or_default().as_bytes());
        hasher.write_u8(b'/');
    }
}

/// The text without white space at its ends, and one space for each run of it inside.
fn write_squeezed(text: &str, hasher: &mut SipHasher13) {
    for word in text.split_whitespace() {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
}

/// The line of a place, or what is near the place in a long line.
fn line_around(source: &Source, span: Span) -> &str {
    let lines = source.lines();
    let number = lines.line_of(span.start);
    let Some(range) = lines.range(number, source.text().len()) else { return "" };
    let line = Span::from_range(range.clone());
    if range.len() <= LONG {
        return source.slice(line);
    }
    let start = span.start.saturating_sub(BEFORE).max(line.start);
    source.slice(Span::new(start, span.start.saturating_add(AFTER).min(line.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use teiwright_source::{Rule, Severity};

    static RULE: Rule = Rule { code: "RNG101", name: "unknown-element", severity: Severity::Error, file: "" };
    static OTHER: Rule = Rule { code: "RNG102", name: "misplaced", severity: Severity::Error, file: "" };

    /// A finding at each `<pera` of a text.
    fn found(text: &str, path: &str) -> Vec<Fingerprint> {
        let source = Source::from_text("a.xml", text);
        let places = text.match_indices("<pera").map(|(at, _)| Span::from_range(at..at + 5));
        let found = places.map(|span| Diagnostic::new(&RULE, "no").with_span(span).with_path(path));
        fingerprints(&source, &found.collect::<Vec<_>>())
    }

    #[test]
    fn lines_and_elements_before_change_nothing() {
        let one = found("<p>\n  <pera/> and\n</p>", "/TEI/div[1]/pera[1]");
        assert_eq!(found("\n\n<q/>\n<p>\r\n\t<pera/>  and\r\n</p>", "/TEI/div[3]/pera[2]"), one);
        assert_ne!(found("<p>\n  <pera/> or\n</p>", "/TEI/div[1]/pera[1]"), one);
        assert_ne!(found("<p>\n  <pera/> and\n</p>", "/TEI/front/pera[1]"), one);
    }

    #[test]
    fn what_is_alike_is_counted() {
        let two = found("<pera/>\n<pera/>\n", "/p");
        assert_ne!(two[0], two[1]);
        assert_eq!(found("<pera/>\n<q/>\n<pera/>\n", "/p"), two);
        let source = Source::from_text("a.xml", "<pera/>");
        let span = Span::new(0, 5);
        let both = [&RULE, &OTHER].map(|rule| Diagnostic::new(rule, "no").with_span(span));
        let both = fingerprints(&source, &both);
        assert_ne!(both[0], both[1]);
    }

    #[test]
    fn a_long_line_counts_near_the_place() {
        let long = |before: &str| format!("{before}{} <pera/> {}", "one ".repeat(500), "two ".repeat(500));
        assert_eq!(found(&long(""), "/p"), found(&long("more of it "), "/p"));
    }

    #[test]
    fn it_is_written_in_one_way_on_all_machines() {
        let one = found("<pera/>", "/p")[0];
        assert_eq!(one.to_string(), "8f3837e22908d89bf489b51b969de426");
        assert_eq!(Fingerprint::parse(&one.to_string()), Some(one));
        assert_eq!(Fingerprint::parse("12"), None);
    }
}
