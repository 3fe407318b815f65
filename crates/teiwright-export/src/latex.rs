//! LaTeX for the memoir class: chapters, footnotes, verse, speeches; compiles as it is, and its macros can be redefined.

use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, Document, Editorial, Figure, Head, Heading, HeadingRole, Inline,
    InlineKind, LetterPart, LineGroup, List, ListKind, Note, NoteId, Quotation, Reading, Speech, Table,
    Verse, plain_text,
};

use crate::html::escape::address;
use crate::look::{Look, indent};
use crate::options::READINGS;
use crate::plan::Plan;
use crate::render::{Render, readings};
use crate::{Backend, OptionKind, OptionSpec, Options, Report, Sink, facts};

/// LaTeX.
pub(crate) struct Latex;

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::flag("standalone", true, "a whole document with its preamble, rather than the text alone"),
    OptionSpec::flag("toc", true, "a table of contents, where there are two divisions or more"),
    READINGS,
    OptionSpec::new("class", OptionKind::Text, "memoir", "the document class; any that knows chapters"),
];

const PREAMBLE: &str = include_str!("latex.tex");

impl Backend for Latex {
    fn name(&self) -> &str {
        "latex"
    }

    fn summary(&self) -> &str {
        "LaTeX for the memoir class"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["application/x-latex"]
    }

    fn extension(&self) -> &str {
        "tex"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let diplomatic = options.text("readings") == "diplomatic";
        let mut writer = Writer {
            out: String::new(),
            document,
            plan: &plan,
            diplomatic,
            level: 0,
            written: vec![false; document.notes.len()],
            in_note: false,
            moving: false,
        };
        let standalone = options.flag("standalone");
        if standalone {
            writer.preamble(options.text("class"));
        }
        writer.title();
        if options.flag("toc") && plan.outline.len() > 1 {
            writer.out.push_str("\\tableofcontents*\n\n");
        }
        for part in [&document.front, &document.body, &document.back] {
            if !std::ptr::eq(part, &document.body) {
                writer.headings(&part.heads);
            }
            writer.blocks(&part.blocks);
        }
        writer.loose_notes();
        if standalone {
            writer.out.push_str("\\end{document}\n");
        }
        Report::of_file(sink, "text.tex", writer.out)
    }
}

struct Writer<'a> {
    out: String,
    document: &'a Document,
    plan: &'a Plan,
    diplomatic: bool,
    level: usize,
    written: Vec<bool>,
    in_note: bool,
    /// Whether the words move: a heading is copied into the contents.
    moving: bool,
}

/// The name that babel has for a language.
fn babel(tag: &str) -> Option<&'static str> {
    Some(match tag.split('-').next().unwrap_or_default() {
        "en" => "english",
        "de" => "ngerman",
        "fr" => "french",
        "es" => "spanish",
        "it" => "italian",
        "pt" => "portuguese",
        "ru" => "russian",
        "la" => "latin",
        "nl" => "dutch",
        "pl" => "polish",
        "cs" => "czech",
        "sv" => "swedish",
        "da" => "danish",
        "el" => "greek",
        "hu" => "hungarian",
        _ => return None,
    })
}

