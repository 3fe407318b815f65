//! Any Document lowers to valid TEI, also one that no reader makes: blocks in any order, empty, or in one another.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::path::Path;

use proptest::prelude::*;
use teiwright_model::{
    Block, BlockKind, BreakUnit, Cell, DateValue, Division, DivisionKind, Document, Editorial, Figure, Head,
    Heading, HeadingRole, Inline, InlineKind, Item, LetterPart, LetterPartKind, LineGroup, List, ListKind,
    Note, NoteId, NoteKind, NotePlace, Part, Quotation, ReactionKind, Row, Speech, Table, TimeValue, Verse,
};
use teiwright_relaxng::{Checker, Loaded};
use teiwright_source::Span;
use teiwright_tei::{LowerOptions, NotePlacement, holds_elements_only, lower};

/// Bytes that say, one after the other, what to make next: they shrink well.
struct Script<'a>(std::slice::Iter<'a, u8>);

impl Script<'_> {
    fn next(&mut self, choices: u8) -> u8 {
        self.0.next().map_or(0, |byte| byte % choices)
    }

    /// Up to three of what `make` makes; none when the script is over.
    fn several<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.next(4);
        (0..count).map(|_| make(self)).collect()
    }

    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        self.several(|script| script.inline(depth + 1))
    }

    fn inline(&mut self, depth: usize) -> Inline {
        let choice = if depth > 3 { 0 } else { self.next(11) };
        // Names and times hold words alone.
        let content = match choice {
            5 | 7 | 10 => vec![Inline::text("words", Span::default())],
            4..=9 => self.inlines(depth),
            _ => Vec::new(),
        };
        let kind = match choice {
            0 => InlineKind::Text { text: "words & <marks>".to_owned() },
            1 => InlineKind::NoteRef { note: NoteId(u32::from(self.next(4))), marker: "[1]".to_owned() },
            2 => InlineKind::Break { unit: BreakUnit::Line },
            4 => InlineKind::Emphasis { content },
            5 => InlineKind::Time { time: TimeValue::default(), content },
            6 => InlineKind::Reaction { reaction: ReactionKind::Applause, content },
            7 => InlineKind::Date { date: DateValue::default(), content },
            8 => InlineKind::Editorial {
                editorial: [Editorial::Gap, Editorial::Sic, Editorial::Supplied][usize::from(self.next(3))],
                content,
            },
            9 => InlineKind::Foreign { content },
            3 => InlineKind::Link { target: String::new(), content },
            _ => InlineKind::Name { named: "person".to_owned(), content },
        };
        Inline::new(kind, Span::default())
    }

    fn heading(&mut self) -> Heading {
        let role = [HeadingRole::Main, HeadingRole::Sub, HeadingRole::Byline, HeadingRole::Argument]
            [usize::from(self.next(4))]
        .clone();
        Heading { head: Head::default(), role, content: self.inlines(0) }
    }

    fn headings(&mut self) -> Vec<Heading> {
        self.several(Self::heading)
    }

    fn parts(&mut self) -> Vec<LetterPart> {
        let kinds = [LetterPartKind::Salute, LetterPartKind::Dateline, LetterPartKind::Signed];
        self.several(|script| {
            let kind = kinds[usize::from(script.next(3))].clone();
            LetterPart { head: Head::default(), kind, content: script.inlines(0) }
        })
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        if depth > 4 { Vec::new() } else { self.several(|script| script.block(depth + 1)) }
    }

    fn items(&mut self, depth: usize) -> Vec<Item> {
        self.several(|script| Item {
            head: Head::default(),
            label: script.inlines(2),
            blocks: script.blocks(depth),
        })
    }

    fn rows(&mut self) -> Vec<Row> {
        self.several(|script| Row {
            head: Head::default(),
            labels: script.next(2) == 1,
            cells: script.several(|script| Cell { head: Head::default(), content: script.inlines(0) }),
        })
    }

    fn block(&mut self, depth: usize) -> Block {
        let content = |script: &mut Self| script.inlines(0);
        let kind = match self.next(19) {
            0 => BlockKind::Paragraph { content: content(self) },
            1 => {
                let kinds = [None, Some(DivisionKind::Notes), Some(DivisionKind::Chapter)];
                let kind = kinds[usize::from(self.next(3))].clone();
                BlockKind::Division(Division {
                    kind,
                    subtype: None,
                    heads: self.headings(),
                    blocks: self.blocks(depth),
                })
            }
            2 => BlockKind::Label { content: content(self) },
            3 => BlockKind::LineGroup(LineGroup {
                kind: None,
                heads: self.headings(),
                blocks: self.blocks(depth),
            }),
            4 => BlockKind::Verse(Verse { part: None, content: content(self) }),
            5 => BlockKind::Quotation(Quotation { blocks: self.blocks(depth), source: content(self) }),
            6 => BlockKind::Epigraph(Quotation { blocks: self.blocks(depth), source: content(self) }),
            7 => BlockKind::List(List {
                kind: [ListKind::Ordered, ListKind::Simple, ListKind::Cast][usize::from(self.next(3))]
                    .clone(),
                heads: self.headings(),
                items: self.items(depth),
            }),
            8 => BlockKind::Table(Table { heads: self.headings(), rows: self.rows() }),
            9 => BlockKind::Speech(Speech { speaker: content(self), blocks: self.blocks(depth) }),
            10 => BlockKind::Stage { stage: None, content: content(self) },
            11 => BlockKind::Opener { parts: self.parts() },
            12 => BlockKind::Closer { parts: self.parts() },
            13 => BlockKind::Postscript { blocks: self.blocks(depth) },
            14 => BlockKind::Byline { content: content(self) },
            15 => BlockKind::Trailer { content: content(self) },
            16 => BlockKind::Break { unit: [BreakUnit::Section, BreakUnit::Page][usize::from(self.next(2))] },
            17 => BlockKind::Figure(Figure { url: None, caption: content(self), description: Vec::new() }),
            _ => BlockKind::Notes { notes: vec![NoteId(0)] },
        };
        Block::new(kind, Span::default())
    }

    fn part(&mut self) -> Part {
        Part { heads: self.headings(), blocks: self.several(|script| script.block(0)) }
    }

    fn document(&mut self) -> Document {
        let (front, body, back) = (self.part(), self.part(), self.part());
        let notes = self.several(|script| Note {
            head: Head::default().with_n("1"),
            kind: NoteKind::Editorial,
            place: NotePlace::End,
            marker: "[1]".to_owned(),
            blocks: script.blocks(2),
        });
        Document { front, body, back, notes, ..Document::default() }
    }
}

