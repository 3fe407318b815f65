//! Cutting a bibliographic string into fields: at commas, semicolons, ends of sentences, around brackets, quotation
//! marks and dates.

use std::ops::Range;

use super::{scan, scopes};

/// A stretch between separators, without white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) range: Range<usize>,
    /// Whether it stood in brackets; they are not part of it.
    pub(super) bracket: bool,
}

/// Stretches in quotation marks, with the marks.
pub(super) fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['“', '„', '«', '"']) {
        let start = at + found;
        let rest = &text[start..];
        let open = rest.chars().next().unwrap_or('"');
        let inner = start + open.len_utf8();
        let closes: &[char] = match open {
            '«' => &['»'],
            '„' => &['“', '”'],
            '“' => &['”'],
            _ => &['"'],
        };
        let Some(close) = text[inner..].find(closes) else {
            at = inner;
            continue;
        };
        let end = inner + close + text[inner + close..].chars().next().map_or(0, char::len_utf8);
        out.push(start..end);
        at = end;
    }
    out
}

/// The fields of `text` between separators and `masks`, which are in order.
pub(super) fn cut(text: &str, masks: &[Range<usize>]) -> Vec<Field> {
    let mut masks = masks.to_vec();
    masks.sort_by_key(|mask| mask.start);
    let quotes = quotes(text);
    let mut cutter = Cutter { text, out: Vec::new(), start: 0, bracket: None };
    let mut at = 0;
    let (mut mask, mut quote) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        while masks.get(mask).is_some_and(|mask| mask.end <= at) {
            mask += 1;
        }
        while quotes.get(quote).is_some_and(|quote| quote.end <= at) {
            quote += 1;
        }
        if let Some(mask) = masks.get(mask).filter(|mask| mask.contains(&at)) {
            cutter.cut(at, mask.end);
            at = mask.end;
        } else if let Some(quote) = quotes.get(quote).filter(|quote| quote.start == at) {
            let first = text[cutter.start..at].trim().is_empty();
            at = quote.end;
            let apart = text[at..].starts_with(|c: char| c.is_whitespace());
            if first && apart {
                cutter.cut(at, at);
            }
        } else {
            cutter.character(at, c);
            at += c.len_utf8();
        }
    }
    cutter.cut(text.len(), text.len());
    cutter.out
}

struct Cutter<'a> {
    text: &'a str,
    out: Vec<Field>,
    /// Where the field being read begins.
    start: usize,
    /// Where the bracket being read closes.
    bracket: Option<usize>,
}

impl Cutter<'_> {
    /// Ends the field at `end`; the next begins at `next`.
    fn cut(&mut self, end: usize, next: usize) {
        let marks = |c: char| c.is_whitespace() || ",;:()[]•·".contains(c);
        let mut range = scan::trim(self.text, self.start.min(end)..end, marks);
        let part = &self.text[range.clone()];
        // The full stop of a sentence is no part of its last field; that of an abbreviation is.
        let number =
            end == self.text.len() && part.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
        if part.ends_with('.') && (number || ends_sentence(&part[..part.len() - 1])) {
            range.end -= 1;
        }
        if self.text[range.clone()].contains(char::is_alphanumeric) {
            self.out.push(Field { range, bracket: self.bracket.is_some() });
        }
        self.start = next;
    }

    fn character(&mut self, at: usize, c: char) {
        let after = at + c.len_utf8();
        match c {
            ',' | ';' | '•' => self.cut(at, after),
            '(' | '[' if self.bracket.is_none() => {
                if let Some(close) = self.text[after..].find(if c == '(' { ')' } else { ']' }) {
                    self.cut(at, after);
                    self.bracket = Some(after + close);
                }
            }
            ')' | ']' if self.bracket == Some(at) => {
                self.cut(at, after);
                self.bracket = None;
            }
            '.' if self.text[after..].starts_with(char::is_whitespace)
                && !self.text[after..].trim_start().starts_with(char::is_lowercase)
                && ends_sentence(&self.text[self.start..at]) =>
            {
                self.cut(at, after);
            }
            '–' | '—' => {
                let (left, right) = (&self.text[..at], &self.text[after..]);
                let apart = left.ends_with(char::is_whitespace) && right.starts_with(char::is_whitespace);
                let number = left.trim_end().ends_with(|c: char| c.is_ascii_digit());
                if apart && !number {
                    self.cut(at, after);
                }
            }
            _ => {}
        }
    }
}

