//! The encoding of an XML file: byte order mark, declaration, UTF-8 (XML 1.0, section 4.3.3 and appendix F).

use teiwright_source::{DecodeError, DecodeOptions, Diagnostic, Encoding, Source, Span};

use crate::rules;

/// Decodes `bytes`, the file that users know as `name`, as XML says, with what is wrong with its encoding.
///
/// # Errors
/// When the file is no text, or longer than 4 GiB.
pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<(Source, Vec<Diagnostic>), DecodeError> {
    let label = declared(&bytes);
    let mut found = Vec::new();
    let encoding = match (family(&bytes), label.as_deref()) {
        (Family::Marked, _) => None,
        (Family::Wide(encoding), _) => Encoding::for_label(encoding),
        (Family::Foreign(what), _) => {
            found.push(rules::encoding(format!("this file is in {what}, which is not read"), Span::at(0)));
            None
        }
        (Family::Narrow, None) => Some(Encoding::UTF_8),
        (Family::Narrow, Some(label)) => {
            let encoding = Encoding::for_label(label);
            if encoding.is_none() {
                found.push(rules::encoding(format!("the encoding `{label}` is not known"), Span::new(0, 5)));
            }
            let wide = encoding.filter(|encoding| encoding.name().starts_with("UTF-16"));
            if wide.is_some() {
                found.push(rules::encoding(
                    format!("the file says that it is in {label}, and is not"),
                    Span::new(0, 5),
                ));
            }
            encoding.filter(|_| wide.is_none()).or(Some(Encoding::UTF_8))
        }
    };
    let options = DecodeOptions { encoding, ..DecodeOptions::default() };
    let (source, decoded) = teiwright_source::decode(name, bytes, &options)?;
    found
        .extend(decoded.into_iter().map(|d| Diagnostic { severity: teiwright_source::Severity::Error, ..d }));
    if let Some(label) = label
        && source.has_bom()
        && Encoding::for_label(&label).is_some_and(|named| family_of(named) != family_of(source.encoding()))
    {
        let message = format!(
            "the file says that it is in {label}; its byte order mark says {}",
            source.encoding().name()
        );
        found.push(rules::encoding(message, Span::new(0, 5)));
    }
    Ok((source, found))
}

fn family_of(encoding: Encoding) -> &'static str {
    if encoding.name().starts_with("UTF-16") { "UTF-16" } else { encoding.name() }
}

/// What the first bytes say (appendix F.1).
enum Family {
    Marked,
    /// Two bytes a character, without mark.
    Wide(&'static str),
    Foreign(&'static str),
    /// One byte for the characters of the declaration.
    Narrow,
}

const fn family(bytes: &[u8]) -> Family {
    match bytes {
        [0, 0, 0xFE, 0xFF, ..] | [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0, b'<', ..] | [b'<', 0, 0, 0, ..] => {
            Family::Foreign("UTF-32")
        }
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0xEF, 0xBB, 0xBF, ..] => Family::Marked,
        [0, b'<', 0, _, ..] => Family::Wide("utf-16be"),
        [b'<', 0, _, 0, ..] => Family::Wide("utf-16le"),
        [0x4C, 0x6F, 0xA7, 0x94, ..] => Family::Foreign("EBCDIC"),
        _ => Family::Narrow,
    }
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let ascii = head.iter().filter(|b| **b != 0).map(|b| char::from(*b)).collect::<String>();
    let text = ascii.trim_start_matches(['\u{EF}', '\u{BB}', '\u{BF}', '\u{FE}', '\u{FF}']);
    let text = text.strip_prefix("<?xml")?;
    let (declaration, _) = text.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}
