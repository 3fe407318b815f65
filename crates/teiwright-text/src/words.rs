//! Words that say what a division is, in the languages of the archives.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use teiwright_model::DivisionKind;

use crate::numbers::{self, Number, Numeral};

/// Words that begin the heading of a numbered division, with how deep such a division stands among the others.
const NUMBERED: &[(&str, DivisionKind, u8)] = &[
    ("volume", DivisionKind::Volume, 1),
    ("vol.", DivisionKind::Volume, 1),
    ("band", DivisionKind::Volume, 1),
    ("tome", DivisionKind::Volume, 1),
    ("tomo", DivisionKind::Volume, 1),
    ("том", DivisionKind::Volume, 1),
    ("book", DivisionKind::Book, 2),
    ("buch", DivisionKind::Book, 2),
    ("livre", DivisionKind::Book, 2),
    ("libro", DivisionKind::Book, 2),
    ("livro", DivisionKind::Book, 2),
    ("книга", DivisionKind::Book, 2),
    ("part", DivisionKind::Part, 3),
    ("teil", DivisionKind::Part, 3),
    ("theil", DivisionKind::Part, 3),
    ("partie", DivisionKind::Part, 3),
    ("parte", DivisionKind::Part, 3),
    ("часть", DivisionKind::Part, 3),
    ("abteilung", DivisionKind::Part, 3),
    ("chapter", DivisionKind::Chapter, 4),
    ("chap.", DivisionKind::Chapter, 4),
    ("kapitel", DivisionKind::Chapter, 4),
    ("capitel", DivisionKind::Chapter, 4),
    ("chapitre", DivisionKind::Chapter, 4),
    ("capítulo", DivisionKind::Chapter, 4),
    ("capitulo", DivisionKind::Chapter, 4),
    ("capitolo", DivisionKind::Chapter, 4),
    ("глава", DivisionKind::Chapter, 4),
    ("letter", DivisionKind::Letter, 4),
    ("lettre", DivisionKind::Letter, 4),
    ("canto", DivisionKind::Canto, 4),
    ("gesang", DivisionKind::Canto, 4),
    ("chant", DivisionKind::Canto, 4),
    ("act", DivisionKind::Act, 4),
    ("akt", DivisionKind::Act, 4),
    ("aufzug", DivisionKind::Act, 4),
    ("acte", DivisionKind::Act, 4),
    ("acto", DivisionKind::Act, 4),
    ("acto", DivisionKind::Act, 4),
    ("atto", DivisionKind::Act, 4),
    ("ato", DivisionKind::Act, 4),
    ("действие", DivisionKind::Act, 4),
    ("abhandlung", DivisionKind::Act, 4),
    ("abhandelung", DivisionKind::Act, 4),
    ("handlung", DivisionKind::Act, 4),
    ("auffzug", DivisionKind::Act, 4),
    ("jornada", DivisionKind::Act, 4),
    ("scene", DivisionKind::Scene, 5),
    ("scène", DivisionKind::Scene, 5),
    ("szene", DivisionKind::Scene, 5),
    ("auftritt", DivisionKind::Scene, 5),
    ("auftrit", DivisionKind::Scene, 5),
    ("scaena", DivisionKind::Scene, 5),
    ("escena", DivisionKind::Scene, 5),
    ("cena", DivisionKind::Scene, 5),
    ("scena", DivisionKind::Scene, 5),
    ("сцена", DivisionKind::Scene, 5),
    ("явление", DivisionKind::Scene, 5),
    ("section", DivisionKind::Section, 5),
    ("abschnitt", DivisionKind::Section, 5),
    ("sección", DivisionKind::Section, 5),
    ("seção", DivisionKind::Section, 5),
    ("sezione", DivisionKind::Section, 5),
    ("раздел", DivisionKind::Section, 5),
    ("article", DivisionKind::Section, 5),
    ("appendix", DivisionKind::Appendix, 3),
    ("anhang", DivisionKind::Appendix, 3),
    ("annexe", DivisionKind::Appendix, 3),
    ("apéndice", DivisionKind::Appendix, 3),
    ("apêndice", DivisionKind::Appendix, 3),
    ("приложение", DivisionKind::Appendix, 3),
];

