//! Elements to blocks.

use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, DivisionKind, Figure, Head, Heading, HeadingRole, Inline, Item,
    LetterPart, LetterPartKind, LineGroup, List, ListKind, Quotation, Speech, StageKind, Verse,
};
use teiwright_source::Span;
use teiwright_xml::{Element, Node, NodeRef};

use super::text::{preserves, push_kept, push_text, trim};
use super::{Behaviour, Lift, behaviour_of, holds_blocks, span_of};

/// Running text that is being gathered between blocks.
#[derive(Default)]
pub(crate) struct Run {
    pub(crate) content: Vec<Inline>,
    /// The head of the paragraph that it becomes, where an element gives one.
    pub(crate) head: Option<Head>,
}

impl Run {
    /// Ends the paragraph, if there is one.
    pub(crate) fn flush(&mut self, blocks: &mut Vec<Block>) {
        let mut content = std::mem::take(&mut self.content);
        trim(&mut content);
        if content.is_empty() {
            return;
        }
        let spans = content.iter().map(|inline| inline.head.span).filter(|span| !span.is_empty());
        let span = spans.reduce(Span::cover).unwrap_or_default();
        let head = self.head.take().unwrap_or_else(|| Head::new(span));
        blocks.push(Block { head, kind: BlockKind::Paragraph { content } });
    }
}

impl<'t> Lift<'t> {
    /// The blocks that one element is.
    pub(crate) fn flow_of(&mut self, element: Element<'t>) -> Vec<Block> {
        self.flow(std::iter::once(element.node()))
    }

    /// Blocks, and running text between them as paragraphs.
    pub(crate) fn flow(&mut self, nodes: impl Iterator<Item = NodeRef<'t>>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = Run::default();
        self.flow_into(nodes, &mut run, &mut blocks);
        run.flush(&mut blocks);
        blocks
    }

    fn flow_into(
        &mut self,
        nodes: impl Iterator<Item = NodeRef<'t>>,
        run: &mut Run,
        blocks: &mut Vec<Block>,
    ) {
        let mut mixed = None;
        for node in nodes {
            let element = match node.kind() {
                // White space between elements alone means nothing.
                Node::Text(text) if text.trim_ascii().is_empty() && mixed == Some(false) => continue,
                Node::Text(text) => {
                    if !run.content.is_empty() || !text.trim_ascii().is_empty() {
                        push_text(&mut run.content, text, node.origin().span().unwrap_or_default());
                    }
                    continue;
                }
                Node::Element(element) => element,
                _ => continue,
            };
            let behaviour = behaviour_of(element);
            let block = if behaviour.is_block() {
                true
            } else if behaviour.may_be_block() {
                // Beside words, a quotation or a note is part of the line, unless it holds blocks.
                let mixed = *mixed.get_or_insert_with(|| is_mixed(element));
                let large =
                    matches!(behaviour, Behaviour::Quotation | Behaviour::Cited) && holds_blocks(element);
                large || !mixed
            } else {
                false
            };
            if block {
                run.flush(blocks);
                self.block(element, behaviour, blocks);
            } else {
                // White space between elements alone means nothing, and its lack neither: they are words apart.
                let mixed = *mixed.get_or_insert_with(|| is_mixed(element));
                if !mixed && !run.content.is_empty() && stands_apart(element) {
                    push_text(&mut run.content, " ", Span::default());
                }
                self.inline(element, &mut run.content);
            }
        }
    }

