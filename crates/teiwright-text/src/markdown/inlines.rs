//! Events to running text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use teiwright_model::{Editorial, Inline, InlineKind};
use teiwright_source::Span;

use super::Reader;
use crate::dates::{self, Known, Value};
use crate::inlines::emphasis;

/// Emphasis in emphasis goes no deeper than this; what is deeper stands at this depth.
const DEEPEST: usize = 96;

/// Whether an event is part of running text.
pub(super) const fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
            )
    )
}

impl Reader<'_, '_> {
    /// The running text down to the end of what holds it, dates found.
    pub(super) fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut out = Vec::new();
        self.content(end, &mut out);
        self.finished(out)
    }

    fn content(&mut self, end: TagEnd, out: &mut Vec<Inline>) {
        let mut inner = 0_usize;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end && inner == 0 => return,
                Event::End(tag) if tag == end => inner -= 1,
                Event::Start(tag) if self.depth >= DEEPEST => inner += usize::from(tag.to_end() == end),
                event => self.inline(event, range, out),
            }
        }
    }

    pub(super) fn inline(&mut self, event: Event<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
        let span = self.span(&range);
        match event {
            Event::Text(text) => self.words(&text, &range, out),
            Event::Code(text) => {
                let slice = self.source.slice(span);
                let at = slice.find(text.as_ref()).map(|at| at..at + text.len());
                let ticks = slice.len() - slice.trim_start_matches('`').len();
                let inner = at.unwrap_or(ticks..slice.len() - ticks);
                let place = span.part(inner);
                self.covered.push(place);
                let content = vec![Inline::text(text.as_ref(), place)];
                let mut inline = Inline::new(InlineKind::Emphasis { content }, span);
                inline.head.set_rend("code");
                out.push(inline);
            }
            Event::SoftBreak => out.push(Inline::text(" ", Span::at(span.start))),
            Event::HardBreak => out.push(Inline::line_break(Span::at(span.start))),
            Event::InlineHtml(tag) if ["<br>", "<br/>", "<br />"].contains(&tag.as_ref()) => {
                self.strike(&range, "<lb>");
                out.push(Inline::line_break(Span::at(span.start)));
            }
            Event::InlineHtml(_) => out.push(self.raw(&range)),
            Event::FootnoteReference(label) => {
                let note = self.note_id(&label);
                self.referred.insert(note.0);
                self.covered.push(span);
                let marker = self.source.slice(span).to_owned();
                out.push(Inline::new(InlineKind::NoteRef { note, marker }, span));
            }
            Event::Start(tag) => self.tagged(tag, &range, out),
            _ => {}
        }
    }

    fn tagged(&mut self, tag: Tag<'_>, range: &Range<usize>, out: &mut Vec<Inline>) {
        let span = self.span(range);
        let mut content = Vec::new();
        self.depth += 1;
        self.content(tag.to_end(), &mut content);
        self.depth -= 1;
        let strong = matches!(tag, Tag::Strong);
        let mut inline = match tag {
            Tag::Strikethrough => {
                Inline::new(InlineKind::Editorial { editorial: Editorial::Deleted, content }, span)
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                // What stands around the words says where the link leads.
                let words = content.iter().map(|inline| inline.head.span).reduce(Span::cover);
                let base = u32::try_from(self.base).unwrap_or(0);
                let inner = words.map_or(range.end..range.end, |words| {
                    (words.start - base) as usize..(words.end - base) as usize
                });
                self.strike(&(range.start..inner.start), "ref");
                self.strike(&(inner.end..range.end), "ref/@target");
                let target = emphasis::address(&dest_url.replace(char::is_whitespace, "%20"));
                Inline::new(InlineKind::Link { target, content }, span)
            }
            _ => Inline::new(InlineKind::Emphasis { content }, span),
        };
        if let InlineKind::Emphasis { .. } = inline.kind {
            inline.head.set_rend(if strong { "bold" } else { "italic" });
        }
        out.push(inline);
    }

    /// Words as they stand; what an entity stands for is its characters where the entity holds them, else the entity stays.
    fn words(&mut self, text: &str, range: &Range<usize>, out: &mut Vec<Inline>) {
        let span = self.span(range);
        self.covered.push(span);
        let slice = self.source.slice(span);
        let words = if slice == text { text } else { slice };
        if let Some(Inline { head, kind: InlineKind::Text { text } }) = out.last_mut()
            && head.span.end == span.start
            && !head.span.is_empty()
        {
            text.push_str(words);
            head.span.end = span.end;
            return;
        }
        out.push(Inline::text(words, span));
    }

    /// HTML as text: what it would mean is not this dialect's.
    pub(super) fn raw(&mut self, range: &Range<usize>) -> Inline {
        let span = self.span(range);
        self.covered.push(span);
        Inline::text(self.source.slice(span), span)
    }

    /// Running text with its dates.
    pub(super) fn finished(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(content.len());
        for inline in content {
            match &inline.kind {
                InlineKind::Text { text } if text.len() == inline.head.span.len() as usize => {
                    self.dated(text, inline.head.span, &mut out);
                }
                _ => out.push(inline),
            }
        }
        crate::inlines::trim(&mut out);
        out
    }

    fn dated(&mut self, text: &str, span: Span, out: &mut Vec<Inline>) {
        let (mut mentions, mut wrong) = (Vec::new(), Vec::new());
        dates::find(text, &Known::default(), &mut mentions, &mut wrong);
        self.context.wrong_dates(span, wrong);
        let mut at = 0;
        for mention in mentions {
            if mention.range.start > at {
                out.push(Inline::text(&text[at..mention.range.start], span.part(at..mention.range.start)));
            }
            at = mention.range.end;
            let place = span.part(mention.range.clone());
            let content = vec![Inline::text(&text[mention.range], place)];
            let kind = match mention.value {
                Value::Date(date) => InlineKind::Date { date, content },
                Value::Time(time) => InlineKind::Time { time, content },
            };
            self.dates += 1;
            out.push(Inline::new(kind, place));
        }
        if at < text.len() {
            out.push(Inline::text(&text[at..], span.part(at..text.len())));
        }
    }
}