impl Writer<'_> {
    fn preamble(&mut self, class: &str) {
        let class = class.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        let class = if class.is_empty() { "memoir" } else { &class };
        self.out.push_str(&format!("\\documentclass[a5paper,11pt]{{{class}}}\n"));
        if let Some(language) = babel(facts::language(self.document)) {
            let found =
                format!("\\IfFileExists{{babel.sty}}{{\\usepackage[{language},provide=*]{{babel}}}}{{}}\n");
            self.out.push_str(&found);
        }
        self.out.push_str(PREAMBLE);
        let title = facts::title(self.document).unwrap_or_default();
        let authors = facts::authors(self.document).collect::<Vec<_>>().join(", ");
        for (command, text) in [("title", title), ("author", authors), ("date", String::new())] {
            self.out.push_str(&format!("\\{command}{{"));
            self.text(&text);
            self.out.push_str("}\n");
        }
        self.out.push_str("\n\\begin{document}\n");
    }

    fn title(&mut self) {
        self.out.push_str("\\begin{center}\n");
        if self.document.body.heads.is_empty() {
            let title = facts::title(self.document).unwrap_or_default();
            self.command("teiworktitle", &title);
            for author in facts::authors(self.document) {
                self.command("teiworkline", author);
            }
        }
        let document = self.document;
        for heading in &document.body.heads {
            let main = heading.role == HeadingRole::Main;
            self.out.push_str(if main { "\\teiworktitle{" } else { "\\teiworkline{" });
            self.inlines(&heading.content);
            self.out.push_str("}\n");
        }
        self.out.push_str("\\end{center}\n\n");
    }

    fn command(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.out.push_str(&format!("\\{name}{{"));
            self.text(text);
            self.out.push_str("}\n");
        }
    }

    fn wrap(&mut self, command: &str, content: &[Inline]) {
        self.out.push_str(command);
        self.out.push('{');
        self.inlines(content);
        self.out.push('}');
    }

    fn line(&mut self, command: &str, content: &[Inline]) {
        self.wrap(command, content);
        self.out.push_str("\n\n");
    }

    fn environment(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("\\begin{{{name}}}\n"));
        write(self);
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.out.push_str(&format!("\n\\end{{{name}}}\n\n"));
    }

    /// Blocks, of which those lines of verse that follow one another are one stanza.
    fn verses(&mut self, blocks: &[Block]) {
        let verse = |block: &Block| matches!(block.kind, BlockKind::Verse(_));
        for run in blocks.chunk_by(|a, b| verse(a) == verse(b)) {
            if !run.first().is_some_and(verse) {
                self.blocks(run);
                continue;
            }
            self.environment("verse", |writer| {
                writer.blocks(run);
                writer.trim();
                writer.out.truncate(writer.out.strip_suffix("\\\\").map_or(writer.out.len(), str::len));
            });
        }
    }

    /// The notes that no words refer to, at the end.
    fn loose_notes(&mut self) {
        let document = self.document;
        for (index, note) in document.notes.iter().enumerate() {
            if self.written.get(index) == Some(&false) {
                self.out.push_str("\\noindent ");
                self.text(&note.marker);
                self.out.push(' ');
                self.note(crate::plan::note_id(index), note);
                self.out.push_str("\n\n");
            }
        }
    }

    fn trim(&mut self) {
        let length = self.out.trim_end().len();
        self.out.truncate(length);
    }
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        let mut last = self.out.chars().next_back();
        for c in text.chars() {
            match c {
                '\\' => self.out.push_str("\\textbackslash{}"),
                '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '~' => self.out.push_str("\\textasciitilde{}"),
                '^' => self.out.push_str("\\textasciicircum{}"),
                '<' => self.out.push_str("\\textless{}"),
                '>' => self.out.push_str("\\textgreater{}"),
                '|' => self.out.push_str("\\textbar{}"),
                '"' => self.out.push_str("\\textquotedbl{}"),
                '\'' => self.out.push_str("\\textquotesingle{}"),
                '`' => self.out.push_str("\\textasciigrave{}"),
                // Two hyphens would become a dash, and a bracket after a line break an argument.
                '-' if last == Some('-') => self.out.push_str("{}-"),
                '[' => self.out.push_str("{[}"),
                ']' => self.out.push_str("{]}"),
                '\u{A0}' => self.out.push('~'),
                '\n' | '\r' | '\t' => self.out.push(' '),
                c if c.is_control() => self.out.push('\u{FFFD}'),
                c => self.out.push(c),
            }
            last = Some(c);
        }
    }

    fn end_block(&mut self) {
        self.out.push_str("\n\n");
    }

    fn note(&mut self, id: NoteId, note: &Note) {
        if let Some(written) = self.written.get_mut(id.index()) {
            *written = true;
        }
        let outer = std::mem::replace(&mut self.in_note, true);
        self.blocks(&note.blocks);
        self.in_note = outer;
        self.trim();
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
            if self.in_note || index != main || self.level == 0 {
                self.line("\\teiheadingline", &heading.content);
                continue;
            }
            let command =
                ["\\chapter", "\\section", "\\subsection", "\\subsubsection"][self.level.min(4) - 1];
            self.out.push_str(&format!("{command}*{{"));
            self.moving = true;
            self.inlines(&heading.content);
            self.moving = false;
            let name = command.trim_start_matches('\\');
            self.out.push_str(&format!("}}\n\\addcontentsline{{toc}}{{{name}}}{{"));
            self.text(&facts::one_line(&plain_text(&heading.content)));
            self.out.push_str("}\n");
        }
        if !heads.is_empty() {
            self.out.push('\n');
        }
    }

    /// Lines of typewriter words; spaces at their beginnings stay.
    fn preformatted(&mut self, _head: &Head, text: &str) {
        self.out.push_str("{\\ttfamily\\raggedright\\noindent\n");
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push_str("\\\\\n");
            }
            self.out.push_str("\\leavevmode{}");
            let words = line.trim_start_matches(' ');
            self.out.push_str(&"~".repeat(line.len() - words.len()));
            self.text(words);
        }
        self.out.push_str("\\par}\n\n");
    }

    fn label(&mut self, _head: &Head, content: &[Inline]) {
        self.line("\\teiheadingline", content);
    }

    fn line_group(&mut self, _head: &Head, group: &LineGroup) {
        for heading in &group.heads {
            self.line("\\teiheadingline", &heading.content);
        }
        self.verses(&group.blocks);
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        for _ in 0..indent(head.rend()) {
            self.out.push_str("\\vin ");
        }
        match verse.part {
            Some('M') => self.out.push_str("\\hspace*{7em}"),
            Some('F') => self.out.push_str("\\hspace*{12em}"),
            _ => {}
        }
        self.out.push_str("\\leavevmode{}");
        self.inlines(&verse.content);
        self.out.push_str("\\\\\n");
    }

    fn quotation(&mut self, _head: &Head, quotation: &Quotation) {
        self.environment("quotation", |writer| {
            writer.blocks(&quotation.blocks);
            if !quotation.source.is_empty() {
                writer.line("\\teiquotationsource", &quotation.source);
            }
            if quotation.blocks.is_empty() && quotation.source.is_empty() {
                writer.out.push_str("\\mbox{}");
            }
        });
    }

    fn list(&mut self, _head: &Head, list: &List) {
        for heading in &list.heads {
            self.line("\\teiheadingline", &heading.content);
        }
        if list.items.is_empty() {
            return;
        }
        let labelled = list.items.iter().any(|item| !item.label.is_empty());
        let name = match list.kind {
            ListKind::Gloss | ListKind::Cast if labelled => "description",
            ListKind::Ordered if !labelled => "enumerate",
            _ => "itemize",
        };
        self.environment(name, |writer| {
            for item in &list.items {
                if item.label.is_empty() && matches!(list.kind, ListKind::Bulleted | ListKind::Ordered) {
                    writer.out.push_str("\\item ");
                } else {
                    writer.out.push_str("\\item[{");
                    writer.inlines(&item.label);
                    writer.out.push_str("}] ");
                }
                writer.blocks(&item.blocks);
                writer.trim();
                writer.out.push_str("\\leavevmode\n");
            }
        });
    }

    fn table(&mut self, _head: &Head, table: &Table) {
        for heading in &table.heads {
            self.line("\\teiheadingline", &heading.content);
        }
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        // Columns of one width each, so that long cells break.
        let width = format!("p{{\\dimexpr {:.4}\\linewidth-2\\tabcolsep\\relax}}", 0.98 / columns as f64);
        let begin = format!("\\begin{{center}}\\begin{{tabular}}{{{}}}\n", width.repeat(columns));
        self.out.push_str(&begin);
        for row in &table.rows {
            for (index, cell) in row.cells.iter().enumerate() {
                if index > 0 {
                    self.out.push_str(" & ");
                }
                if row.labels {
                    self.wrap("\\textbf", &cell.content);
                } else {
                    self.inlines(&cell.content);
                }
            }
            self.out.push_str(" \\tabularnewline\n");
        }
        self.out.push_str("\\end{tabular}\\end{center}\n\n");
    }

    fn speech(&mut self, _head: &Head, speech: &Speech) {
        if !speech.speaker.is_empty() {
            self.wrap("\\teispeaker", &speech.speaker);
            self.out.push('\n');
        }
        self.verses(&speech.blocks);
    }

    fn stage(&mut self, _head: &Head, content: &[Inline]) {
        self.line("\\teistagedirection", content);
    }

    fn letter_part(&mut self, part: &LetterPart) {
        let right = matches!(part.kind.as_str(), "dateline" | "signed");
        self.line(if right { "\\teirightline" } else { "\\teileftline" }, &part.content);
    }

    fn byline(&mut self, _head: &Head, content: &[Inline]) {
        self.line("\\teibylineline", content);
    }

    fn trailer(&mut self, _head: &Head, content: &[Inline]) {
        self.line("\\teiheadingline", content);
    }

    fn block_break(&mut self, head: &Head, unit: BreakUnit) {
        match unit {
            BreakUnit::Section => self.out.push_str("\\teisectionmarkline\n\n"),
            BreakUnit::Page => self.inline_break(head, unit),
            _ => {}
        }
    }

    fn figure(&mut self, _head: &Head, figure: &Figure) {
        self.environment("center", |writer| {
            match figure.url.as_deref() {
                // A file name that TeX would read as its own marks is shown, not opened.
                Some(url) if url.contains(['%', '#', '{', '}', '\\', '~', '^', '$']) => {
                    writer.text(url);
                    writer.end_block();
                }
                Some(url) => writer.out.push_str(&format!("\\teipicture{{\\detokenize{{{url}}}}}\n\n")),
                None => {}
            }
            for content in [&figure.description, &figure.caption] {
                if !content.is_empty() {
                    writer.inlines(content);
                    writer.end_block();
                }
            }
            writer.out.push_str("\\mbox{}");
        });
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let look = Look::of_emphasis(head.rend());
        let commands = [
            (Look::ITALIC, "\\emph"),
            (Look::BOLD, "\\textbf"),
            (Look::UNDERLINE, "\\uline"),
            (Look::STRIKE, "\\sout"),
            (Look::SUPERSCRIPT, "\\textsuperscript"),
            (Look::SUBSCRIPT, "\\textsubscript"),
            (Look::SMALL_CAPS, "\\textsc"),
            (Look::SPACED, "\\teispaced"),
            (Look::TYPEWRITER, "\\texttt"),
        ];
        let commands = commands.iter().filter(|(flag, _)| look.has(*flag)).collect::<Vec<_>>();
        for (_, command) in &commands {
            self.out.push_str(command);
            self.out.push('{');
        }
        self.inlines(content);
        self.out.push_str(&"}".repeat(commands.len()));
    }

    fn note_ref(&mut self, _head: &Head, id: NoteId, marker: &str) {
        let (document, plan) = (self.document, self.plan);
        let (Some(note), Some(planned)) = (document.note(id), plan.notes.get(id.index())) else {
            return self.text(marker);
        };
        let label =
            planned.id.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect::<String>();
        if self.written.get(id.index()) == Some(&true) {
            self.out.push_str(&format!("\\textsuperscript{{\\ref{{note:{label}}}}}"));
        } else if self.in_note {
            // LaTeX has no footnotes in footnotes.
            self.out.push_str(" (");
            self.note(id, note);
            self.out.push(')');
        } else {
            self.out.push_str(if self.moving { "\\protect\\footnote{" } else { "\\footnote{" });
            let moving = std::mem::take(&mut self.moving);
            self.out.push_str(&format!("\\label{{note:{label}}}"));
            self.note(id, note);
            self.moving = moving;
            self.out.push('}');
        }
    }

    fn inline_stage(&mut self, _head: &Head, content: &[Inline]) {
        self.wrap("\\emph", content);
    }

    fn alternate(&mut self, _head: &Head, all: &[Reading], preferred: usize) {
        readings(self, all, preferred, self.diplomatic);
    }

    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        match editorial {
            Editorial::Gap | Editorial::Illegible if content.is_empty() => self.out.push_str("{[}…{]}"),
            Editorial::Supplied => self.wrap("\\teisupplied", content),
            Editorial::Unclear => self.wrap("\\teiunclear", content),
            Editorial::Deleted => self.wrap("\\sout", content),
            Editorial::Added => self.wrap("\\teiadded", content),
            _ => self.phrase(head, content),
        }
    }

    fn foreign(&mut self, _head: &Head, content: &[Inline]) {
        self.wrap("\\emph", content);
    }

    fn link(&mut self, _head: &Head, target: &str, content: &[Inline]) {
        let address = address(target).filter(|address| !address.starts_with('#'));
        let note = content.iter().any(|inline| matches!(inline.kind, InlineKind::NoteRef { .. }));
        match address.filter(|_| !note && !self.moving) {
            Some(address) => {
                let address = address.replace('%', "\\%").replace('#', "\\#").replace('&', "\\&");
                self.out.push_str(&format!("\\href{{{address}}}{{"));
                if content.is_empty() {
                    self.text(target);
                }
                self.inlines(content);
                self.out.push('}');
            }
            None if content.is_empty() => self.text(target),
            None => self.inlines(content),
        }
    }

    fn inline_break(&mut self, head: &Head, unit: BreakUnit) {
        match unit {
            BreakUnit::Line if self.moving => self.text(" "),
            BreakUnit::Line => self.out.push_str("\\newline{}"),
            BreakUnit::Page if !self.moving => {
                self.out.push_str("\\teipagebreakmark{");
                self.text(head.n().unwrap_or_default());
                self.out.push('}');
            }
            _ => {}
        }
    }
}
