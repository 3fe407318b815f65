//! What every node of a Document has: where it came from, and what it is called.

use serde::{Deserialize, Serialize};
use teiwright_source::Span;

/// The head of a node: its span in the transcription, and rarely an id, language, number, rendition or TEI element.
///
/// The rare part is boxed, so that the head of a text node takes 16 bytes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Wire", into = "Wire")]
pub struct Head {
    /// Where the node stands in the text that it was read from; empty where it was not read from a text.
    pub span: Span,
    rare: Option<Box<Rare>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Rare {
    id: Option<String>,
    lang: Option<String>,
    n: Option<String>,
    rend: Option<String>,
    tei: Option<TeiElement>,
}

/// The TEI element that a node came from or becomes, where its kind alone does not say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TeiElement {
    /// The local name of the element.
    pub element: String,
    /// Attributes that no field of the node holds, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
}

/// The serialised form of a head: flat, absent fields left out.
#[derive(Clone, Serialize, Deserialize)]
struct Wire {
    #[serde(default)]
    span: Span,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rend: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tei: Option<TeiElement>,
}

impl From<Head> for Wire {
    fn from(head: Head) -> Self {
        let Rare { id, lang, n, rend, tei } = head.rare.map_or_else(Rare::default, |rare| *rare);
        Self { span: head.span, id, lang, n, rend, tei }
    }
}

impl From<Wire> for Head {
    fn from(wire: Wire) -> Self {
        let Wire { span, id, lang, n, rend, tei } = wire;
        let rare = Rare { id, lang, n, rend, tei };
        let rare = (rare != Rare::default()).then(|| Box::new(rare));
        Self { span, rare }
    }
}

impl From<Span> for Head {
    fn from(span: Span) -> Self {
        Self::new(span)
    }
}

/// A getter and two setters for each rare field.
macro_rules! rare {
    ($($(#[$meta:meta])* $field:ident, $set:ident, $with:ident;)+) => {
        impl Head {
            $(
                $(#[$meta])*
                #[must_use]
                pub fn $field(&self) -> Option<&str> {
                    self.rare.as_ref()?.$field.as_deref()
                }

                /// Sets what the getter of this name returns.
                pub fn $set(&mut self, value: impl Into<String>) {
                    self.rare_mut().$field = Some(value.into());
                }

                /// The same head with what the getter of this name returns.
                #[must_use]
                pub fn $with(mut self, value: impl Into<String>) -> Self {
                    self.$set(value);
                    self
                }
            )+
        }
    };
}

rare! {
    /// The node's id, unique in the Document.
    id, set_id, with_id;
    /// The language of the node, as a BCP 47 tag, where it differs from what is around it.
    lang, set_lang, with_lang;
    /// The node's number or label as printed.
    n, set_n, with_n;
    /// How it looked: `italic`, `bold`, `letterspaced`, `indent2`, …
    rend, set_rend, with_rend;
}

impl Head {
    /// A head of which only the span is known.
    #[must_use]
    pub const fn new(span: Span) -> Self {
        Self { span, rare: None }
    }

    /// The TEI element that the node came from or becomes, where its kind alone does not say.
    #[must_use]
    pub fn tei(&self) -> Option<&TeiElement> {
        self.rare.as_ref()?.tei.as_ref()
    }

    /// Sets the TEI element that the node came from or becomes.
    pub fn set_tei(&mut self, tei: TeiElement) {
        self.rare_mut().tei = Some(tei);
    }

    fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }
}