    /// An element that has its text directly: a paragraph, and what blocks stand in it between pieces of it.
    pub(crate) fn paragraph(&mut self, element: Element<'t>, head: Head, blocks: &mut Vec<Block>) {
        let pushed = self.enter(element);
        if self.too_deep() {
            let mut run = Run { head: Some(head), ..Run::default() };
            push_text(&mut run.content, &element.text(), span_of(element));
            run.flush(blocks);
        } else {
            let mut run = Run { head: Some(head), ..Run::default() };
            let push = if preserves(element) { push_kept } else { push_text };
            for node in element.children() {
                let Some(child) = node.element() else {
                    if let Some(text) = node.characters() {
                        push(&mut run.content, text, node.origin().span().unwrap_or_default());
                    }
                    continue;
                };
                let behaviour = behaviour_of(child);
                let large =
                    matches!(behaviour, Behaviour::Quotation | Behaviour::Cited) && holds_blocks(child);
                let heading = behaviour == Behaviour::Heading;
                if (behaviour.is_block() || large) && !heading {
                    run.flush(blocks);
                    self.block(child, behaviour, blocks);
                } else {
                    self.inline(child, &mut run.content);
                }
            }
            run.flush(blocks);
        }
        self.leave(pushed);
    }

    /// The running text of an element that is a block of one piece.
    pub(crate) fn words(&mut self, element: Element<'t>) -> Vec<Inline> {
        let pushed = self.enter(element);
        let mut content = Vec::new();
        self.inlines(element.children(), &mut content);
        self.leave(pushed);
        trim(&mut content);
        content
    }

    /// The blocks in an element.
    pub(crate) fn inner(&mut self, element: Element<'t>) -> Vec<Block> {
        let pushed = self.enter(element);
        let blocks = if self.too_deep() {
            let mut run = Run::default();
            push_text(&mut run.content, &element.text(), span_of(element));
            let mut blocks = Vec::new();
            run.flush(&mut blocks);
            blocks
        } else {
            self.flow(element.children())
        };
        self.leave(pushed);
        blocks
    }

    /// An element that is a block.
    pub(crate) fn block(&mut self, element: Element<'t>, behaviour: Behaviour, blocks: &mut Vec<Block>) {
        use Behaviour as B;
        match behaviour {
            B::Paragraph => {
                let head = self.head(element, &[]);
                self.paragraph(element, head, blocks);
            }
            B::Leaf => {
                let head = self.named_head(element, &[]);
                self.paragraph(element, head, blocks);
            }
            B::Note => self.notes_between(element, blocks),
            B::Notes => {
                let inner = self.inner(element);
                blocks.extend(inner);
            }
            B::Root => self.corpus_text(element),
            B::Division => self.division(element, blocks),
            B::Figure => self.figure(element, blocks),
            B::Block if element.local() == "sense" && element.attribute("n").is_some() => {
                self.numbered(element, blocks);
            }
            _ => {
                let block = self.one_block(element, behaviour);
                blocks.push(block);
            }
        }
    }

