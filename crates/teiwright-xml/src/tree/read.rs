//! A tree from the events of the reader.

use rustc_hash::FxHashMap;
use teiwright_source::{DecodeError, Diagnostic, Source, Span};

use super::{AttributeEntry, Chars, Data, Name, Origin, Tree, narrow};
use crate::reader::{Event, NameId, Options, Reader, Start, decode};
use crate::rules;

impl Tree {
    /// Reads a document. Whatever is wrong with it, there is a tree: elements are closed where they should have been, and
    /// what was passed over is in the findings.
    #[must_use]
    pub fn read(source: &Source) -> (Self, Vec<Diagnostic>) {
        Self::read_with(source, &Options::default())
    }

    /// The same, with options.
    #[must_use]
    pub fn read_with(source: &Source, options: &Options) -> (Self, Vec<Diagnostic>) {
        Self::from_reader(Reader::with(source, options))
    }

    /// The same for the bytes of a file that users know as `name`, decoded as XML says.
    ///
    /// # Errors
    /// When the file is no text, or longer than 4 GiB.
    pub fn from_bytes(
        name: impl Into<String>,
        bytes: Vec<u8>,
    ) -> Result<(Source, Self, Vec<Diagnostic>), DecodeError> {
        let (source, mut found) = decode(name, bytes)?;
        let (tree, more) = Self::read(&source);
        found.extend(more);
        Ok((source, tree, found))
    }

    /// The same for a reader that has not begun.
    #[must_use]
    pub fn from_reader(mut reader: Reader<'_>) -> (Self, Vec<Diagnostic>) {
        let mut maker = Maker::new(reader.text().len());
        let mut full = None;
        while reader.step() {
            let in_entity = reader.in_entity();
            let Some(event) = reader.event() else { break };
            // Those inside the document type are none of the document's nodes (XPath 1.0, section 5.5).
            if matches!(event, Event::Instruction { span, .. } if span.start < reader.document_type_end()) {
                continue;
            }
            if !maker.has_room(&event) {
                full = Some(Span::from_range(maker.last_end()..maker.last_end()));
                break;
            }
            maker.event(event, in_entity);
        }
        let tree = maker.finish();
        let mut found = reader.into_diagnostics();
        found.extend(full.map(|at| rules::limit("the document is too large for a tree", at)));
        (tree, found)
    }
}

/// A text node that may go on.
struct Run {
    node: u32,
    exact: bool,
}

struct Maker {
    tree: Tree,
    /// The innermost open element, or the document.
    open: u32,
    run: Option<Run>,
    /// The numbers of names as elements' and as attributes': by the number of the written name, the expanded name that it
    /// had last and the tree's number.
    elements: Vec<(NameId, u32)>,
    attributes: Vec<(NameId, u32)>,
    by_name: FxHashMap<(u32, NameId), u32>,
    namespaces: FxHashMap<Box<str>, u32>,
    /// Values by default: kept once, however many elements have them.
    defaults: FxHashMap<Box<str>, Chars>,
}

/// No name has this number in a reader.
const NONE: NameId = NameId::NONE;

impl Maker {
    fn new(length: usize) -> Self {
        let mut tree = Tree::empty();
        // Text is most of a document; nodes are guessed low, as a vector grows cheaply.
        tree.chars.reserve(length / 2);
        tree.nodes.reserve(length / 64);
        let namespaces = tree.namespaces.iter().zip(0..).map(|(uri, number)| (uri.clone(), number)).collect();
        Self {
            tree,
            open: 0,
            run: None,
            elements: Vec::new(),
            attributes: Vec::new(),
            by_name: FxHashMap::default(),
            namespaces,
            defaults: FxHashMap::default(),
        }
    }

    /// Whether the numbers of the tree can hold what comes.
    fn has_room(&self, event: &Event<'_>) -> bool {
        let more = match event {
            Event::Text { text, .. } | Event::Comment { text, .. } => text.len(),
            Event::Instruction { target, data, .. } => target.len() + data.len(),
            Event::Start(start) => start.attributes().map(|attribute| attribute.value.len()).sum(),
            Event::End { .. } => 0,
        };
        let most = u32::MAX as usize - 0x10_0000;
        self.tree.chars.len() + more < most
            && self.tree.nodes.len() < most
            && self.tree.attributes.len() < most
    }

    /// Where the node that was made last stands.
    fn last_end(&self) -> usize {
        let span = self.tree.nodes.last().and_then(|node| node.origin.span());
        span.map_or(0, |span| span.end as usize)
    }

