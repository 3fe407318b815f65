//! Markdown: CommonMark, with footnotes and tables as most processors read them.

use std::borrow::Cow;

use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, Document, Editorial, Figure, Head, Heading, HeadingRole, Inline,
    Item, LetterPart, LineGroup, List, ListKind, Note, NoteId, Quotation, Reading, Speech, Table, Verse,
    plain_text,
};

use crate::html::escape::address;
use crate::lines::Lines;
use crate::look::{Look, indent};
use crate::options::READINGS;
use crate::plan::Plan;
use crate::render::{Render, following, readings};
use crate::{Backend, OptionSpec, Options, Report, Sink, facts};

/// Markdown.
pub(crate) struct Markdown;

const OPTIONS: &[OptionSpec] =
    &[OptionSpec::flag("metadata", true, "what the text says about itself, as YAML before it"), READINGS];

impl Backend for Markdown {
    fn name(&self) -> &str {
        "markdown"
    }

    fn summary(&self) -> &str {
        "CommonMark with footnotes and tables"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/markdown"]
    }

    fn extension(&self) -> &str {
        "md"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let mut writer = Writer {
            lines: Lines::default(),
            plan: &plan,
            diplomatic: options.text("readings") == "diplomatic",
            level: 1,
            follows: None,
            in_cell: false,
        };
        let mut out = if options.flag("metadata") { yaml(document) } else { String::new() };
        writer.title(document);
        writer.document(document);
        out.push_str(&writer.lines.finish());
        Report::of_file(sink, "text.md", out)
    }
}

/// The metadata as YAML. A JSON string is a YAML string.
pub(crate) fn yaml(document: &Document) -> String {
    let string = |text: &str| serde_json::Value::from(facts::one_line(text)).to_string();
    let mut out = String::from("---\n");
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("{key}: {}\n", string(value)));
        }
    };
    add("title", &facts::title(document).unwrap_or_default());
    add("subtitle", facts::subtitles(document).next().unwrap_or_default());
    add("date", &plain_text(&document.metadata.creation));
    add("lang", facts::language(document));
    let list = |key: &str, values: Vec<String>| {
        let values =
            values.iter().filter(|value| !value.is_empty()).map(|value| format!("  - {}\n", string(value)));
        let values = values.collect::<String>();
        if values.is_empty() { values } else { format!("{key}:\n{values}") }
    };
    let metadata = &document.metadata;
    let authors = list("author", facts::authors(document).map(str::to_owned).collect());
    let made = list("contributor", metadata.responsibilities.iter().map(facts::responsibility).collect());
    let sources = list("source", metadata.sources.iter().map(facts::source).collect());
    let rights = metadata.licences.iter().map(|licence| {
        let words = plain_text(&licence.content);
        licence.target.as_ref().map_or(words.clone(), |target| format!("{words} {target}"))
    });
    let rights = list("rights", rights.collect());
    format!("{out}{authors}{made}{sources}{rights}---\n\n")
}

struct Writer<'a> {
    lines: Lines,
    plan: &'a Plan,
    diplomatic: bool,
    level: usize,
    /// The character that comes after the node that is being written.
    follows: Option<char>,
    in_cell: bool,
}

