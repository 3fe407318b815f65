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
use crate::plan::Plan;
use crate::render::{Render, shown};
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
        let version = if writer.figures { json!([1, 23, 1]) } else { json!([1, 22, 2, 1]) };
        let tree = json!({"pandoc-api-version": version, "meta": meta(document), "blocks": writer.blocks});
        Report::of_file(sink, "document.pandoc.json", format!("{tree}\n"))
    }
}

fn meta(document: &Document) -> Value {
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
    meta.into()
}

/// Text as words and spaces.
fn words(text: &str) -> Vec<Value> {
    let mut out = Vec::new();
    for (index, word) in text.split([' ', '\n', '\t', '\r']).enumerate() {
        if index > 0 && out.last().is_none_or(|last: &Value| last["t"] != "Space") {
            out.push(json!({"t": "Space"}));
        }
        if !word.is_empty() {
            out.push(json!({"t": "Str", "c": word}));
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
    blocks: Vec<Value>,
    inlines: Vec<Value>,
    open_notes: Vec<NoteId>,
    noted: Vec<bool>,
}

impl Writer<'_> {
    fn inside(&mut self, content: &[Inline]) -> Vec<Value> {
        let outer = std::mem::take(&mut self.inlines);
        self.inlines(content);
        std::mem::replace(&mut self.inlines, outer)
    }

    fn within(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Value> {
        let outer = std::mem::take(&mut self.blocks);
        let words = std::mem::take(&mut self.inlines);
        write(self);
        self.inlines = words;
        std::mem::replace(&mut self.blocks, outer)
    }

    fn block_of(&mut self, kind: &str, content: Value) {
        self.blocks.push(json!({"t": kind, "c": content}));
    }

    fn inline_of(&mut self, kind: &str, content: &[Inline]) {
        let inner = self.inside(content);
        self.inlines.push(json!({"t": kind, "c": inner}));
    }

    fn span(&mut self, head: &Head, class: &str, content: &[Inline]) {
        let inner = self.inside(content);
        self.inlines.push(json!({"t": "Span", "c": [attributes(head, &[class]), inner]}));
    }

    /// A paragraph in a division with a class, which writers may style.
    fn classed(&mut self, head: &Head, class: &str, content: &[Inline]) {
        let inner = self.inside(content);
        self.div(head, class, vec![json!({"t": "Para", "c": inner})]);
    }

    fn div(&mut self, head: &Head, class: &str, blocks: Vec<Value>) {
        self.block_of("Div", json!([attributes(head, &[class]), blocks]));
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
                    line.insert(0, json!({"t": "Str", "c": "\u{A0}".repeat(indent * 2)}));
                }
                lines.push(line);
            }
        }
        self.block_of("LineBlock", json!(lines));
    }
}

