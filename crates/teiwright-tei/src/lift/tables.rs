//! Lists and tables.

use teiwright_model::{Block, BlockKind, Cell, Head, Heading, HeadingRole, Item, List, ListKind, Row, Table};
use teiwright_xml::Element;

use super::{Lift, span_of};

impl<'t> Lift<'t> {
    /// A list: items, or pairs of label and item.
    pub(crate) fn list(&mut self, element: Element<'t>) -> List {
        let pushed = self.enter(element);
        let mut list = List { kind: ListKind::Bulleted, heads: Vec::new(), items: Vec::new() };
        let mut label = None;
        for child in element.elements() {
            match child.local() {
                "head" | "headLabel" | "headItem" => {
                    let heading = self.caption(child, list.heads.is_empty());
                    list.heads.push(heading);
                }
                "label" => label = Some(self.words(child)),
                "item" => {
                    let head = self.head(child, &[]);
                    let blocks = self.inner(child);
                    list.items.push(Item { head, label: label.take().unwrap_or_default(), blocks });
                }
                // Breaks and notes between items go with the item before them.
                _ => {
                    let blocks = self.flow_of(child);
                    match list.items.last_mut() {
                        Some(item) => item.blocks.extend(blocks),
                        None => list.items.push(Item { blocks, ..Item::default() }),
                    }
                }
            }
        }
        if let Some(label) = label {
            list.items.push(Item { label, ..Item::default() });
        }
        // The number of an item is its label without brackets, where labels are no terms.
        let numbered = matches!(kind(element, true), ListKind::Ordered | ListKind::Bulleted);
        for item in list.items.iter_mut().filter(|item| numbered && item.head.n().is_none()) {
            let label = teiwright_model::plain_text(&item.label);
            let number = label.trim_matches(['(', ')', '[', ']', '.', ':', ' ']);
            if !number.is_empty() {
                item.head.set_n(number);
            }
        }
        list.kind = kind(element, list.items.iter().any(|item| !item.label.is_empty()));
        self.leave(pushed);
        list
    }

    /// A heading over a list or table.
    fn caption(&mut self, element: Element<'t>, first: bool) -> Heading {
        let head = self.head(element, &["type"]);
        let usual = if first { HeadingRole::Main } else { HeadingRole::Sub };
        let role = element.attribute("type").map_or(usual, HeadingRole::from);
        Heading { head, role, content: self.words(element) }
    }

    /// The persons of a play; a group is a list in the list.
    pub(crate) fn cast_list(&mut self, element: Element<'t>) -> List {
        let pushed = self.enter(element);
        let mut list = List { kind: ListKind::Cast, heads: Vec::new(), items: Vec::new() };
        for child in element.elements() {
            match child.local() {
                "head" => {
                    let heading = self.caption(child, list.heads.is_empty());
                    list.heads.push(heading);
                }
                "castItem" => {
                    let item = self.cast_item(child);
                    list.items.push(item);
                }
                "castGroup" => {
                    let group = self.cast_list(child);
                    let block = Block { head: Head::new(span_of(child)), kind: BlockKind::List(group) };
                    list.items.push(Item { blocks: vec![block], ..Item::default() });
                }
                _ => {
                    let blocks = self.flow_of(child);
                    list.items.push(Item { blocks, ..Item::default() });
                }
            }
        }
        self.leave(pushed);
        list
    }

    fn cast_item(&mut self, element: Element<'t>) -> Item {
        let head = self.head(element, &[]);
        let pushed = self.enter(element);
        let mut item = Item { head, ..Item::default() };
        let words =
            element.children().any(|n| n.characters().is_some_and(|text| !text.trim_ascii().is_empty()));
        let role = element.elements().next().filter(|first| first.local() == "role" && !words);
        if let Some(role) = role {
            item.label = self.words(role);
        }
        let rest =
            element.elements().filter(|child| role.is_none_or(|role| role != *child)).collect::<Vec<_>>();
        if !words && rest.iter().all(|child| matches!(child.local(), "roleDesc" | "actor")) {
            for child in rest {
                let (head, content) = (self.head(child, &[]), self.words(child));
                item.blocks.push(Block { head, kind: BlockKind::Paragraph { content } });
            }
        } else {
            let nodes = element.children().filter(|node| role.is_none_or(|role| *node != role.node()));
            item.blocks = self.flow(nodes);
        }
        self.leave(pushed);
        item
    }

    /// A table.
    pub(crate) fn table(&mut self, element: Element<'t>) -> Table {
        let pushed = self.enter(element);
        let mut table = Table::default();
        for child in element.elements() {
            match child.local() {
                "head" => {
                    let heading = self.caption(child, table.heads.is_empty());
                    table.heads.push(heading);
                }
                "row" => {
                    let row = self.row(child);
                    table.rows.push(row);
                }
                _ => {
                    // What P5 allows between rows (breaks, notes, figures) is a row of one cell.
                    let mut content = Vec::new();
                    self.inline(child, &mut content);
                    if !content.is_empty() {
                        let cell = Cell { head: Head::new(span_of(child)), content };
                        table.rows.push(Row { cells: vec![cell], ..Row::default() });
                    }
                }
            }
        }
        self.leave(pushed);
        table
    }

    fn row(&mut self, element: Element<'t>) -> Row {
        let labels = element.attribute("role") == Some("label");
        let head = self.head(element, &["role"]);
        let pushed = self.enter(element);
        let cells =
            element.elements().map(|cell| Cell { head: self.head(cell, &[]), content: self.words(cell) });
        let cells = cells.collect();
        self.leave(pushed);
        Row { head, labels, cells }
    }
}

/// What kind of list, by its rendition or type.
fn kind(element: Element<'_>, labelled: bool) -> ListKind {
    for name in ["rend", "type"] {
        for word in element.attribute(name).unwrap_or_default().split_whitespace() {
            match word {
                "ordered" | "numbered" | "number" | "lettered" => return ListKind::Ordered,
                "bulleted" | "bullet" | "bullets" | "unordered" => return ListKind::Bulleted,
                "gloss" | "glossary" => return ListKind::Gloss,
                "simple" | "plain" | "none" | "unmarked" => return ListKind::Simple,
                _ => {}
            }
        }
    }
    if labelled { ListKind::Gloss } else { ListKind::Bulleted }
}
