//! What of a line has found its place: the rest becomes notes or, where it only joins, goes into the ledger; so that
//! nothing of a line can be lost.

use std::ops::Range;

use teiwright_model::{Change, Ledger, Words};
use teiwright_source::{Source, Span};

use super::scan;

/// Words that only join what stands on their two sides.
const JOINTS: &[&str] = &[
    "and", "und", "u", "et", "y", "e", "i", "и", "by", "von", "par", "por", "da", "di", "de", "del", "du",
    "of", "with", "mit", "avec", "con", "com", "in", "im", "aus", "dans", "en", "em", "na", "no", "nel",
    "su", "sul", "в", "от", "с", "vom", "am", "on", "durch", "plus", "to", "an", "à",
];

/// Words that lead to the title of what something was printed in, or to who helped.
pub(super) const LEADS: &[&str] = &[
    "in cooperation with",
    "together with",
    "in zusammenarbeit mit",
    "avec la collaboration de",
    "con la colaboración de",
    "in collaborazione con",
    "com a colaboração de",
    "in the journal",
    "in the newspaper",
    "in the magazine",
    "in the paper",
    "in the book",
    "in the pamphlet",
    "in the collection",
    "in der zeitschrift",
    "in der zeitung",
    "dans la revue",
    "dans le journal",
    "en la revista",
    "en el periódico",
    "nella rivista",
    "sulla rivista",
    "sul giornale",
    "na revista",
    "no jornal",
    "в журнале",
    "в газете",
    "в сборнике",
    "в книге",
    "the journal",
    "the newspaper",
    "the magazine",
    "published in",
    "first published in",
    "from",
    "a cura di",
    "газета",
    "журнал",
    "газеты",
    "журнала",
    "revista",
    "periódico",
    "journal",
    "zeitschrift",
    "newspaper",
];

/// Whether `text` holds nothing but marks and joining words.
pub(super) fn is_joint(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if LEADS.iter().any(|lead| scan::phrase(bare, lead) == Some(bare.len())) {
        return true;
    }
    bare.split(|c: char| !c.is_alphanumeric()).all(|word| word.is_empty() || joins(word))
}

/// A joining word; one of a single letter only in lower case, where it is no initial.
fn joins(word: &str) -> bool {
    let single = word.chars().nth(1).is_none();
    JOINTS.iter().any(|joint| *joint == word || (!single && scan::phrase(word, joint) == Some(word.len())))
}

/// The words of one stretch of a line, and which of them have found a place.
pub(super) struct Cover<'a> {
    text: &'a str,
    span: Span,
    taken: Vec<Range<usize>>,
}

impl<'a> Cover<'a> {
    /// Nothing of `span` has a place yet.
    pub(super) fn new(source: &'a Source, span: Span) -> Self {
        Self { text: source.slice(span), span, taken: Vec::new() }
    }