/// Identifier, classes, attributes.
fn attributes(head: &Head, classes: &[&str]) -> Value {
    let classes = classes.iter().filter(|class| !class.is_empty()).collect::<Vec<_>>();
    let lang = head.lang().map(|lang| vec![["lang", lang]]).unwrap_or_default();
    json!([head.id().unwrap_or_default(), classes, lang])
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        for word in words(text) {
            let space = |value: &Value| value["t"] == "Space";
            if !(space(&word) && self.inlines.last().is_some_and(space)) {
                self.inlines.push(word);
            }
        }
    }

    fn end_block(&mut self) {
        let content = std::mem::take(&mut self.inlines);
        if !content.is_empty() {
            self.block_of("Para", json!(content));
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
                self.block_of("Header", json!([level, attributes(&heading.head, &[]), content]));
            } else {
                let para = vec![json!({"t": "Para", "c": content})];
                self.div(&heading.head, heading.role.as_str(), para);
            }
        }
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
        self.block_of("BlockQuote", json!(blocks));
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
            items.push(if labelled { json!([label, [blocks]]) } else { json!(blocks) });
        }
        match (&list.kind, labelled) {
            (_, true) => self.block_of("DefinitionList", json!(items)),
            (ListKind::Ordered, _) => {
                self.block_of("OrderedList", json!([[1, {"t": "Decimal"}, {"t": "Period"}], items]));
            }
            _ => self.block_of("BulletList", json!(items)),
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
                let blocks =
                    if content.is_empty() { json!([]) } else { json!([{"t": "Plain", "c": content}]) };
                cells.push(json!([["", [], []], {"t": "AlignDefault"}, 1, 1, blocks]));
            }
            let row_value = json!([["", [], []], cells]);
            if row.labels && body.is_empty() { header.push(row_value) } else { body.push(row_value) }
        }
        let spec = json!([{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]);
        let none = json!(["", [], []]);
        self.block_of(
            "Table",
            json!([
                attributes(head, &[]),
                [null, []],
                vec![spec; columns],
                [none, header],
                [[none, 0, [], body]],
                [none, []]
            ]),
        );
    }

    fn speech(&mut self, head: &Head, speech: &Speech) {
        let blocks = self.within(|writer| {
            if !speech.speaker.is_empty() {
                let content = writer.inside(&speech.speaker);
                writer.block_of("Para", json!([{"t": "Strong", "c": content}]));
            }
            writer.blocks(&speech.blocks);
        });
        self.div(head, "sp", blocks);
    }

    fn stage(&mut self, head: &Head, content: &[Inline]) {
        let content = self.inside(content);
        self.div(head, "stage", vec![json!({"t": "Para", "c": [{"t": "Emph", "c": content}]})]);
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
            self.blocks.push(json!({"t": "HorizontalRule"}));
        }
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        let caption = self.inside(&figure.caption);
        let description = self.inside(&figure.description);
        let picture = match figure.url.as_deref().and_then(address) {
            Some(address) => json!([{"t": "Image", "c": [["", [], []], description, [address, ""]]}]),
            None => json!(description),
        };
        let long = if caption.is_empty() { json!([]) } else { json!([{"t": "Plain", "c": caption}]) };
        let inner = json!([{"t": "Plain", "c": picture}]);
        if self.figures {
            self.block_of("Figure", json!([attributes(head, &[]), [null, long], inner]));
        } else {
            let blocks = [inner, long].into_iter().filter_map(|part| part.as_array().cloned()).flatten();
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
                inner = vec![json!({"t": kind, "c": inner})];
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
        self.inlines.push(json!({"t": "Note", "c": blocks}));
    }

    fn inline_stage(&mut self, _head: &Head, content: &[Inline]) {
        self.inline_of("Emph", content);
    }

    fn alternate(&mut self, _head: &Head, readings: &[Reading], preferred: usize) {
        if let Some(reading) = shown(readings, preferred, self.diplomatic) {
            self.inlines(&reading.content);
        }
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
        let inner = json!([{"t": "Emph", "c": inner}]);
        self.inlines.push(json!({"t": "Span", "c": [attributes(head, &["foreign"]), inner]}));
    }

    fn link(&mut self, head: &Head, target: &str, content: &[Inline]) {
        let inner = if content.is_empty() { words(target) } else { self.inside(content) };
        match address(target) {
            Some(address) => {
                self.inlines.push(json!({"t": "Link", "c": [attributes(head, &[]), inner, [address, ""]]}))
            }
            None => self.inlines.extend(inner),
        }
    }

    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Line {
            self.inlines.push(json!({"t": "LineBreak"}));
        }
    }

    fn image(&mut self, head: &Head, url: Option<&str>, content: &[Inline]) {
        let inner = self.inside(content);
        match url.and_then(address) {
            Some(address) => {
                self.inlines.push(json!({"t": "Image", "c": [attributes(head, &[]), inner, [address, ""]]}))
            }
            None => self.inlines.extend(inner),
        }
    }

    fn generic_inline(&mut self, head: &Head, content: &[Inline]) {
        let class = head.tei().map_or("", |tei| tei.element.as_str()).to_owned();
        self.span(head, &class, content);
    }
}
