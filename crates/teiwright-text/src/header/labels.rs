//! Labels of metadata lines, in the languages of the archives.

use teiwright_model::Relator;

/// What a label says about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Creation,
    FirstPublication,
    Print,
    Digital,
    Translator,
    Editor,
    Transcriber,
    Markup,
    Proofreader,
    Corrector,
    Scanner,
    Contributor,
    Licence,
    Author,
    Title,
    Language,
    Note,
}

use Meaning as M;

/// One table: labels in lower case, with what they mean.
const LABELS: &[(Meaning, &[&str])] = &[
    (
        M::Creation,
        &[
            "written",
            "written in",
            "spoken",
            "delivered",
            "date",
            "composed",
            "drafted",
            "dictated",
            "speech delivered",
            "geschrieben",
            "verfaßt",
            "verfasst",
            "gehalten",
            "écrit",
            "rédigé",
            "prononcé",
            "escrito",
            "redactado",
            "pronunciado",
            "scritto",
            "pronunciato",
            "написано",
            "произнесено",
            "дата",
            "datum",
            "fecha",
        ],
    ),
    (
        M::FirstPublication,
        &[
            "first published",
            "first printed",
            "published",
            "first publication",
            "originally published",
            "publication",
            "printed",
            "first edition",
            "erstveröffentlichung",
            "erstmals veröffentlicht",
            "erstmals erschienen",
            "zuerst erschienen",
            "zuerst veröffentlicht",
            "veröffentlicht",
            "première publication",
            "première édition",
            "première parution",
            "publié",
            "paru",
            "primera publicación",
            "primera vez publicado",
            "primera edición",
            "publicado por primera vez",
            "publicado",
            "prima pubblicazione",
            "prima edizione",
            "pubblicato",
            "primeira edição",
            "primeira publicação",
            "впервые опубликовано",
            "опубликовано",
            "первая публикация",
            "первое издание",
        ],
    ),
    (
        M::Print,
        &[
            "source",
            "sources",
            "original",
            "text",
            "from",
            "source text",
            "printed source",
            "quelle",
            "textquelle",
            "vorlage",
            "nach",
            "fuente",
            "fuente del texto",
            "fonte",
            "источник",
            "печатается по",
            "original source",
            "publisher",
            "verlag",
            "éditeur",
            "editorial",
        ],
    ),
    (
        M::Digital,
        &[
            "online version",
            "online",
            "online edition",
            "digital edition",
            "first put online",
            "put online",
            "mise en ligne",
            "en ligne",
            "fuente digital",
            "edición digital",
            "esta edición",
            "versión digital",
            "edição digital",
            "versão online",
            "versione online",
            "online-version",
            "digitale ausgabe",
            "интернет-версия",
        ],
    ),
    (
        M::Translator,
        &[
            "translated",
            "translation",
            "translator",
            "translators",
            "translated by",
            "translation by",
            "übersetzung",
            "übersetzer",
            "übersetzt",
            "übersetzt von",
            "traduction",
            "traducteur",
            "traduit par",
            "traducción",
            "traductor",
            "traducido por",
            "traduzione",
            "traduttore",
            "tradotto da",
            "tradução",
            "tradutor",
            "traduzido por",
            "перевод",
            "переводчик",
            "перевод с английского",
        ],
    ),
    (
        M::Editor,
        &[
            "edited",
            "editor",
            "editors",
            "edited by",
            "editing",
            "herausgeber",
            "herausgegeben von",
            "redaktion",
            "édition",
            "édité par",
            "edición",
            "editado por",
            "a cura di",
            "edição",
            "редактор",
            "под редакцией",
        ],
    ),
    (
        M::Transcriber,
        &[
            "transcription",
            "transcribed",
            "transcriber",
            "transcribed by",
            "transcription by",
            "typed",
            "transkription",
            "transkribiert",
            "transkribiert von",
            "abschrift",
            "transcripción",
            "transcrito por",
            "transcrição",
            "trascrizione",
            "trascritto da",
            "saisie",
            "retranscription",
            "набор",
            "транскрипция",
            "converted to text",
        ],
    ),
    (
        M::Markup,
        &[
            "markup",
            "mark up",
            "mark-up",
            "html",
            "html markup",
            "html-markup",
            "html mark-up",
            "html mark up",
            "html by",
            "marked up",
            "marked up by",
            "coded",
            "html-markierung",
            "markierung",
            "balisage",
            "html par",
            "marcado",
            "marcación",
            "html por",
            "marcação",
            "разметка",
            "оформление",
            "converted to html",
            "html conversion",
            "webmaster",
        ],
    ),
    (
        M::Proofreader,
        &[
            "proofread",
            "proofreading",
            "proofed",
            "proof read",
            "proofreader",
            "proofread by",
            "proofs",
            "checked",
            "korrekturgelesen",
            "korrekturlesen",
            "relecture",
            "relu par",
            "revisión",
            "revisado por",
            "revisione",
            "revisão",
            "вычитка",
            "корректура",
        ],
    ),
    (
        M::Corrector,
        &[
            "corrected",
            "corrections",
            "corrected by",
            "proofed and corrected",
            "korrektur",
            "korrekturen",
            "corrección",
            "correcciones",
            "correção",
            "correzioni",
            "исправления",
        ],
    ),
    (
        M::Scanner,
        &[
            "scanned",
            "scanning",
            "scan",
            "ocr",
            "digitized",
            "digitised",
            "digitalización",
            "digitalización por",
            "numérisation",
            "numérisé par",
            "digitalisierung",
            "digitalização",
            "digitalizzazione",
            "сканирование",
        ],
    ),
    (
        M::Contributor,
        &[
            "contributed",
            "prepared",
            "prepared by",
            "thanks",
            "thanks to",
            "with thanks to",
            "kopiert mit dank von",
            "dank",
            "preparado para el mia",
            "preparado por",
            "agradecimientos",
            "merci",
            "remerciements",
        ],
    ),
    (
        M::Licence,
        &[
            "copyleft",
            "copyright",
            "public domain",
            "permission",
            "permissions",
            "licence",
            "license",
            "rights",
            "domaine public",
            "droits",
            "derechos",
            "derechos de reproducción",
            "direitos de reprodução",
            "diritti",
            "лицензия",
            "авторские права",
            "lizenz",
            "urheberrecht",
            "creative commons",
            "gemeinfrei",
        ],
    ),
    (M::Author, &["author", "authors", "by", "autor", "auteur", "autore", "автор", "verfasser"]),
    (M::Title, &["title", "titel", "titre", "título", "titolo", "название"]),
    (M::Language, &["language", "sprache", "langue", "idioma", "lingua", "язык"]),
    (
        M::Note,
        &[
            "other formats",
            "formats",
            "note",
            "notes",
            "subject",
            "keywords",
            "abstract",
            "see also",
            "isbn",
            "also available",
            "editorial note",
            "transcriber's note",
            "transcriber’s note",
            "signed",
            "unterzeichnet",
            "audio",
            "pdf",
            "mp3",
            "comments",
            "series",
            "collection",
            "nota",
            "notas",
            "anmerkung",
            "примечание",
            "subtitle",
            "alternative title",
            "dedication",
            "format",
            "download",
            "nombre",
            "edition",
        ],
    ),
];

