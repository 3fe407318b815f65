//! What the source of P5 constrains by Schematron, beyond the grammar: in tables of facts where constraints are of one kind.
//!
//! `README.md` of this crate lists each constraint by its `@ident` with the code that stands for it.

mod attributes;
mod children;
mod declarable;
mod documentation;
mod nesting;

use teiwright_source::Span;
use teiwright_xml::reader::{NameId, Start};

use super::frame::{Found, Frame, Open, Tag};
use super::names::El;
use declarable::Declarable;
use documentation::Documentation;

/// What constraints need to remember of a document.
#[derive(Debug, Default)]
pub(super) struct Constraints {
    /// How many lines, groups of them and gaps began.
    lines: u32,
    declarable: Declarable,
    documentation: Documentation,
}

impl Constraints {
    /// A tag of TEI, before its element is opened. What of it matters at its end: a number and a value.
    pub(super) fn tag(
        &mut self,
        tag: &Tag<'_>,
        declarable: bool,
        open: &Open,
        found: &mut Found,
    ) -> (u32, Box<str>) {
        if tag.el != El::Other || !tag.kinds.is_empty() {
            attributes::check(tag, open, found);
            nesting::check(tag, open, found);
            children::begin(tag, open, found);
        }
        self.declarable.tag(tag, declarable, open);
        if matches!(tag.el, El::L | El::Lg | El::Gap) {
            self.lines += 1;
        }
        if let Some(kept) = self.documentation.tag(tag, open, found) {
            return kept;
        }
        (self.lines, children::kept(tag))
    }

    /// An element of another vocabulary begins, or ends.
    pub(super) fn foreign(&mut self, start: &Start<'_>, open: &Open, found: &mut Found) {
        self.documentation.foreign(start, open, found);
    }

    /// The same at its end.
    pub(super) fn leave_foreign(&mut self, name: NameId) {
        self.documentation.leave_foreign(name);
    }

    /// The end of an element that was closed; `text` is what was kept of its text.
    pub(super) fn leave(&mut self, frame: &Frame, text: &str, end: Span, open: &Open, found: &mut Found) {
        children::end(frame, self.lines, end, open, found);
        self.declarable.leave(open.frames.len(), found);
        self.documentation.leave(frame, text, open, found);
    }

    /// The end of the document.
    pub(super) fn finish(&mut self, found: &mut Found) {
        std::mem::take(&mut self.declarable).finish(found);
        std::mem::take(&mut self.documentation).finish(found);
        self.lines = 0;
    }
}