    /// An element that is just one block.
    fn one_block(&mut self, element: Element<'t>, behaviour: Behaviour) -> Block {
        use Behaviour as B;
        let typed = || element.attribute("type").map(str::to_owned);
        let (known, kind): (&[&str], BlockKind) = match behaviour {
            B::LineGroup => {
                let (heads, blocks) = self.headed(element);
                (&["type"], BlockKind::LineGroup(LineGroup { kind: typed(), heads, blocks }))
            }
            B::Verse => {
                let part = element.attribute("part").and_then(|part| part.chars().next());
                let part = part.filter(|part| matches!(part, 'I' | 'M' | 'F'));
                let content = self.words(element);
                (&["part"], BlockKind::Verse(Verse { part, content }))
            }
            B::Quotation => {
                let blocks = self.inner(element);
                (&[], BlockKind::Quotation(Quotation { blocks, source: Vec::new() }))
            }
            B::Cited => (&[], BlockKind::Quotation(self.cited(element))),
            B::Epigraph => {
                let quotation = self.epigraph(element);
                (&[], BlockKind::Epigraph(quotation))
            }
            B::List => {
                let list = self.list(element);
                (&["type", "rend"], BlockKind::List(list))
            }
            B::CastList => {
                let list = self.cast_list(element);
                (&[], BlockKind::List(list))
            }
            B::Table => {
                let table = self.table(element);
                (&["rows", "cols"], BlockKind::Table(table))
            }
            B::Speech => {
                let speech = self.speech(element);
                (&[], BlockKind::Speech(speech))
            }
            B::Stage => {
                let stage = element.attribute("type").map(StageKind::from);
                (&["type"], BlockKind::Stage { stage, content: self.words(element) })
            }
            B::Opener => (&[], BlockKind::Opener { parts: self.letter_parts(element) }),
            B::Closer => (&[], BlockKind::Closer { parts: self.letter_parts(element) }),
            B::LetterPart => {
                let parts = vec![self.letter_part(element)];
                let closes = element.local() == "signed";
                let kind = if closes { BlockKind::Closer { parts } } else { BlockKind::Opener { parts } };
                return Block { head: Head::new(span_of(element)), kind };
            }
            B::Postscript => (&[], BlockKind::Postscript { blocks: self.inner(element) }),
            B::Byline => (&[], BlockKind::Byline { content: self.words(element) }),
            B::Trailer => (&[], BlockKind::Trailer { content: self.words(element) }),
            B::Label | B::Heading => (&[], BlockKind::Label { content: self.words(element) }),
            B::Page => (&["ed"], BlockKind::Break { unit: BreakUnit::Page }),
            B::Column => (&["ed"], BlockKind::Break { unit: BreakUnit::Column }),
            B::Milestone if is_section(element) => (&["unit"], BlockKind::Break { unit: BreakUnit::Section }),
            B::Graphic => {
                let url = element.attribute("url").map(str::to_owned);
                let caption = self.words(element);
                (&["url", "mimeType"], BlockKind::Figure(Figure { url, caption, description: Vec::new() }))
            }
            _ => return self.generic(element),
        };
        Block { head: self.head(element, known), kind }
    }

    /// An element that is kept by its name.
    fn generic(&mut self, element: Element<'t>) -> Block {
        let head = self.named_head(element, &[]);
        Block { head, kind: BlockKind::Generic { blocks: self.inner(element) } }
    }

    /// A numbered sense of a dictionary: an item of a list, whose label is the number.
    fn numbered(&mut self, element: Element<'t>, blocks: &mut Vec<Block>) {
        let head = self.named_head(element, &[]);
        let label = vec![Inline::text(head.n().unwrap_or_default(), Span::default())];
        let item = Item { head, label, blocks: self.inner(element) };
        if let Some(Block { kind: BlockKind::List(list), head }) = blocks.last_mut()
            && list.kind.as_str() == "senses"
        {
            head.span = head.span.cover(item.head.span);
            list.items.push(item);
            return;
        }
        let kind = ListKind::Other("senses".to_owned());
        let head = Head::new(item.head.span);
        blocks
            .push(Block { head, kind: BlockKind::List(List { kind, heads: Vec::new(), items: vec![item] }) });
    }

    fn division(&mut self, element: Element<'t>, blocks: &mut Vec<Block>) {
        let head = self.head(element, &["type", "subtype"]);
        let (heads, inner) = self.division_content(element);
        let kind = element.attribute("type").map(DivisionKind::from);
        let kind = kind.or_else(|| match element.local() {
            "prologue" => Some(DivisionKind::Prologue),
            "epilogue" => Some(DivisionKind::Epilogue),
            "titlePage" => Some(DivisionKind::Other("titlePage".to_owned())),
            _ => None,
        });
        let subtype = element.attribute("subtype").map(str::to_owned);
        // Notes stand in a list of their own: a division that was made to hold them is none.
        let made = kind == Some(DivisionKind::Notes) && heads.is_empty() && head.span.is_empty();
        if made && inner.iter().all(|block| matches!(block.kind, BlockKind::Notes { .. })) {
            return;
        }
        let division = Division { kind, subtype, heads, blocks: inner };
        blocks.push(Block { head, kind: BlockKind::Division(division) });
    }