    pub(super) const fn text(&self) -> &'a str {
        self.text
    }

    /// The words of `range`, which thereby have their place; what has one already stays there.
    pub(super) fn take(&mut self, range: Range<usize>) -> Words {
        let range = scan::trim(self.text, self.free(range), char::is_whitespace);
        let words = Words::new(scan::joined(&self.text[range.clone()]), self.span.part(range.clone()));
        self.taken.push(range);
        words
    }

    /// Puts `range` into the ledger: an attribute or element says what it says.
    pub(super) fn strike(&mut self, range: Range<usize>, became: &'static str, ledger: &mut Ledger) {
        let range = scan::trim(self.text, range, char::is_whitespace);
        ledger.add(self.span.part(range.clone()), Change::Label, became);
        self.taken.push(range);
    }

    /// The longest part of `range` of which nothing was taken.
    fn free(&self, range: Range<usize>) -> Range<usize> {
        let mut parts = vec![range];
        for taken in &self.taken {
            let outside = |part: Range<usize>| {
                [part.start..part.end.min(taken.start), part.start.max(taken.end)..part.end]
            };
            let overlaps = |part: &Range<usize>| part.start < taken.end && taken.start < part.end;
            parts = parts
                .into_iter()
                .flat_map(|part| if overlaps(&part) { outside(part).to_vec() } else { vec![part] })
                .filter(|part| part.start < part.end)
                .collect();
        }
        parts.into_iter().max_by_key(Range::len).unwrap_or(0..0)
    }

    /// What has no place: joining words and marks go into the ledger, the rest is returned for notes.
    pub(super) fn finish(mut self, ledger: &mut Ledger) -> Vec<Words> {
        self.taken.sort_unstable_by_key(|range| range.start);
        let mut out = Vec::new();
        let mut at = 0;
        for range in std::mem::take(&mut self.taken) {
            if range.start > at {
                self.leave(at..range.start, ledger, &mut out);
            }
            at = at.max(range.end);
        }
        if self.text.len() > at {
            self.leave(at..self.text.len(), ledger, &mut out);
        }
        out
    }

    fn leave(&self, gap: Range<usize>, ledger: &mut Ledger, out: &mut Vec<Words>) {
        let gap = scan::trim(self.text, gap, char::is_whitespace);
        let text = &self.text[gap.clone()];
        let core = if is_joint(text) { gap.start..gap.start } else { core(self.text, gap.clone()) };
        ledger.add(self.place(gap.start..core.start), Change::Separator, None);
        ledger.add(self.place(core.end..gap.end), Change::Separator, None);
        if !core.is_empty() {
            out.push(Words::new(scan::joined(&self.text[core.clone()]), self.span.part(core)));
        }
    }

    fn place(&self, range: Range<usize>) -> Span {
        self.span.part(scan::trim(self.text, range, char::is_whitespace))
    }
}

/// `gap` without marks and joining words on either side; brackets stay where both are there.
fn core(text: &str, gap: Range<usize>) -> Range<usize> {
    let mut core = gap;
    loop {
        let before = core.clone();
        let mark = |c: char| c.is_whitespace() || ",;:·•–—/&|".contains(c);
        core = scan::trim(text, core, mark);
        let part = &text[core.clone()];
        let (opens, closes) = (part.contains(['(', '[']), part.contains([')', ']']));
        if part.ends_with('.') && super::fields::ends_sentence(&part[..part.len() - 1]) {
            core.end -= 1;
        } else if part.starts_with(['.', ')', ']']) || (part.starts_with(['(', '[']) && !closes) {
            core.start += 1;
        } else if part.ends_with(['(', '[']) || (part.ends_with([')', ']']) && !opens) {
            core.end -= 1;
        } else {
            let word = part.find(|c: char| !c.is_alphanumeric()).unwrap_or(part.len());
            let last = part
                .rfind(|c: char| !c.is_alphanumeric())
                .map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
            if word > 0 && word < part.len() && joins(&part[..word]) && part[word..].starts_with(' ') {
                core.start += word;
            } else if last > 0 && last < part.len() && joins(&part[last..]) {
                core.end = core.start + last;
            }
        }
        if core == before {
            return core;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str, taken: &[&str]) -> Vec<String> {
        let source = Source::from_text("t", text);
        let mut cover = Cover::new(&source, Span::from_range(0..text.len()));
        for words in taken {
            let at = text.find(words).unwrap();
            cover.take(at..at + words.len());
        }
        cover.finish(&mut Ledger::default()).into_iter().map(|words| words.text).collect()
    }

    #[test]
    fn joining_words_go_and_others_stay() {
        assert_eq!(rest("by Ann Lee and Bob Roe.", &["Ann Lee", "Bob Roe"]), Vec::<String>::new());
        assert_eq!(
            rest("Ann Lee (from the German) and corrected by Bob", &["Ann Lee", "Bob"]),
            ["(from the German) and corrected"]
        );
        assert_eq!(rest("(Ann) in cooperation with Bob", &["Ann", "Bob"]), Vec::<String>::new());
        assert_eq!(rest("E. Lee, Y", &["Lee"]), ["E.", "Y"]);
    }
}
