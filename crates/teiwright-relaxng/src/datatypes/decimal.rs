//! Decimal numbers of any length, and floats.

use std::cmp::Ordering;

/// A decimal number in its canonical form: equal numbers are equal values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    negative: bool,
    /// Digits before the point, without leading zeros.
    whole: Box<str>,
    /// Digits after the point, without trailing zeros.
    fraction: Box<str>,
}

impl Decimal {
    /// Reads the lexical form of `xsd:decimal`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
        if !all_digits || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Self { negative: negative && !zero, whole: whole.into(), fraction: fraction.into() })
    }

    /// How many digits it has in all (`totalDigits`), at least one.
    pub(crate) fn total_digits(&self) -> usize {
        let leading = if self.whole.is_empty() { self.fraction.len() } else { 0 };
        (self.whole.len() + self.fraction.len()).max(leading).max(1)
    }

    /// How many digits it has after the point (`fractionDigits`).
    pub(crate) fn fraction_digits(&self) -> usize {
        self.fraction.len()
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |a: &Self, b: &Self| {
            a.whole
                .len()
                .cmp(&b.whole.len())
                .then_with(|| a.whole.cmp(&b.whole))
                .then_with(|| a.fraction.cmp(&b.fraction))
        };
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => size(self, other),
            (true, true) => size(other, self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether `text` has the lexical form of `xsd:float` and `xsd:double`.
fn is_float(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let digits = exponent.map(|e| e.strip_prefix(['+', '-']).unwrap_or(e));
    Decimal::parse(mantissa).is_some()
        && digits.is_none_or(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

/// The bits of an `xsd:double`, with one zero and one NaN.
pub(crate) fn double(text: &str) -> Option<u64> {
    let value = is_float(text).then(|| text.parse::<f64>().ok())??;
    Some(if value == 0.0 {
        0
    } else if value.is_nan() {
        f64::NAN.to_bits()
    } else {
        value.to_bits()
    })
}

/// The bits of the double that an `xsd:float` is, with one zero and one NaN.
pub(crate) fn float(text: &str) -> Option<u64> {
    let value = is_float(text).then(|| text.parse::<f32>().ok())??;
    let value = f64::from(value);
    Some(if value == 0.0 {
        0
    } else if value.is_nan() {
        f64::NAN.to_bits()
    } else {
        value.to_bits()
    })
}