    /// The headings at the start of a division, and its blocks.
    pub(crate) fn division_content(&mut self, element: Element<'t>) -> (Vec<Heading>, Vec<Block>) {
        let pushed = self.enter(element);
        let mut heads: Vec<Heading> = Vec::new();
        let mut blocks = Vec::new();
        let mut run = Run::default();
        let mut open = !self.too_deep();
        let mut rest = Vec::new();
        for node in element.children() {
            let child = node.element();
            let name = child.map_or("", |child| child.local());
            let blank = node.characters().is_some_and(|text| text.trim_ascii().is_empty());
            match child {
                Some(child) if open && matches!(name, "head" | "byline") => {
                    let heading = self.heading(child, &heads);
                    heads.push(heading);
                }
                Some(child)
                    if open && name == "argument" && !heads.is_empty() && child.elements().count() == 1 =>
                {
                    let head = self.head(child, &[]);
                    let content = self.words(child);
                    heads.push(Heading { head, role: HeadingRole::Argument, content });
                }
                // A page may begin between headings.
                Some(_) if open && matches!(name, "pb" | "cb" | "lb" | "fw") => rest.push(node),
                _ => {
                    open &= blank || node.element().is_none() && node.characters().is_none();
                    rest.push(node);
                }
            }
        }
        if self.too_deep() {
            push_text(&mut run.content, &element.text(), span_of(element));
        } else {
            self.flow_into(rest.into_iter(), &mut run, &mut blocks);
        }
        run.flush(&mut blocks);
        self.leave(pushed);
        (heads, blocks)
    }

    /// A heading. The first without a type is the title, those after it are sub-titles.
    fn heading(&mut self, element: Element<'t>, before: &[Heading]) -> Heading {
        let head = self.head(element, &["type"]);
        let titled = before.iter().any(|heading| heading.role == HeadingRole::Main);
        let role = match (element.local(), element.attribute("type")) {
            ("byline", _) => HeadingRole::Byline,
            (_, Some(role)) => match HeadingRole::from(role) {
                HeadingRole::Other(_) if !titled => HeadingRole::Main,
                HeadingRole::Other(_) => HeadingRole::Sub,
                role => role,
            },
            _ if titled => HeadingRole::Sub,
            _ => HeadingRole::Main,
        };
        Heading { head, role, content: self.words(element) }
    }

    /// The headings and blocks of something that is no division.
    pub(crate) fn headed(&mut self, element: Element<'t>) -> (Vec<Heading>, Vec<Block>) {
        self.division_content(element)
    }

    fn cited(&mut self, element: Element<'t>) -> Quotation {
        let pushed = self.enter(element);
        let mut quotation = Quotation::default();
        for child in element.elements() {
            if matches!(child.local(), "quote" | "q" | "cit") {
                let blocks = self.inner(child);
                quotation.blocks.extend(blocks);
            } else if behaviour_of(child).is_block() && child.local() != "bibl" {
                let blocks = self.flow_of(child);
                quotation.blocks.extend(blocks);
            } else {
                if !quotation.source.is_empty() {
                    push_text(&mut quotation.source, " ", Span::default());
                }
                // A source is running text: `bibl` needs no name there.
                if child.local() == "bibl" && child.attributes().len() == 0 {
                    let words = self.words(child);
                    quotation.source.extend(words);
                } else {
                    self.inline(child, &mut quotation.source);
                }
            }
        }
        self.leave(pushed);
        trim(&mut quotation.source);
        quotation
    }

    fn epigraph(&mut self, element: Element<'t>) -> Quotation {
        let mut children = element.elements();
        match (children.next(), children.next()) {
            (Some(only), None) if only.local() == "cit" => self.cited(only),
            (Some(only), None) if only.local() == "quote" => {
                Quotation { blocks: self.inner(only), source: Vec::new() }
            }
            _ => Quotation { blocks: self.inner(element), source: Vec::new() },
        }
    }

