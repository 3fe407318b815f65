//! Notes: references and notes linked both ways. A note that is followed to stands at the edge of the window, by CSS alone.

use teiwright_model::{Head, NoteId};

use super::writer::Writer;
use crate::render::Render;

impl Writer<'_> {
    /// A reference to a note.
    pub(crate) fn reference(&mut self, head: &Head, note: NoteId, marker: &str) {
        let plan = self.plan;
        let Some(planned) = plan.notes.get(note.index()) else { return self.escaped(marker) };
        let count = self.references.get_mut(note.index()).map_or(1, |count| {
            *count += 1;
            *count
        });
        let id = plan.reference_id(note.index(), count);
        let shown = self.marker(note, marker);
        let raised = head.rend().is_none_or(|rend| !rend.contains("inline"));
        self.push(if raised { "<sup>" } else { "<span>" });
        self.push("<a class=\"noteref\"");
        self.id(&id);
        if let Some(address) = self.href(&planned.id) {
            self.attribute("href", &address);
            self.role("doc-noteref", "noteref");
        }
        self.push(">");
        self.escaped(&shown);
        self.close("a");
        self.push(if raised { "</sup>" } else { "</span>" });
    }

    /// The marker as it stands, or the number of a note that has none.
    pub(crate) fn marker(&self, note: NoteId, marker: &str) -> String {
        if !marker.trim().is_empty() {
            return marker.to_owned();
        }
        let n = self.document.note(note).and_then(|note| note.head.n());
        n.map_or_else(|| (note.index() + 1).to_string(), str::to_owned)
    }

    /// A list of those notes that have not been written yet.
    pub(crate) fn notes_here(&mut self, notes: &[NoteId]) {
        let fresh = notes.iter().copied().filter(|note| self.placed.get(note.index()) == Some(&false));
        let fresh = fresh.collect::<Vec<_>>();
        if fresh.is_empty() {
            return;
        }
        let tag = if self.manner.xml { "div" } else { "ol" };
        self.open(tag, &Head::default(), "notes");
        self.push("\n");
        for note in fresh {
            self.list_note(note);
        }
        self.close_line(tag);
    }

    fn list_note(&mut self, id: NoteId) {
        let (document, plan) = (self.document, self.plan);
        let (Some(note), Some(planned)) = (document.note(id), plan.notes.get(id.index())) else { return };
        if let Some(placed) = self.placed.get_mut(id.index()) {
            *placed = true;
        }
        // Reading systems open an aside over the text.
        let tag = if self.manner.xml { "aside" } else { "li" };
        self.push("<");
        self.push(tag);
        self.id(&planned.id);
        if self.manner.xml {
            self.role("doc-footnote", "footnote");
        }
        self.lang(&note.head);
        self.push(">\n");
        let marker = self.marker(id, &note.marker);
        let back = self.href(&plan.reference_id(id.index(), 1)).filter(|_| planned.references > 0);
        if let Some(address) = &back {
            self.push("<a class=\"marker\"");
            self.attribute("href", address);
            self.push(">");
        } else {
            self.push("<span class=\"marker\">");
        }
        self.escaped(&marker);
        self.close(if back.is_some() { "a" } else { "span" });
        self.push("\n<div>\n");
        self.note_blocks(&note.blocks);
        if planned.references > 0 {
            self.push("<p class=\"backlinks\">");
            for count in 1..=planned.references {
                self.backlink(id.index(), count);
            }
            self.push("</p>\n");
        }
        self.close("div");
        self.close_line(tag);
    }

    fn backlink(&mut self, note: usize, count: u32) {
        let Some(address) = self.href(&self.plan.reference_id(note, count)) else { return };
        self.push("<a");
        self.attribute("href", &address);
        self.role("doc-backlink", "backlink");
        // The label holds what is shown, for those who speak to their machine.
        let label =
            if count == 1 { self.labels.back.to_owned() } else { format!("{} ↩{count}", self.labels.back) };
        self.attribute("aria-label", &label);
        self.push(">↩");
        if count > 1 {
            self.push(&format!("<sup>{count}</sup>"));
        }
        self.push("</a> ");
    }

    /// The notes that no list in the text holds, in a section of their own.
    pub(crate) fn endnotes(&mut self, notes: &[NoteId]) {
        let fresh = notes.iter().copied().filter(|note| self.placed.get(note.index()) == Some(&false));
        let fresh = fresh.collect::<Vec<_>>();
        if fresh.is_empty() {
            return;
        }
        self.push("<section class=\"endnotes\"");
        self.role("doc-endnotes", "endnotes");
        self.id("notes-of-the-text");
        let tag = format!("h{}", (self.level + 1).clamp(2, 6));
        let heading = self.labels.notes;
        self.push(&format!("><{tag}>"));
        self.text(heading);
        self.close_line(&tag);
        self.notes_here(&fresh);
        self.close_line("section");
    }
}
