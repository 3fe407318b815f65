//! Reading the compact form.

use super::{EXPANSIONS, Module, Table};
use crate::spec::{
    Attribute, AttributeDef, AttributeType, ClassUse, Classes, Closure, Content, DataName, DataUse, Expand,
    Kind, Membership, Mode, Name, Occurs, Organisation, Particle, Spec, Usage, Value, ValueList,
};

/// How deeply parentheses may stand in one another.
const DEPTH: usize = 50;

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for TableError {}

/// Reads a table in its compact form. Lines that begin with `#`, and empty ones, are passed over.
///
/// # Errors
/// Names the first line that is not as the form has it.
pub fn read(text: &str) -> Result<Table, TableError> {
    let mut table = Table::default();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        entry(&mut table, line).map_err(|message| TableError { line: number + 1, message })?;
    }
    Ok(table)
}

fn entry(table: &mut Table, line: &str) -> Result<(), String> {
    let mut fields = line.split('\t');
    let letter = fields.next().unwrap_or_default();
    let ident = fields.next().filter(|ident| !ident.is_empty()).ok_or("there is no name")?;
    if let Some(kind) = letter.strip_prefix('-').and_then(|kind| kind.chars().next()) {
        table.removed.push((kind, ident.into()));
        return Ok(());
    }
    if letter == "M" {
        let gloss = fields.next().unwrap_or_default().into();
        table.modules.push(Module { ident: ident.into(), gloss });
        return Ok(());
    }
    let (ident, namespace) = match ident.strip_suffix('}').and_then(|ident| ident.split_once('{')) {
        Some((ident, namespace)) => (ident, Some(namespace.into())),
        None => (ident, None),
    };
    let kind = match letter {
        "E" => Kind::Element,
        "C" if ident.starts_with("att.") => Kind::AttributeClass,
        "C" => Kind::ModelClass,
        "A" => Kind::Macro,
        "D" => Kind::Datatype,
        other => return Err(format!("there is no kind `{other}`")),
    };
    let mut spec = Spec::new(kind, ident);
    spec.namespace = namespace;
    spec.module = fields.next().filter(|module| !module.is_empty()).map(Into::into);
    if kind == Kind::Element || kind.is_class() {
        let mut cursor = Cursor::new(fields.next().unwrap_or_default());
        spec.classes = Some(cursor.memberships()?);
    }
    if !kind.is_class() {
        let field = fields.next().unwrap_or_default();
        if !field.is_empty() {
            let mut cursor = Cursor::new(field);
            spec.content = Some(cursor.particle()?);
            cursor.end()?;
        }
    }
    if kind == Kind::Element || kind.is_class() {
        let mut cursor = Cursor::new(fields.next().unwrap_or_default());
        spec.attributes = cursor.attributes()?;
        cursor.end()?;
    }
    spec.gloss = fields.next().filter(|gloss| !gloss.is_empty()).map(Into::into);
    table.specs.push(spec);
    Ok(())
}

/// Reads one field.
struct Cursor<'t> {
    rest: &'t str,
    depth: usize,
}

type Read<T> = Result<T, String>;

impl<'t> Cursor<'t> {
    const fn new(field: &'t str) -> Self {
        Self { rest: field, depth: 0 }
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn expect(&mut self, sign: &str) -> Read<()> {
        if self.eat(sign) { Ok(()) } else { Err(format!("`{sign}` is missing before `{}`", self.rest)) }
    }

    fn end(&self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(format!("`{}` is too much", self.rest)) }
    }

