//! Characters that mean something in a format, written so that they mean themselves.

use std::fmt::{self, Write};

use serde::Deserialize;

/// How characters of the text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Escaping {
    /// For HTML, in text and in attributes.
    Html,
    /// For XML.
    Xml,
    /// For LaTeX.
    Latex,
    /// For Typst.
    Typst,
    /// For CommonMark.
    Markdown,
    /// As they are.
    None,
}

impl Escaping {
    /// Writes `text`.
    pub(crate) fn write(self, text: &str, out: &mut impl Write) -> fmt::Result {
        match self {
            Self::Html | Self::Xml => replace(text, out, markup),
            Self::Latex => replace(text, out, latex),
            Self::Typst => replace(text, out, typst),
            Self::Markdown => replace(text, out, markdown),
            Self::None => out.write_str(text),
        }
    }
}

/// Writes `text` with the bytes that `of` has something for replaced. All of them are ASCII.
fn replace(text: &str, out: &mut impl Write, of: impl Fn(u8) -> Option<&'static str>) -> fmt::Result {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(instead) = of(byte) {
            out.write_str(&text[done..at])?;
            out.write_str(instead)?;
            done = at + 1;
        }
    }
    out.write_str(&text[done..])
}

const fn markup(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        _ => return None,
    })
}

const fn latex(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'\\' => r"\textbackslash{}",
        b'{' => r"\{",
        b'}' => r"\}",
        b'$' => r"\$",
        b'&' => r"\&",
        b'#' => r"\#",
        b'%' => r"\%",
        b'_' => r"\_",
        b'^' => r"\textasciicircum{}",
        b'~' => r"\textasciitilde{}",
        b'"' => r"\textquotedbl{}",
        b'[' => "{[}",
        b']' => "{]}",
        _ => return None,
    })
}

const fn typst(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'\\' => r"\\",
        b'#' => r"\#",
        b'$' => r"\$",
        b'*' => r"\*",
        b'_' => r"\_",
        b'`' => r"\`",
        b'<' => r"\<",
        b'>' => r"\>",
        b'@' => r"\@",
        b'[' => r"\[",
        b']' => r"\]",
        b'=' => r"\=",
        b'-' => r"\-",
        b'+' => r"\+",
        b'/' => r"\/",
        b'~' => r"\~",
        b'\'' => r"\'",
        b'"' => "\\\"",
        _ => return None,
    })
}

const fn markdown(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'\\' => r"\\",
        b'`' => r"\`",
        b'*' => r"\*",
        b'_' => r"\_",
        b'[' => r"\[",
        b']' => r"\]",
        b'<' => r"\<",
        b'>' => r"\>",
        b'#' => r"\#",
        b'&' => r"\&",
        b'|' => r"\|",
        b'~' => r"\~",
        b'!' => r"\!",
        b'+' => r"\+",
        b'-' => r"\-",
        b'=' => r"\=",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Escaping;

    #[test]
    fn nothing_gets_through() {
        let escaped = |escaping: Escaping, text: &str| {
            let mut out = String::new();
            escaping.write(text, &mut out).unwrap();
            out
        };
        assert_eq!(escaped(Escaping::Html, "a<b>&\"é'"), "a&lt;b&gt;&amp;&quot;é&#39;");
        assert_eq!(escaped(Escaping::Latex, r"50% \a{b}"), r"50\% \textbackslash{}a\{b\}");
        assert_eq!(escaped(Escaping::Markdown, "# *a*"), r"\# \*a\*");
        assert_eq!(escaped(Escaping::Typst, "#let"), r"\#let");
        assert_eq!(escaped(Escaping::None, "<"), "<");
    }
}
