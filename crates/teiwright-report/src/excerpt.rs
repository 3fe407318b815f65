//! The places of one finding as snippets of lines, read by the line index of the [`Source`]: what miette's graphical
//! report draws.
//!
//! miette's own source code scans the text anew for each message and shows whole lines. Here each snippet is a short
//! text of its own, made of windows of lines; snippets stand at offsets of their own, [`APART`] from each other.

use miette::{LabeledSpan, MietteError, SourceCode, SourceSpan, SpanContents};
use teiwright_source::{Diagnostic, Source, Span};

use crate::places::Places;
use crate::window::{Style, Window, printable, takes_no_column};

/// From the start of one snippet to the next, in offsets; more than any snippet has bytes.
const APART: usize = 1 << 24;
/// A place of more lines than this is marked in its first line alone.
const MOST_LINES: usize = 5;
/// Places with at most so many lines between them are shown in one snippet.
const NEAR: usize = 3;
/// How many places are shown; the others are counted.
const MOST_PLACES: usize = 8;

/// The snippets of one finding.
#[derive(Debug)]
pub(crate) struct Excerpt {
    snippets: Vec<Snippet>,
    /// How many related places are not shown.
    pub(crate) hidden: usize,
}

/// Neighbouring lines of one file with the marks in them.
#[derive(Debug)]
struct Snippet {
    name: String,
    first_line: usize,
    line_count: usize,
    data: String,
    at: SourceSpan,
    marks: Vec<Drawn>,
}

/// A mark as it is drawn.
#[derive(Debug)]
struct Drawn {
    /// In the offsets of the snippets.
    at: SourceSpan,
    label: Option<String>,
    primary: bool,
    /// Line and column from 0, as users know them.
    place: (usize, usize),
}

/// A place to be marked.
struct Mark<'a> {
    source: &'a Source,
    span: Span,
    lines: (usize, usize),
    label: Option<&'a str>,
    primary: bool,
}

impl<'a> Mark<'a> {
    fn new(source: &'a Source, span: Span, label: Option<&'a str>, primary: bool) -> Self {
        let length = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
        let start = boundary(source, span.start.min(length));
        let mut end = boundary(source, span.end.clamp(start, length));
        let first = source.lines().line_of(start);
        // A place that ends with a line end does not reach into the next line.
        let mut last = source.lines().line_of(if end > start { end - 1 } else { end });
        if last - first >= MOST_LINES {
            last = first;
        }
        end = end.min(line_end(source, last)).max(start);
        Self { source, span: Span::new(start, end), lines: (first, last), label, primary }
    }

    /// Whether few lines lie between the two.
    fn is_near(&self, other: &Self) -> bool {
        let gap = self.lines.0.saturating_sub(other.lines.1).max(other.lines.0.saturating_sub(self.lines.1));
        std::ptr::eq(self.source, other.source) && gap <= NEAR
    }

    /// Whether the two can be drawn in one snippet: not over each other, and not far apart in one long line.
    fn fits_with(&self, other: &Self, columns: usize) -> bool {
        let reach = self.span.cover(other.span).len() as usize;
        let share = self.lines.0 <= other.lines.1 && other.lines.0 <= self.lines.1;
        let before = |a: Span, b: Span| a.end <= b.start && a.start < b.start;
        let apart = before(self.span, other.span) || before(other.span, self.span);
        apart && (!share || reach < columns / 2 || self.source.line(self.lines.0).len() <= columns)
    }
}

/// Where line `line` ends, its line end left out.
fn line_end(source: &Source, line: usize) -> u32 {
    let start = source.lines().starts().get(line).copied().unwrap_or_default();
    start + u32::try_from(source.line(line).len()).unwrap_or(u32::MAX)
}

/// The nearest character boundary at or before `offset`.
fn boundary(source: &Source, offset: u32) -> u32 {
    let mut at = offset;
    while !source.text().is_char_boundary(at as usize) {
        at -= 1;
    }
    at
}

impl Excerpt {
    /// The places of `diagnostic`, which is about the text of `places`; related places are looked up in `others` by name.
    pub(crate) fn new(
        places: &Places<'_>,
        others: &[&Source],
        diagnostic: &Diagnostic,
        columns: usize,
        style: Style,
    ) -> Self {
        let source = places.source;
        let mut groups: Vec<Vec<Mark>> = Vec::new();
        let primary = diagnostic.span.map(|s| Mark::new(source, s, diagnostic.label.as_deref(), true));
        let related = diagnostic.related.iter().filter_map(|related| {
            let source = find(source, others, related.file.as_deref())?;
            Some(Mark::new(source, related.span, Some(&related.message), false))
        });
        for mark in primary.into_iter().chain(related.take(MOST_PLACES)) {
            let joined = groups.iter_mut().find(|group| {
                group.iter().any(|there| mark.is_near(there))
                    && group.iter().all(|there| mark.fits_with(there, columns))
            });
            match joined {
                Some(group) => group.push(mark),
                None => groups.push(vec![mark]),
            }
        }
        let snippets = groups.iter().enumerate();
        let snippets =
            snippets.map(|(number, group)| Snippet::new(group, places, number * APART, columns, style));
        Self { snippets: snippets.collect(), hidden: diagnostic.related.len().saturating_sub(MOST_PLACES) }
    }