/// Headings that say by themselves what the division is; compared without case and end punctuation.
const NAMED: &[(&[&str], DivisionKind)] = &[
    (
        &[
            "preface",
            "foreword",
            "author's preface",
            "translator's preface",
            "editor's preface",
            "vorwort",
            "vorrede",
            "préface",
            "avant-propos",
            "prefacio",
            "prólogo",
            "prefazione",
            "prefácio",
            "предисловие",
            "author’s preface",
            "translator’s preface",
            "publisher's note",
            "publisher’s note",
            "to the reader",
            "an den leser",
            "au lecteur",
            "al lector",
            "al lettore",
            "ao leitor",
            "к читателю",
            "前言",
            "序",
            "序言",
            "自序",
        ],
        DivisionKind::Preface,
    ),
    (
        &[
            "introduction",
            "introductory",
            "editor's introduction",
            "einleitung",
            "einführung",
            "introducción",
            "introduzione",
            "introdução",
            "введение",
            "导言",
            "引言",
            "緒論",
        ],
        DivisionKind::Introduction,
    ),
    (
        &["dedication", "widmung", "dédicace", "dedicatoria", "dedica", "dedicatória", "zueignung"],
        DivisionKind::Dedication,
    ),
    (&["prologue", "prolog", "prologo", "пролог", "vorspiel"], DivisionKind::Prologue),
    (
        &["epilogue", "epilog", "épilogue", "epílogo", "epilogo", "эпилог", "nachspiel"],
        DivisionKind::Epilogue,
    ),
    (
        &[
            "conclusion",
            "conclusions",
            "afterword",
            "schluß",
            "schluss",
            "nachwort",
            "schlußwort",
            "postface",
            "conclusión",
            "conclusione",
            "conclusão",
            "заключение",
            "послесловие",
            "后记",
            "後記",
            "结论",
            "結語",
        ],
        DivisionKind::Conclusion,
    ),
    (
        &[
            "contents",
            "table of contents",
            "inhalt",
            "inhaltsverzeichnis",
            "table des matières",
            "sommaire",
            "índice",
            "indice",
            "содержание",
            "оглавление",
            "sumário",
            "sommario",
            "目录",
            "目錄",
            "目次",
        ],
        DivisionKind::Contents,
    ),
    (
        &[
            "dramatis personae",
            "dramatis personæ",
            "the persons",
            "the persons in the play",
            "persons of the play",
            "persons in the play",
            "persons represented",
            "persons",
            "characters",
            "personen",
            "personnages",
            "personajes",
            "personaggi",
            "personagens",
            "действующие лица",
        ],
        DivisionKind::CastList,
    ),
    (
        &[
            "appendix",
            "appendices",
            "anhang",
            "annexe",
            "annexes",
            "appendice",
            "apéndice",
            "apêndice",
            "приложение",
            "приложения",
            "supplement",
            "nachtrag",
            "附录",
            "附錄",
        ],
        DivisionKind::Appendix,
    ),
    (&["index", "index of names", "register", "personenregister", "sachregister"], DivisionKind::Index),
    (&["glossary", "glossar", "glossaire", "glosario", "glossario", "glossário"], DivisionKind::Glossary),
    (
        &[
            "bibliography",
            "bibliographie",
            "bibliografía",
            "bibliografia",
            "literatur",
            "literaturverzeichnis",
            "works cited",
            "sources",
            "литература",
            "библиография",
        ],
        DivisionKind::Bibliography,
    ),
    (
        &[
            "transcriber's note",
            "transcriber's notes",
            "transcriber’s note",
            "transcriber’s notes",
            "anmerkung des transkriptors",
            "anmerkungen zur transkription",
        ],
        DivisionKind::TranscriberNote,
    ),
];

