//! Inlines to phrase-level TEI.

use teiwright_model::{BreakUnit, Editorial, Inline, InlineKind, NoteId, ReactionKind};
use teiwright_xml::Origin;

use crate::dates;
use crate::lower::Lower;
use crate::options::NotePlacement;

impl<'a> Lower<'a> {
    /// Running text.
    pub(crate) fn inlines(&mut self, content: &'a [Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        let span = inline.head.span;
        let origin = if span.is_empty() { Origin::Synthetic } else { Origin::Derived(span) };
        match &inline.kind {
            InlineKind::Text { text } => {
                let origin = if span.is_empty() { Origin::Synthetic } else { self.counted(span) };
                self.b.text(text.as_str(), origin);
            }
            InlineKind::NoteRef { note, marker } => self.note_ref(*note, marker, inline),
            InlineKind::Break { unit } => {
                let name = match unit {
                    BreakUnit::Page => "pb",
                    BreakUnit::Column => "cb",
                    BreakUnit::Line | BreakUnit::Section => "lb",
                };
                self.b.open(name, origin);
                if let Some(n) = inline.head.n() {
                    self.b.attr("n", n, origin);
                }
                self.b.close();
                if *unit == BreakUnit::Line {
                    self.b.text(" ", Origin::Synthetic);
                }
            }
            InlineKind::Alternate { readings, preferred } => {
                if let Some(reading) = readings.get(*preferred) {
                    self.inlines(&reading.content);
                }
            }
            _ => self.phrase(inline, origin),
        }
    }

    /// Inlines that become one element with their content.
    fn phrase(&mut self, inline: &'a Inline, origin: Origin) {
        let mut inner = None;
        let (name, attributes): (&str, Vec<(&'static str, String)>) = match &inline.kind {
            InlineKind::Emphasis { .. } => {
                ("hi", vec![("rend", inline.head.rend().unwrap_or("italic").to_owned())])
            }
            InlineKind::Date { .. } => ("date", Vec::new()),
            InlineKind::Time { time, .. } => {
                let fields = [("when", &time.when), ("from", &time.from), ("to", &time.to)];
                (
                    "time",
                    fields.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect(),
                )
            }
            InlineKind::Reaction { reaction, .. } => {
                inner = Some("desc");
                let element = match reaction {
                    ReactionKind::Laughter | ReactionKind::Voices | ReactionKind::Protest => "vocal",
                    ReactionKind::Applause | ReactionKind::Ovation => "kinesic",
                    _ => "incident",
                };
                (element, vec![("type", reaction.as_str().to_owned())])
            }
            InlineKind::Stage { stage, .. } => {
                ("stage", stage.iter().map(|kind| ("type", kind.as_str().to_owned())).collect())
            }
            InlineKind::Editorial { editorial, .. } => editorial_element(*editorial, &mut inner),
            InlineKind::Name { named, .. } => match named.as_str() {
                "author" => ("docAuthor", Vec::new()),
                "person" => ("persName", Vec::new()),
                "place" => ("placeName", Vec::new()),
                "organisation" => ("orgName", Vec::new()),
                other => ("name", vec![("type", other.to_owned())]),
            },
            InlineKind::Foreign { .. } => ("foreign", Vec::new()),
            // A page number in a table of contents refers to a page that is not known by an address.
            InlineKind::Link { target, .. } if target.is_empty() => ("ref", Vec::new()),
            InlineKind::Link { target, .. } => ("ref", vec![("target", target.replace(' ', "%20"))]),
            InlineKind::Image { .. } => {
                inner = Some("figDesc");
                ("figure", Vec::new())
            }
            _ => ("seg", Vec::new()),
        };
        self.b.open(name, origin);
        for (attribute, value) in attributes {
            self.b.attr(attribute, value, origin);
        }
        if let Some(lang) = inline.head.lang() {
            self.b.attr("xml:lang", lang, origin);
        }
        if let InlineKind::Date { date, .. } = &inline.kind {
            dates::attributes(&mut self.b, date, origin);
        }
        match inner {
            Some(inner) => {
                self.b.open(inner, origin);
                self.characters(inline.content());
                self.b.close();
            }
            None => self.inlines(inline.content()),
        }
        self.b.close();
    }

    /// The characters alone, for descriptions, in which P5 allows little else (macro.limitedContent).
    fn characters(&mut self, content: &'a [Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text { .. } => self.inline(inline),
                InlineKind::NoteRef { note, marker } if self.document.note(*note).is_none() => {
                    self.note_ref(*note, marker, inline);
                }
                InlineKind::NoteRef { note, marker } => {
                    // `ref` is allowed, the note itself is not.
                    let nested = std::mem::replace(&mut self.in_note, true);
                    self.note_ref(*note, marker, inline);
                    self.in_note = nested;
                }
                InlineKind::Alternate { readings, preferred } => {
                    let preferred = readings.get(*preferred).map(|reading| reading.content.as_slice());
                    self.characters(preferred.unwrap_or_default());
                }
                _ => self.characters(inline.content()),
            }
        }
    }

    /// A reference to a note, or, where notes stand inline, the note itself at its first reference.
    fn note_ref(&mut self, note: NoteId, marker: &'a str, inline: &'a Inline) {
        let origin = Origin::Derived(inline.head.span);
        let Some(found) = self.document.note(note) else {
            let counted = self.counted(inline.head.span);
            self.b.text(marker, counted);
            return;
        };
        let n = found.head.n().unwrap_or_default().to_owned();
        let id = self.reference_id(note);
        self.b.open("ref", origin);
        self.b.attr("type", "noteAnchor", origin);
        self.b.attr("xml:id", id, origin);
        if !n.is_empty() {
            self.b.attr("n", n, origin);
        }
        self.b.attr("target", format!("#{}", self.notes[note.index()].id), origin);
        if let Some(rend) = inline.head.rend() {
            self.b.attr("rend", rend, origin);
        }
        let counted = self.counted(inline.head.span);
        self.b.text(marker, counted);
        self.b.close();
        match self.options.notes {
            NotePlacement::Inline if !self.in_note => self.note(note),
            NotePlacement::Division => self.pending.push(note),
            _ => {}
        }
    }
}

fn editorial_element(
    editorial: Editorial,
    inner: &mut Option<&'static str>,
) -> (&'static str, Vec<(&'static str, String)>) {
    match editorial {
        Editorial::Gap => {
            *inner = Some("desc");
            ("gap", vec![("reason", "omitted".to_owned())])
        }
        Editorial::Illegible => {
            *inner = Some("desc");
            ("gap", vec![("reason", "illegible".to_owned())])
        }
        Editorial::Unclear => ("unclear", Vec::new()),
        Editorial::Supplied => ("supplied", Vec::new()),
        Editorial::Added => ("add", Vec::new()),
        Editorial::Deleted => ("del", Vec::new()),
        // The mark says that the word before it is so in the source; which words that are, only a person can say.
        Editorial::Sic => ("note", vec![("type", "sic".to_owned())]),
        _ => ("seg", Vec::new()),
    }
}
