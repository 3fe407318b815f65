//! Formats that the kit knows, by the endings of files, and what is text in them.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::markup::{Token, decoded, tokens};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Html,
    Xml,
    Latex,
    Typst,
    Markdown,
    Json,
    /// With the character between fields.
    Csv(char),
    Conllu,
    /// Text of no format that the kit knows.
    Plain,
    /// What is no text.
    Binary,
}

/// A file that a backend wrote, or a part of an archive.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) name: String,
    pub(super) format: Format,
    pub(super) text: String,
}

/// A backend's files as texts; archives as their parts, which are named `archive.epub/part.xhtml`.
pub(super) fn written<'f>(
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
    faults: &mut Vec<String>,
) -> Vec<Written> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        if bytes.starts_with(b"PK\x03\x04") {
            match parts(bytes) {
                Ok(parts) => {
                    for (part, bytes) in parts {
                        all.push(one(format!("{name}/{part}"), &bytes, faults));
                    }
                }
                Err(error) => faults.push(format!("`{name}` is no sound archive: {error}")),
            }
        } else {
            all.push(one(name.to_owned(), bytes, faults));
        }
    }
    all
}

fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, zip::result::ZipError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut all = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        all.push((part.name().to_owned(), bytes));
    }
    Ok(all)
}

fn one(name: String, bytes: &[u8], faults: &mut Vec<String>) -> Written {
    let format = format(&name);
    match std::str::from_utf8(bytes) {
        Ok(text) => Written { format, text: text.to_owned(), name },
        Err(_) => {
            if !matches!(format, Format::Plain | Format::Binary) {
                faults.push(format!("`{name}` is not UTF-8"));
            }
            Written { name, format: Format::Binary, text: String::new() }
        }
    }
}

/// The format of a file, by its ending.
fn format(name: &str) -> Format {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => Format::Html,
        "xhtml" | "xml" | "tei" | "opf" | "ncx" | "rels" | "svg" | "fo" | "fodt" => Format::Xml,
        "tex" | "latex" | "ltx" => Format::Latex,
        "typ" => Format::Typst,
        "md" | "markdown" => Format::Markdown,
        "json" => Format::Json,
        "csv" => Format::Csv(','),
        "tsv" => Format::Csv('\t'),
        "conllu" => Format::Conllu,
        _ => Format::Plain,
    }
}

impl Written {
    /// What is text in it: what a reader of the format would see or hear.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self.format {
            Format::Html | Format::Xml => {
                let mut out = String::with_capacity(self.text.len());
                // A tag may end a word; the check of words knows of those that are set in two ways.
                for token in tokens(&self.text) {
                    out.push('\n');
                    match token {
                        Token::Text(text) => out.push_str(&decoded(text)),
                        Token::Open { attributes, .. } => {
                            for (_, value) in attributes {
                                out.push('\n');
                                out.push_str(&decoded(value));
                            }
                        }
                        _ => {}
                    }
                }
                Cow::Owned(out)
            }
            Format::Json => {
                let mut out = String::new();
                if let Ok(value) = json(&self.text) {
                    strings(&value, &mut out);
                }
                Cow::Owned(out)
            }
            Format::Binary => Cow::Borrowed(""),
            _ => Cow::Borrowed(&self.text),
        }
    }
}

fn strings(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        serde_json::Value::Object(values) => values.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// Reads JSON however deep it is: the kit's documents bound it.
pub(super) fn json(text: &str) -> serde_json::Result<serde_json::Value> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value = serde::Deserialize::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}