    /// The marks for miette, in the order in which it draws them.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (LabeledSpan, bool)> {
        let marks = self.snippets.iter().flat_map(|snippet| &snippet.marks);
        marks.map(|mark| {
            let label = mark.label.clone();
            let label = match mark.primary {
                true => LabeledSpan::new_primary_with_span(label, mark.at),
                false => LabeledSpan::new_with_span(label, mark.at),
            };
            (label, mark.primary)
        })
    }
}

/// The text that is known as `name`, or the one that the finding is about.
pub(crate) fn find<'a>(source: &'a Source, others: &[&'a Source], name: Option<&str>) -> Option<&'a Source> {
    match name {
        Some(name) if name != source.name() => others.iter().copied().find(|other| other.name() == name),
        _ => Some(source),
    }
}

impl Snippet {
    fn new(group: &[Mark], places: &Places<'_>, base: usize, columns: usize, style: Style) -> Self {
        let source = group[0].source;
        let lines = with_context(group);
        let first_line = lines.start;
        let (mut data, mut windows) = (String::new(), Vec::new());
        for line in lines {
            let window = Window::new(source.line(line), focus(group, line), columns, style);
            let start = data.len();
            data.push_str(&window.text);
            // The last line gets a line end too: miette draws no mark at the very end of a text.
            data.push('\n');
            windows.push((start, window));
        }
        let drawn = |offset: u32, line: usize| {
            let (start, window) = &windows[line - first_line];
            base + start + window.at((offset - source.lines().starts()[line]) as usize)
        };
        let mut marks = Vec::new();
        for mark in group {
            let start = drawn(on_a_column(source, mark.span.start, mark.lines.0), mark.lines.0);
            let end = drawn(mark.span.end, mark.lines.1).max(start);
            let (line, column) = match std::ptr::eq(source, places.source) {
                true => places.at(mark.span.start),
                false => Places::new(source).at(mark.span.start),
            };
            marks.push(Drawn {
                at: (start, end - start).into(),
                label: mark.label.map(|label| printable(label, style)),
                primary: mark.primary,
                place: (line as usize - 1, column as usize - 1),
            });
        }
        marks.sort_by_key(|mark| mark.at.offset());
        let at = (base, data.len()).into();
        let name = printable(source.name(), style);
        Self { name, first_line, line_count: windows.len(), data, at, marks }
    }
}

/// The lines of the marks with the nearest one before and after that is not blank, if it is near.
fn with_context(group: &[Mark]) -> std::ops::Range<usize> {
    let source = group[0].source;
    let first = group.iter().map(|mark| mark.lines.0).min().unwrap_or_default();
    let last = group.iter().map(|mark| mark.lines.1).max().unwrap_or_default();
    let shown = |line: &usize| *line < source.lines().len() && !is_blank(source.line(*line));
    let before = (1..=2).filter_map(|step| first.checked_sub(step)).find(shown).unwrap_or(first);
    let after = (last + 1..=last + 2).find(shown).unwrap_or(last);
    before..after + 1
}

/// Whether a line shows nothing. One that begins with a screenful of white space is not looked at further.
fn is_blank(line: &str) -> bool {
    line.len() < 200 && line.trim().is_empty()
}

/// Which byte of `line` must be seen.
fn focus(group: &[Mark], line: usize) -> usize {
    let source = group[0].source;
    let starts = group.iter().filter(|mark| mark.lines.0 == line).map(|mark| mark.span.start);
    let ends = group.iter().filter(|mark| mark.lines.1 == line).map(|mark| mark.span.end);
    let offset = starts.min().or_else(|| ends.min());
    offset.map_or(0, |offset| (offset - source.lines().starts()[line]) as usize)
}

/// The offset of the character that takes the column: that before, for a combining mark.
fn on_a_column(source: &Source, offset: u32, line: usize) -> u32 {
    let start = source.lines().starts()[line] as usize;
    let mut at = offset as usize;
    let mut next = source.text()[at..].chars().next();
    for before in source.text()[start..at].chars().rev().take(32) {
        if !next.is_some_and(takes_no_column) {
            break;
        }
        at -= before.len_utf8();
        next = Some(before);
    }
    u32::try_from(at).unwrap_or(offset)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let snippet = self.snippets.get(span.offset() / APART).ok_or(MietteError::OutOfBounds)?;
        // Asked for two places at once, miette learns in this way that they are not in one snippet.
        if end > snippet.at.offset() + snippet.at.len() {
            return Err(MietteError::OutOfBounds);
        }
        // Without context, miette wants to know the place for the snippet's head line.
        let mark = snippet.marks.iter().find(|mark| before == 0 && mark.at == *span);
        let place = mark.map_or((snippet.first_line, 0), |mark| mark.place);
        Ok(Box::new(Contents { snippet, place }))
    }
}

/// A snippet as miette reads it, with the line and column of its start or of a mark.
struct Contents<'a> {
    snippet: &'a Snippet,
    place: (usize, usize),
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        self.snippet.data.as_bytes()
    }

    fn span(&self) -> &SourceSpan {
        &self.snippet.at
    }

    fn name(&self) -> Option<&str> {
        Some(&self.snippet.name)
    }

    fn line(&self) -> usize {
        self.place.0
    }

    fn column(&self) -> usize {
        self.place.1
    }

    fn line_count(&self) -> usize {
        self.snippet.line_count
    }
}