/// Headings over a section of notes.
const NOTES: &[&str] = &[
    "footnotes",
    "footnote",
    "notes",
    "note",
    "endnotes",
    "end notes",
    "reference notes",
    "explanatory notes",
    "author's notes",
    "author’s notes",
    "editor's notes",
    "editor’s notes",
    "editorial notes",
    "translator's notes",
    "translator’s notes",
    "notes and references",
    "references",
    "notes to the text",
    "anmerkungen",
    "anmerkung",
    "fußnoten",
    "fussnoten",
    "fußnote",
    "noten",
    "endnoten",
    "notes de bas de page",
    "notes de l'auteur",
    "notes de l’auteur",
    "notes du traducteur",
    "notes de la rédaction",
    "notas",
    "nota",
    "notas al pie",
    "notas del autor",
    "notas del traductor",
    "notas de rodapé",
    "notas do autor",
    "notas do tradutor",
    "notas de fim de tomo",
    "notas de fim de volume",
    "notas de la edición",
    "notas a pie de página",
    "notes de fin",
    "notes de l'éditeur",
    "notes of the author",
    "notes of the editor",
    "note by the author",
    "endnote",
    "zusätzliche anmerkungen",
    "anmerkungen der herausgeber",
    "redaktionelle anmerkungen",
    "note a piè di pagina",
    "note dell'autore",
    "note dell’autore",
    "примечания",
    "примечание",
    "сноски",
    "сноска",
    "примечания автора",
    "примечания редакции",
    "комментарии",
    "anmerkungen der redaktion",
    "anmerkungen des verfassers",
    "注释",
    "註釋",
    "注",
];

/// A heading that begins with a word for a numbered division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keyword {
    /// What the division is.
    pub(crate) kind: DivisionKind,
    /// How deep such divisions stand, from 1.
    pub(crate) rank: u8,
    /// Its number.
    pub(crate) number: Option<Number>,
    /// Where, in bytes, what follows word and number begins.
    pub(crate) rest: usize,
}

/// Reads `CHAPTER I.`, `Part Two`, `Erstes Kapitel`, `Chapitre premier`, `Глава 3` at the start of `text`.
pub(crate) fn keyword(text: &str) -> Option<Keyword> {
    if text.starts_with('第') {
        return counted_chinese(text);
    }
    let mut words = Words { text, at: 0 };
    let (first, _) = words.next()?;
    if let Some(&(_, ref kind, rank)) = lookup(first) {
        let (kind, after_word) = (kind.clone(), words.at);
        let number = words.next().and_then(|(word, _)| numbers::parse(word.trim_end_matches(PUNCTUATION)));
        // `Part of the plan` is a sentence; `Part I` and `Prologue` are headings.
        let rest = if number.is_some() { words.at } else { after_word };
        return match number {
            Some(number) => Some(Keyword { kind, rank, number: Some(number), rest }),
            None => last_scene(text, first, Words { text, at: after_word }),
        };
    }
    // The number first: `Erstes Kapitel`, `The First Part`, `1. Kapitel`, `Première partie`.
    let (number, mut word) = match numbers::parse(first.trim_end_matches(PUNCTUATION)) {
        // `A Letter to …` begins with an article.
        Some(Number { numeral: Numeral::UpperLetter | Numeral::LowerLetter, .. }) => return None,
        Some(number) => (number, words.next()?.0),
        None if matches!(first.to_lowercase().as_str(), "the" | "das" | "der" | "die" | "la" | "le") => {
            (numbers::word(words.next()?.0)?, words.next()?.0)
        }
        None => return last_scene(text, first, words),
    };
    word = word.trim_end_matches(PUNCTUATION);
    let &(_, ref kind, rank) = lookup(word)?;
    Some(Keyword { kind: kind.clone(), rank, number: Some(number), rest: words.at })
}

