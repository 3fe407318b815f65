//! The page of `schema show` as text for a terminal.

use super::facts_page::{AttributeLine, Group, Page, sorted};

/// The page as text, in lines of at most `width` columns where words allow.
pub(crate) fn human(page: &Page<'_>, width: usize) -> String {
    let mut out = Text { out: String::new(), width };
    let gloss = page.gloss.map_or_else(String::new, |gloss| format!(": {gloss}"));
    out.line(0, &format!("{}{gloss}", page.name));
    out.line(0, &whose(page));
    if let Some(ident) = page.ident {
        let whose = if page.tei.is_some() { "in TEI" } else { "in the customisation" };
        out.line(0, &format!("It is `{ident}` {whose}"));
    }
    if let Some(namespace) = page.namespace {
        out.line(0, &format!("Namespace {}", if namespace.is_empty() { "none" } else { namespace }));
    }
    if let Some(url) = &page.url {
        out.line(0, url);
    }
    if let Some(parents) = &page.parents {
        out.title("Stands in");
        if parents.is_empty() {
            let is_root = matches!(page.ident.unwrap_or(page.name), "teiCorpus" | "TEI");
            out.line(2, if is_root { "nothing: it is a root" } else { "nothing" });
        }
        out.groups(parents);
    }
    if let Some(content) = &page.content {
        out.title("Holds");
        out.line(2, content);
    }
    if let Some(children) = &page.children {
        let held = match (page.text, page.any, children.is_empty()) {
            (_, Some(true), _) => "elements of any name",
            (Some(true), _, true) => "that is, characters and no elements",
            (Some(true), _, false) => "that is, characters and these elements:",
            (_, _, false) => "that is, these elements:",
            _ => "",
        };
        if !held.is_empty() {
            out.line(2, held);
        }
        out.groups(children);
    }
    if let Some(members) = &page.members {
        out.title(if page.kind == "module" { "Holds" } else { "Members" });
        out.groups(members);
    }
    if let Some(attributes) = page.attributes.as_ref().filter(|attributes| !attributes.is_empty()) {
        out.title("Attributes");
        out.attributes(attributes, page.name);
    }
    if let Some(classes) = page.classes.as_ref().filter(|classes| !classes.is_empty()) {
        out.title("Classes");
        out.line(2, &classes.join(", "));
    }
    out.out
}

/// Whose the name is: that of TEI, as a customisation has it or not, or a customisation's own.
fn whose(page: &Page<'_>) -> String {
    let kind = capital(page.kind);
    let about = page.module_about.map_or_else(String::new, |about| format!(" ({about})"));
    let module = page.module.map_or_else(String::new, |module| format!(", module {module}{about}"));
    match (page.tei, page.customisation) {
        (Some(version), None) => format!("{kind} of TEI P5 {version}{module}"),
        (Some(version), Some(schema)) => format!("{kind} of TEI P5 {version} as {schema} has it{module}"),
        (None, Some(schema)) => format!("{kind} that {schema} adds; TEI does not have it{module}"),
        (None, None) => format!("{kind}{module}"),
    }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What stands for the module of what has none.
const NO_MODULE: &str = "(no module)";

/// Text that grows by lines.
struct Text {
    out: String,
    width: usize,
}

impl Text {
    fn title(&mut self, title: &str) {
        self.out.push_str(&format!("\n{title}\n"));
    }

    /// Words from a column on; where they go on, they stand two columns further in.
    fn line(&mut self, indent: usize, words: &str) {
        self.hanging(indent, indent + 2, words);
    }

    fn hanging(&mut self, indent: usize, next: usize, words: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.wrapped(indent, next, words);
    }

    /// Words after what stands in the line up to `column` already.
    fn wrapped(&mut self, mut column: usize, next: usize, words: &str) {
        for (number, word) in words.split(' ').enumerate() {
            let length = word.chars().count();
            if number > 0 && column + 1 + length > self.width {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(next));
                column = next;
            } else if number > 0 {
                self.out.push(' ');
                column += 1;
            }
            self.out.push_str(word);
            column += length;
        }
        self.out.push('\n');
    }

    fn groups(&mut self, groups: &[Group<'_>]) {
        let unnamed = groups.iter().any(|group| group.of.is_empty()).then_some(NO_MODULE.len());
        let width = groups.iter().map(|group| group.of.len()).chain(unnamed).max().unwrap_or_default();
        for group in groups {
            let of = if group.of.is_empty() { NO_MODULE } else { group.of };
            self.out.push_str(&format!("  {of:<width$}  "));
            self.wrapped(width + 4, width + 4, &group.names.join(" "));
        }
    }

    /// Attributes one by one; those that nearly every element has, in one line.
    fn attributes(&mut self, attributes: &[AttributeLine<'_>], name: &str) {
        let is_global = |line: &AttributeLine<'_>| {
            let class = line.class.unwrap_or_default();
            !line.changed
                && (class == "att.global" || class.starts_with("att.global."))
                && !name.starts_with("att.")
        };
        let (global, others) = attributes.iter().partition::<Vec<_>, _>(|line| is_global(line));
        let width = others.iter().map(|line| line.name.len()).max().unwrap_or_default().min(16);
        for line in others {
            self.out.push_str(&format!("  {:<width$}  ", line.name));
            let mut words = line.meaning.clone().unwrap_or_default();
            match (line.choice, line.usage) {
                (true, "required") => words.push_str("; required in a choice"),
                (true, _) => words.push_str("; in a choice"),
                (false, "optional") => {}
                (false, usage) => words.push_str(&format!("; {usage}")),
            }
            let anew = if line.changed { ", said anew here" } else { "" };
            let class = line.class.map_or_else(String::new, |class| format!("; {class}{anew}"));
            words.push_str(&format!(" ({}{class})", line.datatype));
            let words = words.trim_start_matches([' ', ';']);
            let at = width + 4;
            self.wrapped(at.max(line.name.len() + 4), at, words);
            if let Some(list) = line.list {
                let begin = match list {
                    "closed" => "one of",
                    "semi" => "best one of",
                    _ => "such as",
                };
                let values = line.values.iter().map(|value| if value.is_empty() { "\"\"" } else { value });
                let default = line
                    .default
                    .as_ref()
                    .map_or_else(String::new, |default| format!("; without it, {default}"));
                self.hanging(
                    at,
                    at + 2,
                    &format!("{begin} {}{default}", values.collect::<Vec<_>>().join(" ")),
                );
            } else if let Some(default) = &line.default {
                self.hanging(at, at + 2, &format!("without it, {default}"));
            }
        }
        if !global.is_empty() {
            let names = sorted(global.iter().map(|line| &*line.name)).join(" ");
            self.line(2, &format!("and, as every element: {names}"));
        }
    }
}
