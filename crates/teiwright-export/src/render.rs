//! The walk over a Document that backends share: one method a behaviour, each with a default, so that a format writes only
//! what it does differently.

use teiwright_model::{
    Block, BlockKind, BreakUnit, DateValue, Division, Document, Editorial, Figure, Head, Heading, Inline,
    InlineKind, Item, LetterPart, LineGroup, List, Note, NoteId, Part, Quotation, Reading, Row, Speech,
    Table, Verse,
};

/// Front, body or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartName {
    /// What stands before the text.
    Front,
    /// The text.
    Body,
    /// What stands after it.
    Back,
}

/// Writes a Document node by node.
///
/// A format must say what it does with [`text`](Render::text) and after a block ([`end_block`](Render::end_block)).
/// Everything else has a default that falls back to something simpler: an epigraph to a quotation, a byline to a
/// paragraph, a name to its words. Nothing that a node holds is passed over by a default.
pub trait Render {
    /// Characters.
    fn text(&mut self, text: &str);

    /// A block of running text is over: paragraphs, headings, lines, cells.
    fn end_block(&mut self);

    /// The Document: front, body, back, then the notes.
    fn document(&mut self, document: &Document) {
        self.parts(document);
        self.notes(document);
    }

    /// Front, body and back.
    fn parts(&mut self, document: &Document) {
        self.part(PartName::Front, &document.front);
        self.part(PartName::Body, &document.body);
        self.part(PartName::Back, &document.back);
    }

    /// The notes.
    fn notes(&mut self, document: &Document) {
        for (index, note) in document.notes.iter().enumerate() {
            self.note(crate::plan::note_id(index), note);
        }
    }

    /// A note.
    fn note(&mut self, _id: NoteId, note: &Note) {
        self.text(&note.marker);
        self.blocks(&note.blocks);
    }

    /// Front, body or back.
    fn part(&mut self, _name: PartName, part: &Part) {
        self.headings(&part.heads);
        self.blocks(&part.blocks);
    }

    /// Blocks in order.
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// A block, by its kind: see [`walk_block`].
    fn block(&mut self, block: &Block) {
        walk_block(self, block);
    }

    /// A division: its headings, then its blocks.
    fn division(&mut self, _head: &Head, division: &Division) {
        self.headings(&division.heads);
        self.blocks(&division.blocks);
    }

    /// The headings over something.
    fn headings(&mut self, heads: &[Heading]) {
        for heading in heads {
            self.heading(heading);
        }
    }

    /// One heading.
    fn heading(&mut self, heading: &Heading) {
        self.paragraph(&heading.head, &heading.content);
    }

    /// A paragraph.
    fn paragraph(&mut self, _head: &Head, content: &[Inline]) {
        self.inlines(content);
        self.end_block();
    }

    /// Text whose white space and lines are meant as they stand, such as an example.
    fn preformatted(&mut self, _head: &Head, text: &str) {
        self.text(text);
        self.end_block();
    }

    /// A heading that opens no division.
    fn label(&mut self, head: &Head, content: &[Inline]) {
        self.paragraph(head, content);
    }

    /// Lines of verse that belong together.
    fn line_group(&mut self, _head: &Head, group: &LineGroup) {
        self.headings(&group.heads);
        self.blocks(&group.blocks);
    }

    /// A line of verse.
    fn verse(&mut self, head: &Head, verse: &Verse) {
        self.paragraph(head, &verse.content);
    }

    /// A quotation that is set off.
    fn quotation(&mut self, head: &Head, quotation: &Quotation) {
        self.blocks(&quotation.blocks);
        if !quotation.source.is_empty() {
            self.paragraph(head, &quotation.source);
        }
    }

    /// An epigraph.
    fn epigraph(&mut self, head: &Head, quotation: &Quotation) {
        self.quotation(head, quotation);
    }

    /// A list.
    fn list(&mut self, _head: &Head, list: &List) {
        self.headings(&list.heads);
        for item in &list.items {
            self.item(list, item);
        }
    }

    /// An item of a list.
    fn item(&mut self, _list: &List, item: &Item) {
        if !item.label.is_empty() {
            self.inlines(&item.label);
            self.text(" ");
        }
        self.blocks(&item.blocks);
    }

    /// A table.
    fn table(&mut self, _head: &Head, table: &Table) {
        self.headings(&table.heads);
        for row in &table.rows {
            self.row(row);
        }
    }

    /// A row of a table.
    fn row(&mut self, row: &Row) {
        for cell in &row.cells {
            self.paragraph(&cell.head, &cell.content);
        }
    }

    /// A speech.
    fn speech(&mut self, head: &Head, speech: &Speech) {
        if !speech.speaker.is_empty() {
            self.paragraph(head, &speech.speaker);
        }
        self.blocks(&speech.blocks);
    }

