//! Running text to inlines: note references, dates, reactions, editorial marks, emphasis, links.

mod brackets;
pub(crate) mod emphasis;

use std::ops::Range;

use teiwright_model::{Block, Change, Editorial, Inline, InlineKind, NoteId};
use teiwright_source::Span;

use crate::blocks;
use crate::context::Context;
use crate::dates::{self, Known, Mention, Value};
use crate::drama::{self, Brackets};
use crate::layout::Layout;
use crate::notes::markers::Shape;
use crate::notes::{Anchor, Links};

/// Reads running text.
#[derive(Debug)]
pub(crate) struct Inliner<'a> {
    pub(crate) source: &'a teiwright_source::Source,
    pub(crate) links: &'a Links,
    pub(crate) known: Known,
    pub(crate) layout: Layout,
    /// In a speech of a play, the brackets that its directions stand in.
    pub(crate) directions: Option<Brackets>,
    /// Whether the text is for a stage: then what is heard is a direction.
    pub(crate) staged: bool,
    /// Whether words are set wide somewhere, as `s e t`.
    pub(crate) letterspaced: bool,
    /// How many dates and times were found.
    pub(crate) dates: u32,
    /// How many hyphens at line ends were taken away.
    pub(crate) hyphens: u32,
}

/// Something other than plain characters, with its place in the stretch.
struct Special {
    range: Range<usize>,
    kind: SpecialKind,
}

enum SpecialKind {
    Reference(Anchor),
    Date(Value),
    /// Marks of so many bytes on either side become this kind; what is inside is read again.
    Wrapped(InlineKind, Range<usize>, Change),
    /// The whole range, marks and all, is the content.
    Kept(InlineKind),
    PageBreak(String),
}

/// Bytes that may begin something special.
const TRIGGER: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"[({^*_=:@/";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table[0xC2] = true;
    table[0xE2] = true;
    table
};

/// Emphasis in emphasis in emphasis goes no deeper than this.
const MAX_DEPTH: usize = 8;

