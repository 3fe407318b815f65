//! Writes schemas in the XML syntax.

use std::fmt::Write;

use super::model::{
    ANNOTATIONS_NS, Combine, Component, Data, Define, Link, NameClass, NameClassKind, Namespace, Pattern,
    PatternKind, RNG_NS, Value, XML_NS, XSD_LIBRARY,
};
use super::write::Namespaces;

/// Writes `pattern` as a schema in XML syntax.
#[must_use]
pub fn write_xml(pattern: &Pattern) -> String {
    let namespaces = Namespaces::of(pattern);
    let default = namespaces.main().map(ToString::to_string);
    let mut writer =
        Writer { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), default, depth: 0 };
    let mut root =
        format!(" xmlns=\"{RNG_NS}\" xmlns:a=\"{ANNOTATIONS_NS}\" datatypeLibrary=\"{XSD_LIBRARY}\"");
    if let Some(uri) = &writer.default {
        let _ = write!(root, " ns=\"{}\"", escaped(uri));
    }
    for (prefix, uri) in &namespaces.bindings {
        let _ = write!(root, " xmlns:{prefix}=\"{}\"", escaped(uri));
    }
    writer.root(pattern, &root);
    writer.out
}

struct Writer {
    out: String,
    default: Option<String>,
    depth: usize,
}

impl Writer {
    fn root(&mut self, pattern: &Pattern, attributes: &str) {
        match &pattern.kind {
            PatternKind::Grammar(components) => {
                self.open("grammar", attributes);
                self.components(components);
                self.close("grammar");
            }
            _ => {
                self.open("grammar", attributes);
                self.open("start", "");
                self.pattern(pattern);
                self.close("start");
                self.close("grammar");
            }
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        self.indent();
        let _ = writeln!(self.out, "<{name}{attributes}>");
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.indent();
        let _ = writeln!(self.out, "</{name}>");
    }

    fn empty(&mut self, name: &str, attributes: &str) {
        self.indent();
        let _ = writeln!(self.out, "<{name}{attributes}/>");
    }

    fn text(&mut self, name: &str, attributes: &str, text: &str) {
        self.indent();
        let _ = writeln!(self.out, "<{name}{attributes}>{}</{name}>", escaped(text));
    }

    fn within(&mut self, name: &str, attributes: &str, inner: &[Pattern]) {
        self.open(name, attributes);
        for pattern in inner {
            self.pattern(pattern);
        }
        self.close(name);
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Element(class, inner) => self.named("element", class, inner, pattern),
            PatternKind::Attribute(class, inner) => self.named("attribute", class, inner, pattern),
            PatternKind::Group(inner) => self.within("group", "", inner),
            PatternKind::Interleave(inner) => self.within("interleave", "", inner),
            PatternKind::Choice(inner) => self.within("choice", "", inner),
            PatternKind::Optional(inner) => self.within("optional", "", inner),
            PatternKind::ZeroOrMore(inner) => self.within("zeroOrMore", "", inner),
            PatternKind::OneOrMore(inner) => self.within("oneOrMore", "", inner),
            PatternKind::Mixed(inner) => self.within("mixed", "", inner),
            PatternKind::List(inner) => self.within("list", "", inner),
            PatternKind::Empty => self.empty("empty", ""),
            PatternKind::NotAllowed => self.empty("notAllowed", ""),
            PatternKind::Text => self.empty("text", ""),
            PatternKind::Ref(name) => self.empty("ref", &format!(" name=\"{name}\"")),
            PatternKind::ParentRef(name) => self.empty("parentRef", &format!(" name=\"{name}\"")),
            PatternKind::Value(value) => self.value(value),
            PatternKind::Data(data) => self.data(data),
            PatternKind::External(link) => {
                let attributes = self.link(link);
                self.empty("externalRef", &attributes);
            }
            PatternKind::Grammar(components) => {
                self.open("grammar", "");
                self.components(components);
                self.close("grammar");
            }
        }
    }

