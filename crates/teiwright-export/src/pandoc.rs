//! Pandoc's JSON: its abstract syntax tree (pandoc-types 1.23 or 1.22), from which pandoc writes everything that it writes.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, Document, Editorial, Figure, Head, Heading, HeadingRole, Inline,
    LetterPart, LineGroup, List, ListKind, NoteId, Quotation, Reading, Speech, Table, plain_text,
};

use crate::html::escape::address;
use crate::look::{Look, indent};
use crate::options::READINGS;
use crate::pandoc_tree::Node;
use crate::plan::Plan;
use crate::render::{Render, readings};
use crate::{Backend, OptionKind, OptionSpec, Options, Report, Sink, facts};

/// Pandoc's JSON.
pub(crate) struct Pandoc;

const VERSIONS: &[Cow<'static, str>] = &[Cow::Borrowed("1.23"), Cow::Borrowed("1.22")];

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::new(
        "api",
        OptionKind::Choice(Cow::Borrowed(VERSIONS)),
        "1.23",
        "the version of pandoc-types: 1.23 for pandoc 3, 1.22 for pandoc 2.11 to 2.19",
    ),
    READINGS,
];

impl Backend for Pandoc {
    fn name(&self) -> &str {
        "pandoc"
    }

    fn summary(&self) -> &str {
        "pandoc's JSON, for all the formats that pandoc writes"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["application/vnd.pandoc.native+json", "application/json"]
    }

    fn extension(&self) -> &str {
        "pandoc.json"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let mut writer = Writer {
            document,
            plan: &plan,
            diplomatic: options.text("readings") == "diplomatic",
            level: 1,
            figures: options.text("api") != "1.22",
            blocks: Vec::new(),
            inlines: Vec::new(),
            open_notes: Vec::new(),
            noted: vec![false; document.notes.len()],
        };
        for part in [&document.front, &document.body, &document.back] {
            writer.headings(&part.heads);
            writer.blocks(&part.blocks);
        }
        writer.loose_notes();
        let version = if writer.figures { "[1,23,1]" } else { "[1,22,2,1]" };
        match (serde_json::to_string(&Value::Object(meta(document))), serde_json::to_string(&writer.blocks)) {
            (Ok(meta), Ok(blocks)) => {
                let tree =
                    format!("{{\"pandoc-api-version\":{version},\"meta\":{meta},\"blocks\":{blocks}}}\n");
                Report::of_file(sink, "document.pandoc.json", tree)
            }
            (meta, blocks) => {
                let mut report = Report::default();
                let error = meta.err().or(blocks.err()).map(|error| error.to_string());
                report.fail(self.name(), &error.unwrap_or_default());
                report
            }
        }
    }
}

fn meta(document: &Document) -> Map<String, Value> {
    let words = |text: &str| json!({"t": "MetaInlines", "c": words(text)});
    let list = |values: Vec<String>| {
        let values =
            values.iter().filter(|value| !value.is_empty()).map(|value| words(value)).collect::<Vec<_>>();
        (!values.is_empty()).then(|| json!({"t": "MetaList", "c": values}))
    };
    let one = |value: String| (!value.is_empty()).then(|| words(&value));
    let metadata = &document.metadata;
    let mut meta = Map::new();
    let entries = [
        ("title", one(facts::title(document).unwrap_or_default())),
        ("subtitle", one(facts::subtitles(document).next().unwrap_or_default().to_owned())),
        ("author", list(facts::authors(document).map(str::to_owned).collect())),
        ("contributor", list(metadata.responsibilities.iter().map(facts::responsibility).collect())),
        ("date", one(facts::one_line(&plain_text(&metadata.creation)))),
        ("lang", Some(json!({"t": "MetaString", "c": facts::language(document)}))),
        ("source", list(metadata.sources.iter().map(facts::source).collect())),
        (
            "rights",
            list(metadata.licences.iter().map(|l| facts::one_line(&plain_text(&l.content))).collect()),
        ),
    ];
    for (name, value) in entries {
        meta.extend(value.map(|value| (name.to_owned(), value)));
    }
    meta
}

