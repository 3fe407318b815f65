//! A report of many texts: pieces, each of one text, and what stands before, between and after them.

use std::borrow::Cow;

use teiwright_source::{Diagnostic, Severity, Source};

use crate::fingerprint::{Fingerprint, fingerprints};
use crate::places::Places;
use crate::{
    Format, Options, checkstyle, github, gitlab, human, jsonl, junit, narrate, rdjson, sarif, short, window,
};

/// What was found in one text.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The text.
    pub source: &'a Source,
    /// Other files that related places are in, looked up by name.
    pub others: &'a [&'a Source],
    /// The findings.
    pub diagnostics: &'a [Diagnostic],
    /// Their fingerprints, where they are known and the findings are some of all; else they are made.
    pub fingerprints: Option<&'a [Fingerprint]>,
    /// How many more findings there were that were not kept.
    pub dropped: usize,
    /// Whether the text could not be read or checked, which is what the findings say.
    pub failed: bool,
}

impl<'a> Found<'a> {
    /// What was found in a text that could be checked.
    #[must_use]
    pub const fn new(source: &'a Source, others: &'a [&'a Source], diagnostics: &'a [Diagnostic]) -> Self {
        Self { source, others, diagnostics, fingerprints: None, dropped: 0, failed: false }
    }

    pub(crate) fn prints(&self) -> Cow<'a, [Fingerprint]> {
        match self.fingerprints {
            Some(known) if known.len() == self.diagnostics.len() => Cow::Borrowed(known),
            _ => Cow::Owned(fingerprints(self.source, self.diagnostics)),
        }
    }
}

/// What a report says of one text, in one format.
#[derive(Debug)]
pub struct Piece(Inner);

#[derive(Debug)]
enum Inner {
    /// As it stands in the report.
    Text(String),
    /// Members of a JSON array, with commas between them.
    Members(String),
    Sarif(sarif::Piece),
}

/// What a report in `format` says of one text. It takes time by the length of the text and the number of findings.
#[must_use]
pub fn piece(format: Format, found: &Found<'_>, options: &Options) -> Piece {
    Piece(match format {
        Format::Human | Format::Short | Format::Narrate => Inner::Text(for_people(format, found, options)),
        Format::Jsonl => Inner::Text(jsonl::piece(found)),
        Format::Github => Inner::Text(github::piece(found, options)),
        Format::Junit => Inner::Text(junit::piece(found, options)),
        Format::Checkstyle => Inner::Text(checkstyle::piece(found, options)),
        Format::Gitlab => Inner::Members(gitlab::piece(found, options)),
        Format::Rdjson => Inner::Members(rdjson::piece(found, options)),
        Format::Sarif => Inner::Sarif(sarif::piece(found, options)),
    })
}

fn for_people(format: Format, found: &Found<'_>, options: &Options) -> String {
    let mut out = String::new();
    let &Found { source, others, diagnostics, .. } = found;
    let shown = &diagnostics[..diagnostics.len().min(options.max_messages)];
    let places = Places::new(source);
    match format {
        Format::Narrate => narrate::write(found, shown, options, &mut out),
        Format::Short => shown.iter().for_each(|diagnostic| short::write(&places, diagnostic, &mut out)),
        _ => {
            let human = human::Human::new(options);
            shown.iter().for_each(|diagnostic| human.write(&places, others, diagnostic, &mut out));
        }
    }
    let name = window::printable(source.name(), window::Style::Unicode);
    let hidden = diagnostics.len() - shown.len();
    if hidden > 0 {
        out.push_str(&format!("{name}: {hidden} more findings are not shown\n"));
    }
    if found.dropped > 0 {
        out.push_str(&format!("{name}: {} more were not kept\n", found.dropped));
    }
    out
}

/// A report that is being put together.
#[derive(Debug)]
pub struct Assembly {
    format: Format,
    /// Whether a member of the array was written.
    begun: bool,
    sarif: sarif::Run,
}

impl Assembly {
    /// A report in `format`.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format, begun: false, sarif: sarif::Run::default() }
    }

    /// What stands before the first piece.
    #[must_use]
    pub fn begin(&self) -> String {
        match self.format {
            Format::Gitlab => "[".to_owned(),
            Format::Rdjson => rdjson::BEGIN.to_owned(),
            Format::Junit => junit::BEGIN.to_owned(),
            Format::Checkstyle => checkstyle::BEGIN.to_owned(),
            _ => String::new(),
        }
    }

    /// Takes a piece, and gives what is to be written now.
    pub fn add(&mut self, piece: Piece) -> String {
        match piece.0 {
            Inner::Text(text) => text,
            Inner::Members(members) if members.is_empty() => members,
            Inner::Members(members) => {
                let comma = if self.begun { "," } else { "" };
                self.begun = true;
                format!("{comma}{members}")
            }
            Inner::Sarif(piece) => {
                self.sarif.add(piece);
                String::new()
            }
        }
    }

    /// What stands after the last piece. A SARIF report is written here, whole.
    #[must_use]
    pub fn end(&mut self) -> String {
        match self.format {
            Format::Gitlab => "\n]\n".to_owned(),
            Format::Rdjson => rdjson::END.to_owned(),
            Format::Junit => junit::END.to_owned(),
            Format::Checkstyle => checkstyle::END.to_owned(),
            Format::Sarif => std::mem::take(&mut self.sarif).end(),
            _ => String::new(),
        }
    }
}

/// What a finding says, with its mend, in sentences.
pub(crate) fn sentences(diagnostic: &Diagnostic) -> String {
    let mut out = capital(&diagnostic.message);
    out.push('.');
    if let Some(help) = &diagnostic.help {
        out.push(' ');
        out.push_str(&capital(help));
        out.push('.');
    }
    out
}

/// With a capital at the start, if that is a letter of a word.
fn capital(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The one of three words that stands for a severity.
pub(crate) const fn word(severity: Severity, [error, warning, hint]: [&'static str; 3]) -> &'static str {
    match severity {
        Severity::Error => error,
        Severity::Warning => warning,
        Severity::Hint => hint,
    }
}
