//! One line as a terminal can show it: what cannot be printed replaced, and a long line cut to a window.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// How what cannot be drawn is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// With the characters of Unicode: `…`, `␛`.
    Unicode,
    /// With ASCII alone: `...`, `^[`.
    Ascii,
}

impl Style {
    const fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode => "…",
            Self::Ascii => "...",
        }
    }
}

/// A line as it is shown, with the way from offsets in the line to offsets in what is shown.
#[derive(Debug)]
pub(crate) struct Window {
    pub(crate) text: String,
    /// For each character that is shown: its offset in the line, and in the text.
    places: Vec<(usize, usize)>,
    /// The ends of what is shown, in the line and in the text.
    end: (usize, usize),
}

impl Window {
    /// The part of `line` around `focus` that fits into `columns`. Takes time by the columns, not by the line.
    pub(crate) fn new(line: &str, focus: usize, columns: usize, style: Style) -> Self {
        let shown = part(line, focus, columns);
        let mut window = Self { text: String::new(), places: Vec::new(), end: (0, 0) };
        if shown.start > 0 {
            window.text.push_str(style.ellipsis());
        }
        let mut column = columns_of(&window.text);
        for (offset, c) in line[shown.clone()].char_indices() {
            window.places.push((shown.start + offset, window.text.len()));
            column += push(c, column, style, &mut window.text);
        }
        window.end = (shown.end, window.text.len());
        if shown.end < line.len() {
            window.text.push_str(style.ellipsis());
        }
        window
    }

    /// Where in the text the character at `offset` of the line stands, or the end of the window that is nearer.
    pub(crate) fn at(&self, offset: usize) -> usize {
        if offset >= self.end.0 {
            return self.end.1;
        }
        let after = self.places.partition_point(|&(source, _)| source <= offset);
        self.places.get(after.saturating_sub(1)).map_or(self.end.1, |&(_, shown)| shown)
    }
}

/// `text` with nothing in it that a terminal would act on but line ends.
pub(crate) fn printable(text: &str, style: Style) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' {
            out.push(c);
        } else {
            push(c, 0, style, &mut out);
        }
    }
    out
}

/// Which bytes of `line` are shown: all if they fit, else those around `focus`, with two fifths of the columns before it.
fn part(line: &str, focus: usize, columns: usize) -> Range<usize> {
    let all = forward(line, 0, columns);
    if all == line.len() {
        return 0..all;
    }
    // Three columns at each side for the mark that something is left out.
    let room = columns.saturating_sub(6).max(1);
    let start = back(line, focus.min(line.len()), room * 2 / 5);
    if start == 0 {
        return 0..forward(line, 0, room);
    }
    let end = forward(line, start, room);
    let start = if end == line.len() { back(line, end, room) } else { start };
    start..end
}

/// The offset after the characters from `start` on that take at most `columns`.
fn forward(line: &str, start: usize, columns: usize) -> usize {
    let mut column = 0;
    for (steps, (offset, c)) in line[start..].char_indices().enumerate() {
        column += width(c, column);
        // A thousand combining marks take no column, yet are not worth a screen.
        if column > columns || steps > columns * 4 {
            return start + offset;
        }
    }
    line.len()
}

/// The offset of the first of the characters before `end` that take at most `columns`.
fn back(line: &str, end: usize, columns: usize) -> usize {
    let mut column = 0;
    let mut start = end;
    for (steps, (offset, c)) in line[..end].char_indices().rev().enumerate() {
        let wide = width(c, 0);
        column += wide;
        if column > columns || steps > columns * 4 {
            break;
        }
        // What takes no column belongs to the character before it.
        if wide > 0 || offset == 0 {
            start = offset;
        }
    }
    start
}

/// How many columns a character takes when it is shown at `column`.
fn width(c: char, column: usize) -> usize {
    match c {
        '\t' => TAB - column % TAB,
        c if is_unsafe(c) => 2,
        c => c.width().unwrap_or(1),
    }
}

fn columns_of(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Whether a terminal acts on the character, or shows what follows in another order than it is written in.
fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character stands on the one before it.
pub(crate) fn takes_no_column(c: char) -> bool {
    !is_unsafe(c) && c.width() == Some(0)
}

/// Adds a character as it is shown at `column`, and gives the columns that it takes.
fn push(c: char, column: usize, style: Style, out: &mut String) -> usize {
    let start = out.len();
    match (c, style) {
        ('\t', _) => out.extend(std::iter::repeat_n(' ', TAB - column % TAB)),
        ('\0'..='\x1F', Style::Unicode) => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}')),
        ('\x7F', Style::Unicode) => out.push('\u{2421}'),
        ('\0'..='\x1F' | '\x7F', Style::Ascii) => {
            out.push('^');
            out.push(char::from(c as u8 ^ 0x40));
        }
        (c, Style::Unicode) if is_unsafe(c) => out.push('\u{FFFD}'),
        (c, Style::Ascii) if is_unsafe(c) => out.push('?'),
        (c, _) => out.push(c),
    }
    columns_of(&out[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let window = Window::new("ab cd", 3, 5, Style::Unicode);
        assert_eq!((window.text.as_str(), window.at(3), window.at(99)), ("ab cd", 3, 5));
        assert_eq!(Window::new("", 0, 5, Style::Unicode).at(0), 0);
    }

    #[test]
    fn a_long_line_is_cut_at_both_ends_around_the_focus() {
        let line = "0123456789".repeat(10);
        let window = Window::new(&line, 50, 26, Style::Unicode);
        assert_eq!(window.text, "…23456789012345678901…");
        assert_eq!(&window.text[window.at(50)..window.at(52)], "01");
        assert_eq!(Window::new(&line, 0, 26, Style::Ascii).text, "01234567890123456789...");
        assert_eq!(Window::new(&line, 99, 26, Style::Ascii).text, "...01234567890123456789");
    }

    #[test]
    fn what_a_terminal_would_act_on_is_made_visible() {
        assert_eq!(printable("a\u{1B}[31m\tb\u{202E}\u{85}", Style::Unicode), "a␛[31m    b\u{FFFD}\u{FFFD}");
        assert_eq!(printable("a\u{1B}\u{7F}\u{85}", Style::Ascii), "a^[^??");
        assert_eq!(Window::new("a\tb", 2, 9, Style::Unicode).text, "a   b");
    }

    #[test]
    fn a_flood_of_combining_marks_is_cut_too() {
        let line = "\u{301}".repeat(100_000);
        assert!(Window::new(&line, 50_000, 80, Style::Unicode).text.len() < 2000);
    }
}