/// Whether a full stop after `before` ends a sentence: the word is no initial and no abbreviation.
pub(super) fn ends_sentence(before: &str) -> bool {
    const SHORT: [&str; 14] = [
        "co", "inc", "ltd", "corp", "bros", "publ", "prof", "hrsg", "verl", "aufl", "изд", "trans", "impr",
        "assoc",
    ];
    let word = before.rsplit(|c: char| c.is_whitespace() || "([".contains(c)).next().unwrap_or_default();
    let bare = word.trim_end_matches(['”', '»', '"', '“', ')', ']']);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let year = bare.len() >= 4 && bare.bytes().all(|b| b.is_ascii_digit());
    let short = SHORT.contains(&bare.to_lowercase().as_str()) || scopes::is_unit(bare);
    let roman =
        bare.len() > 1 && crate::numbers::roman(bare).is_some() && bare.starts_with(char::is_uppercase);
    !short && !bare.contains('.') && (letters > 3 || year || roman || bare.len() < word.len())
}

/// A year, and the last of a period of years.
pub(super) type Years = (i32, Option<i32>);

/// Years that stand apart, and periods of years, with first and last.
pub(super) fn years(text: &str) -> Vec<(Range<usize>, Years)> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year =
        |text: &str| text.parse::<i32>().ok().filter(|year| text.len() == 4 && (1500..2100).contains(year));
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let length = digits(&text[start..]);
        at = start + length;
        let before = text[..start].chars().next_back().unwrap_or(' ');
        let Some(first) = year(&text[start..at]) else { continue };
        if before.is_alphanumeric() || "-–—./".contains(before) {
            continue;
        }
        let mut value = (first, None);
        if let Some(mark) = text[at..].chars().next().filter(|c| "-–—/".contains(*c)) {
            let last = at + mark.len_utf8();
            let length = digits(&text[last..]);
            let tail = &text[last..last + length];
            let full = match length {
                4 => year(tail),
                2 => tail.parse::<i32>().ok().map(|short| first - first % 100 + short),
                _ => None,
            };
            if let Some(to) = full.filter(|to| *to > first) {
                value.1 = Some(to);
                at = last + length;
            }
        }
        let after = text[at..].trim_start_matches([' ', '\u{A0}', '*']);
        let ends = after.is_empty()
            || after.starts_with([',', ';', '.', ')', '(', ']', '[', '\n', '\r', ':', '•', '–', '»']);
        if let Some(word) =
            ["году", "года", "год", "гг.", "г."].iter().find_map(|word| scan::phrase(after, word))
        {
            at = text.len() - after.len() + word;
            out.push((start..at, value));
            continue;
        }
        let year_word =
            ["in ", "im ", "dans ", "en ", "nel ", "в "].iter().any(|word| after.starts_with(word));
        if ends || year_word {
            out.push((start..at, value));
        }
    }
    out
}

/// The sentence or field that begins with one of `openings`, up to its end.
pub(super) fn sentence(text: &str, openings: &[&str]) -> Option<Range<usize>> {
    let mut starts = vec![0];
    starts.extend(text.match_indices([',', ';', '.', '(']).map(|(at, mark)| at + mark.len()));
    starts.into_iter().find_map(|start| {
        let rest = &text[start..];
        let lead = rest.trim_start();
        scan::first(lead, openings)?;
        let from = start + rest.len() - lead.len();
        let ends = lead.char_indices().find(|&(at, c)| {
            c == ';'
                || c == ')'
                || (c == '.' && lead[at + 1..].starts_with(char::is_whitespace) && ends_sentence(&lead[..at]))
        });
        let end = ends.map_or(lead.len(), |(at, _)| at);
        let range = scan::trim(text, from..from + end, |c| c.is_whitespace() || ",;".contains(c));
        let last = range.end == text.trim_end().len() && text[range.clone()].ends_with('.');
        Some(range.start..range.end - usize::from(last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_description() {
        let show =
            |text: &str| cut(text, &[]).into_iter().map(|f| text[f.range].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            show("Works, Ed. Co., London (no copyright)."),
            ["Works", "Ed. Co.", "London", "no copyright"]
        );
        assert_eq!(
            show("“Gates, and Women,” The Review, p. 3"),
            ["“Gates, and Women,”", "The Review", "p. 3"]
        );
        assert_eq!(show("Editorial \"Avante!\", Lisboa"), ["Editorial \"Avante!\"", "Lisboa"]);
        assert_eq!(
            show("Н. Примеров. Полное собрание, 5-е изд., т. 35"),
            ["Н. Примеров", "Полное собрание", "5-е изд.", "т. 35"]
        );
    }

    #[test]
    fn years_and_periods() {
        let show = |text: &str| years(text).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(show("1987, 2000, 2010."), [(1987, None), (2000, None), (2010, None)]);
        assert_eq!(show("Writings 1932–33, 1888 English Edition, pp. 1900-1910x"), [(1932, Some(1933))]);
    }
}
