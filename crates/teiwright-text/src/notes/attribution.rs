//! Who wrote a note, as the note says.

use teiwright_model::NoteKind;

/// Who wrote a note, as it says at its end or at that of its first paragraph.
pub(crate) fn attribution(words: &str) -> Option<NoteKind> {
    let first = words.find("\n\n").map(|end| words[..end].trim_end());
    // `See the map. Author's note.`: the last sentence.
    let last = words.trim_end_matches(['.', ' ']).rsplit_once(". ").map(|(_, last)| last.replace('’', "'"));
    signed(words).or_else(|| signed(first?)).or_else(|| signed(&last?))
}

fn signed(words: &str) -> Option<NoteKind> {
    let tail = words.trim_end_matches(['.', ']', ')', ' ']);
    let last = tail.rsplit(['—', '–', '-', '[', '(']).next().unwrap_or_default().trim().to_lowercase();
    match last.as_str() {
        "ed" | "eds" | "editor" | "red" | "die red" | "anm. d. red" | "n. de la r" | "ред"
        | "note by editor" | "note by the editor" | "n. del e" | "nota del editor" | "n. do e"
        | "n. d. r" | "прим. ред" => Some(NoteKind::Editorial),
        "tr" | "trans" | "translator" | "übers" | "d. übers" | "n. d. t" | "n. del t" | "n. do t"
        | "note by translator" | "пер" | "прим. пер" => Some(NoteKind::Translator),
        "mia" | "transcriber" | "transcriber's note" | "note by mia" | "djr" => Some(NoteKind::Transcriber),
        "author" | "author's note" | "note by the author" | "lenin" | "k. m" | "f. e" | "прим. автора" => {
            Some(NoteKind::Author)
        }
        _ => {
            // `Note by Engels to the English edition`, `Anmerkung von Engels`.
            let named = ["note by ", "anmerkung von ", "note de ", "nota de ", "примечание "]
                .iter()
                .find_map(|by| last.strip_prefix(by));
            let other = ["mia", "transcri", "the ", "editor", "transl", "übers", "der ", "la ", "l'"];
            named.filter(|name| !other.iter().any(|other| name.starts_with(other))).map(|_| NoteKind::Author)
        }
    }
}