    /// A stage direction between speeches.
    fn stage(&mut self, head: &Head, content: &[Inline]) {
        self.paragraph(head, content);
    }

    /// The opening of a letter or division.
    fn opener(&mut self, _head: &Head, parts: &[LetterPart]) {
        for part in parts {
            self.letter_part(part);
        }
    }

    /// The close of a letter or division.
    fn closer(&mut self, head: &Head, parts: &[LetterPart]) {
        self.opener(head, parts);
    }

    /// A part of an opening or close.
    fn letter_part(&mut self, part: &LetterPart) {
        self.paragraph(&part.head, &part.content);
    }

    /// A postscript.
    fn postscript(&mut self, _head: &Head, blocks: &[Block]) {
        self.blocks(blocks);
    }

    /// Who wrote it, below the text.
    fn byline(&mut self, head: &Head, content: &[Inline]) {
        self.paragraph(head, content);
    }

    /// Words that end a text.
    fn trailer(&mut self, head: &Head, content: &[Inline]) {
        self.paragraph(head, content);
    }

    /// A page, column or section begins between blocks.
    fn block_break(&mut self, _head: &Head, _unit: BreakUnit) {}

    /// A figure.
    fn figure(&mut self, head: &Head, figure: &Figure) {
        for content in [&figure.caption, &figure.description] {
            if !content.is_empty() {
                self.paragraph(head, content);
            }
        }
    }

    /// Notes stood here; most formats have a place of their own for them.
    fn note_list(&mut self, _head: &Head, _notes: &[NoteId]) {}

    /// An element that no kind stands for.
    fn generic_block(&mut self, _head: &Head, blocks: &[Block]) {
        self.blocks(blocks);
    }

    /// Running text in order.
    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    /// A piece of running text, by its kind: see [`walk_inline`].
    fn inline(&mut self, inline: &Inline) {
        walk_inline(self, inline);
    }

    /// Words that a format has nothing special for.
    fn phrase(&mut self, _head: &Head, content: &[Inline]) {
        self.inlines(content);
    }

    /// Words set off by how they look.
    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// A reference to a note.
    fn note_ref(&mut self, _head: &Head, _note: NoteId, marker: &str) {
        self.text(marker);
    }

