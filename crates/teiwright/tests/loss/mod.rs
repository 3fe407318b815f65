//! Whether all words of a Document are in what a backend made of it.
#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::collections::HashMap;
use std::io::Read;

use teiwright_export::Files;
use teiwright_model::{Document, Inline, InlineKind, Visit};

/// The texts of a Document in order: what every backend must keep. Of several readings, that which is shown.
struct Texts(Vec<String>);

impl Visit for Texts {
    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text { text } => self.0.push(text.clone()),
            InlineKind::Alternate { readings, preferred } => {
                if let Some(reading) = readings.get(*preferred) {
                    self.inlines(&reading.content);
                }
            }
            _ => self.inlines(inline.content()),
        }
    }
}

/// The words of a Document that are not in what `backend` made of it.
pub(crate) fn lost(document: &Document, files: &Files) -> Vec<String> {
    let mut texts = Texts(Vec::new());
    texts.document(document);
    let plain = plain(files);
    let mut left = HashMap::new();
    for word in words(&plain) {
        *left.entry(word).or_insert(0_u32) += 1;
    }
    // A word may stand beside another there that is a node of its own here.
    let mut lost = Vec::new();
    for word in texts.0.iter().flat_map(|text| words(text)) {
        match left.get_mut(word) {
            Some(count @ 1..) => *count -= 1,
            _ if plain.contains(word) => {}
            _ => lost.push(word.to_owned()),
        }
    }
    lost
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a file is a zip of others.
pub(crate) fn is_archive(name: &str) -> bool {
    name.ends_with(".epub") || name.ends_with(".docx")
}

/// The characters that a reader of the files would see.
fn plain(files: &Files) -> String {
    let mut all = String::new();
    for (name, bytes) in files.iter() {
        if is_archive(name) {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for index in 0..archive.len() {
                let mut part = archive.by_index(index).unwrap();
                if part.name().ends_with("html")
                    || matches!(part.name(), "word/document.xml" | "word/footnotes.xml")
                {
                    let mut text = String::new();
                    part.read_to_string(&mut text).unwrap();
                    all.push_str(&without_tags(&text));
                }
            }
        } else if !matches!(name, "search-index.js" | "style.css" | "search.js") {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let tags = name.ends_with("html") || name.ends_with(".md");
            all.push_str(&if tags { without_tags(&text) } else { text });
        }
    }
    all
}

/// Text without tags; the words of pictures count.
fn without_tags(html: &str) -> String {
    // In Markdown, an escaped angle bracket opens no tag.
    let html = html.replace("\\<", "&lt;");
    let (first, rest) = html.split_once('<').unwrap_or((&html, ""));
    let mut out = first.to_owned();
    for piece in rest.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        if let Some((_, alt)) = tag.split_once("alt=\"") {
            out.push_str(alt.split('"').next().unwrap_or_default());
        }
        out.push(' ');
        out.push_str(text);
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
