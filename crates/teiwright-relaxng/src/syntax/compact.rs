//! Reads schemas in the compact syntax: the parser's heart, declarations and patterns.

use std::collections::HashMap;
use std::sync::Arc;

use teiwright_source::{Diagnostic, Diagnostics, Source, Span};

use super::compact_annotations::Annotations;
use super::lexer::{Token, tokens};
use super::model::{
    Data, DatatypeName, Link, MAX_NESTING, NameClass, Namespace, Param, Pattern, PatternKind, Value, XML_NS,
    XMLNS_NS, XSD_LIBRARY,
};
use super::names::scheme;
use crate::rules;

/// Reads a schema in the compact syntax. `None` after a syntax error, where reading stops.
#[must_use]
pub fn parse_compact(source: &Source) -> (Option<Pattern>, Vec<Diagnostic>) {
    let tokens = match tokens(source) {
        Ok(tokens) => tokens,
        Err(fault) => return (None, vec![*fault]),
    };
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
        found: Diagnostics::new(),
        namespaces: HashMap::from([("xml".to_string(), Namespace::Uri(Arc::from(XML_NS)))]),
        declared: HashMap::new(),
        default: Namespace::Inherit,
        default_declared: false,
        libraries: HashMap::from([("xsd".to_string(), Arc::from(XSD_LIBRARY))]),
        declared_libraries: HashMap::new(),
    };
    let pattern = match parser.schema() {
        Ok(pattern) => Some(pattern),
        Err(fault) => {
            parser.found.push(*fault);
            None
        }
    };
    (pattern, parser.found.into_vec())
}

/// The parser's result: a syntax error ends the parse.
pub(super) type Parsed<T> = Result<T, Box<Diagnostic>>;

pub(super) struct Parser {
    tokens: Vec<(Token, Span)>,
    pub(super) at: usize,
    depth: usize,
    pub(super) found: Diagnostics,
    pub(super) namespaces: HashMap<String, Namespace>,
    declared: HashMap<String, Span>,
    pub(super) default: Namespace,
    default_declared: bool,
    libraries: HashMap<String, Arc<str>>,
    declared_libraries: HashMap<String, Span>,
}

const KEYWORDS: &[&str] = &[
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
];

/// Whether `word` is a keyword.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// How the parts of a pattern are connected.
#[derive(PartialEq, Clone, Copy)]
enum Connector {
    Group,
    Choice,
    Interleave,
}

impl Parser {
    pub(super) fn peek(&self) -> &Token {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, by: usize) -> &Token {
        self.tokens.get(self.at + by).map_or(&Token::End, |t| &t.0)
    }

    pub(super) fn span(&self) -> Span {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(Span::at(0), |t| t.1)
    }

    pub(super) fn last_span(&self) -> Span {
        self.tokens.get(self.at.saturating_sub(1)).map_or(Span::at(0), |t| t.1)
    }

