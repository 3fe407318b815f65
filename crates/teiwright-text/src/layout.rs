//! How a transcription is laid out: hard-wrapped or a line a paragraph, and how wide.

use crate::blocks;
use crate::lines::Lines;

/// How a transcription is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Whether paragraphs are broken into lines of about equal width.
    pub(crate) wrapped: bool,
    /// The width that lines are filled to, in characters; for unwrapped text a usual 72.
    pub(crate) width: usize,
    /// The indentation of most lines.
    pub(crate) margin: u16,
    /// Whether blank lines part paragraphs; if not, each line or each indented first line begins one.
    pub(crate) blank_lines: bool,
    /// Whether the text is mostly verse, so that lines end where verses do.
    pub(crate) verse: bool,
    /// Whether verses are numbered at the right margin, every fifth or so.
    pub(crate) numbered: bool,
    /// Whether they are numbered at the left margin.
    pub(crate) numbered_left: bool,
    /// Whether a hyphen at the end of a line is often only the printer's.
    pub(crate) soft_hyphens: bool,
}

/// How many lines are looked at.
const SAMPLE: usize = 4000;

/// Measures the layout of `range`.
pub(crate) fn measure(lines: &Lines<'_>, range: std::ops::Range<usize>) -> Layout {
    let step = (range.len() / SAMPLE).max(1);
    let (mut full, mut wide, mut inner, mut blank, mut hyphens) =
        (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    let mut widths = [0_usize; 121];
    let mut margins = [0_usize; 17];
    let (mut numbers, mut left) = (Numbers::default(), Numbers::default());
    let mut capitals = 0_usize;
    for block in range.clone().step_by(step * 40) {
        for index in block..(block + 40).min(range.end) {
            if lines.is_blank(index) {
                blank += 1;
                continue;
            }
            full += 1;
            margins[usize::from(lines.get(index).indent).min(16)] += 1;
            let text = lines.text(index);
            numbers.line(blocks::margin_number(text).map(|(_, number)| number));
            left.line(blocks::left_number(text).map(|(number, _)| number));
            let width = text.len().min(600);
            let width = if width > 120 { text.chars().take(600).count() } else { width };
            wide += usize::from(width > 120);
            if !lines.is_blank(index + 1) {
                inner += 1;
                let first = lines.text(index + 1).chars().take(80).find(|c| c.is_alphabetic());
                capitals += usize::from(first.is_some_and(char::is_uppercase));
                widths[width.min(120)] += 1;
                let mut end = text.chars().rev();
                hyphens +=
                    usize::from(end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic));
            }
        }
    }
    let width = common_width(&widths, inner);
    // Hard-wrapped text: nearly all lines that another follows end near one width, and hardly any is longer.
    let near = (width.saturating_sub(width / 5)..=(width + 6).min(120)).map(|w| widths[w]).sum::<usize>();
    // Where nearly all of them are followed by a capital, they are verses of about one length.
    let prose = capitals * 10 < inner * 8;
    let wrapped = inner * 5 > full && wide * 20 <= full.max(1) && width >= 40 && near * 2 > inner && prose;
    let margin = (0..margins.len()).max_by_key(|&m| (margins[m], 16 - m)).unwrap_or(0);
    Layout {
        wrapped,
        width: if wrapped { width } else { 72 },
        margin: u16::try_from(margin).unwrap_or(0),
        blank_lines: blank * 25 > full,
        verse: false,
        numbered: numbers.number_verse(full),
        numbered_left: left.number_verse(full),
        soft_hyphens: wrapped && hyphens * 30 > inner,
    }
}

/// Numbers at a margin.
#[derive(Debug, Default)]
struct Numbers {
    all: usize,
    /// Those that are a multiple of five and more than the one before, or the first of a text.
    counting: usize,
    last: u32,
}

impl Numbers {
    fn line(&mut self, number: Option<&str>) {
        let Some(number) = number.and_then(|number| number.parse::<u32>().ok()) else { return };
        self.all += 1;
        self.counting += usize::from(number % 5 == 0 && (number > self.last || number <= 10));
        self.last = number;
    }

    /// Whether they number verses: they count up by fives, and most lines have none, other than in a table.
    const fn number_verse(&self, lines: usize) -> bool {
        self.all >= 2 && self.counting * 10 >= self.all * 8 && self.all * 3 <= lines
    }
}

/// The width that nine in ten inner lines do not pass.
fn common_width(widths: &[usize; 121], inner: usize) -> usize {
    let mut seen = 0;
    widths
        .iter()
        .position(|&count| {
            seen += count;
            seen * 10 >= inner * 9 && seen > 0
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::measure;
    use crate::lines::Lines;
    use teiwright_source::Source;

    #[test]
    fn a_line_a_paragraph_is_not_wrapped() {
        let text = format!("{}\n\n{}\n", "word ".repeat(80), "word ".repeat(60));
        let source = Source::from_text("t", text);
        let lines = Lines::new(&source);
        assert!(!measure(&lines, 0..lines.len()).wrapped);
    }

    #[test]
    fn lines_of_one_width_are_wrapped() {
        let line = "one two three four five six seven eight nine ten eleven twelve\n".repeat(6);
        let source = Source::from_text("t", format!("{line}end.\n\n{line}end.\n"));
        let lines = Lines::new(&source);
        let layout = measure(&lines, 0..lines.len());
        assert!(layout.wrapped && layout.width >= 60 && layout.blank_lines);
    }
}
