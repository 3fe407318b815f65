//! Values of datatypes, which decide whether two strings are the same value.

use std::cmp::Ordering;

use super::decimal::Decimal;
use super::time::{Duration, Instant};

/// A value of a datatype. Values of one type are equal when the type says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    Text(Box<str>),
    Flag(bool),
    Decimal(Decimal),
    /// The bits of a double.
    Float(u64),
    Bytes(Box<[u8]>),
    Instant(Instant),
    Duration(Duration),
    /// Namespace and local part.
    Name(Box<str>, Box<str>),
    List(Box<[Box<str>]>),
}

impl Value {
    /// The order of ordered types; `None` where there is none.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(a), Self::Decimal(b)) => Some(a.cmp(b)),
            (Self::Float(a), Self::Float(b)) if a == b => Some(Ordering::Equal),
            (Self::Float(a), Self::Float(b)) => f64::from_bits(*a).partial_cmp(&f64::from_bits(*b)),
            (Self::Instant(a), Self::Instant(b)) => a.compare(b),
            (Self::Duration(a), Self::Duration(b)) => a.compare(b),
            _ => None,
        }
    }

    /// How long it is by the facet `length`: characters, octets or items.
    pub(crate) fn length(&self) -> Option<usize> {
        match self {
            Self::Text(text) => Some(text.chars().count()),
            Self::Bytes(bytes) => Some(bytes.len()),
            Self::List(items) => Some(items.len()),
            _ => None,
        }
    }
}

/// The octets of `xsd:hexBinary`.
pub(crate) fn hex(text: &str) -> Option<Box<[u8]>> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes().chunks_exact(2).map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?)).collect()
}

/// The octets of `xsd:base64Binary`, which may have white space anywhere.
pub(crate) fn base64(text: &str) -> Option<Box<[u8]>> {
    let mut out = Vec::new();
    let (mut bits, mut count, mut padding, mut signs) = (0_u32, 0_u32, 0_usize, 0_usize);
    for byte in text.bytes().filter(|b| *b != b' ') {
        signs += 1;
        let sextet = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                continue;
            }
            _ => return None,
        };
        if padding > 0 {
            return None;
        }
        bits = (bits << 6 | u32::from(sextet)) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xFF).ok()?);
        }
    }
    // Left over are 2 bits before one `=`, 4 before two; they belong to no octet and are zero.
    let wanted = match count {
        0 => 0,
        2 => 1,
        4 => 2,
        _ => return None,
    };
    let rest = bits & ((1 << count) - 1);
    (signs % 4 == 0 && rest == 0 && padding == wanted).then(|| out.into())
}
