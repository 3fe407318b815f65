//! Numbers as headings and labels write them: digits, roman numerals, letters, ordinal words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Numeral {
    /// `12`.
    Arabic,
    /// `XII`.
    UpperRoman,
    /// `xii`.
    LowerRoman,
    /// `A`.
    UpperLetter,
    /// `a`.
    LowerLetter,
    /// `twelfth`, `premier`.
    Word,
}

/// A number and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its value, from 0.
    pub(crate) value: u32,
    /// How it is written.
    pub(crate) numeral: Numeral,
}

/// The value of a roman numeral of one case in its canonical form, up to 3999.
pub(crate) fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let upper = text.bytes().all(|b| b.is_ascii_uppercase());
    if !upper && !text.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let digit = |b: u8| match b.to_ascii_uppercase() {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        b'D' => Some(500),
        b'M' => Some(1000),
        _ => None,
    };
    let digits = text.bytes().map(digit).collect::<Option<Vec<u32>>>()?;
    let mut value = 0;
    for (i, &d) in digits.iter().enumerate() {
        if digits.get(i + 1).is_some_and(|&next| next > d) {
            value -= i64::from(d);
        } else {
            value += i64::from(d);
        }
    }
    let value = u32::try_from(value).ok()?;
    // `IIII` is common on old title pages; anything else must be the canonical form, or `MIX` and `dill` were numbers.
    let canonical = to_roman(value);
    let same = canonical.eq_ignore_ascii_case(text) || text.eq_ignore_ascii_case("IIII");
    (same && value < 4000).then_some(value)
}

fn to_roman(mut value: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (step, numeral) in STEPS {
        while value >= step && out.len() < 16 {
            out.push_str(numeral);
            value -= step;
        }
    }
    out
}

/// Ordinal and cardinal words that number chapters, parts and acts, in the languages of the archives.
const WORDS: [(u32, &[&str]); 24] = [
    (
        1,
        &[
            "first",
            "one",
            "erster",
            "erste",
            "erstes",
            "premier",
            "première",
            "primero",
            "primera",
            "primeiro",
            "primeira",
            "primo",
            "prima",
            "первая",
            "первый",
            "первое",
            "i.",
            "ein",
            "eins",
            "unico",
        ],
    ),
    (
        2,
        &[
            "anderer",
            "andrer",
            "andre",
            "andere",
            "ander",
            "second",
            "two",
            "zweiter",
            "zweite",
            "zweites",
            "zweyter",
            "zweytes",
            "deuxième",
            "second",
            "seconde",
            "segundo",
            "segunda",
            "secondo",
            "seconda",
            "вторая",
            "второй",
            "второе",
            "anderer",
            "ander",
        ],
    ),
    (
        3,
        &[
            "third",
            "three",
            "dritter",
            "dritte",
            "drittes",
            "troisième",
            "tercero",
            "tercera",
            "terceiro",
            "terceira",
            "terzo",
            "terza",
            "третья",
            "третий",
            "третье",
        ],
    ),
    (
        4,
        &[
            "vierdte",
            "vierdter",
            "fourth",
            "four",
            "vierter",
            "vierte",
            "viertes",
            "vierdter",
            "quatrième",
            "cuarto",
            "cuarta",
            "quarto",
            "quarta",
            "четвертая",
            "четвёртая",
            "четвертый",
            "четвертое",
        ],
    ),
    (
        5,
        &[
            "fünffte",
            "fünffter",
            "fifth",
            "five",
            "fünfter",
            "fünfte",
            "fünftes",
            "fünffter",
            "cinquième",
            "quinto",
            "quinta",
            "пятая",
            "пятый",
            "пятое",
        ],
    ),
    (
        6,
        &[
            "sixth",
            "six",
            "sechster",
            "sechste",
            "sechstes",
            "sixième",
            "sexto",
            "sexta",
            "sesto",
            "sesta",
            "шестая",
            "шестой",
            "шестое",
        ],
    ),
    (
        7,
        &[
            "siebender",
            "siebende",
            "seventh",
            "seven",
            "siebenter",
            "siebente",
            "siebentes",
            "siebter",
            "siebte",
            "siebtes",
            "septième",
            "séptimo",
            "séptima",
            "sétimo",
            "sétima",
            "settimo",
            "settima",
            "седьмая",
            "седьмой",
        ],
    ),
    (
        8,
        &[
            "eighth",
            "eight",
            "achter",
            "achte",
            "achtes",
            "huitième",
            "octavo",
            "octava",
            "oitavo",
            "oitava",
            "ottavo",
            "ottava",
            "восьмая",
            "восьмой",
        ],
    ),
    (
        9,
        &[
            "neundte",
            "neundter",
            "ninth",
            "nine",
            "neunter",
            "neunte",
            "neuntes",
            "neuvième",
            "noveno",
            "novena",
            "nono",
            "nona",
            "девятая",
            "девятый",
        ],
    ),
    (
        10,
        &[
            "zehender",
            "zehende",
            "tenth",
            "ten",
            "zehnter",
            "zehnte",
            "zehntes",
            "dixième",
            "décimo",
            "décima",
            "decimo",
            "decima",
            "десятая",
            "десятый",
        ],
    ),
    (
        11,
        &[
            "eilfter",
            "eilfte",
            "eilftes",
            "eleventh",
            "eleven",
            "elfter",
            "elfte",
            "elftes",
            "onzième",
            "undécimo",
            "undicesimo",
            "одиннадцатая",
        ],
    ),
    (
        12,
        &[
            "zwölffter",
            "zwölffte",
            "twelfth",
            "twelve",
            "zwölfter",
            "zwölfte",
            "zwölftes",
            "douzième",
            "duodécimo",
            "dodicesimo",
            "двенадцатая",
        ],
    ),
    (
        13,
        &[
            "dreizehender",
            "dreyzehnter",
            "dreyzehender",
            "thirteenth",
            "thirteen",
            "dreizehnter",
            "dreizehntes",
            "dreizehnte",
            "treizième",
            "тринадцатая",
        ],
    ),
    (
        14,
        &[
            "fourteenth",
            "fourteen",
            "vierzehnter",
            "vierzehntes",
            "vierzehnte",
            "quatorzième",
            "четырнадцатая",
        ],
    ),
    (15, &["fifteenth", "fifteen", "fünfzehnter", "fünfzehntes", "fünfzehnte", "quinzième", "пятнадцатая"]),
    (16, &["sixteenth", "sixteen", "sechzehnter", "sechzehntes", "sechzehnte", "seizième", "шестнадцатая"]),
    (17, &["seventeenth", "seventeen", "siebzehnter", "siebzehntes", "siebzehnte", "dix-septième"]),
    (18, &["eighteenth", "eighteen", "achtzehnter", "achtzehntes", "achtzehnte", "dix-huitième"]),
    (19, &["nineteenth", "nineteen", "neunzehnter", "neunzehntes", "neunzehnte", "dix-neuvième"]),
    (20, &["twentieth", "twenty", "zwanzigster", "zwanzigstes", "zwanzigste", "vingtième", "двадцатая"]),
    (21, &["twenty-first", "twenty-one", "einundzwanzigstes"]),
    (22, &["twenty-second", "twenty-two", "zweiundzwanzigstes"]),
    (23, &["twenty-third", "twenty-three", "dreiundzwanzigstes"]),
    (24, &["twenty-fourth", "twenty-four", "vierundzwanzigstes"]),
];