    pub(super) fn bump(&mut self) {
        self.at += 1;
    }

    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.peek(), Token::Symbol(s) if *s == symbol)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(w) if w == word)
    }

    pub(super) fn take(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, symbol: &str) -> Parsed<()> {
        if self.take(symbol) { Ok(()) } else { Err(self.wrong(&format!("“{symbol}”"))) }
    }

    /// A syntax error at the next token.
    pub(super) fn wrong(&self, wanted: &str) -> Box<Diagnostic> {
        Box::new(rules::compact_syntax(&self.peek().describe(), wanted, self.span()))
    }

    /// A literal of one or more parts joined by `~`.
    pub(super) fn literal(&mut self) -> Parsed<String> {
        let mut text = String::new();
        loop {
            let Token::Literal(part) = self.peek() else { return Err(self.wrong("a literal")) };
            text.push_str(part);
            self.bump();
            if !self.take("~") {
                return Ok(text);
            }
        }
    }

    /// A name without prefix, keyword or not.
    pub(super) fn any_word(&mut self, wanted: &str) -> Parsed<String> {
        let (Token::Word(name) | Token::Escaped(name)) = self.peek() else { return Err(self.wrong(wanted)) };
        let name = name.clone();
        self.bump();
        Ok(name)
    }

    fn schema(&mut self) -> Parsed<Pattern> {
        while self.declaration()? {}
        if self.at_grammar() {
            let components = self.components(&Token::End, true)?;
            return Ok(Pattern { kind: PatternKind::Grammar(components), span: Span::at(0), notes: None });
        }
        let start = self.at;
        let (pattern, followed) = self.pattern_or_followed()?;
        if followed {
            let span = self.tokens.get(start).map_or(Span::at(0), |t| t.1).cover(self.last_span());
            self.found.push(rules::annotation("nothing is around the pattern that “>>” could add to", span));
        }
        if *self.peek() != Token::End {
            return Err(self.wrong("the end of the schema"));
        }
        Ok(pattern)
    }

    /// One declaration at the head of the schema.
    fn declaration(&mut self) -> Parsed<bool> {
        if self.is_word("namespace") {
            self.bump();
            let span = self.span();
            let prefix = self.any_word("a prefix")?;
            self.expect("=")?;
            let namespace = self.namespace_uri()?;
            self.bind(prefix, namespace, span);
        } else if self.is_word("default") {
            self.bump();
            let span = self.span();
            if !self.take_word("namespace") {
                return Err(self.wrong("“namespace”"));
            }
            let prefix = if self.is_symbol("=") { None } else { Some(self.any_word("a prefix or “=”")?) };
            self.expect("=")?;
            let namespace = self.namespace_uri()?;
            if self.default_declared {
                let why = "the default namespace is declared twice";
                self.found.push(rules::namespace_declaration(why, span));
            }
            self.default_declared = true;
            self.default = namespace.clone();
            if let Some(prefix) = prefix {
                self.bind(prefix, namespace, span);
            }
        } else if self.is_word("datatypes") {
            self.bump();
            let span = self.span();
            let prefix = self.any_word("a prefix")?;
            self.expect("=")?;
            let at = self.span();
            let uri = self.literal()?;
            if !uri.is_empty() && (scheme(&uri).is_none() || uri.contains('#')) {
                self.found.push(rules::datatype_library_uri(&uri, at));
            }
            if self.declared_libraries.insert(prefix.clone(), span).is_some() {
                let why = format!("the prefix {prefix} is declared twice");
                self.found.push(rules::namespace_declaration(&why, span));
            }
            self.libraries.insert(prefix, Arc::from(uri));
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn namespace_uri(&mut self) -> Parsed<Namespace> {
        if self.take_word("inherit") {
            return Ok(Namespace::Inherit);
        }
        Ok(Namespace::Uri(Arc::from(self.literal()?)))
    }

    fn bind(&mut self, prefix: String, namespace: Namespace, span: Span) {
        let is_xml = namespace == Namespace::Uri(Arc::from(XML_NS));
        let is_xmlns = matches!(&namespace, Namespace::Uri(uri) if uri.trim_end_matches('/') == XMLNS_NS);
        let why = if prefix == "xmlns" || is_xmlns {
            Some("“xmlns” and its namespace cannot be declared".to_string())
        } else if (prefix == "xml") != is_xml {
            Some(format!("“xml” stands for {XML_NS}, and nothing else does"))
        } else if self.declared.insert(prefix.clone(), span).is_some() {
            Some(format!("the prefix {prefix} is declared twice"))
        } else {
            None
        };
        if let Some(why) = why {
            self.found.push(rules::namespace_declaration(&why, span));
        }
        self.namespaces.insert(prefix, namespace);
    }

    /// A whole pattern.
    pub(super) fn pattern(&mut self) -> Parsed<Pattern> {
        Ok(self.pattern_or_followed()?.0)
    }

    /// A whole pattern, and whether it is one particle with an annotation after it.
    fn pattern_or_followed(&mut self) -> Parsed<(Pattern, bool)> {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            let what = format!("patterns are nested more than {MAX_NESTING} deep");
            return Err(Box::new(rules::too_large(&what, self.span())));
        }
        let start = self.span();
        let (first, excepts, followed) = self.particle(true)?;
        let mut parts = vec![first];
        let mut connector = None;
        while let Some(next) = self.connector() {
            if excepts || connector.is_some_and(|c| c != next) {
                return Err(self.wrong("the same connector, or parentheses around a part,"));
            }
            connector = Some(next);
            self.bump();
            parts.push(self.particle(false)?.0);
        }
        self.depth -= 1;
        let span = start.cover(self.last_span());
        let kind = match connector {
            None => return parts.pop().map(|p| (p, followed)).ok_or_else(|| self.wrong("a pattern")),
            Some(Connector::Group) => PatternKind::Group(parts),
            Some(Connector::Choice) => PatternKind::Choice(parts),
            Some(Connector::Interleave) => PatternKind::Interleave(parts),
        };
        Ok((Pattern { kind, span, notes: None }, false))
    }

    fn connector(&self) -> Option<Connector> {
        match self.peek() {
            Token::Symbol(",") => Some(Connector::Group),
            Token::Symbol("|") => Some(Connector::Choice),
            Token::Symbol("&") => Some(Connector::Interleave),
            _ => None,
        }
    }

    /// A pattern with its annotations and its repetition; `whole` where a datatype with an exception may stand.
    /// Says whether it was one, and whether an annotation followed.
    fn particle(&mut self, whole: bool) -> Parsed<(Pattern, bool, bool)> {
        let (mut pattern, excepts) = self.primary(whole)?;
        let mut followed = self.follow_annotations()?;
        let make = match self.peek() {
            Token::Symbol("?") => PatternKind::Optional,
            Token::Symbol("*") => PatternKind::ZeroOrMore,
            Token::Symbol("+") => PatternKind::OneOrMore,
            _ => return Ok((pattern, excepts, followed)),
        };
        if excepts {
            return Err(self.wrong("parentheses around the datatype with its exception, and then"));
        }
        self.bump();
        let span = pattern.span.cover(self.last_span());
        pattern = Pattern { kind: make(vec![pattern]), span, notes: None };
        followed = self.follow_annotations()?;
        Ok((pattern, false, followed))
    }

    /// A primary pattern with the annotations before it.
    fn primary(&mut self, whole: bool) -> Parsed<(Pattern, bool)> {
        let annotations = self.annotations()?;
        let start = self.span();
        let mut excepts = false;
        let kind = match self.peek().clone() {
            Token::Symbol("(") => {
                self.bump();
                let inner = self.pattern()?;
                self.expect(")")?;
                PatternKind::Group(vec![inner])
            }
            Token::Literal(_) => {
                let datatype = DatatypeName { library: Arc::from(""), name: "token".into(), span: start };
                self.value(datatype, &annotations)?
            }
            Token::Word(word) if is_keyword(&word) => return self.keyword(&word, annotations, whole),
            Token::Word(name) | Token::Escaped(name) => {
                self.bump();
                PatternKind::Ref(name.into())
            }
            Token::Prefixed(prefix, name) => {
                self.bump();
                let library = self.libraries.get(&prefix).cloned();
                if library.is_none() {
                    self.found.push(rules::undeclared_prefix(&prefix, start));
                }
                let library = library.unwrap_or_else(|| Arc::from(""));
                let datatype = DatatypeName { library, name: name.into(), span: start };
                let (kind, except) = self.data_or_value(datatype, &annotations, whole)?;
                excepts = except;
                kind
            }
            _ => return Err(self.wrong("a pattern")),
        };
        let span = start.cover(self.last_span());
        Ok((Pattern { kind, span, notes: annotations.notes }, excepts))
    }

    fn keyword(&mut self, word: &str, annotations: Annotations, whole: bool) -> Parsed<(Pattern, bool)> {
        let start = self.span();
        self.bump();
        let mut span = start;
        let mut excepts = false;
        let kind = match word {
            "element" | "attribute" => {
                let class = self.name_class(word == "attribute")?;
                span = start.cover(self.last_span());
                let content = vec![self.braced()?];
                if word == "element" {
                    PatternKind::Element(class, content)
                } else {
                    PatternKind::Attribute(class, content)
                }
            }
            "list" => PatternKind::List(vec![self.braced()?]),
            "mixed" => PatternKind::Mixed(vec![self.braced()?]),
            "empty" => PatternKind::Empty,
            "text" => PatternKind::Text,
            "notAllowed" => PatternKind::NotAllowed,
            "parent" => {
                if matches!(self.peek(), Token::Word(word) if is_keyword(word)) {
                    return Err(self.wrong("a name, with a backslash if it is a keyword,"));
                }
                PatternKind::ParentRef(self.any_word("a name")?.into())
            }
            "external" => PatternKind::External(self.link()?),
            "grammar" => {
                self.expect("{")?;
                self.depth += 1;
                if self.depth > MAX_NESTING {
                    return Err(self.wrong("less nesting"));
                }
                let components = self.components(&Token::Symbol("}"), true)?;
                self.depth -= 1;
                PatternKind::Grammar(components)
            }
            "string" | "token" => {
                let datatype = DatatypeName { library: Arc::from(""), name: word.into(), span: start };
                let (kind, except) = self.data_or_value(datatype, &annotations, whole)?;
                excepts = except;
                span = start.cover(self.last_span());
                kind
            }
            _ => {
                self.at -= 1;
                return Err(self.wrong("a pattern (a name that is a keyword has a backslash before it)"));
            }
        };
        Ok((Pattern { kind, span, notes: annotations.notes }, excepts))
    }

    fn braced(&mut self) -> Parsed<Pattern> {
        self.expect("{")?;
        let pattern = self.pattern()?;
        self.expect("}")?;
        Ok(pattern)
    }

    fn value(&mut self, datatype: DatatypeName, annotations: &Annotations) -> Parsed<PatternKind> {
        if annotations.has_elements {
            let why = "a value cannot hold annotation elements";
            self.found.push(rules::annotation(why, annotations.span));
        }
        let text = self.literal()?;
        let mut bindings = Vec::new();
        if let Some((prefix, _)) = text.trim().split_once(':')
            && let Some(namespace) = self.namespaces.get(prefix)
        {
            bindings.push((prefix.into(), namespace.clone()));
        }
        Ok(PatternKind::Value(Value {
            datatype,
            text: text.into(),
            namespace: self.default.clone(),
            bindings,
        }))
    }

    /// What follows the name of a datatype; says whether that was an exception.
    fn data_or_value(
        &mut self,
        datatype: DatatypeName,
        annotations: &Annotations,
        whole: bool,
    ) -> Parsed<(PatternKind, bool)> {
        if matches!(self.peek(), Token::Literal(_)) {
            return Ok((self.value(datatype, annotations)?, false));
        }
        let mut params = Vec::new();
        if self.take("{") {
            while !self.take("}") {
                self.annotations()?;
                let start = self.span();
                let name = self.any_word("a parameter or “}”")?;
                self.expect("=")?;
                let value = self.literal()?;
                let span = start.cover(self.last_span());
                params.push(Param { name: name.into(), value: value.into(), span });
            }
        }
        let mut except = None;
        if self.is_symbol("-") {
            if !whole {
                return Err(self.wrong("parentheses around the datatype with its exception, and then"));
            }
            self.bump();
            self.depth += 1;
            if self.depth > MAX_NESTING {
                return Err(self.wrong("less nesting"));
            }
            except = Some(vec![self.primary(false)?.0]);
            self.depth -= 1;
        }
        let excepts = except.is_some();
        Ok((PatternKind::Data(Data { datatype, params, except }), excepts))
    }

    /// What `external` and `include` refer to.
    pub(super) fn link(&mut self) -> Parsed<Link> {
        let span = self.span();
        let href = self.literal()?;
        let mut namespace = self.default.clone();
        if self.take_word("inherit") {
            self.expect("=")?;
            let at = self.span();
            let prefix = self.any_word("a prefix")?;
            namespace = self.namespace(&prefix, at);
        }
        Ok(Link { href: href.into(), base: None, namespace, span })
    }

    /// The namespace of a prefix.
    pub(super) fn namespace(&mut self, prefix: &str, span: Span) -> Namespace {
        if let Some(namespace) = self.namespaces.get(prefix) {
            return namespace.clone();
        }
        self.found.push(rules::undeclared_prefix(prefix, span));
        Namespace::Uri(Arc::from(""))
    }

    /// The name class of an element or attribute.
    fn name_class(&mut self, attribute: bool) -> Parsed<NameClass> {
        let default = if attribute { Namespace::Uri(Arc::from("")) } else { self.default.clone() };
        self.names(&default, 0)
    }
}
