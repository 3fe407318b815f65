//! The datatypes by name, and what each says of a string.

use std::borrow::Cow;

use super::decimal::{Decimal, double, float};
use super::time::{Duration, Instant, Moment};
use super::uri::is_uri_reference;
use super::value::{Value, base64, hex};
use crate::syntax::model::XSD_LIBRARY;
use crate::syntax::names::{is_name_char, is_name_start, is_ncname, is_space};

/// What a datatype needs to know of the place of a string.
pub trait Context {
    /// The namespace that `prefix` stands for; of names without prefix for the empty one.
    fn namespace(&self, prefix: &str) -> Option<&str>;

    /// Whether the document type declares an unparsed entity of this name.
    fn is_unparsed_entity(&self, _name: &str) -> bool {
        false
    }

    /// Whether the document type declares a notation of this name.
    fn is_notation(&self, _name: &str) -> bool {
        false
    }
}

/// The context of a place without declarations.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoContext;

impl Context for NoContext {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        prefix.is_empty().then_some("")
    }
}

/// What a value of a datatype has to do with IDs (DTD compatibility).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdType {
    /// Nothing.
    None,
    /// It is an ID of its document.
    Id,
    /// It names an ID.
    IdRef,
    /// It names one or more IDs.
    IdRefs,
}

/// What is done to white space before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhiteSpace {
    Preserve,
    Replace,
    Collapse,
}

/// A datatype without parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any string with its white space.
    Text(WhiteSpace),
    Language,
    Name,
    NcName,
    NmToken,
    Entity,
    NmTokens,
    NcNames,
    Entities,
    Boolean,
    Decimal,
    /// An integer between two bounds; empty for none.
    Integer(&'static str, &'static str),
    Float,
    Double,
    Duration,
    Moment(Moment),
    Hex,
    Base64,
    Uri,
    QName,
    Notation,
}

/// The URI of the DTD compatibility library.
pub(crate) const COMPATIBILITY_LIBRARY: &str = "http://relaxng.org/ns/compatibility/datatypes/1.0";

/// The datatype `name` of `library`, its ID type, and whether it takes parameters.
pub(crate) fn find(library: &str, name: &str) -> Option<(Kind, IdType, bool)> {
    match library {
        "" => match name {
            "string" => Some((Kind::Text(WhiteSpace::Preserve), IdType::None, false)),
            "token" => Some((Kind::Text(WhiteSpace::Collapse), IdType::None, false)),
            _ => None,
        },
        COMPATIBILITY_LIBRARY => match name {
            "ID" => Some((Kind::NcName, IdType::Id, false)),
            "IDREF" => Some((Kind::NcName, IdType::IdRef, false)),
            "IDREFS" => Some((Kind::NcNames, IdType::IdRefs, false)),
            _ => None,
        },
        XSD_LIBRARY => {
            let id = match name {
                "ID" => IdType::Id,
                "IDREF" => IdType::IdRef,
                "IDREFS" => IdType::IdRefs,
                _ => IdType::None,
            };
            xsd(name).map(|kind| (kind, id, true))
        }
        _ => None,
    }
}

/// The names of the datatypes of XML Schema.
pub(crate) const XSD_NAMES: &[&str] = &[
    "anyURI",
    "base64Binary",
    "boolean",
    "byte",
    "date",
    "dateTime",
    "decimal",
    "double",
    "duration",
    "ENTITIES",
    "ENTITY",
    "float",
    "gDay",
    "gMonth",
    "gMonthDay",
    "gYear",
    "gYearMonth",
    "hexBinary",
    "ID",
    "IDREF",
    "IDREFS",
    "int",
    "integer",
    "language",
    "long",
    "Name",
    "NCName",
    "negativeInteger",
    "NMTOKEN",
    "NMTOKENS",
    "nonNegativeInteger",
    "nonPositiveInteger",
    "normalizedString",
    "NOTATION",
    "positiveInteger",
    "QName",
    "short",
    "string",
    "time",
    "token",
    "unsignedByte",
    "unsignedInt",
    "unsignedLong",
    "unsignedShort",
];

fn xsd(name: &str) -> Option<Kind> {
    Some(match name {
        // The last two are of XPath 2.0 and XML Schema 1.1, which schemas for RELAX NG also name.
        "string" | "untypedAtomic" | "anyAtomicType" => Kind::Text(WhiteSpace::Preserve),
        "normalizedString" => Kind::Text(WhiteSpace::Replace),
        "token" => Kind::Text(WhiteSpace::Collapse),
        "language" => Kind::Language,
        "Name" => Kind::Name,
        "NCName" | "ID" | "IDREF" => Kind::NcName,
        "NMTOKEN" => Kind::NmToken,
        "NMTOKENS" => Kind::NmTokens,
        "IDREFS" => Kind::NcNames,
        "ENTITY" => Kind::Entity,
        "ENTITIES" => Kind::Entities,
        "boolean" => Kind::Boolean,
        "decimal" => Kind::Decimal,
        "integer" => Kind::Integer("", ""),
        "nonPositiveInteger" => Kind::Integer("", "0"),
        "negativeInteger" => Kind::Integer("", "-1"),
        "nonNegativeInteger" => Kind::Integer("0", ""),
        "positiveInteger" => Kind::Integer("1", ""),
        "long" => Kind::Integer("-9223372036854775808", "9223372036854775807"),
        "int" => Kind::Integer("-2147483648", "2147483647"),
        "short" => Kind::Integer("-32768", "32767"),
        "byte" => Kind::Integer("-128", "127"),
        "unsignedLong" => Kind::Integer("0", "18446744073709551615"),
        "unsignedInt" => Kind::Integer("0", "4294967295"),
        "unsignedShort" => Kind::Integer("0", "65535"),
        "unsignedByte" => Kind::Integer("0", "255"),
        "float" => Kind::Float,
        "double" => Kind::Double,
        "duration" => Kind::Duration,
        "dateTime" => Kind::Moment(Moment::DateTime),
        "date" => Kind::Moment(Moment::Date),
        "time" => Kind::Moment(Moment::Time),
        "gYearMonth" => Kind::Moment(Moment::GYearMonth),
        "gYear" => Kind::Moment(Moment::GYear),
        "gMonthDay" => Kind::Moment(Moment::GMonthDay),
        "gDay" => Kind::Moment(Moment::GDay),
        "gMonth" => Kind::Moment(Moment::GMonth),
        "hexBinary" => Kind::Hex,
        "base64Binary" => Kind::Base64,
        "anyURI" => Kind::Uri,
        "QName" => Kind::QName,
        "NOTATION" => Kind::Notation,
        _ => return None,
    })
}

