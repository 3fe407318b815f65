//! The proof that nothing is lost: every character of the transcription is text of the TEI once, or in the ledger.

use teiwright_model::Ledger;
use teiwright_source::{Diagnostic, Diagnostics, Source, Span};
use teiwright_xml::{Node, Origin, Tree};

use crate::rules;

/// What was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proof {
    /// Bytes of characters that are text of the TEI.
    pub text: u64,
    /// Bytes of characters that the ledger accounts for.
    pub ledger: u64,
}

/// Proves that every character of `source`, white space aside, is text of `tree` exactly once or in the ledger.
///
/// # Errors
/// The characters that are lost (`TEI001`), stand twice (`TEI002`) or were changed (`TEI003`).
pub fn prove(source: &Source, ledger: &Ledger, tree: &Tree<'_>) -> Result<Proof, Vec<Diagnostic>> {
    let mut found = Diagnostics::new();
    let mut proof = Proof::default();
    let mut struck = ledger.entries.iter().map(|entry| entry.span).collect::<Vec<_>>();
    struck.sort_unstable();
    proof.ledger = struck.iter().map(|span| u64::from(span.len())).sum();
    let mut covered = struck.clone();
    let mut texts = Vec::new();
    for (node, origin) in tree.nodes() {
        if let (Node::Text(text), Origin::Parsed(span)) = (node, origin) {
            proof.text += u64::from(span.len());
            if !same(source, span, text, &struck) {
                found.push(rules::changed(span, source.slice(span), text));
            }
            texts.push(span);
        }
    }
    texts.sort_unstable();
    for pair in texts.windows(2) {
        if pair[0].overlaps(pair[1]) {
            found.push(rules::twice(pair[1]));
        }
    }
    covered.extend(texts);
    covered.sort_unstable();
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    let mut at = 0;
    for span in covered.into_iter().chain([Span::at(end)]) {
        if span.start > at {
            lost(source, Span::new(at, span.start), &mut found);
        }
        at = at.max(span.end);
    }
    let found = found.into_vec();
    if found.is_empty() { Ok(proof) } else { Err(found) }
}

const fn blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// Whether `text` is the source at `span`, white space and struck places aside.
fn same(source: &Source, span: Span, text: &str, struck: &[Span]) -> bool {
    let slice = source.slice(span);
    if slice == text {
        return true;
    }
    let first = struck.partition_point(|other| other.end <= span.start);
    if struck.get(first).is_none_or(|other| other.start >= span.end) {
        // Nothing was struck here: lines are compared whole.
        if joined(slice, text) {
            return true;
        }
    }
    let mut struck = struck[first..].iter().take_while(|other| other.start < span.end).peekable();
    let mut own = slice.char_indices().filter(|(offset, c)| {
        let at = span.start + u32::try_from(*offset).unwrap_or(u32::MAX);
        while struck.next_if(|other| other.end <= at).is_some() {}
        let skipped = struck.peek().is_some_and(|other| other.start <= at);
        !blank(*c) && !skipped
    });
    let mut theirs = text.chars().filter(|c| !blank(*c));
    loop {
        match (own.next().map(|(_, c)| c), theirs.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

/// Whether `text` is the lines of `slice` one after the other, white space at their ends aside.
fn joined(slice: &str, text: &str) -> bool {
    let mut rest = text;
    for line in slice.lines() {
        let line = line.trim_matches(blank);
        match rest.trim_start_matches(blank).strip_prefix(line) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.chars().all(blank)
}

fn lost(source: &Source, gap: Span, found: &mut Diagnostics) {
    let text = source.slice(gap);
    let Some(start) = text.find(|c: char| !blank(c)) else { return };
    let end = text.trim_end_matches(blank).len();
    let place = gap.part(start..end);
    found.push_with(&rules::tei001::RULE, || rules::lost(place, source.slice(place)));
}
