//! Lines of the archive around a text: navigation, dates of update, the archive's name.

use std::ops::Range;

use super::scan;
use crate::lines::Lines;
use crate::words;

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
    "inclusão",
    "inclusión",
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

/// Words that the names of an archive's pages begin or end with.
const PAGE_STARTS: &[&str] = &[
    "collected works",
    "selected works",
    "gesammelte werke",
    "œuvres complètes",
    "obras completas",
    "полное собрание",
];
const PAGE_ENDS: &[&str] = &[
    "archive",
    "archives",
    "internet archive",
    "table of contents",
    "contents",
    "index",
    "collected works",
    "works",
    "glossary",
    "library",
    "home page",
    "archiv",
    "werke",
    "sommaire",
    "index des auteurs",
    "archivo",
    "arquivo",
    "archivio",
    "архив",
];

/// Whether a line can be a link to another page, where nothing but such lines follow it.
fn is_page(text: &str) -> bool {
    let short = text.len() <= 80
        && text.split_whitespace().count() <= 8
        && !text.ends_with(['.', '!', '?', ',', ';', ')', ']']);
    let lower = text.to_lowercase();
    let ends = |end: &str| {
        lower.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '/', '|']))
    };
    // `Deutsch | English | MECW` leads to other versions of the page.
    let bars = text.matches(" | ").count() >= 2
        && !text.starts_with('|')
        && !text.ends_with('|')
        && text.len() <= 200;
    const CREDITS: &[&str] =
        &["transcription by", "transcribed by", "html by", "html revised", "marked up by"];
    let credit = text.len() <= 100 && CREDITS.iter().any(|start| lower.starts_with(start));
    bars || credit
        || short
            && text.starts_with(char::is_uppercase)
            && (PAGE_ENDS.iter().any(|end| ends(end))
                || PAGE_STARTS.iter().any(|start| lower.starts_with(start)))
}

/// Where the links at the end of `range` begin.
fn trail(lines: &Lines<'_>, range: Range<usize>) -> usize {
    let from = range.end.saturating_sub(NEAR).max(range.start);
    let link = |line: &usize| {
        let text = lines.text(*line);
        lines.is_blank(*line) || is_page(text) || is_line(text, true)
    };
    let start = (from..range.end).rev().take_while(link).last().unwrap_or(range.end);
    // A line that belongs to running text, a note perhaps, is none.
    let begins = |line: &usize| *line == range.start || lines.is_blank(line - 1);
    (start..range.end).find(begins).unwrap_or(range.end)
}

/// Whether a line names the archive so plainly that the file must come from it.
pub(super) fn names_archive(text: &str) -> bool {
    const UPDATES: &[&str] = &[
        "last updated",
        "last modified",
        "page last updated",
        "this page last updated",
        "zuletzt aktualisiert",
        "dernière mise à jour",
        "última actualización",
        "última alteração",
        "ultima modifica",
        "последнее обновление",
    ];
    if scan::first(text, UPDATES).is_some() && is_line(text, true) {
        return true;
    }
    text.len() <= 200 && scan::any(text, &["internet archive", "marxists.org", "mia"]) && is_line(text, true)
}

/// The archive's lines within `range`, near its ends.
pub(super) fn lines(lines: &Lines<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let head = range.start..range.end.min(range.start + NEAR);
    let tail = range.end.saturating_sub(NEAR).max(head.end)..range.end;
    let quiet = |line: Option<usize>| {
        line.is_none_or(|line| lines.is_blank(line) || is_line(lines.text(line), false))
    };
    // `Contents` over a list of chapters is the text's own.
    let lists = |line: usize| {
        let next = (line + 1..lines.len().min(line + 4)).find(|&next| !lines.is_blank(next));
        words::named(lines.text(line)).is_some() && next.is_some_and(|next| next + 6 < lines.len())
    };
    let trail = trail(lines, range);
    let pages = |line: usize| line >= trail && is_page(lines.text(line));
    head.chain(tail)
        .filter(|&line| pages(line) || !lists(line))
        .filter(|&line| {
            let alone = quiet(line.checked_sub(1)) && quiet(Some(line + 1));
            pages(line) || is_line(lines.text(line), alone)
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
