//! Paragraphs and runs of `WordprocessingML`, put together piece by piece.

use std::fmt::Write as _;

use crate::html::escape;
use crate::look::Look;

/// How far one step of lists and quotations is indented, in twentieths of a point.
const STEP: usize = 425;

/// The paragraphs of a part of the package, the last one open.
#[derive(Debug, Default)]
pub(crate) struct Paragraphs {
    pub(crate) out: String,
    runs: String,
    /// Bookmarks for the beginning of the next paragraph.
    marks: String,
    /// The styles of paragraphs, innermost last.
    styles: Vec<&'static str>,
    /// How many lists and quotations the paragraph stands in.
    pub(crate) depth: usize,
    /// The list and level whose next item the next paragraph begins.
    pub(crate) item: Option<(usize, usize)>,
    /// What the words of the next runs look like.
    pub(crate) look: Look,
    /// What links lead to outside, in the order of their numbers.
    pub(crate) links: Vec<String>,
    /// Whether runs stand in a link, in which no other may stand.
    pub(crate) in_link: bool,
}

impl Paragraphs {
    /// Whether the open paragraph has nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Paragraphs have this style until `leave`.
    pub(crate) fn enter(&mut self, style: &'static str) {
        self.end();
        self.styles.push(style);
    }

    pub(crate) fn leave(&mut self) {
        self.end();
        self.styles.pop();
    }

    /// Ends the part: what is left to be marked is marked at its end.
    pub(crate) fn finish(&mut self) {
        self.end();
        if !self.marks.is_empty() {
            self.close();
        }
    }

    /// Ends the paragraph, if there is anything in it.
    pub(crate) fn end(&mut self) {
        if !self.runs.is_empty() {
            self.close();
        }
    }

    /// Ends the paragraph, even if it is empty.
    pub(crate) fn close(&mut self) {
        self.out.push_str("<w:p><w:pPr>");
        if let Some(style) = self.styles.last() {
            let _ = write!(self.out, "<w:pStyle w:val=\"{style}\"/>");
        }
        let item = self.item.take();
        if let Some((list, level)) = item {
            let _ =
                write!(self.out, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        }
        if self.depth > 0 {
            let hanging = if item.is_some() { " w:hanging=\"425\"" } else { "" };
            let _ = write!(self.out, "<w:ind w:left=\"{}\"{hanging}/>", self.depth * STEP);
        }
        self.out.push_str("</w:pPr>");
        self.out.push_str(&self.marks);
        self.marks.clear();
        self.out.push_str(&self.runs);
        self.out.push_str("</w:p>\n");
        self.runs.clear();
    }

    /// Words. Line ends and tabulators in them are white space.
    pub(crate) fn text(&mut self, text: &str) {
        let text = text.replace(['\n', '\r', '\t'], " ");
        let text = if self.runs.is_empty() { text.trim_start_matches(' ') } else { &text };
        if text.is_empty() {
            return;
        }
        self.run(|out| {
            out.push_str("<w:t xml:space=\"preserve\">");
            escape::text(out, text);
            out.push_str("</w:t>");
        });
    }

    /// A new line in the paragraph.
    pub(crate) fn line_break(&mut self) {
        self.run(|out| out.push_str("<w:br/>"));
    }

    /// Steps of indentation in a line.
    pub(crate) fn tabs(&mut self, count: u8) {
        self.run(|out| out.push_str(&"<w:tab/>".repeat(count.into())));
    }

    /// A run that looks like the words around it.
    fn run(&mut self, write: impl FnOnce(&mut String)) {
        self.runs.push_str("<w:r>");
        properties(&mut self.runs, self.look, self.in_link);
        write(&mut self.runs);
        self.runs.push_str("</w:r>");
    }

    /// A bookmark here, or at the beginning of the next paragraph.
    pub(crate) fn mark(&mut self, number: usize, name: &str) {
        let target = if self.runs.is_empty() { &mut self.marks } else { &mut self.runs };
        let _ = write!(
            target,
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>"
        );
    }

    /// What is no run: links, bookmarks, references.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.runs.push_str(xml);
    }

    /// Words inside a link to another place.
    pub(crate) fn link(&mut self, target: &str, write: impl FnOnce(&mut Self)) {
        self.links.push(target.to_owned());
        let number = self.links.len();
        self.linked(&format!("<w:hyperlink r:id=\"link{number}\">"), write);
    }

    /// Words inside a link to a bookmark.
    pub(crate) fn anchor(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.linked(&format!("<w:hyperlink w:anchor=\"{name}\">"), write);
    }

    fn linked(&mut self, open: &str, write: impl FnOnce(&mut Self)) {
        if std::mem::replace(&mut self.in_link, true) {
            return write(self);
        }
        self.runs.push_str(open);
        write(self);
        self.runs.push_str("</w:hyperlink>");
        self.in_link = false;
    }
}

/// The properties of a run, in the order that the schema asks for (`CT_RPr`).
fn properties(out: &mut String, look: Look, link: bool) {
    let known: [(Look, &str); 10] = [
        (
            Look::TYPEWRITER,
            "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>",
        ),
        (Look::BOLD, "<w:b/><w:bCs/>"),
        (Look::ITALIC, "<w:i/><w:iCs/>"),
        (Look::SMALL_CAPS, "<w:smallCaps/>"),
        (Look::STRIKE, "<w:strike/>"),
        (Look::SPACED, "<w:spacing w:val=\"40\"/>"),
        (Look::LARGE, "<w:sz w:val=\"28\"/>"),
        (Look::SMALL, "<w:sz w:val=\"18\"/>"),
        (Look::UNDERLINE, "<w:u w:val=\"single\"/>"),
        (Look::SUPERSCRIPT, "<w:vertAlign w:val=\"superscript\"/>"),
    ];
    let start = out.len();
    out.push_str("<w:rPr>");
    if link {
        out.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    }
    for (flag, xml) in known {
        if look.has(flag) {
            out.push_str(xml);
        }
    }
    if look.has(Look::SUBSCRIPT) && !look.has(Look::SUPERSCRIPT) {
        out.push_str("<w:vertAlign w:val=\"subscript\"/>");
    }
    if out.ends_with("<w:rPr>") {
        out.truncate(start);
    } else {
        out.push_str("</w:rPr>");
    }
}
