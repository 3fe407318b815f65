//! Writes schemas in the compact syntax.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::model::{
    Combine, Component, Data, DatatypeName, Define, Link, NameClass, NameClassKind, Namespace, Pattern,
    PatternKind, Value, XML_NS, XSD_LIBRARY,
};
use super::write::Namespaces;

/// Words that a name cannot be without a backslash before it.
const KEYWORDS: [&str; 20] = [
    "attribute",
    "default",
    "datatypes",
    "div",
    "element",
    "empty",
    "external",
    "grammar",
    "include",
    "inherit",
    "list",
    "mixed",
    "namespace",
    "notAllowed",
    "parent",
    "start",
    "string",
    "text",
    "token",
    "rng",
];
/// How long a line may be before a pattern is written over several.
const WIDTH: usize = 100;

/// Writes `pattern` as a schema in compact syntax.
#[must_use]
pub fn write_compact(pattern: &Pattern) -> String {
    let namespaces = Namespaces::of(pattern);
    let mut prefixes = namespaces.prefixes();
    let default = namespaces.main().cloned();
    let mut out = String::new();
    if let Some(uri) = &default {
        let _ = writeln!(out, "default namespace = {}", literal(uri));
    }
    for (prefix, uri) in &namespaces.bindings {
        prefixes.entry(Arc::clone(uri)).or_insert_with(|| prefix.to_string());
    }
    for (uri, prefix) in &prefixes {
        let _ = writeln!(out, "namespace {prefix} = {}", literal(uri));
    }
    let mut libraries = BTreeMap::new();
    datatype_libraries(pattern, &mut libraries);
    for (number, (library, prefix)) in libraries.iter_mut().enumerate() {
        *prefix = format!("d{}", number + 1);
        let _ = writeln!(out, "datatypes {prefix} = {}", literal(library));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let writer = Writer { default, prefixes, libraries };
    match &pattern.kind {
        PatternKind::Grammar(components) => writer.components(components, 0, &mut out),
        _ => {
            out.push_str(&writer.pattern(pattern, Level::Whole, 0));
            out.push('\n');
        }
    }
    out
}

/// The libraries that are neither built in nor those of W3C XML Schema.
fn datatype_libraries(pattern: &Pattern, into: &mut BTreeMap<Arc<str>, String>) {
    let mut open = vec![pattern];
    let mut components: Vec<&Component> = Vec::new();
    loop {
        while let Some(component) = components.pop() {
            match component {
                Component::Define(define) => open.extend(&define.patterns),
                Component::Div(inner) | Component::Include(_, inner) => components.extend(inner),
            }
        }
        let Some(pattern) = open.pop() else { return };
        let datatype = match &pattern.kind {
            PatternKind::Element(_, inner) | PatternKind::Attribute(_, inner) => {
                open.extend(inner);
                continue;
            }
            PatternKind::Group(inner)
            | PatternKind::Interleave(inner)
            | PatternKind::Choice(inner)
            | PatternKind::Optional(inner)
            | PatternKind::ZeroOrMore(inner)
            | PatternKind::OneOrMore(inner)
            | PatternKind::Mixed(inner)
            | PatternKind::List(inner) => {
                open.extend(inner);
                continue;
            }
            PatternKind::Grammar(inner) => {
                components.extend(inner);
                continue;
            }
            PatternKind::Data(data) => {
                open.extend(data.except.iter().flatten());
                &data.datatype
            }
            PatternKind::Value(value) => &value.datatype,
            _ => continue,
        };
        if !matches!(&*datatype.library, "" | XSD_LIBRARY) {
            into.insert(Arc::clone(&datatype.library), String::new());
        }
    }
}

/// What stands around a pattern, and so whether it needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Nothing but braces, or the end.
    Whole,
    /// A sign of one kind, or one after it.
    Part,
}

struct Writer {
    default: Option<Arc<str>>,
    prefixes: BTreeMap<Arc<str>, String>,
    libraries: BTreeMap<Arc<str>, String>,
}

impl Writer {
    fn components(&self, components: &[Component], depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        for component in components {
            match component {
                Component::Define(define) => self.define(define, depth, out),
                Component::Div(inner) => {
                    let _ = writeln!(out, "{indent}div {{");
                    self.components(inner, depth + 1, out);
                    let _ = writeln!(out, "{indent}}}");
                }
                Component::Include(link, inner) => {
                    let _ = write!(out, "{indent}include {}", self.link(link));
                    if inner.is_empty() {
                        out.push('\n');
                        continue;
                    }
                    out.push_str(" {\n");
                    self.components(inner, depth + 1, out);
                    let _ = writeln!(out, "{indent}}}");
                }
            }
        }
    }