/// Text as words and spaces.
fn words(text: &str) -> Vec<Node> {
    let mut out = Vec::new();
    for (index, word) in text.split([' ', '\n', '\t', '\r']).enumerate() {
        if index > 0 && !out.last().is_some_and(Node::is_space) {
            out.push(Node::Bare("Space"));
        }
        if !word.is_empty() {
            out.push(Node::of("Str", Node::from(word)));
        }
    }
    out
}

struct Writer<'a> {
    document: &'a Document,
    plan: &'a Plan,
    diplomatic: bool,
    level: u32,
    /// Whether the version has figures.
    figures: bool,
    blocks: Vec<Node>,
    inlines: Vec<Node>,
    open_notes: Vec<NoteId>,
    noted: Vec<bool>,
}

impl Writer<'_> {
    fn inside(&mut self, content: &[Inline]) -> Vec<Node> {
        let outer = std::mem::take(&mut self.inlines);
        self.inlines(content);
        std::mem::replace(&mut self.inlines, outer)
    }

    fn within(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Node> {
        let outer = std::mem::take(&mut self.blocks);
        let words = std::mem::take(&mut self.inlines);
        write(self);
        self.inlines = words;
        std::mem::replace(&mut self.blocks, outer)
    }

    fn block_of(&mut self, kind: &'static str, content: Node) {
        self.blocks.push(Node::of(kind, content));
    }

    fn inline_of(&mut self, kind: &'static str, content: &[Inline]) {
        let inner = self.inside(content);
        self.inlines.push(Node::of(kind, Node::from(inner)));
    }

    fn span(&mut self, head: &Head, class: &str, content: &[Inline]) {
        let inner = self.inside(content);
        self.inlines.push(Node::of("Span", Node::list([attributes(head, &[class]), Node::from(inner)])));
    }

    /// A paragraph in a division with a class, which writers may style.
    fn classed(&mut self, head: &Head, class: &str, content: &[Inline]) {
        let inner = self.inside(content);
        self.div(head, class, vec![Node::of("Para", Node::from(inner))]);
    }

    fn div(&mut self, head: &Head, class: &str, blocks: Vec<Node>) {
        self.block_of("Div", Node::list([attributes(head, &[class]), Node::from(blocks)]));
    }

    fn loose_notes(&mut self) {
        let document = self.document;
        for (index, note) in document.notes.iter().enumerate() {
            if self.noted.get(index) == Some(&false) {
                let marker = [Inline::text(note.marker.as_str(), teiwright_source::Span::default())];
                let blocks = self.within(|writer| {
                    if !note.marker.is_empty() {
                        writer.paragraph(&Head::default(), &marker);
                    }
                    writer.blocks(&note.blocks);
                });
                self.div(&note.head, "note", blocks);
            }
        }
    }

    /// Lines of verse, each with its indentation, as one block.
    fn lines(&mut self, blocks: &[Block]) {
        let mut lines = Vec::new();
        for block in blocks {
            if let BlockKind::Verse(verse) = &block.kind {
                let mut line = self.inside(&verse.content);
                let indent = usize::from(indent(block.head.rend()));
                if indent > 0 {
                    line.insert(0, Node::of("Str", Node::from("\u{A0}".repeat(indent * 2))));
                }
                lines.push(line);
            }
        }
        self.block_of("LineBlock", lines.into_iter().map(Node::from).collect::<Vec<_>>().into());
    }
}

