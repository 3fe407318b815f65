//! Typst: a document that compiles as it is; its functions can be given other looks with show rules.

use teiwright_model::{
    Block, BreakUnit, Division, Document, Editorial, Figure, Head, Heading, HeadingRole, Inline, LetterPart,
    LineGroup, List, ListKind, NoteId, Quotation, Reading, Speech, Table, Verse,
};

use crate::html::escape::address;
use crate::labels::right_to_left;
use crate::look::{Look, indent};
use crate::options::READINGS;
use crate::plan::Plan;
use crate::render::{Render, readings};
use crate::{Backend, OptionSpec, Options, Report, Sink, facts};

/// Typst.
pub(crate) struct Typst;

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::flag("standalone", true, "settings for page and text before it"),
    OptionSpec::flag("toc", true, "an outline, where there are two divisions or more"),
    READINGS,
];

const SETTINGS: &str = include_str!("typst.typ");

impl Backend for Typst {
    fn name(&self) -> &str {
        "typst"
    }

    fn summary(&self) -> &str {
        "Typst, which makes PDF"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/vnd.typst"]
    }

    fn extension(&self) -> &str {
        "typ"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let diplomatic = options.text("readings") == "diplomatic";
        let written = vec![false; document.notes.len()];
        let mut writer = Writer { out: String::new(), document, plan: &plan, diplomatic, level: 0, written };
        writer.settings(options.flag("standalone"));
        writer.title();
        if options.flag("toc") && plan.outline.len() > 1 {
            writer.out.push_str("#outline()\n\n");
        }
        for part in [&document.front, &document.body, &document.back] {
            if !std::ptr::eq(part, &document.body) {
                writer.headings(&part.heads);
            }
            writer.blocks(&part.blocks);
        }
        writer.loose_notes();
        Report::of_file(sink, "text.typ", writer.out)
    }
}

struct Writer<'a> {
    out: String,
    document: &'a Document,
    plan: &'a Plan,
    diplomatic: bool,
    level: usize,
    written: Vec<bool>,
}