impl Writer<'_> {
    /// The title of the metadata, where nothing stands over the text.
    fn title(&mut self, document: &Document) {
        if !document.body.heads.is_empty() {
            return;
        }
        if let Some(title) = facts::title(document) {
            self.lines.push("# ");
            self.text(&title);
            self.lines.gap();
        }
    }

    /// Writes marks around words. Marks next to a letter on the outside and punctuation on the inside are none to
    /// CommonMark (section 6.2), so that HTML stands for them.
    fn marked(&mut self, mark: &str, tag: &str, content: &[Inline]) {
        let text = plain_text(content);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (first, last) = (text.chars().next(), text.chars().next_back());
        let opens = word(first) || !word(self.lines.last());
        let closes = word(last) || !word(self.follows);
        let tight = !first.is_none_or(char::is_whitespace) && !last.is_none_or(char::is_whitespace);
        let beside = self.lines.last().is_some_and(|c| matches!(c, '*' | '_')) || self.follows == Some('*');
        if !mark.is_empty() && opens && closes && tight && !beside {
            self.lines.push(mark);
            self.inner(content);
            self.lines.push(mark);
        } else {
            self.lines.push(&format!("<{tag}>"));
            self.inner(content);
            let name = tag.split(' ').next().unwrap_or(tag);
            self.lines.push(&format!("</{name}>"));
        }
    }

    fn inner(&mut self, content: &[Inline]) {
        let follows = self.follows.replace('*');
        self.inlines(content);
        self.follows = follows;
    }

    fn block_marked(&mut self, content: &[Inline], mark: &str, tag: &str) {
        if !content.is_empty() {
            self.follows = None;
            self.marked(mark, tag, content);
        }
        self.end_block();
    }

    /// What is in an item: its blocks close together where they are paragraphs and lists.
    fn inside(&mut self, first: &str, blocks: &[Block], tight: bool) {
        self.lines.enter(first, &" ".repeat(first.trim_end().chars().count() + 1));
        for block in blocks {
            self.block(block);
            if tight {
                self.lines.close_up();
            }
        }
        self.lines.leave();
    }

    fn escaped(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len() + text.len() / 16);
        let mut start = self.lines.at_start();
        let text = if start { text.trim_start() } else { text };
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        for (at, c) in text.char_indices() {
            let escape = match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' => true,
                '|' => self.in_cell,
                '~' => text[at + 1..].starts_with('~') || out.ends_with('~'),
                '&' => text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
                '#' | '+' | '-' | '=' | ':' => start,
                '.' | ')' => digits > 0 && at == digits && self.lines.at_start(),
                _ => false,
            };
            if escape {
                out.push('\\');
            }
            // A line of the text is no line here: it would end a heading or a cell.
            out.push(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
            start = false;
        }
        self.lines.push(&out);
    }
}