    /// What stands before the first character that `stops`.
    fn until(&mut self, stops: impl Fn(char) -> bool) -> &'t str {
        let (before, rest) = self.rest.split_at(self.rest.find(stops).unwrap_or(self.rest.len()));
        self.rest = rest;
        before
    }

    fn name(&mut self) -> Read<&'t str> {
        // Names are long and ASCII: this is where most of a table goes by.
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let ascii = self.rest.bytes().take_while(is_part).count();
        let more = &self.rest[ascii..];
        let end = if more.as_bytes().first().is_some_and(|byte| !byte.is_ascii()) {
            let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
            ascii + more.find(is_end).unwrap_or(more.len())
        } else {
            ascii
        };
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return Err(format!("a name is missing before `{}`", self.rest));
        }
        self.rest = rest;
        Ok(name)
    }

    fn number(&mut self) -> Read<u32> {
        self.until(|c| !c.is_ascii_digit()).parse().map_err(|_| "a number is missing".to_owned())
    }

    fn occurs(&mut self) -> Read<Occurs> {
        let (min, max) = if self.eat("?") {
            (0, Some(1))
        } else if self.eat("*") {
            (0, None)
        } else if self.eat("+") {
            (1, None)
        } else if self.eat("{") {
            let min = self.number()?;
            self.expect(",")?;
            let max = if self.rest.starts_with('}') { None } else { Some(self.number()?) };
            self.expect("}")?;
            (min, max)
        } else {
            (1, Some(1))
        };
        Ok(Occurs { min, max })
    }

    /// The name of a class, macro or datatype after the sign of its kind.
    fn reference(&mut self) -> Read<Option<(char, Name)>> {
        let Some(sign) = self.rest.chars().next().filter(|c| matches!(c, '%' | '.' | '&' | '$')) else {
            return Ok(None);
        };
        self.rest = &self.rest[1..];
        let start = match sign {
            '%' => "model.",
            '.' => "att.",
            '&' => "macro.",
            _ => "teidata.",
        };
        // One allocation of the right length.
        Ok(Some((sign, [start, self.name()?].concat().into())))
    }

    fn memberships(&mut self) -> Read<Classes> {
        let mut members = Vec::new();
        while let Some((_, key)) = self.reference()? {
            members.push(Membership { key, deleted: false, occurs: self.occurs()? });
            if !self.eat(" ") {
                break;
            }
        }
        self.end()?;
        Ok(Classes { change: false, members })
    }

    fn particle(&mut self) -> Read<Particle> {
        let content = self.content()?;
        Ok(Particle { content, occurs: self.occurs()?, place: 0 })
    }

    fn content(&mut self) -> Read<Content> {
        if self.eat("#") {
            return Ok(Content::Text);
        }
        if self.eat("()") {
            return Ok(Content::Empty);
        }
        if self.eat("<*") {
            return self.any();
        }
        if self.eat("(") {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err("parentheses stand too deep".to_owned());
            }
            let several = self.several();
            self.depth -= 1;
            return several;
        }
        if self.eat("xs:") {
            let name = DataName::Xsd(self.name()?.into());
            return self.data(name);
        }
        if let Some(list) = self.values(None)? {
            return Ok(Content::Values(list));
        }
        match self.reference()? {
            Some(('$', key)) => self.data(DataName::Key(key)),
            Some(('&', key)) => Ok(Content::Macro(key)),
            Some((_, key)) => {
                let expand = if self.eat("@") { self.expansion()? } else { Expand::Unsaid };
                Ok(Content::Class(ClassUse { key, expand, include: None, except: Vec::new() }))
            }
            None => Ok(Content::Element(self.name()?.into())),
        }
    }

    fn expansion(&mut self) -> Read<Expand> {
        let found = EXPANSIONS.iter().find(|(ending, _)| self.eat(ending));
        found.map(|found| found.1).ok_or_else(|| format!("there is no way `@{}` to stand", self.rest))
    }

    fn any(&mut self) -> Read<Content> {
        let words = |text: &str| text.split(' ').filter(|w| !w.is_empty()).map(Into::into).collect();
        let mut require = Vec::new();
        let mut except = None;
        if self.eat("=") {
            require = words(self.until(|c| matches!(c, '|' | '>')));
        }
        if self.eat("|") {
            except = Some(words(self.until(|c| c == '>')));
        }
        self.expect(">")?;
        Ok(Content::Any { require, except })
    }

    fn several(&mut self) -> Read<Content> {
        let mut parts = vec![self.particle()?];
        let Some(sign) = self.rest.chars().next().filter(|c| matches!(c, ',' | '|' | '&')) else {
            return Err(format!("`,`, `|` or `&` is missing before `{}`", self.rest));
        };
        while self.rest.starts_with(sign) {
            self.rest = &self.rest[1..];
            if self.rest.starts_with(')') && parts.len() == 1 {
                break;
            }
            parts.push(self.particle()?);
        }
        self.expect(")")?;
        Ok(match sign {
            ',' => Content::Sequence(parts),
            '|' => Content::Alternate(parts),
            _ => Content::Interleave(parts),
        })
    }

    fn data(&mut self, which: DataName) -> Read<Content> {
        let mut data = DataUse { which, restriction: None, facets: Vec::new() };
        if self.eat("/") {
            data.restriction = Some(self.escaped('/')?.into());
        }
        while self.eat("[") {
            let facet = self.escaped(']')?;
            let (name, value) = facet.split_once('=').ok_or("a facet has no value")?;
            data.facets.push((name.into(), value.into()));
        }
        Ok(Content::Data(data))
    }

    /// What stands before `close`, which a backslash may hide.
    fn escaped(&mut self, close: char) -> Read<String> {
        let mut text = String::new();
        let mut characters = self.rest.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            if c == close {
                self.rest = &self.rest[at + close.len_utf8()..];
                return Ok(text);
            }
            if c == '\\' && characters.peek().is_some_and(|next| next.1 == close) {
                characters.next();
                text.push(close);
            } else {
                text.push(c);
            }
        }
        Err(format!("`{close}` is missing"))
    }

    fn values(&mut self, mode: Option<Mode>) -> Read<Option<ValueList>> {
        let closure = if self.eat("={") {
            Closure::Closed
        } else if self.eat("~{") {
            Closure::Semi
        } else if self.eat("?{") {
            Closure::Open
        } else {
            return Ok(None);
        };
        let mut items = Vec::new();
        while !self.eat("}") {
            self.eat(" ");
            if self.rest.is_empty() {
                return Err("`}` is missing".to_owned());
            }
            let ident = self.value()?;
            items.push(Value { ident, renamed: None, mode: None });
        }
        Ok(Some(ValueList { closure: Some(closure), mode, items, place: 0 }))
    }

    fn value(&mut self) -> Read<Name> {
        if !self.eat("\"") {
            return Ok(self.until(|c| c == ' ' || c == '}').into());
        }
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text.into());
                }
                '\\' => text.extend(characters.next().map(|next| next.1)),
                other => text.push(other),
            }
        }
        Err("`\"` is missing".to_owned())
    }

    fn attributes(&mut self) -> Read<Vec<Attribute>> {
        let mut list = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with('>') {
            list.push(self.attribute()?);
            if !self.eat(" ") {
                break;
            }
        }
        Ok(list)
    }

    fn attribute(&mut self) -> Read<Attribute> {
        let organisation = if self.eat("<|") {
            Some(Organisation::Choice)
        } else if self.eat("<&") {
            Some(Organisation::Group)
        } else {
            None
        };
        if let Some(organisation) = organisation {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err("lists of attributes stand too deep".to_owned());
            }
            let list = self.attributes()?;
            self.depth -= 1;
            self.expect(">")?;
            return Ok(Attribute::List(organisation, list));
        }
        if self.eat("@") {
            let (_, class) = self.reference()?.ok_or("a class is missing")?;
            let name = if self.eat("/") { Some(self.attribute_name()?) } else { None };
            return Ok(Attribute::Class(class, name));
        }
        self.definition().map(Attribute::Def)
    }

    fn attribute_name(&mut self) -> Read<Name> {
        let prefix = if self.eat("xml:") { "xml:" } else { "" };
        Ok([prefix, self.name()?].concat().into())
    }

    fn definition(&mut self) -> Read<AttributeDef> {
        let mut def = AttributeDef::new(&self.attribute_name()?);
        def.usage = if self.eat("!") {
            Some(Usage::Required)
        } else if self.eat("^") {
            Some(Usage::Recommended)
        } else if self.eat("°") {
            Some(Usage::Optional)
        } else {
            None
        };
        def.mode = if self.rest.starts_with("==") { None } else { self.mode() };
        if self.eat(":") {
            let value = Box::new(self.content()?);
            def.datatype = Some(AttributeType { value, occurs: self.occurs()? });
        }
        if self.eat(";") {
            let closed = self.rest.starts_with("={") || self.rest.starts_with("~{");
            let mode = if closed { None } else { self.mode() };
            def.values = self.values(mode)?;
        }
        if self.eat("==") {
            def.default = Some(self.value()?);
        }
        Ok(def)
    }

    fn mode(&mut self) -> Option<Mode> {
        [("+", Mode::Add), ("~", Mode::Change), ("=", Mode::Replace), ("×", Mode::Delete)]
            .into_iter()
            .find(|(sign, _)| self.eat(sign))
            .map(|found| found.1)
    }
}