    fn define(&self, define: &Define, depth: usize, out: &mut String) {
        let sign = match define.combine {
            Some(Combine::Choice) => "|=",
            Some(Combine::Interleave) => "&=",
            None => "=",
        };
        let name = define.name.as_deref().map_or_else(|| "start".to_owned(), identifier);
        let _ =
            writeln!(out, "{}{name} {sign} {}", "  ".repeat(depth), self.inside(&define.patterns, depth + 1));
    }

    fn link(&self, link: &Link) -> String {
        let mut out = literal(&link.href);
        if let Namespace::Uri(uri) = &link.namespace
            && let Some(prefix) = self.prefixes.get(uri)
        {
            let _ = write!(out, " inherit = {prefix}");
        }
        out
    }

    /// Patterns that stand in one, as a group.
    fn inside(&self, patterns: &[Pattern], depth: usize) -> String {
        match patterns {
            [one] => self.pattern(one, Level::Whole, depth),
            many => self.several(many, ',', Level::Whole, depth),
        }
    }

    fn several(&self, parts: &[Pattern], sign: char, level: Level, depth: usize) -> String {
        let parts = parts.iter().map(|part| self.pattern(part, Level::Part, depth + 1)).collect::<Vec<_>>();
        let space = if sign == ',' { "" } else { " " };
        let mut out = parts.join(&format!("{space}{sign} "));
        if out.len() > WIDTH || out.contains('\n') {
            let indent = format!("\n{}", "  ".repeat(depth));
            out = parts.join(&if sign == ',' { format!(",{indent}") } else { format!("{indent}{sign} ") });
        }
        if level == Level::Whole || parts.len() < 2 { out } else { format!("({out})") }
    }

    fn repeated(&self, inner: &[Pattern], sign: char, depth: usize) -> String {
        let one = match inner {
            [one] => self.pattern(one, Level::Part, depth),
            many => self.several(many, ',', Level::Part, depth),
        };
        if one.ends_with(['?', '*', '+']) { format!("({one}){sign}") } else { format!("{one}{sign}") }
    }

    fn pattern(&self, pattern: &Pattern, level: Level, depth: usize) -> String {
        match &pattern.kind {
            PatternKind::Element(class, inner) => {
                format!("element {} {}", self.class(class, true, false), self.braces(inner, depth))
            }
            PatternKind::Attribute(class, inner) if inner.is_empty() => {
                format!("attribute {} {{ text }}", self.class(class, false, false))
            }
            PatternKind::Attribute(class, inner) => {
                format!("attribute {} {}", self.class(class, false, false), self.braces(inner, depth))
            }
            PatternKind::Group(inner) => self.several(inner, ',', level, depth),
            PatternKind::Interleave(inner) => self.several(inner, '&', level, depth),
            PatternKind::Choice(inner) => self.several(inner, '|', level, depth),
            PatternKind::Optional(inner) => self.repeated(inner, '?', depth),
            PatternKind::ZeroOrMore(inner) => self.repeated(inner, '*', depth),
            PatternKind::OneOrMore(inner) => self.repeated(inner, '+', depth),
            PatternKind::Mixed(inner) => format!("mixed {}", self.braces(inner, depth)),
            PatternKind::List(inner) => format!("list {}", self.braces(inner, depth)),
            PatternKind::Empty => "empty".to_owned(),
            PatternKind::NotAllowed => "notAllowed".to_owned(),
            PatternKind::Text => "text".to_owned(),
            PatternKind::Ref(name) => identifier(name),
            PatternKind::ParentRef(name) => format!("parent {}", identifier(name)),
            PatternKind::Value(value) => self.value(value),
            PatternKind::Data(data) => self.data(data, level, depth),
            PatternKind::External(link) => format!("external {}", self.link(link)),
            PatternKind::Grammar(components) => {
                let mut out = String::from("grammar {\n");
                self.components(components, depth + 1, &mut out);
                out.push_str(&"  ".repeat(depth));
                out.push('}');
                out
            }
        }
    }

    fn braces(&self, inner: &[Pattern], depth: usize) -> String {
        let inside = self.inside(inner, depth + 1);
        if inside.len() > WIDTH || inside.contains('\n') {
            let indent = "  ".repeat(depth);
            return format!("{{\n{indent}  {inside}\n{indent}}}");
        }
        format!("{{ {inside} }}")
    }