impl Meaning {
    /// The responsibility that the label names, if it names one.
    pub(crate) const fn relator(self) -> Option<Relator> {
        Some(match self {
            Self::Translator => Relator::Translator,
            Self::Editor => Relator::Editor,
            Self::Transcriber => Relator::Transcriber,
            Self::Markup => Relator::Markup,
            Self::Proofreader => Relator::Proofreader,
            Self::Corrector => Relator::Corrector,
            Self::Scanner => Relator::Digitiser,
            Self::Contributor => Relator::Contributor,
            _ => return None,
        })
    }
}

/// What one label, without joining words, means.
pub(crate) fn simple(label: &str) -> Option<Meaning> {
    if label.len() > 48 {
        return None;
    }
    let lower = label.trim().to_lowercase();
    LABELS.iter().find(|(_, names)| names.contains(&lower.as_str())).map(|(meaning, _)| *meaning)
}

/// The parts of a label that joins several (`Transcription & HTML Markup`), each with its bytes and meaning; a label
/// that is known as a whole has one part.
pub(crate) fn parts(label: &str) -> Vec<(std::ops::Range<usize>, Meaning)> {
    if let Some(meaning) = simple(label) {
        return vec![(0..label.len(), meaning)];
    }
    let mut cuts = Vec::new();
    for joint in ["&", "/", "\\", " and ", " und ", " et ", " y ", " e ", " и ", ",", "+"] {
        cuts.extend(label.match_indices(joint).map(|(at, joint)| at..at + joint.len()));
    }
    cuts.sort_by_key(|cut| cut.start);
    let mut out = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain(std::iter::once(label.len()..label.len())) {
        if cut.start < start {
            continue;
        }
        let part = &label[start..cut.start];
        let left = start + part.len() - part.trim_start().len();
        let Some(meaning) = simple(part).filter(|meaning| meaning.relator().is_some()) else {
            return Vec::new();
        };
        out.push((left..left + part.trim().len(), meaning));
        start = cut.end;
    }
    out
}

