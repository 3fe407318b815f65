//! How elements of a Document open in HTML: ids once, languages with their direction, classes.

use teiwright_model::{Head, TeiElement};

use super::escape;
use super::writer::Writer;
use crate::labels::right_to_left;
use crate::look::{Look, indent};
use crate::plan::is_name;

impl Writer<'_> {
    /// Opens `tag` for a node: its id where it is the first to have it, language, direction, class.
    pub(crate) fn open(&mut self, tag: &str, head: &Head, class: &str) {
        self.begin(tag, head);
        self.class(class);
        self.out.push('>');
    }

    /// The same for a block of running text, whose rendition says where it stands in the line.
    pub(crate) fn open_block(&mut self, tag: &str, head: &Head, class: &str) {
        self.begin(tag, head);
        let look = head.rend().map(Look::of).unwrap_or_default();
        let mut classes = String::new();
        for (flag, name) in [
            (Look::CENTRE, "centre"),
            (Look::RIGHT, "right"),
            (Look::SMALL_CAPS, "sc"),
            (Look::SMALL, "small"),
            (Look::LARGE, "large"),
            (Look::ITALIC, "italic"),
            (Look::BOLD, "bold"),
        ] {
            if look.has(flag) {
                classes.push(' ');
                classes.push_str(name);
            }
        }
        if classes.is_empty() {
            self.class(class);
        } else {
            self.class(format!("{class}{classes}").trim());
        }
        let steps = indent(head.rend());
        if steps > 0 {
            self.out.push_str(&format!(" style=\"--indent:{steps}\""));
        }
        self.out.push('>');
    }

    /// `<tag` with id and language.
    pub(crate) fn begin(&mut self, tag: &str, head: &Head) {
        self.out.push('<');
        self.out.push_str(tag);
        if let Some(id) = head.id() {
            self.id(id);
        }
        self.lang(head);
    }

    /// An id, where it has not been written yet: an id stands for one element.
    pub(crate) fn id(&mut self, id: &str) {
        if is_name(id) && self.written.insert(id.to_owned()) {
            self.attribute("id", id);
        }
    }

    /// The language of a node, with its direction where that differs from the page's.
    pub(crate) fn lang(&mut self, head: &Head) {
        let sound =
            |tag: &&str| !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let Some(lang) = head.lang().filter(sound) else { return };
        self.attribute("lang", lang);
        if self.manner.xml {
            self.attribute("xml:lang", lang);
        }
        let rtl = right_to_left(lang);
        if rtl != self.rtl {
            self.attribute("dir", if rtl { "rtl" } else { "ltr" });
        }
    }

    fn class(&mut self, class: &str) {
        if !class.is_empty() {
            self.attribute("class", class);
        }
    }

    /// ` name="value"`.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::attribute(&mut self.out, value);
        self.out.push('"');
    }

    /// The end of an empty element's tag, whose `<tag …` is written.
    pub(crate) fn void(&mut self) {
        self.out.push_str(if self.manner.xml { "/>" } else { ">" });
    }

    /// `</tag>`.
    pub(crate) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// `</tag>` and a line end.
    pub(crate) fn close_line(&mut self, tag: &str) {
        self.close(tag);
        self.out.push('\n');
    }

    /// Text as it is.
    pub(crate) fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Text, escaped.
    pub(crate) fn escaped(&mut self, text: &str) {
        escape::text(&mut self.out, text);
    }
}

/// The value of an attribute that the TEI element of a node had.
pub(crate) fn tei_attribute<'h>(head: &'h Head, name: &str) -> Option<&'h str> {
    let attributes = &head.tei()?.attributes;
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The class for a node that came from an element of TEI: `tei-` and its name, where that is a plain name.
pub(crate) fn tei_class(head: &Head) -> String {
    let plain =
        |tei: &&TeiElement| tei.element.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    head.tei().filter(plain).map(|tei| format!("tei-{}", tei.element)).unwrap_or_default()
}
