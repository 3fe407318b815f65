//! The documents of the kit: small ones as files in the wire form, large ones made here.

use teiwright_model::{
    Block, BlockKind, Cell, Division, Document, Heading, HeadingRole, Inline, InlineKind, Note, NoteId,
    NoteKind, NotePlace, Quotation, Row, Table, VisitMut,
};
use teiwright_source::Span;

/// A document of the kit.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is about: `note-in-heading`.
    pub name: &'static str,
    /// The document. Each of its text nodes has a span of its own, so that a report can name it.
    pub document: Document,
}

/// Hands the name of every document to a macro, as an identifier and as a string.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_case {
    ([$($then:tt)+], $backend:expr) => {
        $($then)+! { $backend;
            empty_document = "empty-document",
            paragraph = "paragraph",
            metadata = "metadata",
            title_alone = "title-alone",
            hostile_text = "hostile-text",
            hostile_metadata = "hostile-metadata",
            hostile_attributes = "hostile-attributes",
            astral_characters = "astral-characters",
            combining_characters = "combining-characters",
            right_to_left = "right-to-left",
            mixed_directions = "mixed-directions",
            scripts_without_spaces = "scripts-without-spaces",
            white_space = "white-space",
            odd_characters = "odd-characters",
            divisions_nested = "divisions-nested",
            division_without_heading = "division-without-heading",
            heading_roles = "heading-roles",
            front_and_back = "front-and-back",
            note = "note",
            note_empty = "note-empty",
            note_in_heading = "note-in-heading",
            note_referred_to_twice = "note-referred-to-twice",
            note_in_a_note = "note-in-a-note",
            note_of_itself = "note-of-itself",
            note_without_reference = "note-without-reference",
            note_of_blocks = "note-of-blocks",
            notes_in_a_list = "notes-in-a-list",
            reference_to_no_note = "reference-to-no-note",
            lists = "lists",
            list_deep = "list-deep",
            list_of_empty_items = "list-of-empty-items",
            table = "table",
            table_ragged = "table-ragged",
            verse = "verse",
            drama = "drama",
            letter = "letter",
            quotations = "quotations",
            breaks = "breaks",
            pictures = "pictures",
            emphasis = "emphasis",
            dates_and_times = "dates-and-times",
            reactions = "reactions",
            alternates = "alternates",
            editorial = "editorial",
            names_and_languages = "names-and-languages",
            links = "links",
            generic_elements = "generic-elements",
            closing_lines = "closing-lines",
            empty_parts = "empty-parts",
            ids_and_numbers = "ids-and-numbers",
            table_huge = "table-huge",
            nesting_deep = "nesting-deep",
            paragraph_long = "paragraph-long",
            novel = "novel",
        }
    };
}

macro_rules! files {
    ($($name:literal,)+) => {
        /// The small documents in their wire form, by name. Authors in other languages find them in `testkit/documents`.
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("documents/", $name, ".json")))),+];
    };
}

files! {
    "empty-document",
    "paragraph",
    "metadata",
    "title-alone",
    "hostile-text",
    "hostile-metadata",
    "hostile-attributes",
    "astral-characters",
    "combining-characters",
    "right-to-left",
    "mixed-directions",
    "scripts-without-spaces",
    "white-space",
    "odd-characters",
    "divisions-nested",
    "division-without-heading",
    "heading-roles",
    "front-and-back",
    "note",
    "note-empty",
    "note-in-heading",
    "note-referred-to-twice",
    "note-in-a-note",
    "note-of-itself",
    "note-without-reference",
    "note-of-blocks",
    "notes-in-a-list",
    "reference-to-no-note",
    "lists",
    "list-deep",
    "list-of-empty-items",
    "table",
    "table-ragged",
    "verse",
    "drama",
    "letter",
    "quotations",
    "breaks",
    "pictures",
    "emphasis",
    "dates-and-times",
    "reactions",
    "alternates",
    "editorial",
    "names-and-languages",
    "links",
    "generic-elements",
    "closing-lines",
    "empty-parts",
    "ids-and-numbers",
}

/// Every document, the largest last.
#[must_use]
pub fn cases() -> Vec<Case> {
    let small = FILES.iter().map(|(name, json)| Case { name, document: read(json) });
    let large = [
        Case { name: "table-huge", document: with_spans(huge_table()) },
        Case { name: "nesting-deep", document: with_spans(deep_nesting()) },
        Case { name: "paragraph-long", document: with_spans(long_paragraph()) },
        Case { name: "novel", document: with_spans(novel(1_000_000)) },
    ];
    small.chain(large).collect()
}

/// The document of that name.
#[must_use]
pub fn case(name: &str) -> Option<Case> {
    let small = FILES.iter().find(|(known, _)| *known == name);
    match small {
        Some((name, json)) => Some(Case { name, document: read(json) }),
        None => cases().into_iter().find(|case| case.name == name),
    }
}

fn read(json: &str) -> Document {
    // The files are the crate's own, and a test reads each.
    with_spans(crate::serve::document(json.as_bytes()).unwrap_or_default())
}

