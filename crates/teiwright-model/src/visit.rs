//! Walks over a Document, to look or to change.

use crate::{Block, BlockKind, Division, Document, Heading, Inline, InlineKind, Item, Note, Part};

/// Generates a visitor trait: one method a kind of node, each walking into what the node holds.
macro_rules! visitor {
    ($(#[$meta:meta])* $name:ident, $iter:ident $(, $mutability:ident)?) => {
        $(#[$meta])*
        pub trait $name {
            /// A Document: front, body, back, then the notes.
            fn document(&mut self, document: &$($mutability)? Document) {
                self.part(&$($mutability)? document.front);
                self.part(&$($mutability)? document.body);
                self.part(&$($mutability)? document.back);
                for note in document.notes.$iter() {
                    self.note(note);
                }
            }

            /// Front, body or back.
            fn part(&mut self, part: &$($mutability)? Part) {
                for heading in part.heads.$iter() {
                    self.heading(heading);
                }
                self.blocks(&$($mutability)? part.blocks);
            }

            /// A note.
            fn note(&mut self, note: &$($mutability)? Note) {
                self.blocks(&$($mutability)? note.blocks);
            }

            /// A heading.
            fn heading(&mut self, heading: &$($mutability)? Heading) {
                self.inlines(&$($mutability)? heading.content);
            }

            /// An item of a list.
            fn item(&mut self, item: &$($mutability)? Item) {
                self.inlines(&$($mutability)? item.label);
                self.blocks(&$($mutability)? item.blocks);
            }

            /// Blocks in order.
            fn blocks(&mut self, blocks: &$($mutability)? [Block]) {
                for block in blocks.$iter() {
                    self.block(block);
                }
            }

            /// A division: its headings, then its blocks.
            fn division(&mut self, division: &$($mutability)? Division) {
                for heading in division.heads.$iter() {
                    self.heading(heading);
                }
                self.blocks(&$($mutability)? division.blocks);
            }

            /// A block; walks into it.
            fn block(&mut self, block: &$($mutability)? Block) {
                match &$($mutability)? block.kind {
                    BlockKind::Division(division) => self.division(division),
                    BlockKind::LineGroup(group) => {
                        for heading in group.heads.$iter() {
                            self.heading(heading);
                        }
                        self.blocks(&$($mutability)? group.blocks);
                    }
                    BlockKind::Paragraph { content }
                    | BlockKind::Label { content }
                    | BlockKind::Stage { content, .. }
                    | BlockKind::Byline { content }
                    | BlockKind::Trailer { content } => self.inlines(content),
                    BlockKind::Verse(verse) => self.inlines(&$($mutability)? verse.content),
                    BlockKind::Quotation(quotation) | BlockKind::Epigraph(quotation) => {
                        self.blocks(&$($mutability)? quotation.blocks);
                        self.inlines(&$($mutability)? quotation.source);
                    }
                    BlockKind::List(list) => {
                        for heading in list.heads.$iter() {
                            self.heading(heading);
                        }
                        for item in list.items.$iter() {
                            self.item(item);
                        }
                    }
                    BlockKind::Table(table) => {
                        for heading in table.heads.$iter() {
                            self.heading(heading);
                        }
                        for row in table.rows.$iter() {
                            for cell in row.cells.$iter() {
                                self.inlines(&$($mutability)? cell.content);
                            }
                        }
                    }
                    BlockKind::Speech(speech) => {
                        self.inlines(&$($mutability)? speech.speaker);
                        self.blocks(&$($mutability)? speech.blocks);
                    }
                    BlockKind::Opener { parts } | BlockKind::Closer { parts } => {
                        for part in parts.$iter() {
                            self.inlines(&$($mutability)? part.content);
                        }
                    }
                    BlockKind::Postscript { blocks } | BlockKind::Generic { blocks } => self.blocks(blocks),
                    BlockKind::Figure(figure) => {
                        self.inlines(&$($mutability)? figure.caption);
                        self.inlines(&$($mutability)? figure.description);
                    }
                    BlockKind::Break { .. } | BlockKind::Notes { .. } => {}
                }
            }

            /// Pieces of running text in order.
            fn inlines(&mut self, inlines: &$($mutability)? [Inline]) {
                for inline in inlines.$iter() {
                    self.inline(inline);
                }
            }

            /// A piece of running text; walks into it.
            fn inline(&mut self, inline: &$($mutability)? Inline) {
                match &$($mutability)? inline.kind {
                    InlineKind::Text { .. } | InlineKind::NoteRef { .. } | InlineKind::Break { .. } => {}
                    InlineKind::Alternate { readings, .. } => {
                        for reading in readings.$iter() {
                            self.inlines(&$($mutability)? reading.content);
                        }
                    }
                    InlineKind::Emphasis { content }
                    | InlineKind::Date { content, .. }
                    | InlineKind::Time { content, .. }
                    | InlineKind::Reaction { content, .. }
                    | InlineKind::Stage { content, .. }
                    | InlineKind::Editorial { content, .. }
                    | InlineKind::Name { content, .. }
                    | InlineKind::Foreign { content }
                    | InlineKind::Link { content, .. }
                    | InlineKind::Image { content, .. }
                    | InlineKind::Generic { content } => self.inlines(content),
                }
            }
        }
    };
}

visitor! {
    /// Looks at every node of a Document in reading order. Override what you care about and call the other methods to
    /// walk on.
    Visit, iter
}

visitor! {
    /// Changes nodes of a Document in reading order. Override what you care about and call the other methods to walk on.
    VisitMut, iter_mut, mut
}