/// Identifier, classes, attributes.
fn attributes(head: &Head, classes: &[&str]) -> Node {
    let classes = classes.iter().filter(|class| !class.is_empty()).map(|class| Node::from(*class));
    let lang = head.lang().map(|lang| Node::list([Node::from("lang"), Node::from(lang)]));
    let (classes, lang) = (classes.collect::<Vec<_>>(), lang.into_iter().collect::<Vec<_>>());
    Node::list([Node::from(head.id().unwrap_or_default()), classes.into(), lang.into()])
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        for word in words(text) {
            if !(word.is_space() && self.inlines.last().is_some_and(Node::is_space)) {
                self.inlines.push(word);
            }
        }
    }

    fn end_block(&mut self) {
        let content = std::mem::take(&mut self.inlines);
        if !content.is_empty() {
            self.block_of("Para", Node::from(content));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let verse = |block: &Block| matches!(block.kind, BlockKind::Verse(_));
        for run in blocks.chunk_by(|a, b| verse(a) && verse(b)) {
            if run.first().is_some_and(verse) {
                self.lines(run);
            } else {
                run.iter().for_each(|block| self.block(block));
            }
        }
    }

    fn division(&mut self, head: &Head, division: &Division) {
        let id = self.plan.division_id(division).to_owned();
        self.level += 1;
        let blocks = self.within(|writer| {
            writer.headings(&division.heads);
            writer.blocks(&division.blocks);
        });
        self.level -= 1;
        let kind = division.kind.as_ref().map_or("", teiwright_model::DivisionKind::as_str);
        let mut head = head.clone();
        head.set_id(id);
        self.div(&head, kind, blocks);
    }

    fn headings(&mut self, heads: &[Heading]) {
        let main = heads.iter().position(|heading| heading.role == HeadingRole::Main).unwrap_or(0);
        for (index, heading) in heads.iter().enumerate() {
            let content = self.inside(&heading.content);
            if index == main {
                let level = self.level.saturating_sub(u32::from(self.level > 1)).max(1);
                self.block_of(
                    "Header",
                    Node::list([Node::from(level), attributes(&heading.head, &[]), Node::from(content)]),
                );
            } else {
                let para = vec![Node::of("Para", Node::from(content))];
                self.div(&heading.head, heading.role.as_str(), para);
            }
        }
    }

    fn preformatted(&mut self, head: &Head, text: &str) {
        let content = Node::list([attributes(head, &[]), Node::from(text)]);
        self.block_of("CodeBlock", content);
    }

    fn label(&mut self, head: &Head, content: &[Inline]) {
        self.classed(head, "label", content);
    }

    fn line_group(&mut self, head: &Head, group: &LineGroup) {
        let blocks = self.within(|writer| {
            for heading in &group.heads {
                writer.classed(&heading.head, "head", &heading.content);
            }
            writer.blocks(&group.blocks);
        });
        self.div(head, "lg", blocks);
    }

    fn quotation(&mut self, _head: &Head, quotation: &Quotation) {
        let blocks = self.within(|writer| {
            writer.blocks(&quotation.blocks);
            if !quotation.source.is_empty() {
                writer.classed(&Head::default(), "source", &quotation.source);
            }
        });
        self.block_of("BlockQuote", Node::from(blocks));
    }

    fn list(&mut self, _head: &Head, list: &List) {
        for heading in &list.heads {
            self.classed(&heading.head, "head", &heading.content);
        }
        let labelled = list.items.iter().any(|item| !item.label.is_empty());
        let mut items = Vec::new();
        for item in &list.items {
            let label = self.inside(&item.label);
            let blocks = self.within(|writer| writer.blocks(&item.blocks));
            items.push(if labelled {
                Node::list([Node::from(label), Node::list([Node::from(blocks)])])
            } else {
                Node::from(blocks)
            });
        }
        match (&list.kind, labelled) {
            (_, true) => self.block_of("DefinitionList", Node::from(items)),
            (ListKind::Ordered, _) => {
                self.block_of(
                    "OrderedList",
                    Node::list([
                        Node::list([Node::Number(1), Node::Bare("Decimal"), Node::Bare("Period")]),
                        Node::from(items),
                    ]),
                );
            }
            _ => self.block_of("BulletList", Node::from(items)),
        }
    }

    fn table(&mut self, head: &Head, table: &Table) {
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for heading in &table.heads {
            self.classed(&heading.head, "head", &heading.content);
        }
        if columns == 0 {
            return;
        }
        let (mut header, mut body) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let mut cells = Vec::new();
            for column in 0..columns {
                let content =
                    row.cells.get(column).map(|cell| self.inside(&cell.content)).unwrap_or_default();
                let blocks = if content.is_empty() {
                    Node::List(Vec::new())
                } else {
                    Node::list([Node::of("Plain", Node::from(content))])
                };
                cells.push(Node::list([
                    Node::list([Node::from(""), Node::List(Vec::new()), Node::List(Vec::new())]),
                    Node::Bare("AlignDefault"),
                    Node::Number(1),
                    Node::Number(1),
                    blocks,
                ]));
            }
            let row_value = Node::list([
                Node::list([Node::from(""), Node::List(Vec::new()), Node::List(Vec::new())]),
                Node::from(cells),
            ]);
            if row.labels && body.is_empty() { header.push(row_value) } else { body.push(row_value) }
        }
        let spec = Node::list([Node::Bare("AlignDefault"), Node::Bare("ColWidthDefault")]);
        let none = Node::list([Node::from(""), Node::List(Vec::new()), Node::List(Vec::new())]);
        self.block_of(
            "Table",
            Node::list([
                attributes(head, &[]),
                Node::list([Node::Null, Node::List(Vec::new())]),
                Node::from(vec![spec; columns]),
                Node::list([none.clone(), Node::from(header)]),
                Node::list([Node::list([
                    none.clone(),
                    Node::Number(0),
                    Node::List(Vec::new()),
                    Node::from(body),
                ])]),
                Node::list([none.clone(), Node::List(Vec::new())]),
            ]),
        );
    }

    fn speech(&mut self, head: &Head, speech: &Speech) {
        let blocks = self.within(|writer| {
            if !speech.speaker.is_empty() {
                let content = writer.inside(&speech.speaker);
                writer.block_of("Para", Node::list([Node::of("Strong", Node::from(content))]));
            }
            writer.blocks(&speech.blocks);
        });
        self.div(head, "sp", blocks);
    }

    fn stage(&mut self, head: &Head, content: &[Inline]) {
        let content = self.inside(content);
        self.div(head, "stage", vec![Node::of("Para", Node::list([Node::of("Emph", Node::from(content))]))]);
    }

    fn letter_part(&mut self, part: &LetterPart) {
        self.classed(&part.head, part.kind.as_str(), &part.content);
    }

    fn byline(&mut self, head: &Head, content: &[Inline]) {
        self.classed(head, "byline", content);
    }

    fn trailer(&mut self, head: &Head, content: &[Inline]) {
        self.classed(head, "trailer", content);
    }

    fn block_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Section {
            self.blocks.push(Node::Bare("HorizontalRule"));
        }
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        let caption = self.inside(&figure.caption);
        let description = self.inside(&figure.description);
        let picture = match figure.url.as_deref().and_then(address) {
            Some(address) => Node::list([Node::of(
                "Image",
                Node::list([
                    Node::list([Node::from(""), Node::List(Vec::new()), Node::List(Vec::new())]),
                    Node::from(description),
                    Node::list([Node::from(address), Node::from("")]),
                ]),
            )]),
            None => Node::from(description),
        };
        let long = if caption.is_empty() {
            Node::List(Vec::new())
        } else {
            Node::list([Node::of("Plain", Node::from(caption))])
        };
        let inner = Node::list([Node::of("Plain", picture)]);
        if self.figures {
            self.block_of(
                "Figure",
                Node::list([attributes(head, &[]), Node::list([Node::Null, long]), inner]),
            );
        } else {
            let blocks = [inner, long].into_iter().flat_map(Node::into_values);
            self.div(head, "figure", blocks.collect());
        }
    }

    fn generic_block(&mut self, head: &Head, blocks: &[Block]) {
        let class = head.tei().map_or("", |tei| tei.element.as_str()).to_owned();
        let blocks = self.within(|writer| writer.blocks(blocks));
        self.div(head, &class, blocks);
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let look = Look::of_emphasis(head.rend());
        let mut inner = self.inside(content);
        for (flag, kind) in [
            (Look::ITALIC, "Emph"),
            (Look::BOLD, "Strong"),
            (Look::UNDERLINE, "Underline"),
            (Look::STRIKE, "Strikeout"),
            (Look::SUPERSCRIPT, "Superscript"),
            (Look::SUBSCRIPT, "Subscript"),
            (Look::SMALL_CAPS, "SmallCaps"),
            (Look::SPACED, "Emph"),
        ] {
            if look.has(flag) {
                inner = vec![Node::of(kind, Node::from(inner))];
            }
        }
        self.inlines.extend(inner);
    }

    fn note_ref(&mut self, _head: &Head, id: NoteId, marker: &str) {
        let document = self.document;
        let fresh = self.noted.get(id.index()) == Some(&false) && self.open_notes.is_empty();
        let Some(note) = document.note(id).filter(|_| fresh) else {
            return self.text(marker);
        };
        self.noted[id.index()] = true;
        self.open_notes.push(id);
        let blocks = self.within(|writer| writer.blocks(&note.blocks));
        self.open_notes.pop();
        self.inlines.push(Node::of("Note", Node::from(blocks)));
    }

    fn inline_stage(&mut self, _head: &Head, content: &[Inline]) {
        self.inline_of("Emph", content);
    }

    fn alternate(&mut self, _head: &Head, all: &[Reading], preferred: usize) {
        readings(self, all, preferred, self.diplomatic);
    }

    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        match editorial {
            Editorial::Gap | Editorial::Illegible if content.is_empty() => self.text("[…]"),
            Editorial::Deleted => self.inline_of("Strikeout", content),
            Editorial::Supplied => {
                self.text("[");
                self.inlines(content);
                self.text("]");
            }
            _ => self.phrase(head, content),
        }
    }

    fn name(&mut self, head: &Head, named: &str, content: &[Inline]) {
        self.span(head, named, content);
    }

    fn foreign(&mut self, head: &Head, content: &[Inline]) {
        let inner = self.inside(content);
        let inner = Node::list([Node::of("Emph", Node::from(inner))]);
        self.inlines.push(Node::of("Span", Node::list([attributes(head, &["foreign"]), inner])));
    }

    fn link(&mut self, head: &Head, target: &str, content: &[Inline]) {
        let inner = if content.is_empty() { words(target) } else { self.inside(content) };
        match address(target) {
            Some(address) => self.inlines.push(Node::of(
                "Link",
                Node::list([
                    attributes(head, &[]),
                    Node::from(inner),
                    Node::list([Node::from(address), Node::from("")]),
                ]),
            )),
            None => self.inlines.extend(inner),
        }
    }

    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Line {
            self.inlines.push(Node::Bare("LineBreak"));
        }
    }

    fn image(&mut self, head: &Head, url: Option<&str>, content: &[Inline]) {
        let inner = self.inside(content);
        match url.and_then(address) {
            Some(address) => self.inlines.push(Node::of(
                "Image",
                Node::list([
                    attributes(head, &[]),
                    Node::from(inner),
                    Node::list([Node::from(address), Node::from("")]),
                ]),
            )),
            None => self.inlines.extend(inner),
        }
    }

    fn generic_inline(&mut self, head: &Head, content: &[Inline]) {
        let class = head.tei().map_or("", |tei| tei.element.as_str()).to_owned();
        self.span(head, &class, content);
    }
}
