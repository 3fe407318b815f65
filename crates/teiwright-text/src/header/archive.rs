//! Lines of the archive around a text: navigation, dates of update, the archive's name.

use std::ops::Range;

use super::scan;
use crate::lines::Lines;

/// How many lines from either end are looked at.
const NEAR: usize = 60;

/// Openings that no text has by itself.
const SURE: &[&str] = &[
    "last updated",
    "last modified",
    "last update",
    "page last updated",
    "this page last updated",
    "top of page",
    "top of the page",
    "back to top",
    "zuletzt aktualisiert",
    "letzte aktualisierung",
    "zum seitenanfang",
    "nach oben",
    "anfang der seite",
    "dernière mise à jour",
    "haut de la page",
    "retour en haut",
    "última actualización",
    "ultima actualización",
    "actualizado",
    "inicio de la página",
    "ir al principio",
    "última alteração",
    "última atualização",
    "início da página",
    "topo da página",
    "ultima modifica",
    "ultimo aggiornamento",
    "inizio pagina",
    "последнее обновление",
    "начало страницы",
    "к началу страницы",
    "marxists internet archive",
    "marxists' internet archive",
    "marxist internet archive",
    "marxists.org",
    "www.marxists.org",
    "mia:",
    "mia >",
    "format odt",
    "format pdf",
    "format ms word",
    "format rtf",
    "cliquer sur le format",
    "téléchargement fichier",
];

/// Openings that a text may have too: only a short line alone is the archive's.
const LIKELY: &[&str] = &[
    "return to",
    "back to",
    "next:",
    "next chapter",
    "next section",
    "next page",
    "previous:",
    "previous chapter",
    "previous section",
    "go to",
    "table of contents",
    "contents page",
    "home page",
    "main page",
    "<<",
    ">>",
    "←",
    "→",
    "zurück",
    "weiter:",
    "inhaltsverzeichnis",
    "nächstes kapitel",
    "retour",
    "suite:",
    "suivant",
    "précédent",
    "table des matières",
    "volver",
    "siguiente",
    "anterior",
    "índice",
    "continúa",
    "continua",
    "indice",
    "próximo",
    "seguinte",
    "voltar",
    "avanti",
    "indietro",
    "successivo",
    "precedente",
    "оглавление",
    "содержание",
    "назад",
    "далее",
    "вперёд",
];

/// Words of the names of an archive's pages, which stand between bars or arrows.
const PAGES: &[&str] = &[
    "archive",
    "archives",
    "index",
    "contents",
    "works",
    "home",
    "next",
    "previous",
    "glossary",
    "library",
    "top",
    "subjects",
    "history",
    "archiv",
    "werke",
    "startseite",
    "bibliothek",
    "index des auteurs",
    "œuvres",
    "sommaire",
    "accueil",
    "obras",
    "inicio",
    "índice",
    "archivo",
    "biblioteca",
    "arquivo",
    "indice",
    "archivio",
    "opere",
    "архив",
    "библиотека",
    "главная",
    "содержание",
    "encyclopedia",
    "mia",
];

/// Whether a line belongs to the archive and not to the text. `alone`: blank lines or other such lines on both sides.
pub(super) fn is_line(text: &str, alone: bool) -> bool {
    if text.is_empty() || text.len() > 200 || text.contains('©') {
        return false;
    }
    let words = text.split_whitespace().count();
    let short = words <= 14 && text.len() <= 120;
    if short && scan::first(text, SURE).is_some() {
        return true;
    }
    if alone && words <= 8 && !text.ends_with(['.', '!', '?', ',']) && scan::first(text, LIKELY).is_some() {
        return true;
    }
    let trail = [" | ", " > ", " » ", " :: ", " ← ", " → "].iter().any(|mark| text.contains(mark))
        || (text.contains(" Archive: ") && text.contains(": "));
    // Cells of a table have bars at their ends too.
    trail && words <= 30 && !text.starts_with(['|', '>']) && !text.ends_with('|') && scan::any(text, PAGES)
}

/// Whether a line names the archive so plainly that the file must come from it.
pub(super) fn names_archive(text: &str) -> bool {
    text.len() <= 200 && scan::any(text, &["internet archive", "marxists.org", "mia"]) && is_line(text, true)
}

/// The archive's lines within `range`, near its ends.
pub(super) fn lines(lines: &Lines<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let head = range.start..range.end.min(range.start + NEAR);
    let tail = range.end.saturating_sub(NEAR).max(head.end)..range.end;
    let quiet = |line: Option<usize>| {
        line.is_none_or(|line| lines.is_blank(line) || is_line(lines.text(line), false))
    };
    head.chain(tail)
        .filter(|&line| {
            let alone = quiet(line.checked_sub(1)) && quiet(Some(line + 1));
            is_line(lines.text(line), alone)
        })
        .map(|line| line..line + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_line;

    #[test]
    fn the_archives_lines_and_the_texts() {
        for line in [
            "Last updated on 3 May 2009",
            "Marxists Internet Archive > Archive > Sample",
            "Harbour Glossary | Sample Internet Archive",
            "Haut de la page",
            "Next: Part One",
        ] {
            assert!(is_line(line, true), "{line}");
        }
        for line in ["Return to the harbour, comrades!", "| works | 3 |", "To the archive"] {
            assert!(!is_line(line, false), "{line}");
        }
        assert!(!is_line("Next: the gate was closed, and nobody came to open it again.", true));
    }
}
