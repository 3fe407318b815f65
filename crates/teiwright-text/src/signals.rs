//! Lines that by themselves say one thing: that a text ends, that a refrain follows, what the curtain does.

use crate::words::bare;

/// Words that end a text.
const ENDS: &[&str] = &[
    "the end",
    "end",
    "finis",
    "fin",
    "fin.",
    "ende",
    "fine",
    "fim",
    "конец",
    "end of part one",
    "la fin",
    "das ende",
    "explicit",
    "end of the first part",
];

/// Words over the part of a song that comes again.
const REFRAINS: &[&str] = &[
    "chorus",
    "refrain",
    "burden",
    "kehrreim",
    "refrän",
    "coro",
    "estribillo",
    "ritornello",
    "estribilho",
    "припев",
];

/// Words for what a curtain does.
const CURTAINS: &[&str] = &[
    "curtain",
    "the curtain falls",
    "the curtain rises",
    "curtain falls",
    "curtain rises",
    "act drop",
    "slow curtain",
    "quick curtain",
    "end of act",
    "vorhang",
    "der vorhang fällt",
    "rideau",
    "le rideau tombe",
    "telón",
    "cae el telón",
    "sipario",
    "cala la tela",
    "pano",
    "cai o pano",
    "занавес",
];

/// Whether the line only says that a refrain follows.
pub(crate) fn is_refrain(text: &str) -> bool {
    text.len() <= 24 && bare(text).is_some_and(|bare| REFRAINS.contains(&bare.as_str()))
}

/// Whether the line only says what the curtain does.
pub(crate) fn is_curtain(text: &str) -> bool {
    text.len() <= 48 && bare(text).is_some_and(|bare| CURTAINS.contains(&bare.as_str()))
}

/// Whether the line ends a text.
pub(crate) fn is_end(text: &str) -> bool {
    // The longest of them.
    if text.len() > 40 {
        return false;
    }
    bare(text).is_some_and(|bare| ENDS.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_one_thing() {
        assert!(is_end("THE END."));
        assert!(!is_end("The end of the affair"));
        assert!(is_refrain("CHORUS."));
        assert!(is_curtain("[_Curtain._]"));
    }
}