/// `第一章`, `第12回`: a number between two characters of which the second says what it counts.
fn counted_chinese(text: &str) -> Option<Keyword> {
    const UNITS: [(char, DivisionKind, u8); 13] = [
        ('卷', DivisionKind::Volume, 1),
        ('编', DivisionKind::Book, 2),
        ('編', DivisionKind::Book, 2),
        ('部', DivisionKind::Part, 3),
        ('篇', DivisionKind::Part, 3),
        ('章', DivisionKind::Chapter, 4),
        ('回', DivisionKind::Chapter, 4),
        ('話', DivisionKind::Chapter, 4),
        ('幕', DivisionKind::Act, 4),
        ('场', DivisionKind::Scene, 5),
        ('場', DivisionKind::Scene, 5),
        ('节', DivisionKind::Section, 5),
        ('節', DivisionKind::Section, 5),
    ];
    let rest = text.strip_prefix('第')?;
    let (at, unit) = rest.char_indices().take(8).find(|(_, c)| UNITS.iter().any(|row| row.0 == *c))?;
    let number = numbers::chinese(&rest[..at])?;
    let (_, kind, rank) = UNITS.iter().find(|row| row.0 == unit)?;
    let mut end = text.len() - rest.len() + at + unit.len_utf8();
    // `第一部分`
    end += if text[end..].starts_with('分') { '分'.len_utf8() } else { 0 };
    Some(Keyword { kind: kind.clone(), rank: *rank, number: Some(number), rest: end })
}

/// `Letzter Auftritt`, `Scène dernière`, `Last Scene`: a word that stands for the number.
fn last_scene(text: &str, first: &str, mut words: Words<'_>) -> Option<Keyword> {
    const LAST: &[&str] = &[
        "last",
        "letzter",
        "letzte",
        "letztes",
        "lezter",
        "dernier",
        "dernière",
        "último",
        "última",
        "ultimo",
        "ultima",
        "последнее",
        "последняя",
        "последний",
    ];
    let second = words.next()?.0.trim_end_matches(PUNCTUATION);
    let (word, other) = if lookup(second).is_some() { (second, first) } else { (first, second) };
    let &(_, ref kind, rank) = lookup(word)?;
    let whole = text[words.at..].trim_matches(PUNCTUATION).trim().is_empty();
    let drama = matches!(kind, DivisionKind::Act | DivisionKind::Scene);
    let last = LAST.contains(&other.to_lowercase().as_str());
    (drama && last && whole).then(|| Keyword { kind: kind.clone(), rank, number: None, rest: text.len() })
}

/// Punctuation that may follow a number or word of a heading.
pub(crate) const PUNCTUATION: &[char] = &['.', ':', ',', ';', ')', '—', '–', '-'];

fn lookup(word: &str) -> Option<&'static (&'static str, DivisionKind, u8)> {
    if word.len() > 24 {
        return None;
    }
    static TABLE: LazyLock<HashMap<&str, &(&str, DivisionKind, u8)>> =
        LazyLock::new(|| NUMBERED.iter().rev().map(|row| (row.0, row)).collect());
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches(PUNCTUATION);
    TABLE.get(lower.as_str()).or_else(|| TABLE.get(bare)).copied()
}

/// What a division is whose heading is one of the names that need no number.
pub(crate) fn named(text: &str) -> Option<DivisionKind> {
    static TABLE: LazyLock<HashMap<&str, &DivisionKind>> = LazyLock::new(|| {
        let pairs = NAMED.iter().rev().flat_map(|(names, kind)| names.iter().map(move |name| (*name, kind)));
        pairs.collect()
    });
    TABLE.get(bare(text)?.as_str()).map(|kind| (*kind).clone())
}