    fn speech(&mut self, element: Element<'t>) -> Speech {
        let pushed = self.enter(element);
        let speaker = element.elements().find(|child| child.local() == "speaker");
        let name = speaker.map(|speaker| self.words(speaker)).unwrap_or_default();
        let rest = element.children().filter(|node| speaker.is_none_or(|speaker| *node != speaker.node()));
        let blocks = self.flow(rest);
        self.leave(pushed);
        Speech { speaker: name, blocks }
    }

    fn letter_parts(&mut self, element: Element<'t>) -> Vec<LetterPart> {
        let pushed = self.enter(element);
        let mut parts = Vec::new();
        let mut run = Run::default();
        let line = |run: &mut Run, parts: &mut Vec<LetterPart>| {
            let mut blocks = Vec::new();
            run.flush(&mut blocks);
            for Block { head, kind } in blocks {
                if let BlockKind::Paragraph { content } = kind {
                    parts.push(LetterPart { head, kind: LetterPartKind::Line, content });
                }
            }
        };
        for node in element.children() {
            match node.element() {
                Some(child) if behaviour_of(child) == Behaviour::LetterPart || child.local() == "p" => {
                    line(&mut run, &mut parts);
                    parts.push(self.letter_part(child));
                }
                Some(child) => self.inline(child, &mut run.content),
                None => {
                    let text = node.characters().unwrap_or_default();
                    push_text(&mut run.content, text, node.origin().span().unwrap_or_default());
                }
            }
        }
        line(&mut run, &mut parts);
        self.leave(pushed);
        parts
    }

    fn letter_part(&mut self, element: Element<'t>) -> LetterPart {
        let head = self.head(element, &[]);
        let kind = match element.local() {
            "p" => LetterPartKind::Line,
            name => LetterPartKind::from(name),
        };
        LetterPart { head, kind, content: self.words(element) }
    }

    /// A figure: its picture, caption and description; whatever else is in it comes after it.
    fn figure(&mut self, element: Element<'t>, blocks: &mut Vec<Block>) {
        let head = self.head(element, &[]);
        let pushed = self.enter(element);
        let mut figure = Figure::default();
        let mut rest = Vec::new();
        for node in element.children() {
            let Some(child) = node.element() else {
                rest.push(node);
                continue;
            };
            match child.local() {
                "graphic" | "media" if figure.url.is_none() && child.attribute("url").is_some() => {
                    figure.url = child.attribute("url").map(str::to_owned);
                }
                "head" if figure.caption.is_empty() => figure.caption = self.words(child),
                "figDesc" if figure.description.is_empty() => figure.description = self.words(child),
                _ => rest.push(node),
            }
        }
        let after = self.flow(rest.into_iter());
        self.leave(pushed);
        blocks.push(Block { head, kind: BlockKind::Figure(figure) });
        blocks.extend(after);
    }
}

/// Whether words stand beside an element.
fn is_mixed(element: Element<'_>) -> bool {
    let Some(parent) = element.parent() else { return false };
    parent.children().any(|node| node.characters().is_some_and(|text| !text.trim_ascii().is_empty()))
}

/// Whether a space comes before an element that nothing stands before: not before a mark that closes.
pub(crate) fn stands_apart(element: Element<'_>) -> bool {
    let first = element.text().trim_ascii_start().chars().next();
    !first.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | ']' | '!' | '?' | '’' | '”' | '»'))
}

/// Whether a milestone is a break between sections; one with a number is a place to refer to.
fn is_section(element: Element<'_>) -> bool {
    element.local() == "milestone"
        && element.attribute("unit") == Some("section")
        && element.attribute("n").is_none()
}

/// Whether an id is one that lowering counts: `div2.1`, `back-div1`, `notes`.
pub(super) fn is_counted(id: &str) -> bool {
    let rest = id.strip_prefix("front-").or_else(|| id.strip_prefix("back-")).unwrap_or(id);
    let counted = rest.strip_prefix("div").is_some_and(|digits| {
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-')
    });
    counted || id == "notes" || id.strip_prefix("notes-").is_some_and(|n| n.parse::<u32>().is_ok())
}