impl Inliner<'_> {
    /// Reads the text at `span` into inlines. Lines are joined; white space at the ends is left out.
    pub(crate) fn content(&mut self, span: Span, context: &mut Context) -> Vec<Inline> {
        let text = self.source.slice(span);
        let mut mentions = Vec::new();
        let mut wrong = Vec::new();
        dates::find(text, &self.known, &mut mentions, &mut wrong);
        context.wrong_dates(span, wrong);
        let mut out = Vec::new();
        self.read(span, mentions, 0, &mut out, context);
        trim(&mut out);
        out
    }

    /// A line of verse at `span`, further in than others by `indent`; a number at its margin becomes its own.
    pub(crate) fn verse(&mut self, span: Span, indent: u16, context: &mut Context) -> Block {
        let text = self.source.slice(span);
        let numbered = if self.layout.numbered { blocks::margin_number(text) } else { None };
        let left = if self.layout.numbered_left { blocks::left_number(text) } else { None };
        if let Some((n, start)) = left {
            context.ledger.add(span.part(0..n.len()), Change::LineNumber, "l/@n");
            let words = span.part(start..text.len());
            return blocks::verse_line(words, indent, Some(n), self.content(words, context));
        }
        let Some((end, n)) = numbered else {
            return blocks::verse_line(span, indent, None, self.content(span, context));
        };
        context.ledger.add(span.part(text.len() - n.len()..text.len()), Change::LineNumber, "l/@n");
        let words = span.part(0..end);
        blocks::verse_line(words, indent, Some(n), self.content(words, context))
    }

    /// The lines of `lines` as one content with a break between lines.
    pub(crate) fn broken(&mut self, spans: impl Iterator<Item = Span>, context: &mut Context) -> Vec<Inline> {
        let mut out = Vec::new();
        for span in spans {
            if !out.is_empty() {
                out.push(Inline::line_break(Span::at(span.start)));
            }
            out.extend(self.content(span, context));
        }
        out
    }

    fn read(
        &mut self,
        span: Span,
        mentions: Vec<Mention>,
        depth: usize,
        out: &mut Vec<Inline>,
        context: &mut Context,
    ) {
        let text = self.source.slice(span);
        let specials = self.specials(text, span, mentions, depth);
        let mut at = 0;
        for special in specials {
            if special.range.start > at {
                self.characters(span.part(at..special.range.start), out, context);
            }
            at = special.range.end;
            self.special(span, special, depth, out, context);
        }
        if at < text.len() {
            self.characters(span.part(at..text.len()), out, context);
        }
    }

    fn special(
        &mut self,
        span: Span,
        special: Special,
        depth: usize,
        out: &mut Vec<Inline>,
        context: &mut Context,
    ) {
        let place = span.part(special.range.clone());
        match special.kind {
            SpecialKind::Reference(anchor) => {
                let note = NoteId(anchor.note.unwrap_or_default());
                let marker = self.source.slice(place).to_owned();
                let mut inline = Inline::new(InlineKind::NoteRef { note, marker }, place);
                if matches!(anchor.shape, Shape::Superscript | Shape::Raised | Shape::Brace) {
                    inline.head.set_rend("superscript");
                }
                out.push(inline);
            }
            SpecialKind::Date(value) => {
                self.dates += 1;
                let mut content = Vec::new();
                self.characters(place, &mut content, context);
                let kind = match value {
                    Value::Date(date) => InlineKind::Date { date, content },
                    Value::Time(time) => InlineKind::Time { time, content },
                };
                out.push(Inline::new(kind, place));
            }
            SpecialKind::Wrapped(kind, inner, change) => {
                context.ledger.add(span.part(special.range.start..inner.start), change, None);
                context.ledger.add(span.part(inner.end..special.range.end), change, None);
                let mut inline = Inline::new(kind, place);
                let mut content = Vec::new();
                self.again(span.part(inner), depth, &mut content, context);
                if let Some(slot) = inline.content_mut() {
                    *slot = content;
                }
                if let InlineKind::Emphasis { .. } = inline.kind {
                    let mark = self.source.slice(place).as_bytes();
                    let bold = matches!(mark, [b'=', ..] | [b'*', b'*', ..]);
                    inline.head.set_rend(if bold { "bold" } else { "italic" });
                }
                if let InlineKind::Foreign { .. } = inline.kind
                    && let Some((language, _)) = brackets::language(&self.source.slice(place)[1..])
                {
                    inline.head.set_lang(language);
                }
                out.push(inline);
            }
            SpecialKind::Kept(kind) => {
                let mut inline = Inline::new(kind, place);
                if let InlineKind::Emphasis { .. } = inline.kind {
                    inline.head.set_rend("letterspaced");
                }
                let mut content = Vec::new();
                self.characters(place, &mut content, context);
                if let Some(slot) = inline.content_mut() {
                    *slot = content;
                }
                out.push(inline);
            }
            SpecialKind::PageBreak(number) => {
                context.ledger.add(place, Change::PageMark, "<pb>");
                let mut inline =
                    Inline::new(InlineKind::Break { unit: teiwright_model::BreakUnit::Page }, place);
                inline.head.set_n(number);
                out.push(inline);
            }
        }
    }

    /// Reads what stands between marks.
    fn again(&mut self, span: Span, depth: usize, out: &mut Vec<Inline>, context: &mut Context) {
        let mut mentions = Vec::new();
        dates::find(self.source.slice(span), &self.known, &mut mentions, &mut Vec::new());
        if depth < MAX_DEPTH {
            self.read(span, mentions, depth + 1, out, context);
        } else {
            self.characters(span, out, context);
        }
    }

    /// Everything special in `text`, in order, none overlapping another.
    fn specials(&self, text: &str, span: Span, mentions: Vec<Mention>, depth: usize) -> Vec<Special> {
        let mut specials = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        // Searching for the closing mark of emphasis must not be done for each of a million opening ones.
        let mut budget = emphasis::Budget::default();
        while let Some(skip) = bytes[at..].iter().position(|&b| TRIGGER[b as usize]) {
            at += skip;
            let found = self.special_at(text, at, span, depth, &mut budget);
            // An address reaches back from its `@` or `:`, perhaps into something that was found before it.
            let taken = specials.last().map_or(0, |last: &Special| last.range.end);
            match found.filter(|special| special.range.start >= taken) {
                Some(special) => {
                    at = special.range.end.max(at + 1);
                    specials.push(special);
                }
                None => at += 1,
            }
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
        }
        let spaced = if self.letterspaced { emphasis::letterspaced(text) } else { Vec::new() };
        if spaced.is_empty() {
            return merge(specials, mentions.into_iter().map(Special::from));
        }
        let wide = spaced.into_iter().map(|range| {
            let kind = InlineKind::Emphasis { content: Vec::new() };
            Special { range, kind: SpecialKind::Kept(kind) }
        });
        let mut others = mentions.into_iter().map(Special::from).chain(wide).collect::<Vec<_>>();
        others.sort_by_key(|special| special.range.start);
        merge(specials, others.into_iter())
    }

    fn special_at(
        &self,
        text: &str,
        at: usize,
        span: Span,
        depth: usize,
        budget: &mut emphasis::Budget,
    ) -> Option<Special> {
        let offset = span.start + u32::try_from(at).ok()?;
        if let Some(anchor) = self.links.at(offset) {
            let end = at + anchor.span.len() as usize;
            let range = at..end.min(text.len());
            // `{15}` that means no note is the number of a page.
            if anchor.note.is_some() || anchor.shape != Shape::Brace {
                return anchor.note.map(|_| Special { range, kind: SpecialKind::Reference(*anchor) });
            }
        }
        if let Some(direction) = self.direction(text, at) {
            return Some(direction);
        }
        match text.as_bytes()[at] {
            b'(' if !self.staged => brackets::reaction(text, at).map(|(range, reaction)| {
                let kind = InlineKind::Reaction { reaction, content: Vec::new() };
                Special { range, kind: SpecialKind::Kept(kind) }
            }),
            b'[' => square(text, at, self.staged),
            b'{' => page(text, at),
            b'*' | b'_' | b'=' if depth < MAX_DEPTH => {
                emphasis::at(text, at, budget).map(|(range, inner)| {
                    let kind = InlineKind::Emphasis { content: Vec::new() };
                    Special { range, kind: SpecialKind::Wrapped(kind, inner, Change::EmphasisMark) }
                })
            }
            b'/' => emphasis::slanted(text, at).map(|(range, inner)| {
                let kind = InlineKind::Emphasis { content: Vec::new() };
                Special { range, kind: SpecialKind::Wrapped(kind, inner, Change::EmphasisMark) }
            }),
            b':' | b'@' => emphasis::link(text, at).map(|(range, target)| {
                let kind = InlineKind::Link { target, content: Vec::new() };
                Special { range, kind: SpecialKind::Kept(kind) }
            }),
            _ => None,
        }
    }

    /// A direction inside a speech.
    fn direction(&self, text: &str, at: usize) -> Option<Special> {
        let range = drama::inline_direction(text, at, self.directions?)?;
        let stage = drama::direction_kind(&text[range.clone()], false);
        let kind = InlineKind::Stage { stage, content: Vec::new() };
        Some(Special { range, kind: SpecialKind::Kept(kind) })
    }

    /// Plain characters: lines joined, hyphens at line ends mended.
    fn characters(&mut self, span: Span, out: &mut Vec<Inline>, context: &mut Context) {
        let text = self.source.slice(span);
        let mut start = 0;
        // A form feed begins a page, in the middle of a paragraph too.
        for feed in memchr::memchr_iter(0x0C, text.as_bytes()) {
            self.stretch(span.part(start..feed), out, context);
            let page = InlineKind::Break { unit: teiwright_model::BreakUnit::Page };
            out.push(Inline::new(page, span.part(feed..feed + 1)));
            start = feed + 1;
        }
        self.stretch(span.part(start..text.len()), out, context);
    }

    /// Characters without a form feed.
    fn stretch(&mut self, span: Span, out: &mut Vec<Inline>, context: &mut Context) {
        let text = self.source.slice(span);
        if text.is_empty() {
            return;
        }
        if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
            out.push(Inline::text(text, span));
            return;
        }
        let mut joined = String::with_capacity(text.len());
        let mut rest = text;
        let mut offset = 0;
        while let Some(end) = rest.find(['\n', '\r']) {
            let line = rest[..end].trim_end();
            let next = rest[end..].trim_start();
            joined.push_str(if joined.is_empty() { line } else { line.trim_start() });
            let hyphen = line.ends_with('-')
                && line[..line.len() - 1].ends_with(char::is_alphabetic)
                && next.starts_with(char::is_lowercase);
            if hyphen && self.layout.wrapped {
                // Without the printer's habit in evidence a hyphen is the word's own, as in `working-class`.
                if self.layout.soft_hyphens {
                    joined.pop();
                    let place = offset + line.len() - 1;
                    context.ledger.add(span.part(place..place + 1), Change::LineEndHyphen, None);
                    self.hyphens += 1;
                }
            } else {
                joined.push(' ');
            }
            offset += rest.len() - next.len();
            rest = next;
        }
        joined.push_str(rest);
        out.push(Inline::text(joined, span));
    }
}