/// Whether the line is a heading over notes.
pub(crate) fn is_notes_heading(text: &str) -> bool {
    static TABLE: LazyLock<HashSet<&str>> = LazyLock::new(|| NOTES.iter().copied().collect());
    let by = |bare: &str| bare.starts_with("note by ") || bare.starts_with("notes by ");
    bare(text).is_some_and(|bare| TABLE.contains(bare.as_str()) || by(&bare))
}

/// Whether `text` ends with a title that a full stop abbreviates and a name follows: `Mr`, `Dr`, `St`, an initial.
pub(crate) fn is_title_of_person(text: &str) -> bool {
    const TITLES: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Rev", "Hon", "Capt", "Col", "Gen", "Lt", "Sgt", "Hr", "Fr",
        "Mme", "Mlle", "Sr", "Sra",
    ];
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(last))
        || (last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != text)
}

/// A line without the references to notes at its end: `[1]`, `(2)`, `[N2]`, `*`, digits.
pub(crate) fn without_references(text: &str) -> &str {
    let mut bare = text.trim_end();
    // More than a few references at one place are something else.
    for _ in 0..8 {
        let before = bare.len();
        bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "*†‡".contains(c)).trim_end();
        let open = match bare.as_bytes().last() {
            Some(b']') => bare.rfind('['),
            Some(b')') => bare.rfind('('),
            _ => None,
        };
        let marker = |open: usize| {
            let inner = &bare[open + 1..bare.len() - 1];
            inner.len() <= 5 && inner.chars().all(|c| c.is_ascii_digit() || "*†‡N".contains(c))
        };
        if let Some(open) = open.filter(|&open| marker(open)) {
            bare = bare[..open].trim_end();
        }
        if bare.len() == before {
            break;
        }
    }
    bare
}

/// The letters and digits of `text` in small letters, for comparing what is written in different ways.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// No heading of the lists is longer, in bytes, with the marks around it.
const LONGEST_NAME: usize = 56;

/// A short text in lower case without the marks that headings wear.
pub(crate) fn bare(text: &str) -> Option<String> {
    if text.len() > LONGEST_NAME {
        return None;
    }
    let marks = |c: char| c.is_whitespace() || "#=*_[](){}.:–—-".contains(c);
    let bare = text.trim_matches(marks).to_lowercase();
    (!bare.is_empty()).then_some(bare)
}

/// Words of a text, parted by white space, with where each begins.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<(&'a str, usize)> {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start().len());
        let word = self.text[start..].split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
        self.at = start + word.len();
        Some((word, start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_with_their_numbers() {
        let read = |text| keyword(text).map(|k| (k.kind, k.number.map(|n| n.value), k.rest));
        assert_eq!(read("CHAPTER I. Down"), Some((DivisionKind::Chapter, Some(1), 10)));
        assert_eq!(read("Erstes Kapitel"), Some((DivisionKind::Chapter, Some(1), 14)));
        assert_eq!(read("Chapitre premier"), Some((DivisionKind::Chapter, Some(1), 16)));
        assert_eq!(read("The Second Part"), Some((DivisionKind::Part, Some(2), 15)));
        assert_eq!(read("Глава 3"), Some((DivisionKind::Chapter, Some(3), 12)));
        assert_eq!(read("Part of the plan"), None);
        assert_eq!(read("First of all"), None);
    }

    #[test]
    fn references_at_the_end() {
        for text in ["the end.[1]", "the end.(2)", "the end.[N2]", "the end.12", "the end. [1] **"] {
            assert_eq!(without_references(text), "the end.", "{text}");
        }
        assert_eq!(without_references("(Applause.)"), "(Applause.)");
    }

    #[test]
    fn named_divisions_and_notes() {
        assert_eq!(named("PREFACE."), Some(DivisionKind::Preface));
        assert!(is_notes_heading("Примечания"));
        assert!(is_notes_heading("Footnotes:"));
    }
}