    fn class(&self, class: &NameClass, element: bool, part: bool) -> String {
        match &class.kind {
            NameClassKind::Name(namespace, name) => format!("{}{name}", self.prefix(namespace, element)),
            NameClassKind::NsName(Namespace::Uri(uri), except) => {
                let prefix = self.prefixes.get(uri).cloned();
                // The default namespace has no prefix that could stand before a star.
                let wild = prefix.map_or_else(|| "*".to_owned(), |prefix| format!("{prefix}:*"));
                self.wild(&wild, except.as_deref(), element, part)
            }
            NameClassKind::NsName(Namespace::Inherit, except) => {
                self.wild("*", except.as_deref(), element, part)
            }
            NameClassKind::AnyName(except) => self.wild("*", except.as_deref(), element, part),
            NameClassKind::Choice(classes) => {
                let classes =
                    classes.iter().map(|class| self.class(class, element, true)).collect::<Vec<_>>();
                match &*classes {
                    [one] => one.clone(),
                    many => format!("({})", many.join(" | ")),
                }
            }
        }
    }

    fn wild(&self, wild: &str, except: Option<&NameClass>, element: bool, part: bool) -> String {
        match except {
            None => wild.to_owned(),
            Some(except) if part => format!("({wild} - {})", self.class(except, element, true)),
            Some(except) => format!("{wild} - {}", self.class(except, element, true)),
        }
    }

    fn prefix(&self, namespace: &Namespace, element: bool) -> String {
        match namespace {
            Namespace::Uri(uri) if **uri == *XML_NS => "xml:".to_owned(),
            Namespace::Uri(uri)
                if (element && self.default.as_ref() == Some(uri)) || (!element && uri.is_empty()) =>
            {
                String::new()
            }
            Namespace::Uri(uri) => {
                self.prefixes.get(uri).map_or_else(String::new, |prefix| format!("{prefix}:"))
            }
            Namespace::Inherit => String::new(),
        }
    }

    fn datatype(&self, datatype: &DatatypeName) -> String {
        match &*datatype.library {
            "" => datatype.name.to_string(),
            XSD_LIBRARY => format!("xsd:{}", datatype.name),
            library => {
                let prefix = self.libraries.get(library).map_or("xsd", String::as_str);
                format!("{prefix}:{}", datatype.name)
            }
        }
    }

    fn value(&self, value: &Value) -> String {
        match (&*value.datatype.library, &*value.datatype.name) {
            ("", "token") => literal(&value.text),
            _ => format!("{} {}", self.datatype(&value.datatype), literal(&value.text)),
        }
    }

    fn data(&self, data: &Data, level: Level, depth: usize) -> String {
        let mut out = self.datatype(&data.datatype);
        if !data.params.is_empty() {
            let params =
                data.params.iter().map(|param| format!("{} = {}", param.name, literal(&param.value)));
            let _ = write!(out, " {{ {} }}", params.collect::<Vec<_>>().join(" "));
        }
        if let Some(except) = &data.except {
            let except = match &**except {
                [one] => self.pattern(one, Level::Part, depth),
                many => self.several(many, '|', Level::Part, depth),
            };
            let _ = write!(out, " - {except}");
            if level == Level::Part {
                out = format!("({out})");
            }
        }
        out
    }
}

/// The name of a definition.
fn identifier(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("\\{name}") } else { name.to_owned() }
}

/// A string in quotation marks, in pieces where it has both kinds of them; a carriage return is written by its number.
fn literal(text: &str) -> String {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        // The mark that lies further away, or not in it at all, stands around.
        let at = |mark: char| rest.find(mark).unwrap_or(rest.len());
        let quote = if at('"') >= at('\'') { '"' } else { '\'' };
        let (piece, after) = rest.split_at(at(quote));
        // Only what stands between three marks can go over lines.
        let quotes = quote.to_string().repeat(if piece.contains(['\n', '\r']) { 3 } else { 1 });
        let mut out = quotes.clone();
        for (at, c) in piece.char_indices() {
            // `\x{` would begin the number of a character.
            if c == '\r' || (c == '\\' && piece[at..].starts_with("\\x{")) {
                let _ = write!(out, "\\x{{{:X}}}", u32::from(c));
            } else {
                out.push(c);
            }
        }
        out.push_str(&quotes);
        pieces.push(out);
        rest = after;
        if rest.is_empty() {
            return pieces.join(" ~ ");
        }
    }
}