    /// A date.
    fn date(&mut self, head: &Head, _date: &DateValue, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// A stage direction or what an audience did, inside running text.
    fn inline_stage(&mut self, head: &Head, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// Several readings of a place.
    fn alternate(&mut self, _head: &Head, readings: &[Reading], preferred: usize) {
        if let Some(reading) = readings.get(preferred).or_else(|| readings.first()) {
            self.inlines(&reading.content);
        }
    }

    /// A place where an editor or transcriber did something.
    fn editorial(&mut self, head: &Head, _editorial: Editorial, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// A name.
    fn name(&mut self, head: &Head, _named: &str, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// Words in another language.
    fn foreign(&mut self, head: &Head, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// A link; without words, its target stands for them.
    fn link(&mut self, head: &Head, target: &str, content: &[Inline]) {
        if content.is_empty() {
            self.text(target);
        } else {
            self.phrase(head, content);
        }
    }

    /// A line, page or column begins here.
    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Line {
            self.text(" ");
        }
    }

    /// A picture in the line.
    fn image(&mut self, head: &Head, _url: Option<&str>, content: &[Inline]) {
        self.phrase(head, content);
    }

    /// An element that no kind stands for.
    fn generic_inline(&mut self, head: &Head, content: &[Inline]) {
        self.phrase(head, content);
    }
}

/// The text of a paragraph whose white space is meant as it stands: an example (TEI `eg`), or one that says so. `None` for others,
/// and where there is more in it than text.
fn preformatted(head: &Head, content: &[Inline]) -> Option<String> {
    let tei = head.tei()?;
    let says = |(name, value): &(String, String)| name == "xml:space" && value == "preserve";
    let meant = tei.element == "eg" || tei.attributes.iter().any(says);
    let text = |inline: &Inline| matches!(inline.kind, InlineKind::Text { .. });
    (meant && content.iter().all(text)).then(|| teiwright_model::plain_text(content))
}

/// Hands a block to the method for its kind: for a [`Render`] that overrides [`Render::block`] for some kinds.
pub fn walk_block<R: Render + ?Sized>(render: &mut R, block: &Block) {
    let head = &block.head;
    match &block.kind {
        BlockKind::Division(division) => render.division(head, division),
        BlockKind::Paragraph { content } => match preformatted(head, content) {
            Some(text) => render.preformatted(head, text.trim_matches('\n')),
            None => render.paragraph(head, content),
        },
        BlockKind::Label { content } => render.label(head, content),
        BlockKind::LineGroup(group) => render.line_group(head, group),
        BlockKind::Verse(verse) => render.verse(head, verse),
        BlockKind::Quotation(quotation) => render.quotation(head, quotation),
        BlockKind::Epigraph(quotation) => render.epigraph(head, quotation),
        BlockKind::List(list) => render.list(head, list),
        BlockKind::Table(table) => render.table(head, table),
        BlockKind::Speech(speech) => render.speech(head, speech),
        BlockKind::Stage { content, .. } => render.stage(head, content),
        BlockKind::Opener { parts } => render.opener(head, parts),
        BlockKind::Closer { parts } => render.closer(head, parts),
        BlockKind::Postscript { blocks } => render.postscript(head, blocks),
        BlockKind::Byline { content } => render.byline(head, content),
        BlockKind::Trailer { content } => render.trailer(head, content),
        BlockKind::Break { unit } => render.block_break(head, *unit),
        BlockKind::Figure(figure) => render.figure(head, figure),
        BlockKind::Notes { notes } => render.note_list(head, notes),
        BlockKind::Generic { blocks } => render.generic_block(head, blocks),
        _ => render.blocks(block.blocks()),
    }
}

/// Hands a piece of running text to the method for its kind.
pub fn walk_inline<R: Render + ?Sized>(render: &mut R, inline: &Inline) {
    let head = &inline.head;
    match &inline.kind {
        InlineKind::Text { text } => render.text(text),
        InlineKind::Emphasis { content } => render.emphasis(head, content),
        InlineKind::NoteRef { note, marker } => render.note_ref(head, *note, marker),
        InlineKind::Date { date, content } => render.date(head, date, content),
        InlineKind::Time { content, .. } => render.phrase(head, content),
        InlineKind::Reaction { content, .. } | InlineKind::Stage { content, .. } => {
            render.inline_stage(head, content);
        }
        InlineKind::Alternate { readings, preferred } => render.alternate(head, readings, *preferred),
        InlineKind::Editorial { editorial, content } => render.editorial(head, *editorial, content),
        InlineKind::Name { named, content } => render.name(head, named, content),
        InlineKind::Foreign { content } => render.foreign(head, content),
        InlineKind::Link { target, content } => render.link(head, target, content),
        InlineKind::Break { unit } => render.inline_break(head, *unit),
        InlineKind::Image { url, content } => render.image(head, url.as_deref(), content),
        InlineKind::Generic { content } => render.generic_inline(head, content),
        _ => render.inlines(inline.content()),
    }
}

/// Which reading of a place is shown: the preferred one, or that of the source.
pub(crate) fn shown(readings: &[Reading], preferred: usize, diplomatic: bool) -> Option<&Reading> {
    let source = |reading: &&Reading| matches!(reading.kind.as_str(), "sic" | "orig" | "abbr");
    let chosen = if diplomatic { readings.iter().find(source) } else { None };
    chosen.or_else(|| readings.get(preferred)).or_else(|| readings.first())
}

/// Writes the reading of a place that is shown. An apparatus without a lemma has none that goes before the others: all stand
/// there, in brackets, with a dash for one that has no words.
pub(crate) fn readings(render: &mut impl Render, all: &[Reading], preferred: usize, diplomatic: bool) {
    if all.len() > 1 && all.iter().all(|reading| reading.kind == "rdg") {
        for (index, reading) in all.iter().enumerate() {
            render.text(if index == 0 { "[" } else { " | " });
            if reading.content.is_empty() {
                render.text("–");
            }
            render.inlines(&reading.content);
        }
        render.text("]");
    } else if let Some(reading) = shown(all, preferred, diplomatic) {
        render.inlines(&reading.content);
    }
}

/// Writes running text while `follows` holds the first character after the node that is being written.
pub(crate) fn following<R: Render>(
    render: &mut R,
    content: &[Inline],
    follows: impl Fn(&mut R) -> &mut Option<char>,
) {
    let outer = *follows(render);
    for (index, inline) in content.iter().enumerate() {
        *follows(render) = content.get(index + 1).map_or(outer, first_char);
        render.inline(inline);
    }
    *follows(render) = outer;
}

/// The first character of what a node shows in a format with marks.
fn first_char(inline: &Inline) -> Option<char> {
    match &inline.kind {
        InlineKind::Text { text } => text.chars().next(),
        InlineKind::NoteRef { .. } => Some('['),
        InlineKind::Break { .. } => Some(' '),
        InlineKind::Emphasis { .. } => Some('*'),
        _ => inline.content().first().and_then(first_char),
    }
}