/// `{15}`: a page begins here.
fn page(text: &str, at: usize) -> Option<Special> {
    let end = text.as_bytes()[at..].iter().take(12).position(|&b| b == b'}')?;
    let number = crate::pieces::page_number(text.get(at + 1..at + end)?, true)?;
    let figures = number.bytes().all(|b| b.is_ascii_digit());
    figures.then(|| Special { range: at..at + end + 1, kind: SpecialKind::PageBreak(number.to_owned()) })
}

/// `[sic]`, `[…]`, `[p. 12]`, `[Laughter]`, `[word]`.
fn square(text: &str, at: usize, staged: bool) -> Option<Special> {
    let (range, inner) = brackets::square(text, at)?;
    let words = &text[inner.clone()];
    if let Some((end, target)) = emphasis::target(text, range.end).filter(|_| !words.trim().is_empty()) {
        let kind = InlineKind::Link { target, content: Vec::new() };
        return Some(Special {
            range: at..end,
            kind: SpecialKind::Wrapped(kind, inner, Change::EditorialMark),
        });
    }
    if let Some(number) = crate::pieces::page_number(words, false) {
        return Some(Special { range, kind: SpecialKind::PageBreak(number.to_owned()) });
    }
    if !staged && let Some((_, reaction)) = brackets::reaction(text, at) {
        let kind = InlineKind::Reaction { reaction, content: Vec::new() };
        return Some(Special { range, kind: SpecialKind::Kept(kind) });
    }
    if let Some((_, label)) = brackets::language(words) {
        let kind = InlineKind::Foreign { content: Vec::new() };
        let inner = inner.start + label..inner.end;
        return Some(Special { range, kind: SpecialKind::Wrapped(kind, inner, Change::EditorialMark) });
    }
    let editorial =
        brackets::editorial(words, text[..at].chars().next_back(), text[range.end..].chars().next())?;
    let kind = InlineKind::Editorial { editorial, content: Vec::new() };
    Some(match editorial {
        Editorial::Supplied => {
            Special { range, kind: SpecialKind::Wrapped(kind, inner, Change::EditorialMark) }
        }
        _ => Special { range, kind: SpecialKind::Kept(kind) },
    })
}