    /// An element or attribute: its name as an attribute where it can be, else as a child.
    fn named(&mut self, kind: &str, class: &NameClass, inner: &[Pattern], pattern: &Pattern) {
        let mut attributes = match &class.kind {
            NameClassKind::Name(Namespace::Uri(uri), name) if **uri == *XML_NS => {
                format!(" name=\"xml:{name}\"")
            }
            NameClassKind::Name(Namespace::Uri(uri), name)
                if (kind == "element" && self.default.as_deref() == Some(&**uri))
                    || (kind == "attribute" && uri.is_empty()) =>
            {
                format!(" name=\"{name}\"")
            }
            _ => String::new(),
        };
        let by_child = attributes.is_empty();
        if let Some(default) = pattern.notes.as_ref().and_then(|notes| notes.default_value.as_deref()) {
            let _ = write!(attributes, " a:defaultValue=\"{}\"", escaped(default));
        }
        if !by_child && inner.is_empty() && kind == "attribute" {
            self.empty(kind, &attributes);
            return;
        }
        self.open(kind, &attributes);
        for text in pattern.notes.iter().flat_map(|notes| &notes.documentation) {
            self.text("a:documentation", "", text);
        }
        if by_child {
            self.class(class);
        }
        for pattern in inner {
            self.pattern(pattern);
        }
        self.close(kind);
    }

    fn class(&mut self, class: &NameClass) {
        match &class.kind {
            NameClassKind::Name(namespace, name) => {
                let attributes = namespace_attribute(namespace);
                self.text("name", &attributes, name);
            }
            NameClassKind::NsName(namespace, except) => {
                let attributes = namespace_attribute(namespace);
                self.wild("nsName", &attributes, except.as_deref());
            }
            NameClassKind::AnyName(except) => self.wild("anyName", "", except.as_deref()),
            NameClassKind::Choice(classes) => {
                self.open("choice", "");
                for class in classes {
                    self.class(class);
                }
                self.close("choice");
            }
        }
    }

    fn wild(&mut self, name: &str, attributes: &str, except: Option<&NameClass>) {
        let Some(except) = except else { return self.empty(name, attributes) };
        self.open(name, attributes);
        self.open("except", "");
        // Several names in an exception are a choice as they stand.
        match &except.kind {
            NameClassKind::Choice(classes) => classes.iter().for_each(|class| self.class(class)),
            _ => self.class(except),
        }
        self.close("except");
        self.close(name);
    }

    fn value(&mut self, value: &Value) {
        let (library, name) = (&*value.datatype.library, &*value.datatype.name);
        let mut attributes = match (library, name) {
            ("", "token") => String::new(),
            (XSD_LIBRARY, name) => format!(" type=\"{name}\""),
            (library, name) => format!(" type=\"{name}\" datatypeLibrary=\"{}\"", escaped(library)),
        };
        if matches!(name, "QName" | "NOTATION") {
            attributes.push_str(&namespace_attribute(&value.namespace));
        }
        self.text("value", &attributes, &value.text);
    }

    fn data(&mut self, data: &Data) {
        let (library, name) = (&*data.datatype.library, &*data.datatype.name);
        let attributes = match library {
            XSD_LIBRARY => format!(" type=\"{name}\""),
            library => format!(" type=\"{name}\" datatypeLibrary=\"{}\"", escaped(library)),
        };
        if data.params.is_empty() && data.except.is_none() {
            return self.empty("data", &attributes);
        }
        self.open("data", &attributes);
        for param in &data.params {
            self.text("param", &format!(" name=\"{}\"", param.name), &param.value);
        }
        if let Some(except) = &data.except {
            self.within("except", "", except);
        }
        self.close("data");
    }

    fn link(&self, link: &Link) -> String {
        let mut attributes = format!(" href=\"{}\"", escaped(&link.href));
        if let Some(base) = &link.base {
            let _ = write!(attributes, " xml:base=\"{}\"", escaped(base));
        }
        if self.default.is_some() {
            attributes.push_str(&namespace_attribute(&link.namespace));
        }
        attributes
    }

    fn components(&mut self, components: &[Component]) {
        for component in components {
            match component {
                Component::Define(define) => self.define(define),
                Component::Div(inner) => {
                    self.open("div", "");
                    self.components(inner);
                    self.close("div");
                }
                Component::Include(link, inner) => {
                    let attributes = self.link(link);
                    self.open("include", &attributes);
                    self.components(inner);
                    self.close("include");
                }
            }
        }
    }

    fn define(&mut self, define: &Define) {
        let combine = match define.combine {
            Some(Combine::Choice) => " combine=\"choice\"",
            Some(Combine::Interleave) => " combine=\"interleave\"",
            None => "",
        };
        match &define.name {
            Some(name) => self.within("define", &format!(" name=\"{name}\"{combine}"), &define.patterns),
            None => self.within("start", combine, &define.patterns),
        }
    }
}

fn namespace_attribute(namespace: &Namespace) -> String {
    match namespace {
        Namespace::Inherit => String::new(),
        Namespace::Uri(uri) => format!(" ns=\"{}\"", escaped(uri)),
    }
}

/// Text for content and attributes alike.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
