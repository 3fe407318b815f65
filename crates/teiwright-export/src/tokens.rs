//! Words for taggers and parsers: CoNLL-U, of which only the first two columns and the spacing are filled.

use teiwright_model::{Division, Document, Head, NoteId, Reading};

use crate::options::READINGS;
use crate::render::{Render, shown};
use crate::{Backend, OptionSpec, Options, Report, Sink, facts};

/// CoNLL-U.
pub(crate) struct Tokens;

const OPTIONS: &[OptionSpec] =
    &[OptionSpec::flag("notes", true, "the words of notes too, after the text"), READINGS];

impl Backend for Tokens {
    fn name(&self) -> &str {
        "conllu"
    }

    fn summary(&self) -> &str {
        "words and sentences for taggers and parsers (CoNLL-U)"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/x-conllu", "text/tab-separated-values"]
    }

    fn extension(&self) -> &str {
        "conllu"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let diplomatic = options.text("readings") == "diplomatic";
        let mut writer =
            Writer { out: String::new(), block: String::new(), sentences: 0, blocks: 0, diplomatic };
        writer.out.push_str("# newdoc id = text\n");
        if let Some(title) = facts::title(document) {
            writer.out.push_str(&format!("# title = {title}\n"));
        }
        writer.parts(document);
        if options.flag("notes") {
            writer.notes(document);
        }
        writer.end_block();
        Report::of_file(sink, "tokens.conllu", writer.out)
    }
}

struct Writer {
    out: String,
    block: String,
    sentences: u32,
    blocks: u32,
    diplomatic: bool,
}

impl Render for Writer {
    fn text(&mut self, text: &str) {
        self.block.push_str(text);
    }

    fn end_block(&mut self) {
        let block = facts::one_line(&std::mem::take(&mut self.block));
        if block.is_empty() {
            return;
        }
        self.blocks += 1;
        for (index, sentence) in sentences(&block).into_iter().enumerate() {
            if index == 0 {
                self.out.push_str(&format!("# newpar id = p{}\n", self.blocks));
            }
            self.sentence(sentence);
        }
    }

    fn division(&mut self, _head: &Head, division: &Division) {
        self.headings(&division.heads);
        self.blocks(&division.blocks);
    }

    /// A marker of a note is no word.
    fn note_ref(&mut self, _head: &Head, _note: NoteId, _marker: &str) {}

    fn note(&mut self, _id: NoteId, note: &teiwright_model::Note) {
        self.blocks(&note.blocks);
    }

    fn alternate(&mut self, _head: &Head, readings: &[Reading], preferred: usize) {
        if let Some(reading) = shown(readings, preferred, self.diplomatic) {
            self.inlines(&reading.content);
        }
    }
}

impl Writer {
    fn sentence(&mut self, sentence: &str) {
        self.sentences += 1;
        self.out.push_str(&format!("# sent_id = s{}\n# text = {sentence}\n", self.sentences));
        let mut number = 0;
        for word in sentence.split(' ') {
            let tokens = tokens(word);
            let last = tokens.len().saturating_sub(1);
            for (index, token) in tokens.into_iter().enumerate() {
                number += 1;
                let space = if index == last { "_" } else { "SpaceAfter=No" };
                self.out.push_str(&format!("{number}\t{token}\t_\t_\t_\t_\t_\t_\t_\t{space}\n"));
            }
        }
        self.out.push('\n');
    }
}

/// A word between spaces into tokens: marks at its edges stand alone, one by one.
fn tokens(word: &str) -> Vec<&str> {
    let edge = |c: char| !c.is_alphanumeric();
    let start = word.find(|c: char| !edge(c)).unwrap_or(word.len());
    let end = word
        .rfind(|c: char| !edge(c))
        .map_or(start, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
    // Combining marks belong to the letter before them.
    let end = end
        + word[end..]
            .chars()
            .take_while(|c| ('\u{300}'..='\u{36F}').contains(c))
            .map(char::len_utf8)
            .sum::<usize>();
    let marks = |from: usize, to: usize| {
        word[from..to].char_indices().map(move |(at, c)| &word[from + at..from + at + c.len_utf8()])
    };
    let mut out = marks(0, start).collect::<Vec<_>>();
    if start < end {
        out.push(&word[start..end]);
    }
    out.extend(marks(end, word.len()));
    out
}

/// Sentences of a block: they end at a full stop, a question or exclamation mark before a space and a capital.
fn sentences(block: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in block.match_indices(' ') {
        let before = block[from..at].trim_end_matches(['”', '"', '’', '\'', ')', '»', ']']);
        let after = block[at + 1..].trim_start_matches(['“', '"', '‘', '\'', '(', '«', '—', '-', '[', ' ']);
        let last = before.rsplit(' ').next().unwrap_or_default();
        // An initial or a short abbreviation goes on: `V. I. Lenin`, `Dr. Watson`.
        let letters = last.trim_end_matches('.').chars().filter(|c| c.is_alphanumeric()).count();
        let capital = last.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        let short = last.ends_with('.') && letters < 3 && capital;
        if before.ends_with(['.', '!', '?', '…']) && !short && after.starts_with(char::is_uppercase) {
            out.push(&block[from..at]);
            from = at + 1;
        }
    }
    out.push(&block[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{sentences, tokens};

    #[test]
    fn words_and_sentences() {
        assert_eq!(tokens("(“Well-being,”"), ["(", "“", "Well-being", ",", "”"]);
        assert_eq!(tokens("…"), ["…"]);
        assert_eq!(
            sentences("V. I. Lenin spoke. “What?” he was asked. Then! It ended."),
            ["V. I. Lenin spoke.", "“What?” he was asked.", "Then!", "It ended."]
        );
    }
}
