//! What the text says about itself, at its end.

use teiwright_model::plain_text;

use super::writer::Writer;
use crate::facts;
use crate::labels::labels;

impl Writer<'_> {
    pub(super) fn about(&mut self) {
        let document = self.document;
        let words = labels(facts::language(document));
        let metadata = &document.metadata;
        let labelled = |label: &str, text: String| format!("{label}: {text}");
        let mut lines = metadata.responsibilities.iter().map(facts::responsibility).collect::<Vec<_>>();
        let sources = metadata.sources.iter().map(facts::source).filter(|source| !source.is_empty());
        lines.extend(sources.map(|source| labelled(words.source, source)));
        let written = facts::one_line(&plain_text(&metadata.creation));
        if !written.is_empty() {
            lines.push(labelled(words.written, written));
        }
        for licence in &metadata.licences {
            let text = facts::one_line(&plain_text(&licence.content));
            let text = if text.is_empty() { licence.target.clone().unwrap_or_default() } else { text };
            if !text.is_empty() {
                lines.push(labelled(words.licence, text));
            }
        }
        lines.extend(metadata.notes.iter().map(|note| facts::one_line(&plain_text(&note.content))));
        lines.retain(|line| !line.is_empty());
        if !lines.is_empty() {
            self.styled("Heading1", words.about);
        }
        for line in lines {
            self.paper.text(&line);
            self.paper.end();
        }
    }
}
