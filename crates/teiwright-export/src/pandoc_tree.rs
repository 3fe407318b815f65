//! The nodes of pandoc's JSON, small enough for a novel: a word is its characters, a kind is a constant.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of pandoc's JSON.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// Nothing.
    Null,
    /// A number.
    Number(u32),
    /// Characters.
    Text(Box<str>),
    /// Values in order.
    List(Vec<Node>),
    /// A kind without content: `{"t": "Space"}`.
    Bare(&'static str),
    /// A kind with its content: `{"t": "Str", "c": "word"}`.
    Of(&'static str, Box<Node>),
}

impl Node {
    /// A kind with its content.
    pub(crate) fn of(kind: &'static str, content: impl Into<Self>) -> Self {
        Self::Of(kind, Box::new(content.into()))
    }

    /// Values of several kinds in order.
    pub(crate) fn list<const N: usize>(values: [Self; N]) -> Self {
        Self::List(values.into())
    }

    /// The values of a list; of anything else, itself.
    pub(crate) fn into_values(self) -> Vec<Self> {
        match self {
            Self::List(values) => values,
            other => vec![other],
        }
    }

    /// Whether it is a space.
    pub(crate) const fn is_space(&self) -> bool {
        matches!(self, Self::Bare(kind) if matches!(kind.as_bytes(), b"Space"))
    }
}

impl From<Vec<Self>> for Node {
    fn from(values: Vec<Self>) -> Self {
        Self::List(values)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values),
            Self::Bare(kind) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("t", kind)?;
                map.end()
            }
            Self::Of(kind, content) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("t", kind)?;
                map.serialize_entry("c", content)?;
                map.end()
            }
        }
    }
}