/// How a heading level is marked.
fn hashes(level: usize) -> Cow<'static, str> {
    Cow::Borrowed(&"###### "[6 - level.clamp(1, 6)..])
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        self.escaped(text);
    }

    fn end_block(&mut self) {
        self.lines.gap();
    }

    fn inlines(&mut self, content: &[Inline]) {
        following(self, content, |writer| &mut writer.follows);
    }

    fn paragraph(&mut self, _head: &Head, content: &[Inline]) {
        self.follows = None;
        self.inlines(content);
        self.end_block();
    }

    fn notes(&mut self, document: &Document) {
        for (index, note) in document.notes.iter().enumerate() {
            let referred = self.plan.notes.get(index).is_some_and(|note| note.references > 0);
            self.lines.gap();
            if referred {
                self.note(crate::plan::note_id(index), note);
            } else {
                // A footnote that nothing refers to is dropped by processors.
                if !note.marker.is_empty() {
                    self.text(&note.marker);
                    self.lines.push(" ");
                }
                self.blocks(&note.blocks);
            }
        }
    }

    fn note(&mut self, id: NoteId, note: &Note) {
        let label = self.plan.notes.get(id.index()).map_or("", |note| note.id.as_str());
        self.lines.enter(&format!("[^{label}]: "), "    ");
        self.blocks(&note.blocks);
        self.lines.leave();
    }

    fn division(&mut self, _head: &Head, division: &Division) {
        self.level += 1;
        self.headings(&division.heads);
        self.blocks(&division.blocks);
        self.level -= 1;
    }

    fn headings(&mut self, heads: &[Heading]) {
        let number = heads.iter().find(|heading| heading.role == HeadingRole::Number);
        let main = heads.iter().find(|heading| heading.role == HeadingRole::Main);
        for heading in heads {
            match (&heading.role, number, main) {
                // A number and a title are one heading.
                (HeadingRole::Number, Some(_), Some(_)) => {}
                (HeadingRole::Main, Some(number), Some(_)) => {
                    self.lines.push(&hashes(self.level));
                    self.inlines(&number.content);
                    self.lines.push(" ");
                    self.heading(heading);
                }
                _ => self.heading(heading),
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.follows = None;
        match heading.role {
            HeadingRole::Byline | HeadingRole::Argument => self.block_marked(&heading.content, "*", "em"),
            HeadingRole::Sub => {
                self.lines.push(&hashes(self.level + 1));
                self.inlines(&heading.content);
                self.end_block();
            }
            _ => {
                if self.lines.at_start() {
                    self.lines.push(&hashes(self.level));
                }
                self.inlines(&heading.content);
                self.end_block();
            }
        }
    }

    /// A fenced block, its fence longer than any in it (CommonMark, section 4.5).
    fn preformatted(&mut self, _head: &Head, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.lines.gap();
        self.lines.verbatim(&fence);
        for line in text.split('\n') {
            self.lines.verbatim(line);
        }
        self.lines.verbatim(&fence);
        self.lines.gap();
    }

    fn label(&mut self, _head: &Head, content: &[Inline]) {
        self.block_marked(content, "**", "strong");
    }

    fn line_group(&mut self, _head: &Head, group: &LineGroup) {
        for heading in &group.heads {
            self.block_marked(&heading.content, "**", "strong");
        }
        self.blocks(&group.blocks);
        self.lines.gap();
    }

    /// Lines of verse run on in one paragraph with hard breaks.
    fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block);
            let next = blocks.get(index + 1).map(|next| &next.kind);
            if let (BlockKind::Verse(_), Some(BlockKind::Verse(_))) = (&block.kind, next) {
                self.lines.push("\\");
                self.lines.end_line();
            } else if matches!(block.kind, BlockKind::Verse(_)) {
                self.lines.gap();
            }
        }
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        let indent = indent(head.rend());
        if indent > 0 {
            self.lines.push(&"&nbsp;&nbsp;".repeat(indent.into()));
        }
        self.follows = None;
        self.inlines(&verse.content);
        if self.lines.at_start() {
            self.lines.push("&nbsp;");
        }
    }

    fn quotation(&mut self, _head: &Head, quotation: &Quotation) {
        self.lines.gap();
        self.lines.enter("> ", "> ");
        self.blocks(&quotation.blocks);
        if !quotation.source.is_empty() {
            self.lines.gap();
            self.lines.push("— ");
            self.inlines(&quotation.source);
        }
        self.lines.leave();
        self.lines.gap();
    }

    fn list(&mut self, _head: &Head, list: &List) {
        for heading in &list.heads {
            self.block_marked(&heading.content, "**", "strong");
        }
        let tight = list.items.iter().all(|item| {
            item.blocks.len() <= 1
                || item.blocks.iter().skip(1).all(|block| matches!(block.kind, BlockKind::List(_)))
        });
        for (index, item) in list.items.iter().enumerate() {
            let mark = if list.kind == ListKind::Ordered && item.label.is_empty() {
                format!("{}. ", index + 1)
            } else {
                "- ".to_owned()
            };
            self.list_item(&mark, item, tight);
            if tight {
                self.lines.close_up();
            } else {
                self.lines.gap();
            }
        }
        self.lines.gap();
    }

    fn table(&mut self, _head: &Head, table: &Table) {
        for heading in &table.heads {
            self.block_marked(&heading.content, "**", "strong");
        }
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.in_cell = true;
        let header = table.rows.first().is_some_and(|row| row.labels);
        if !header {
            self.lines.push(&format!("|{}\n|{}\n", "   |".repeat(columns), " - |".repeat(columns)));
        }
        for (index, row) in table.rows.iter().enumerate() {
            self.lines.push("|");
            for column in 0..columns {
                self.lines.push(" ");
                if let Some(cell) = row.cells.get(column) {
                    self.follows = Some(' ');
                    self.inlines(&cell.content);
                }
                self.lines.push(" |");
            }
            self.lines.end_line();
            if header && index == 0 {
                self.lines.push(&format!("|{}\n", " - |".repeat(columns)));
            }
        }
        self.in_cell = false;
        self.lines.gap();
    }

    fn speech(&mut self, _head: &Head, speech: &Speech) {
        if !speech.speaker.is_empty() {
            self.block_marked(&speech.speaker, "**", "strong");
        }
        self.blocks(&speech.blocks);
    }

    fn stage(&mut self, _head: &Head, content: &[Inline]) {
        self.block_marked(content, "*", "em");
    }

    fn opener(&mut self, _head: &Head, parts: &[LetterPart]) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.lines.push("\\");
                self.lines.end_line();
            }
            self.follows = None;
            self.inlines(&part.content);
        }
        self.lines.gap();
    }

    fn byline(&mut self, _head: &Head, content: &[Inline]) {
        self.block_marked(content, "*", "em");
    }

    fn block_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Section {
            self.lines.gap();
            self.lines.push("* * *");
            self.lines.gap();
        }
    }

    fn figure(&mut self, _head: &Head, figure: &Figure) {
        if let Some(address) = figure.url.as_deref().and_then(address) {
            self.lines.push("![");
            self.inlines(&figure.description);
            self.lines.push(&format!("](<{address}>)"));
            self.end_block();
        } else if !figure.description.is_empty() {
            self.paragraph(&Head::default(), &figure.description);
        }
        if !figure.caption.is_empty() {
            self.block_marked(&figure.caption, "*", "em");
        }
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let look = Look::of_emphasis(head.rend());
        let (mark, tag) = if look.has(Look::ITALIC.with(Look::BOLD)) {
            ("***", "em")
        } else if look.has(Look::BOLD) {
            ("**", "strong")
        } else if look.has(Look::SUPERSCRIPT) {
            ("", "sup")
        } else if look.has(Look::SUBSCRIPT) {
            ("", "sub")
        } else if look.has(Look::STRIKE) {
            ("", "s")
        } else if look.has(Look::UNDERLINE) {
            ("", "u")
        } else if look.has(Look::SMALL_CAPS) {
            ("", "span class=\"smallcaps\"")
        } else if look.has(Look::ITALIC) || look.has(Look::SPACED) {
            ("*", "em")
        } else {
            return self.inlines(content);
        };
        self.marked(mark, tag, content);
    }

    fn note_ref(&mut self, _head: &Head, note: NoteId, marker: &str) {
        match self.plan.notes.get(note.index()) {
            Some(note) => self.lines.push(&format!("[^{}]", note.id)),
            None => self.text(marker),
        }
    }

    fn inline_stage(&mut self, _head: &Head, content: &[Inline]) {
        self.marked("*", "em", content);
    }

    fn alternate(&mut self, _head: &Head, all: &[Reading], preferred: usize) {
        readings(self, all, preferred, self.diplomatic);
    }

    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        match editorial {
            Editorial::Gap | Editorial::Illegible if content.is_empty() => self.lines.push("\\[…\\]"),
            Editorial::Deleted => self.marked("", "del", content),
            Editorial::Supplied => {
                self.lines.push("\\[");
                self.inlines(content);
                self.lines.push("\\]");
            }
            _ => self.phrase(head, content),
        }
    }

    fn foreign(&mut self, _head: &Head, content: &[Inline]) {
        self.marked("*", "em", content);
    }

    fn link(&mut self, _head: &Head, target: &str, content: &[Inline]) {
        let address = address(target).filter(|address| !address.starts_with('#'));
        match address {
            Some(address) if content.is_empty() => self.lines.push(&format!("<{address}>")),
            Some(address) => {
                self.lines.push("[");
                self.inner(content);
                self.lines.push(&format!("](<{address}>)"));
            }
            None if content.is_empty() => self.text(target),
            None => self.inlines(content),
        }
    }

    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        match unit {
            BreakUnit::Line if self.in_cell => self.lines.push("<br>"),
            // A heading is one line; CommonMark ends a hard break with a backslash elsewhere.
            BreakUnit::Line => self.lines.push(" "),
            _ => {}
        }
    }

    fn image(&mut self, head: &Head, url: Option<&str>, content: &[Inline]) {
        match url.and_then(address) {
            Some(address) => {
                self.lines.push("![");
                self.inner(content);
                self.lines.push(&format!("](<{address}>)"));
            }
            None => self.phrase(head, content),
        }
    }
}

impl Writer<'_> {
    fn list_item(&mut self, mark: &str, item: &Item, tight: bool) {
        if item.label.is_empty() {
            return self.inside(mark, &item.blocks, tight);
        }
        self.lines.enter(mark, &" ".repeat(mark.len()));
        self.follows = Some(' ');
        self.marked("**", "strong", &item.label);
        self.lines.push(" ");
        for block in &item.blocks {
            self.block(block);
            if tight {
                self.lines.close_up();
            }
        }
        self.lines.leave();
    }
}
