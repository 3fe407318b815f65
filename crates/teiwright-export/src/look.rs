//! What a rendition says of how words look, in the words that editors use for it.

/// How words look: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look(u16);

impl Look {
    pub(crate) const ITALIC: Self = Self(1);
    pub(crate) const BOLD: Self = Self(2);
    pub(crate) const UNDERLINE: Self = Self(4);
    pub(crate) const STRIKE: Self = Self(8);
    pub(crate) const SUPERSCRIPT: Self = Self(16);
    pub(crate) const SUBSCRIPT: Self = Self(32);
    pub(crate) const SMALL_CAPS: Self = Self(64);
    pub(crate) const SPACED: Self = Self(128);
    pub(crate) const CENTRE: Self = Self(256);
    pub(crate) const RIGHT: Self = Self(512);
    pub(crate) const TYPEWRITER: Self = Self(1024);
    pub(crate) const LARGE: Self = Self(2048);
    pub(crate) const SMALL: Self = Self(4096);
    pub(crate) const QUOTED: Self = Self(8192);

    /// The look that a rendition (TEI `@rend`) names; tokens may be ours, CSS's or those of old DTDs.
    pub(crate) fn of(rend: &str) -> Self {
        let mut look = Self::default();
        let tokens =
            rend.split(|c: char| c.is_whitespace() || matches!(c, ':' | ';' | ',' | '(' | ')' | '#'));
        for token in tokens.filter(|token| !token.is_empty()) {
            look.0 |= Self::token(&token.to_ascii_lowercase()).0;
        }
        look
    }

    fn token(token: &str) -> Self {
        match token {
            "italic" | "italics" | "ital" | "i" | "it" | "oblique" | "slant" | "emph" => Self::ITALIC,
            "bold" | "b" | "bf" | "strong" | "bolder" | "fett" => Self::BOLD,
            "underline" | "underlined" | "u" | "ul" | "underscore" | "doubleunderline" => Self::UNDERLINE,
            "strike" | "strikethrough" | "line-through" | "overstrike" | "struck" | "strikeout" => {
                Self::STRIKE
            }
            "sup" | "super" | "superscript" | "above" => Self::SUPERSCRIPT,
            "sub" | "subscript" => Self::SUBSCRIPT,
            "sc" | "smallcaps" | "small-caps" | "smcap" | "smallcap" | "allsmallcaps" => Self::SMALL_CAPS,
            "spaced" | "letterspaced" | "spaced-out" | "gesperrt" | "letter-spacing" | "expanded" => {
                Self::SPACED
            }
            "center" | "centre" | "centered" | "centred" | "aligncenter" => Self::CENTRE,
            "right" | "alignright" | "flushright" => Self::RIGHT,
            "tt" | "typewriter" | "monospace" | "code" | "teletype" => Self::TYPEWRITER,
            "large" | "larger" | "big" | "x-large" => Self::LARGE,
            "small" | "smaller" | "x-small" => Self::SMALL,
            "quoted" | "quotes" | "inquotes" | "quote" => Self::QUOTED,
            _ => Self::default(),
        }
    }

    /// Whether it has all flags of `other`.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0 && other.0 != 0
    }

    /// Whether nothing is known of it.
    pub(crate) const fn is_plain(self) -> bool {
        self.0 == 0
    }

    /// It and the flags of `other`.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The look of emphasis: italic where its rendition says nothing that is known.
    pub(crate) fn of_emphasis(rend: Option<&str>) -> Self {
        let look = rend.map(Self::of).unwrap_or_default();
        if look.is_plain() { Self::ITALIC } else { look }
    }
}

/// The words for the flags, in the order that they are told in.
const WORDS: &[(Look, &str)] = &[
    (Look::ITALIC, "italic"),
    (Look::BOLD, "bold"),
    (Look::UNDERLINE, "underline"),
    (Look::STRIKE, "strike"),
    (Look::SUPERSCRIPT, "superscript"),
    (Look::SUBSCRIPT, "subscript"),
    (Look::SMALL_CAPS, "small-caps"),
    (Look::SPACED, "spaced"),
    (Look::CENTRE, "centre"),
    (Look::RIGHT, "right"),
    (Look::TYPEWRITER, "typewriter"),
    (Look::LARGE, "large"),
    (Look::SMALL, "small"),
    (Look::QUOTED, "quoted"),
];

/// What a rendition (TEI `@rend`) means, in words that do not depend on who encoded it: `italic`, `bold`, `underline`,
/// `strike`, `superscript`, `subscript`, `small-caps`, `spaced`, `centre`, `right`, `typewriter`, `large`, `small`, `quoted`.
#[must_use]
pub fn words(rend: &str) -> Vec<&'static str> {
    let look = Look::of(rend);
    WORDS.iter().filter(|(flag, _)| look.has(*flag)).map(|(_, word)| *word).collect()
}

/// How far a line is indented, in steps: `indent` is one, `indent2` or `indent(2)` two.
pub(crate) fn indent(rend: Option<&str>) -> u8 {
    let Some((_, rest)) = rend.and_then(|rend| rend.split_once("indent")) else { return 0 };
    let digits = rest.trim_start_matches(['(', '-', ' ']);
    let digits = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse::<u8>().unwrap_or(1).min(12)
}

#[cfg(test)]
mod tests {
    use super::{Look, indent};

    #[test]
    fn words_of_editors_are_known() {
        assert!(Look::of("bold italic").has(Look::BOLD.with(Look::ITALIC)));
        assert!(Look::of("font-style: italic;").has(Look::ITALIC));
        assert!(Look::of("#sc").has(Look::SMALL_CAPS));
        assert!(Look::of("blue").is_plain());
        assert!(Look::of_emphasis(Some("blue")).has(Look::ITALIC));
        assert_eq!([Some("indent"), Some("indent2"), Some("indent(3)"), None].map(indent), [1, 2, 3, 0]);
    }
}