/// Puts dates and the like between the other specials; one that overlaps another special is left out.
fn merge(specials: Vec<Special>, others: impl ExactSizeIterator<Item = Special>) -> Vec<Special> {
    if others.len() == 0 {
        return specials;
    }
    let mut out = Vec::with_capacity(specials.len() + others.len());
    let mut others = others.peekable();
    let mut last = 0;
    for special in specials {
        while let Some(other) = others.next_if(|other| other.range.start < special.range.end) {
            if other.range.start >= last && other.range.end <= special.range.start {
                last = other.range.end;
                out.push(other);
            }
        }
        last = special.range.end;
        out.push(special);
    }
    for other in others {
        if other.range.start >= last {
            last = other.range.end;
            out.push(other);
        }
    }
    out
}

impl From<Mention> for Special {
    fn from(mention: Mention) -> Self {
        Self { range: mention.range, kind: SpecialKind::Date(mention.value) }
    }
}

/// Takes white space off both ends of the content.
pub(crate) fn trim(content: &mut Vec<Inline>) {
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.first_mut() {
        let start = text.len() - text.trim_start().len();
        text.drain(..start);
    }
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.last_mut() {
        text.truncate(text.trim_end().len());
    }
    content.retain(|inline| !matches!(&inline.kind, InlineKind::Text { text } if text.is_empty()));
}