/// Gives each node of running text that has no span one of its own.
fn with_spans(mut document: Document) -> Document {
    struct Spans(u32);
    impl VisitMut for Spans {
        fn inline(&mut self, inline: &mut Inline) {
            if let InlineKind::Text { text } = &inline.kind {
                let len = u32::try_from(text.len()).unwrap_or(0);
                inline.head.span = Span::new(self.0, self.0 + len);
                self.0 += len + 1;
            }
            match &mut inline.kind {
                InlineKind::Alternate { readings, .. } => {
                    readings.iter_mut().for_each(|reading| self.inlines(&mut reading.content));
                }
                _ => {
                    if let Some(content) = inline.content_mut() {
                        content.iter_mut().for_each(|inline| self.inline(inline));
                    }
                }
            }
        }
    }
    Spans(1).document(&mut document);
    document
}

fn words(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(text, Span::default())]
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::paragraph(words(text), Span::default())
}

fn body(blocks: Vec<Block>) -> Document {
    let mut document = Document::default();
    document.body.blocks = blocks;
    document
}

fn huge_table() -> Document {
    let cell = |row: u32, column: u32| Cell { content: words(format!("r{row}c{column}")), ..Cell::default() };
    let row = |row: u32| Row { cells: (1..=20).map(|column| cell(row, column)).collect(), ..Row::default() };
    let table = Table { rows: (1..=500).map(row).collect(), ..Table::default() };
    body(vec![Block::new(BlockKind::Table(table), Span::default())])
}

/// As deep as a document that was read from TEI can be.
fn deep_nesting() -> Document {
    let mut block = paragraph("The innermost words.");
    for depth in (1..=70).rev() {
        let blocks = vec![paragraph(format!("depth{depth}")), block];
        block = Block::new(BlockKind::Quotation(Quotation { blocks, source: Vec::new() }), Span::default());
    }
    let mut inline = Inline::text("innermost", Span::default());
    for _ in 0..70 {
        inline = Inline::new(InlineKind::Emphasis { content: vec![inline] }, Span::default());
    }
    body(vec![block, Block::paragraph(vec![inline], Span::default())])
}

fn long_paragraph() -> Document {
    let text = (1..=20_000).map(|word| format!("w{word} ")).collect::<String>();
    body(vec![paragraph(text), paragraph("x".repeat(20_000))])
}

/// A novel of about `bytes` bytes of text: chapters, paragraphs with emphasis, a note now and then. Always the same.
#[must_use]
pub fn novel(bytes: usize) -> Document {
    const WORDS: [&str; 24] = [
        "the",
        "house",
        "stood",
        "above",
        "a",
        "river",
        "and",
        "nobody",
        "remembered",
        "who",
        "had",
        "built",
        "it",
        "there",
        "before",
        "winter",
        "came",
        "with",
        "letters",
        "from",
        "sisters",
        "&",
        "brothers",
        "“abroad”",
    ];
    let mut state = 12_345_u32;
    let mut next = move |most: u32| {
        // A linear congruential generator (Numerical Recipes): the same words on every machine.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % most
    };
    let mut sentence = move |most: u32| {
        let count = 6 + next(most);
        (0..count).map(|_| WORDS[next(24) as usize]).collect::<Vec<_>>().join(" ")
    };
    let (mut document, mut written, mut chapter) = (Document::default(), 0, 0_u32);
    while written < bytes {
        chapter += 1;
        let mut blocks = Vec::new();
        for number in 0..60_u32 {
            let (before, stressed, after) = (sentence(60) + " ", sentence(3), format!(" {}. ", sentence(60)));
            written += before.len() + stressed.len() + after.len();
            let emphasis = InlineKind::Emphasis { content: words(stressed) };
            let mut content = words(before);
            content.push(Inline::new(emphasis, Span::default()));
            content.extend(words(after));
            if number % 20 == 7 {
                let id = NoteId(u32::try_from(document.notes.len()).unwrap_or(u32::MAX));
                let marker = format!("[{}]", id.0 + 1);
                content.push(Inline::new(
                    InlineKind::NoteRef { note: id, marker: marker.clone() },
                    Span::default(),
                ));
                let blocks = vec![paragraph(sentence(12))];
                let (kind, place) = (NoteKind::Editorial, NotePlace::End);
                document.notes.push(Note { head: Default::default(), kind, place, marker, blocks });
            }
            blocks.push(Block::paragraph(content, Span::default()));
        }
        let head = Heading {
            head: Default::default(),
            role: HeadingRole::Main,
            content: words(format!("Chapter {chapter}")),
        };
        let division = Division { heads: vec![head], blocks, ..Division::default() };
        document.body.blocks.push(Block::new(BlockKind::Division(division), Span::default()));
    }
    document
}

#[cfg(test)]
mod tests {
    use super::{FILES, cases};

    #[test]
    fn every_file_is_a_document() {
        for (name, json) in FILES {
            let document = crate::serve::document(json.as_bytes());
            assert!(document.is_ok(), "{name}: {document:?}");
        }
    }

    #[test]
    fn the_macro_has_every_document() {
        macro_rules! names {
            ($backend:expr; $($ident:ident = $name:literal,)+) => { [$($name),+] };
        }
        let all = cases().into_iter().map(|case| case.name).collect::<Vec<_>>();
        assert_eq!(for_each_case!([names], ()).as_slice(), all);
    }
}
