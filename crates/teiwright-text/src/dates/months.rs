//! Names of months and seasons in the languages of the archives.

/// The month that a word in lower case names, without its full stop; abbreviations only where they mean nothing else.
pub(crate) fn month(word: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["january", "jan", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "января", "январь"],
        &["february", "feb", "februar", "février", "febrero", "febbraio", "fevereiro", "февраля", "февраль"],
        &["march", "mar", "märz", "mars", "marzo", "março", "марта", "март"],
        &["april", "apr", "avril", "abril", "aprile", "апреля", "апрель"],
        &["may", "mai", "mayo", "maggio", "maio", "мая", "май"],
        &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "июня", "июнь"],
        &["july", "jul", "juli", "juillet", "julio", "luglio", "julho", "июля", "июль"],
        &["august", "aug", "août", "agosto", "августа", "август"],
        &[
            "september",
            "sept",
            "sep",
            "septembre",
            "septiembre",
            "setiembre",
            "settembre",
            "setembro",
            "сентября",
            "сентябрь",
        ],
        &[
            "october",
            "oct",
            "oktober",
            "okt",
            "octobre",
            "octubre",
            "ottobre",
            "outubro",
            "октября",
            "октябрь",
        ],
        &["november", "nov", "novembre", "noviembre", "novembro", "ноября", "ноябрь"],
        &[
            "december",
            "dec",
            "dezember",
            "dez",
            "décembre",
            "diciembre",
            "dicembre",
            "dezembro",
            "декабря",
            "декабрь",
        ],
    ];
    NAMES.iter().position(|names| names.contains(&word)).and_then(|index| u8::try_from(index + 1).ok())
}

/// First and last month of a season; winter begins in the year before.
pub(crate) fn season(word: &str) -> Option<(u8, u8)> {
    match word {
        "spring" | "frühjahr" | "frühling" | "printemps" | "primavera" | "весной" | "весна" | "весны" => {
            Some((3, 5))
        }
        "summer" | "sommer" | "été" | "verano" | "estate" | "verão" | "летом" | "лето" | "лета" => {
            Some((6, 8))
        }
        "autumn" | "herbst" | "automne" | "otoño" | "autunno" | "outono" | "осенью" | "осень" | "осени" => {
            Some((9, 11))
        }
        _ => None,
    }
}

/// First and last month of a part of a year.
pub(crate) fn part_of_year(word: &str) -> Option<(u8, u8)> {
    match word {
        "early" | "anfang" | "début" => Some((1, 4)),
        "mid" | "mitte" => Some((5, 8)),
        "late" | "ende" | "fin" => Some((9, 12)),
        _ => None,
    }
}