/// A string literal.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Writer<'_> {
    fn settings(&mut self, standalone: bool) {
        if standalone {
            let title = literal(&facts::title(self.document).unwrap_or_default());
            let authors =
                facts::authors(self.document).map(|author| literal(author) + ", ").collect::<String>();
            self.out.push_str(&format!("#set document(title: {title}, author: ({authors}))\n"));
            let tag = facts::language(self.document);
            let language = tag.split('-').next().unwrap_or_default();
            if matches!(language.len(), 2 | 3) && language != "und" {
                let dir = if right_to_left(tag) { ", dir: rtl" } else { "" };
                self.out.push_str(&format!("#set text(lang: {}{dir})\n", literal(language)));
            }
        }
        self.out.push_str(if standalone {
            SETTINGS
        } else {
            SETTINGS.split_once("// Functions").map_or(SETTINGS, |(_, functions)| functions)
        });
        self.out.push('\n');
    }

    fn title(&mut self) {
        let document = self.document;
        if document.body.heads.is_empty() {
            if let Some(title) = facts::title(document) {
                self.out.push_str("#work-title[");
                self.text(&title);
                self.out.push_str("];\n");
            }
            for author in facts::authors(document) {
                self.out.push_str("#work-line[");
                self.text(author);
                self.out.push_str("];\n");
            }
        }
        for heading in &document.body.heads {
            let main = heading.role == HeadingRole::Main;
            self.call(if main { "#work-title" } else { "#work-line" }, &heading.content);
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    /// `#function[words];` where the semicolon ends the call, whatever comes next.
    fn call(&mut self, function: &str, content: &[Inline]) {
        self.out.push_str(function);
        self.out.push('[');
        self.inlines(content);
        self.out.push_str("];");
    }

    fn line(&mut self, function: &str, content: &[Inline]) {
        self.call(function, content);
        self.out.push_str("\n\n");
    }

    fn bracket(&mut self, write: impl FnOnce(&mut Self)) {
        self.out.push('[');
        write(self);
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        // A comment or an escape at the end must not take the bracket in.
        self.out.push_str("\n]");
    }

    fn loose_notes(&mut self) {
        let document = self.document;
        for (index, note) in document.notes.iter().enumerate() {
            if self.written.get(index) == Some(&false) {
                self.text(&note.marker);
                self.out.push(' ');
                self.blocks(&note.blocks);
            }
        }
    }

    fn key(id: &str) -> String {
        let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        id.chars().map(|c| if sound(c) { c } else { '-' }).collect()
    }
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\\' | '#' | '*' | '_' | '`' | '$' | '<' | '>' | '@' | '[' | ']' | '~' | '"' | '\'' | '='
                | '-' | '+' | '/' | '.' | ':' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '\n' | '\r' | '\t' => self.out.push(' '),
                c if c.is_control() => self.out.push('\u{FFFD}'),
                c => self.out.push(c),
            }
        }
    }

    fn end_block(&mut self) {
        self.out.push_str("\n\n");
    }

    fn division(&mut self, _head: &Head, division: &Division) {
        self.level += 1;
        self.headings(&division.heads);
        self.blocks(&division.blocks);
        self.level -= 1;
    }

    fn headings(&mut self, heads: &[Heading]) {
        let main = heads.iter().position(|heading| heading.role == HeadingRole::Main).unwrap_or(0);
        for (index, heading) in heads.iter().enumerate() {
            if index == main && self.level > 0 {
                self.out.push_str(&format!("#heading(level: {})[", self.level));
                self.inlines(&heading.content);
                self.out.push_str("];\n\n");
            } else {
                self.line("#heading-line", &heading.content);
            }
        }
    }

    fn preformatted(&mut self, _head: &Head, text: &str) {
        // A string of Typst's has the escapes of JSON, but for those of control characters, of which texts have none.
        let string = serde_json::Value::from(text).to_string();
        self.out.push_str(&format!("#raw(block: true, {string});\n\n"));
    }

    fn label(&mut self, _head: &Head, content: &[Inline]) {
        self.line("#heading-line", content);
    }

    fn line_group(&mut self, _head: &Head, group: &LineGroup) {
        for heading in &group.heads {
            self.line("#heading-line", &heading.content);
        }
        self.out.push_str("#verse");
        self.bracket(|writer| writer.blocks(&group.blocks));
        self.out.push_str(";\n\n");
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        let steps = match verse.part {
            Some('M') => 6,
            Some('F') => 10,
            _ => indent(head.rend()),
        };
        if steps > 0 {
            self.out.push_str(&format!("#h({steps}em);"));
        }
        self.inlines(&verse.content);
        self.out.push_str("#linebreak();\n");
    }

    fn quotation(&mut self, _head: &Head, quotation: &Quotation) {
        self.out.push_str("#quote(block: true");
        if !quotation.source.is_empty() {
            self.out.push_str(", attribution: ");
            self.bracket(|writer| writer.inlines(&quotation.source));
        }
        self.out.push(')');
        self.bracket(|writer| writer.blocks(&quotation.blocks));
        self.out.push_str(";\n\n");
    }

    fn list(&mut self, _head: &Head, list: &List) {
        for heading in &list.heads {
            self.line("#heading-line", &heading.content);
        }
        if list.items.is_empty() {
            return;
        }
        let labelled = list.items.iter().any(|item| !item.label.is_empty());
        self.out.push_str(match (&list.kind, labelled) {
            (_, true) => "#terms(separator: h(0.5em, weak: true), ",
            (ListKind::Ordered, _) => "#enum(",
            (ListKind::Bulleted, _) => "#list(",
            _ => "#list(marker: none, ",
        });
        for item in &list.items {
            if labelled {
                self.out.push_str("terms.item(");
                self.bracket(|writer| writer.inlines(&item.label));
                self.out.push_str(", ");
            }
            self.bracket(|writer| writer.blocks(&item.blocks));
            self.out.push_str(if labelled { "),\n" } else { ",\n" });
        }
        self.out.push_str(");\n\n");
    }

    fn table(&mut self, _head: &Head, table: &Table) {
        for heading in &table.heads {
            self.line("#heading-line", &heading.content);
        }
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.out.push_str(&format!("#table(columns: {columns}, stroke: none,\n"));
        for row in &table.rows {
            for column in 0..columns {
                self.bracket(|writer| {
                    let Some(cell) = row.cells.get(column) else { return };
                    if row.labels {
                        writer.call("#strong", &cell.content);
                    } else {
                        writer.inlines(&cell.content);
                    }
                });
                self.out.push_str(", ");
            }
            self.out.push('\n');
        }
        self.out.push_str(");\n\n");
    }

    fn speech(&mut self, _head: &Head, speech: &Speech) {
        if !speech.speaker.is_empty() {
            self.call("#speaker", &speech.speaker);
            self.out.push('\n');
        }
        let verse = |block: &Block| matches!(block.kind, teiwright_model::BlockKind::Verse(_));
        for run in speech.blocks.chunk_by(|a, b| verse(a) == verse(b)) {
            if run.first().is_some_and(verse) {
                self.out.push_str("#verse");
                self.bracket(|writer| writer.blocks(run));
                self.out.push_str(";\n\n");
            } else {
                self.blocks(run);
            }
        }
    }

    fn stage(&mut self, _head: &Head, content: &[Inline]) {
        self.line("#stage", content);
    }

    fn letter_part(&mut self, part: &LetterPart) {
        let right = matches!(part.kind.as_str(), "dateline" | "signed");
        self.line(if right { "#align(end)" } else { "#block" }, &part.content);
    }

    fn byline(&mut self, _head: &Head, content: &[Inline]) {
        self.line("#align(end)", content);
    }

    fn trailer(&mut self, _head: &Head, content: &[Inline]) {
        self.line("#align(center)", content);
    }

    fn block_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Section {
            self.out.push_str("#section-mark\n\n");
        }
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        if let Some(address) = figure.url.as_deref().and_then(address) {
            self.out.push_str(&format!("#link({});", literal(&address)));
            self.end_block();
        }
        for content in [&figure.description, &figure.caption] {
            if !content.is_empty() {
                self.trailer(head, content);
            }
        }
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let look = Look::of_emphasis(head.rend());
        let functions = [
            (Look::ITALIC, "emph"),
            (Look::BOLD, "strong"),
            (Look::UNDERLINE, "underline"),
            (Look::STRIKE, "strike"),
            (Look::SUPERSCRIPT, "super"),
            (Look::SUBSCRIPT, "sub"),
            (Look::SMALL_CAPS, "smallcaps"),
            (Look::SPACED, "spaced"),
        ];
        let functions = functions.iter().filter(|(flag, _)| look.has(*flag)).collect::<Vec<_>>();
        for (_, function) in &functions {
            self.out.push_str(&format!("#{function}["));
        }
        self.inlines(content);
        self.out.push_str(&"];".repeat(functions.len()));
    }

    fn note_ref(&mut self, _head: &Head, id: NoteId, marker: &str) {
        let (document, plan) = (self.document, self.plan);
        let (Some(note), Some(planned)) = (document.note(id), plan.notes.get(id.index())) else {
            return self.text(marker);
        };
        let label = Self::key(&planned.id);
        match self.written.get_mut(id.index()) {
            Some(written) if !*written => *written = true,
            _ => return self.out.push_str(&format!("#footnote(<{label}>);")),
        }
        self.out.push_str("#footnote");
        self.bracket(|writer| writer.blocks(&note.blocks));
        self.out.push_str(&format!(" <{label}>;"));
    }

    fn inline_stage(&mut self, _head: &Head, content: &[Inline]) {
        self.call("#emph", content);
    }

    fn alternate(&mut self, _head: &Head, all: &[Reading], preferred: usize) {
        readings(self, all, preferred, self.diplomatic);
    }

    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        match editorial {
            Editorial::Gap | Editorial::Illegible if content.is_empty() => self.out.push_str("\\[…\\]"),
            Editorial::Supplied => self.call("#supplied", content),
            Editorial::Unclear => self.call("#unclear", content),
            Editorial::Deleted => self.call("#strike", content),
            _ => self.phrase(head, content),
        }
    }

    fn foreign(&mut self, head: &Head, content: &[Inline]) {
        let sound = |tag: &&str| matches!(tag.len(), 2 | 3) && tag.bytes().all(|b| b.is_ascii_lowercase());
        let lang = head.lang().and_then(|tag| tag.split('-').next()).filter(sound);
        match lang {
            Some(lang) => self.call(&format!("#text(lang: {}, style: \"italic\")", literal(lang)), content),
            None => self.call("#emph", content),
        }
    }

    fn link(&mut self, _head: &Head, target: &str, content: &[Inline]) {
        match address(target).filter(|address| address.contains(':')) {
            Some(address) if content.is_empty() => {
                self.out.push_str(&format!("#link({});", literal(&address)));
            }
            Some(address) => self.call(&format!("#link({})", literal(&address)), content),
            None if content.is_empty() => self.text(target),
            None => self.inlines(content),
        }
    }

    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Line {
            self.out.push_str("#linebreak();");
        }
    }
}
