//! A Document in several pages: the pieces that a site and a book are made of, written so that links find their page.

mod site;

use rustc_hash::FxHashMap;
use teiwright_model::{Block, BlockKind, Division, Document, Head, Inline, InlineKind, Visit};

use crate::PartName;
use crate::html;
use crate::html::writer::{Manner, Writer};
use crate::plan::{Plan, note_id};
use crate::render::Render;

pub(crate) use site::Site;

/// A division that is longer than this, in bytes of text, and holds divisions is split.
const LONG: usize = 40_000;

/// A piece of the text: one page.
pub(crate) struct Piece<'d> {
    /// The name of its file, without folder and ending.
    pub(crate) name: String,
    /// Which part it is of.
    pub(crate) part: PartName,
    /// The division whose headings open it, where divisions of it are pieces of their own.
    over: Option<(&'d Head, &'d Division)>,
    /// What is in it.
    blocks: &'d [Block],
    /// How deep it is in the outline.
    pub(crate) level: u8,
    /// The title over it; empty where it has none.
    pub(crate) title: String,
    /// Whether the title of the work stands over it.
    pub(crate) first: bool,
}

/// The pieces of a Document, in order.
pub(crate) fn pieces<'d>(document: &'d Document, plan: &Plan) -> Vec<Piece<'d>> {
    let mut cutter = Cutter { plan, part: PartName::Front, pieces: Vec::new() };
    for (part, content) in [
        (PartName::Front, &document.front),
        (PartName::Body, &document.body),
        (PartName::Back, &document.back),
    ] {
        cutter.part = part;
        let before = cutter.pieces.len();
        cutter.run(&content.blocks, 1);
        // The title of the work needs a page, and what stands over a part too.
        if cutter.pieces.len() == before && (part == PartName::Body || !content.heads.is_empty()) {
            cutter.push(None, &[], 1, String::new());
        }
        if let Some(piece) = cutter.pieces.get_mut(before) {
            piece.first = part == PartName::Body;
        }
    }
    let mut pieces = cutter.pieces;
    for (index, piece) in pieces.iter_mut().enumerate() {
        piece.name = format!("p{:03}", index + 1);
    }
    pieces
}

/// Cuts a part into pieces.
struct Cutter<'p, 'd> {
    plan: &'p Plan,
    part: PartName,
    pieces: Vec<Piece<'d>>,
}

impl<'d> Cutter<'_, 'd> {
    fn push(
        &mut self,
        over: Option<(&'d Head, &'d Division)>,
        blocks: &'d [Block],
        level: u8,
        title: String,
    ) {
        let (name, part) = (String::new(), self.part);
        self.pieces.push(Piece { name, part, over, blocks, level, title, first: false });
    }

    /// Each division is a piece, and so is what stands between divisions; a break before a division goes with it.
    fn run(&mut self, blocks: &'d [Block], level: u8) {
        let is_break = |block: &Block| matches!(block.kind, BlockKind::Break { .. });
        let mut from = 0;
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Division(division) = &block.kind else { continue };
            let title = self.plan.entry(division).map_or_else(String::new, |entry| entry.title.clone());
            let inner = division.blocks.iter().position(|block| matches!(block.kind, BlockKind::Division(_)));
            let split = inner.filter(|_| level < 4 && length(&division.blocks) > LONG);
            if blocks[from..at].iter().all(is_break) && split.is_none() {
                self.push(None, &blocks[from..=at], level, title);
            } else {
                if from < at {
                    self.push(None, &blocks[from..at], level, String::new());
                }
                match split {
                    Some(split) => {
                        self.push(Some((&block.head, division)), &division.blocks[..split], level, title);
                        self.run(&division.blocks[split..], level + 1);
                    }
                    None => self.push(None, &blocks[at..=at], level, title),
                }
            }
            from = at + 1;
        }
        if from < blocks.len() {
            self.push(None, &blocks[from..], level, String::new());
        }
    }
}

/// How long the text of blocks is, about.
fn length(blocks: &[Block]) -> usize {
    struct Length(usize);
    impl Visit for Length {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Text { text } = &inline.kind {
                self.0 += text.len();
            }
            self.inlines(inline.content());
        }
    }
    let mut length = Length(0);
    length.blocks(blocks);
    length.0
}

/// The text of the pages, in which links find their page. Names of files end in `suffix`. With the pages comes the file of
/// each id.
pub(crate) fn write(
    document: &Document,
    plan: &Plan,
    pieces: &[Piece],
    manner: Manner,
    suffix: &str,
) -> (Vec<String>, FxHashMap<String, String>) {
    // The first time tells in which file each id is; the second time links are written with that.
    let (first, files) = pass(document, plan, pieces, manner, suffix, &FxHashMap::default());
    drop(first);
    pass(document, plan, pieces, manner, suffix, &files)
}

fn pass(
    document: &Document,
    plan: &Plan,
    pieces: &[Piece],
    manner: Manner,
    suffix: &str,
    known: &FxHashMap<String, String>,
) -> (Vec<String>, FxHashMap<String, String>) {
    let mut files = FxHashMap::default();
    let mut pages = Vec::with_capacity(pieces.len());
    let (mut references, mut placed) = (vec![0; document.notes.len()], vec![false; document.notes.len()]);
    for (index, piece) in pieces.iter().enumerate() {
        let file = format!("{}{suffix}", piece.name);
        let mut writer = Writer::new(document, plan, manner);
        writer.files = Some((known, &file));
        writer.written.extend(html::OWN.map(str::to_owned));
        (writer.references, writer.placed) = (references, placed);
        page(&mut writer, piece, index + 1 == pieces.len());
        for id in writer.written.drain().filter(|id| !html::OWN.contains(&id.as_str())) {
            files.entry(id).or_insert_with(|| file.clone());
        }
        (references, placed) = (writer.references, writer.placed);
        pages.push(writer.out);
    }
    (pages, files)
}

/// One page's text: title, blocks, and those notes that no list in the text holds and that are first referred to here. The
/// last page has all that are left.
fn page(writer: &mut Writer, piece: &Piece, last: bool) {
    let document = writer.document;
    let before = writer.references.clone();
    if piece.first {
        html::title_block(writer);
    } else if piece.level == 1 && piece.over.is_none() {
        let part = if piece.part == PartName::Front { &document.front } else { &document.back };
        let opens = part
            .blocks
            .first()
            .is_none_or(|first| piece.blocks.first().is_some_and(|b| std::ptr::eq(b, first)));
        if piece.part != PartName::Body && opens {
            writer.headings(&part.heads);
        }
    }
    writer.level = u8::from(piece.first);
    match piece.over {
        Some((head, division)) => writer.section(head, division, piece.blocks),
        None => writer.blocks(piece.blocks),
    }
    let plan = writer.plan;
    let here = |index: &usize| {
        let unlisted = plan.notes.get(*index).is_some_and(|note| !note.listed);
        let now = writer.references.get(*index).is_some_and(|count| *count > 0);
        last || unlisted && now && before.get(*index) == Some(&0)
    };
    let notes = (0..before.len()).filter(here).map(note_id).collect::<Vec<_>>();
    writer.endnotes(&notes);
}