/// A number in digits, roman numerals, one letter, or a word; without punctuation around it.
pub(crate) fn parse(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        let arabic = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        return arabic
            .then(|| text.parse().ok())
            .flatten()
            .map(|value| Number { value, numeral: Numeral::Arabic });
    }
    if let Some(value) = roman(text) {
        let numeral = if first.is_ascii_uppercase() { Numeral::UpperRoman } else { Numeral::LowerRoman };
        return Some(Number { value, numeral });
    }
    if text.len() == 1 && first.is_ascii_alphabetic() {
        let value = u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1;
        let numeral = if first.is_ascii_uppercase() { Numeral::UpperLetter } else { Numeral::LowerLetter };
        return Some(Number { value, numeral });
    }
    word(text)
}

/// A number in Chinese characters or digits, up to 9999: `十二`, `二十`, `一百零三`, `一二`.
pub(crate) fn chinese(text: &str) -> Option<Number> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '零' => Some(0),
        '两' | '兩' => Some(2),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c
            .to_digit(10)
            .or_else(|| DIGITS.chars().position(|d| d == c).and_then(|at| u32::try_from(at).ok())),
    };
    let (mut value, mut last, mut units) = (0_u32, None, false);
    for c in text.chars().take(9) {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let next = digit(c)?;
                // Digits that follow one another are a number as figures write it.
                last = Some(if units { next } else { last.unwrap_or(0) * 10 + next });
                continue;
            }
        };
        value += last.take().unwrap_or(1) * unit;
        units = true;
    }
    let value = value + last.unwrap_or(0);
    (1..10_000).contains(&value).then_some(Number { value, numeral: Numeral::Word })
}

/// A number as an ordinal or cardinal word.
pub(crate) fn word(text: &str) -> Option<Number> {
    if text.len() > 32 {
        return None;
    }
    static TABLE: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
        let pairs = WORDS.iter().rev().flat_map(|(value, words)| words.iter().map(|word| (*word, *value)));
        pairs.collect()
    });
    let value = if text.bytes().all(|b| b.is_ascii_lowercase()) {
        *TABLE.get(text)?
    } else {
        *TABLE.get(text.to_lowercase().as_str())?
    };
    Some(Number { value, numeral: Numeral::Word })
}

#[cfg(test)]
mod tests {
    use super::{Numeral, chinese, parse, roman};

    #[test]
    fn roman_numerals_are_canonical() {
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("mcmxvii"), Some(1917));
        assert_eq!(roman("IIII"), Some(4));
        for text in ["", "IC", "MIX ", "Dill", "dill", "XIv", "VX"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_every_kind() {
        let value = |text| parse(text).map(|n| (n.value, n.numeral));
        assert_eq!(value("12"), Some((12, Numeral::Arabic)));
        assert_eq!(value("B"), Some((2, Numeral::UpperLetter)));
        assert_eq!(value("Erstes"), Some((1, Numeral::Word)));
        assert_eq!(value("PREMIÈRE"), Some((1, Numeral::Word)));
        assert_eq!(value("1917a"), None);
        let chinese = |text| chinese(text).map(|n| n.value);
        for (text, number) in
            [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("12", 12), ("一〇", 10)]
        {
            assert_eq!(chinese(text), Some(number), "{text}");
        }
        assert_eq!(chinese("天"), None);
    }
}