/// The responsibility phrase at the start of `text` (`Edited by`), with its length.
pub(crate) fn phrase(text: &str) -> Option<(usize, Meaning)> {
    const BY: [&str; 12] = [
        " by ", " by: ", " von ", " par ", " por ", " da ", " by the ", " for ", ": ", " with ", " durch ",
        " de ",
    ];
    let window = &text[..(0..=text.len().min(60)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)];
    BY.iter()
        .filter(|by| **by != " for " && **by != " with ")
        .filter_map(|by| window.find(by).map(|at| (at, by.trim_end_matches(' ').trim_end_matches(" the"))))
        .filter_map(|(at, by)| {
            let relator = parts(&window[..at]).first().and_then(|(_, m)| m.relator().map(|_| *m));
            let whole = simple(window.get(..at + by.len())?).filter(|m| m.relator().is_some());
            relator.or(whole).map(|meaning| (at + by.trim_end_matches(':').len(), meaning))
        })
        .min_by_key(|found| found.0)
}

/// The label at the start of a line: its length without the colon, and where the value begins.
pub(crate) fn at_start(line: &str) -> Option<(usize, usize)> {
    let colon = line.find(':').filter(|&at| at <= 60)?;
    let rest = &line[colon..];
    let after = rest.trim_start_matches(':');
    let value = after.trim_start();
    let label = line[..colon].trim_end();
    let sound = !label.is_empty()
        && !rest.starts_with("://")
        && label.split_whitespace().count() <= 6
        && label.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "&/\\-'’,.+".contains(c));
    sound.then(|| (label.len(), line.len() - value.len()))
}

/// Whether a line begins with a known label, or with a responsibility in words.
pub(crate) fn is_known(line: &str) -> bool {
    at_start(line).is_some_and(|(label, _)| !parts(&line[..label]).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_alone_and_joined() {
        let read = |label| parts(label).into_iter().map(|(range, m)| (&label[range], m)).collect::<Vec<_>>();
        assert_eq!(read("Source"), [("Source", M::Print)]);
        assert_eq!(
            read("Transcription & HTML Markup"),
            [("Transcription", M::Transcriber), ("HTML Markup", M::Markup)]
        );
        assert_eq!(read("Transcription\\Markup").len(), 2);
        assert_eq!(read("Transcribed/HTML Markup/Proofread").len(), 3);
        assert_eq!(read("Some Label"), []);
    }

    #[test]
    fn phrases_in_words() {
        assert_eq!(phrase("Edited by George Hanna"), Some((9, M::Editor)));
        assert_eq!(phrase("Übersetzt von Klara Muster"), Some(("Übersetzt von".len(), M::Translator)));
        assert_eq!(phrase("George Hanna"), None);
    }
}
