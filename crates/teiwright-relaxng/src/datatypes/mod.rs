//! Datatypes: the built-in library, those of W3C XML Schema Part 2, and those of DTD compatibility.
//!
//! A [`Datatype`] is made once, with its parameters checked and its patterns translated, and then says of any string
//! whether it [allows](Datatype::allows) it, and of two whether they are [the same value](Datatype::same).

mod blocks;
mod decimal;
mod library;
mod pattern;
#[cfg(test)]
mod tests;
mod time;
mod uri;
mod value;

use std::cmp::Ordering;
use std::sync::Arc;

pub use library::{Context, IdType, NoContext};
use library::{Kind, find, normalize};
use pattern::XsdPattern;
pub(crate) use value::Value;

/// A datatype with its parameters.
#[derive(Debug, Clone)]
pub struct Datatype {
    kind: Kind,
    id: IdType,
    name: Box<str>,
    facets: Arc<[Facet]>,
}

#[derive(Debug)]
enum Facet {
    Length(usize),
    MinLength(usize),
    MaxLength(usize),
    MinInclusive(Value),
    MinExclusive(Value),
    MaxInclusive(Value),
    MaxExclusive(Value),
    TotalDigits(usize),
    FractionDigits(usize),
    Pattern(XsdPattern),
}

/// Why there is no such datatype.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatatypeError {
    /// The library has no type of this name, or is not known.
    Unknown,
    /// A parameter is wrong.
    Parameter {
        /// Which, counted from 0.
        index: usize,
        /// Why.
        why: String,
    },
}

impl Datatype {
    /// The datatype `name` of the library with the URI `library` (empty for the built-in one) with parameters.
    ///
    /// # Errors
    ///
    /// When there is no such type, or it does not take one of the parameters.
    pub fn new(library: &str, name: &str, params: &[(&str, &str)]) -> Result<Self, DatatypeError> {
        let (kind, id, parametric) = find(library, name).ok_or(DatatypeError::Unknown)?;
        let mut facets = Vec::with_capacity(params.len());
        for (index, (facet, value)) in params.iter().enumerate() {
            let made = if parametric {
                make_facet(kind, facet, value)
            } else {
                Err("this datatype takes no parameters".to_string())
            };
            facets.push(made.map_err(|why| DatatypeError::Parameter { index, why })?);
        }
        Ok(Self { kind, id, name: name.into(), facets: facets.into() })
    }

    /// Its name in its library.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its values have to do with IDs.
    #[must_use]
    pub fn id_type(&self) -> IdType {
        self.id
    }

    /// Whether `text` is of the type.
    #[must_use]
    pub fn allows(&self, text: &str, context: &dyn Context) -> bool {
        self.value(text, context).is_some()
    }

    /// Whether two strings, each in its context, are the same value of the type.
    #[must_use]
    pub fn same(&self, a: (&str, &dyn Context), b: (&str, &dyn Context)) -> bool {
        let a = self.value(a.0, a.1);
        a.is_some() && a == self.value(b.0, b.1)
    }

    /// The value of `text`, if it is of the type.
    pub(crate) fn value(&self, text: &str, context: &dyn Context) -> Option<Value> {
        let text = normalize(text, self.kind.white_space());
        let value = self.kind.value(&text, context)?;
        self.facets.iter().all(|facet| facet.allows(&text, &value)).then_some(value)
    }
}

/// The names of all facets that RELAX NG takes as parameters.
const FACETS: &[&str] = &[
    "length",
    "minLength",
    "maxLength",
    "minInclusive",
    "minExclusive",
    "maxInclusive",
    "maxExclusive",
    "totalDigits",
    "fractionDigits",
    "pattern",
];

/// The names of the datatypes of XML Schema.
pub(crate) const fn xsd_names() -> &'static [&'static str] {
    library::XSD_NAMES
}

fn make_facet(kind: Kind, name: &str, text: &str) -> Result<Facet, String> {
    let count = || {
        let digits = text.trim();
        let number = digits.strip_prefix('+').unwrap_or(digits);
        let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if !plain {
            return Err(format!("“{text}” is not a count"));
        }
        Ok(number.parse().unwrap_or(usize::MAX))
    };
    let length = || if kind.has_length() { count() } else { Err("the datatype has no length".to_string()) };
    let digits =
        || if kind.is_decimal() { count() } else { Err("the datatype is not a decimal".to_string()) };
    let bound = || {
        if !kind.is_ordered() {
            return Err("the datatype is not ordered".to_string());
        }
        let text = normalize(text, kind.white_space());
        kind.value(&text, &NoContext).ok_or_else(|| format!("“{text}” is not a value of the datatype"))
    };
    match name {
        "length" => length().map(Facet::Length),
        "minLength" => length().map(Facet::MinLength),
        "maxLength" => length().map(Facet::MaxLength),
        "minInclusive" => bound().map(Facet::MinInclusive),
        "minExclusive" => bound().map(Facet::MinExclusive),
        "maxInclusive" => bound().map(Facet::MaxInclusive),
        "maxExclusive" => bound().map(Facet::MaxExclusive),
        "totalDigits" => match digits()? {
            0 => Err("it must be at least 1".to_string()),
            count => Ok(Facet::TotalDigits(count)),
        },
        "fractionDigits" => digits().map(Facet::FractionDigits),
        "pattern" => XsdPattern::new(text).map(Facet::Pattern),
        "enumeration" => Err("RELAX NG writes an enumeration as a choice of values".to_string()),
        "whiteSpace" => {
            Err("white space is the type's own in RELAX NG: name string, normalizedString or token"
                .to_string())
        }
        _ => Err(match crate::rules::nearest(name, FACETS.iter().copied()) {
            Some(near) => format!("XML Schema has no such facet; `{near}` is near"),
            None => "XML Schema has no such facet".to_string(),
        }),
    }
}

impl Facet {
    /// Whether a value with its normalised lexical form satisfies the facet.
    fn allows(&self, text: &str, value: &Value) -> bool {
        let length = || value.length().unwrap_or(0);
        let digits = |measure: fn(&decimal::Decimal) -> usize| match value {
            Value::Decimal(decimal) => measure(decimal),
            _ => 0,
        };
        match self {
            Self::Length(wanted) => length() == *wanted,
            Self::MinLength(wanted) => length() >= *wanted,
            Self::MaxLength(wanted) => length() <= *wanted,
            Self::MinInclusive(bound) => value.compare(bound).is_some_and(Ordering::is_ge),
            Self::MinExclusive(bound) => value.compare(bound).is_some_and(Ordering::is_gt),
            Self::MaxInclusive(bound) => value.compare(bound).is_some_and(Ordering::is_le),
            Self::MaxExclusive(bound) => value.compare(bound).is_some_and(Ordering::is_lt),
            Self::TotalDigits(most) => digits(decimal::Decimal::total_digits) <= *most,
            Self::FractionDigits(most) => digits(decimal::Decimal::fraction_digits) <= *most,
            Self::Pattern(pattern) => pattern.matches(text),
        }
    }
}