    fn event(&mut self, event: Event<'_>, in_entity: bool) {
        let origin = |span| if in_entity { Origin::Derived(span) } else { Origin::Parsed(span) };
        match event {
            Event::Text { text, span } => return self.text(text, span, in_entity),
            Event::Start(start) => self.start(&start, origin(start.span), in_entity),
            Event::End { span, .. } => self.end(span),
            Event::Comment { text, span } => {
                let data = Data::Comment(self.tree.keep(text));
                self.tree.push(data, origin(span), self.open);
            }
            Event::Instruction { target, data, span } => {
                let data = Data::Instruction { target: self.tree.keep(target), data: self.tree.keep(data) };
                self.tree.push(data, origin(span), self.open);
            }
        }
        self.run = None;
    }

    fn text(&mut self, text: &str, span: Span, in_entity: bool) {
        if text.is_empty() || self.open == 0 {
            return;
        }
        let chars = self.tree.keep(text);
        let exact = !in_entity && text.len() == span.len() as usize;
        if let Some(run) = &mut self.run {
            let entry = &mut self.tree.nodes[run.node as usize];
            if let (Data::Text { chars: own, exact: own_exact }, Some(before)) =
                (&mut entry.data, entry.origin.span())
            {
                run.exact &= exact && before.end == span.start;
                (own.1, *own_exact) = (chars.1, run.exact);
                // All out of one entity is the reference; otherwise a part of the document.
                if !(in_entity && matches!(entry.origin, Origin::Derived(one) if one == span)) {
                    entry.origin = Origin::Parsed(before.cover(span));
                }
                return;
            }
        }
        let origin = if in_entity { Origin::Derived(span) } else { Origin::Parsed(span) };
        let node = self.tree.push(Data::Text { chars, exact }, origin, self.open);
        self.run = Some(Run { node, exact });
    }

    fn start(&mut self, start: &Start<'_>, origin: Origin, in_entity: bool) {
        let name = self.name(false, start.number(), start.name, start, start.written());
        let from = narrow(self.tree.attributes.len());
        let owner = self.tree.size();
        for attribute in start.attributes() {
            let name = self.name(true, attribute.number, attribute.name, start, attribute.written);
            let (value, origin) = if attribute.specified {
                let span = attribute.name_span.cover(Span::new(
                    attribute.value_span.start,
                    attribute.value_span.end.saturating_add(1).min(start.span.end),
                ));
                let origin = if in_entity { Origin::Derived(start.span) } else { Origin::Parsed(span) };
                (self.tree.keep(attribute.value), origin)
            } else {
                (self.default(attribute.value), Origin::Derived(attribute.name_span))
            };
            let value_span = attribute.value_span;
            self.tree.attributes.push(AttributeEntry { owner, name, value, origin, value_span });
        }
        let attributes = (from, narrow(self.tree.attributes.len()));
        for (prefix, uri) in start.declarations() {
            let namespace = self.namespace(uri);
            self.tree.declarations.push((owner, prefix.into(), namespace));
        }
        let data = Data::Element { name, attributes, close: Span::at(0) };
        self.open = self.tree.push(data, origin, self.open);
    }

    fn end(&mut self, span: Span) {
        let next = self.tree.size();
        let entry = &mut self.tree.nodes[self.open as usize];
        entry.end = next;
        if let Data::Element { close, .. } = &mut entry.data {
            *close = span;
        }
        self.open = entry.parent;
    }

    /// The tree's number of a name.
    fn name(&mut self, attribute: bool, written: u32, id: NameId, start: &Start<'_>, text: &str) -> u32 {
        let known = if attribute { &self.attributes } else { &self.elements };
        if let Some((last, number)) = known.get(written as usize)
            && *last == id
        {
            return *number;
        }
        let number = match self.by_name.get(&(written, id)) {
            Some(number) => *number,
            None => {
                let expanded = start.expanded(id);
                let namespace = self.namespace(expanded.namespace);
                let number = narrow(self.tree.names.len());
                let local = text.len() - expanded.local.len();
                self.tree.names.push(Name { written: text.into(), local, namespace });
                self.by_name.insert((written, id), number);
                number
            }
        };
        let known = if attribute { &mut self.attributes } else { &mut self.elements };
        if known.len() <= written as usize {
            known.resize(written as usize + 1, (NONE, 0));
        }
        known[written as usize] = (id, number);
        number
    }

    fn namespace(&mut self, uri: &str) -> u32 {
        if let Some(known) = self.namespaces.get(uri) {
            return *known;
        }
        let number = narrow(self.tree.namespaces.len());
        self.tree.namespaces.push(uri.into());
        self.namespaces.insert(uri.into(), number);
        number
    }

    fn default(&mut self, value: &str) -> Chars {
        if let Some(known) = self.defaults.get(value) {
            return *known;
        }
        let kept = self.tree.keep(value);
        self.defaults.insert(value.into(), kept);
        kept
    }

    fn finish(mut self) -> Tree {
        // Where reading broke off, what is open ends with the tree.
        while self.open != 0 {
            self.end(Span::at(0));
        }
        self.tree.nodes[0].end = self.tree.size();
        self.tree
    }
}