fn schema() -> Option<Loaded> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tei/tei_all-4.12.0.rng");
    path.is_file().then(|| teiwright::load_schema(&path).unwrap())
}

const PLACEMENTS: [NotePlacement; 4] =
    [NotePlacement::End, NotePlacement::Inline, NotePlacement::Division, NotePlacement::StandOff];

fn written(script: &[u8], notes: NotePlacement) -> String {
    let document = Script(script.iter()).document();
    let options = LowerOptions { notes, ..LowerOptions::default() };
    let tree = lower(&document, &options);
    teiwright_xml::write(&tree, &holds_elements_only)
}

#[test]
fn any_document_lowers_to_valid_tei() {
    let Some(loaded) = schema() else {
        eprintln!("skipped: the reference grammar is not there");
        return;
    };
    let schema = loaded.schema.unwrap();
    let config = ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let script = prop::collection::vec(any::<u8>(), 0..300);
    let checker = std::cell::RefCell::new(Checker::new(&schema));
    let result = runner.run(&script, |script| {
        for notes in PLACEMENTS {
            let xml = written(&script, notes);
            let (_, findings) =
                teiwright::check("any.xml", xml.clone().into_bytes(), &mut checker.borrow_mut()).unwrap();
            let errors =
                findings.diagnostics.iter().filter(|d| d.severity == teiwright_source::Severity::Error);
            let messages = errors.map(|d| d.message.clone()).collect::<Vec<_>>();
            let body = xml.find("<text>").map_or("", |at| &xml[at..]);
            prop_assert!(messages.is_empty(), "{:?}: {messages:#?}\n{body}", notes);
        }
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
}