impl Kind {
    /// What the type does to white space (Part 2, section 4.3.6).
    pub(crate) const fn white_space(self) -> WhiteSpace {
        match self {
            Self::Text(white_space) => white_space,
            _ => WhiteSpace::Collapse,
        }
    }

    /// Whether the type is ordered, so that it has bounds.
    pub(crate) const fn is_ordered(self) -> bool {
        matches!(
            self,
            Self::Decimal | Self::Integer(..) | Self::Float | Self::Double | Self::Duration | Self::Moment(_)
        )
    }

    /// Whether the type has a length.
    pub(crate) const fn has_length(self) -> bool {
        !self.is_ordered() && !matches!(self, Self::Boolean | Self::QName | Self::Notation)
    }

    /// Whether the type derives from `xsd:decimal`.
    pub(crate) const fn is_decimal(self) -> bool {
        matches!(self, Self::Decimal | Self::Integer(..))
    }

    /// The value of `text`, whose white space is normalised.
    pub(crate) fn value(self, text: &str, context: &dyn Context) -> Option<Value> {
        let as_text = |allowed: bool| allowed.then(|| Value::Text(text.into()));
        match self {
            Self::Text(_) => as_text(true),
            Self::Language => as_text(is_language(text)),
            Self::Name => {
                let mut chars = text.chars();
                let start = chars.next().is_some_and(|c| c == ':' || is_name_start(c));
                as_text(start && chars.all(|c| c == ':' || is_name_char(c)))
            }
            Self::NcName => as_text(is_ncname(text)),
            Self::NmToken => as_text(is_nmtoken(text)),
            Self::Entity => as_text(is_ncname(text) && context.is_unparsed_entity(text)),
            Self::NmTokens => list(text, is_nmtoken),
            Self::NcNames => list(text, is_ncname),
            Self::Entities => list(text, |item| is_ncname(item) && context.is_unparsed_entity(item)),
            Self::Boolean => match text {
                "true" | "1" => Some(Value::Flag(true)),
                "false" | "0" => Some(Value::Flag(false)),
                _ => None,
            },
            Self::Decimal => Decimal::parse(text).map(Value::Decimal),
            Self::Integer(low, high) => integer(text, low, high),
            Self::Float => float(text).map(Value::Float),
            Self::Double => double(text).map(Value::Float),
            Self::Duration => Duration::parse(text).map(Value::Duration),
            Self::Moment(kind) => Instant::parse(text, kind).map(Value::Instant),
            Self::Hex => hex(text).map(Value::Bytes),
            Self::Base64 => base64(text).map(Value::Bytes),
            Self::Uri => as_text(is_uri_reference(text)),
            Self::QName => qname(text, context),
            Self::Notation => qname(text, context).filter(|_| context.is_notation(text)),
        }
    }
}

fn list(text: &str, allowed: impl Fn(&str) -> bool) -> Option<Value> {
    let items = text.split(' ').map(|item| allowed(item).then(|| item.into()));
    items.collect::<Option<Box<[_]>>>().map(Value::List)
}

fn integer(text: &str, low: &str, high: &str) -> Option<Value> {
    if text.contains('.') {
        return None;
    }
    let value = Decimal::parse(text)?;
    let above = Decimal::parse(low).is_none_or(|low| value >= low);
    let below = Decimal::parse(high).is_none_or(|high| value <= high);
    (above && below).then_some(Value::Decimal(value))
}

fn qname(text: &str, context: &dyn Context) -> Option<Value> {
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let named = is_ncname(local) && (prefix.is_empty() && !text.starts_with(':') || is_ncname(prefix));
    let namespace = named.then(|| context.namespace(prefix))?;
    let namespace = if prefix.is_empty() { namespace.unwrap_or("") } else { namespace? };
    Some(Value::Name(namespace.into(), local.into()))
}

fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ':' || is_name_char(c))
}

/// `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let sized = |part: &str| (1..=8).contains(&part.len());
    let first = parts.next().is_some_and(|p| sized(p) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|p| sized(p) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The text with its white space normalised.
pub(crate) fn normalize(text: &str, white_space: WhiteSpace) -> Cow<'_, str> {
    match white_space {
        WhiteSpace::Preserve => Cow::Borrowed(text),
        WhiteSpace::Replace if text.contains(['\t', '\n', '\r']) => {
            Cow::Owned(text.replace(['\t', '\n', '\r'], " "))
        }
        WhiteSpace::Replace => Cow::Borrowed(text),
        WhiteSpace::Collapse => collapse(text),
    }
}

fn collapse(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_matches(is_space);
    let mut last_space = false;
    let collapsed = trimmed.bytes().all(|b| {
        let fine = !(matches!(b, b'\t' | b'\n' | b'\r') || b == b' ' && last_space);
        last_space = b == b' ';
        fine
    });
    if collapsed {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.split(is_space).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" "))
}
