//! Tables: cells between bars or tabs, or columns that stand below one another.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Cell, Change, Head, Heading, HeadingRole, Inline, Row, Table};
use teiwright_source::Span;

use super::Blocks;
use crate::LineRole;
use crate::lines::Lines;

/// How the cells of a table are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bars,
    Tabs,
}

/// A table as it stands in the lines: for each line its cells in bytes of the line's text, none for a line that only draws.
#[derive(Debug)]
struct Grid {
    rows: Vec<(usize, Vec<Range<usize>>)>,
    /// How many of the first lines are its heading.
    head: usize,
}

/// Tables have no more lines or columns than this that are looked at for columns.
const LONGEST: usize = 2000;
const WIDEST: usize = 400;

/// Whether the lines are a table by themselves, and not what they might be without that: a heading, verse.
pub(crate) fn is_table(lines: &Lines<'_>, chunk: &Range<usize>) -> bool {
    // Nearly all text is none, and is told so by its first two lines.
    let telling = |line: usize| {
        let text = lines.text(line);
        let bytes = text.as_bytes();
        let wide = || memchr::memmem::find(bytes, b"   ").is_some();
        memchr::memchr2(b'|', b'\t', bytes).is_some() || is_rule(text) || wide()
    };
    let near = chunk.start..chunk.end.min(chunk.start + 3);
    near.filter(|&line| telling(line)).count() >= 2.min(chunk.len()) && grid(lines, chunk).is_some()
}

/// A line that only draws: `+---+---+`, `|:--|--:|`, `-----  ----`.
fn is_rule(text: &str) -> bool {
    text.len() >= 3
        && text.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b'|' | b':' | b' ' | b'_'))
        && text.bytes().filter(|b| matches!(b, b'-' | b'=' | b'_')).count() >= 3
}

fn grid(lines: &Lines<'_>, chunk: &Range<usize>) -> Option<Grid> {
    if chunk.len() > LONGEST {
        return None;
    }
    parted(lines, chunk, Form::Bars)
        .or_else(|| parted(lines, chunk, Form::Tabs))
        .or_else(|| columns(lines, chunk))
}

/// The pieces of a line between bars or tabs, without white space around them.
fn cells(lines: &Lines<'_>, line: usize, form: Form) -> Vec<Range<usize>> {
    let text = lines.text(line);
    let mark = if form == Form::Bars { '|' } else { '\t' };
    let mut cells = Vec::new();
    if form == Form::Tabs {
        // Tabs before the first words are empty cells.
        let start = lines.get(line).span.start as usize;
        let before = lines.source().text().as_bytes()[..start].iter().rev();
        cells.extend(before.take_while(|&&b| b == b'\t').map(|_| 0..0));
    }
    let mut at = 0;
    for piece in text.split(mark) {
        let start = at + (piece.len() - piece.trim_start().len());
        cells.push(start..start + piece.trim().len());
        at += piece.len() + mark.len_utf8();
    }
    if form == Form::Bars {
        if text.starts_with(mark) {
            cells.remove(0);
        }
        if text.ends_with(mark) && !cells.is_empty() {
            cells.pop();
        }
    }
    cells
}

/// A table whose cells are parted by marks: two rows at least, each with the mark, most with as many cells.
fn parted(lines: &Lines<'_>, chunk: &Range<usize>, form: Form) -> Option<Grid> {
    let mark = if form == Form::Bars { '|' } else { '\t' };
    let has = |line: usize| lines.text(line).contains(mark);
    // A line without the mark over the rows is the table's heading.
    let head = usize::from(chunk.len() > 2 && !has(chunk.start) && !is_rule(lines.text(chunk.start)));
    let body = chunk.start + head..chunk.end;
    let mut rows = Vec::new();
    for line in body {
        if is_rule(lines.text(line)) {
            rows.push((line, Vec::new()));
        } else if has(line) {
            rows.push((line, cells(lines, line, form)));
        } else {
            return None;
        }
    }
    let counts = rows.iter().map(|(_, cells)| cells.len()).filter(|&count| count > 0).collect::<Vec<_>>();
    let most = counts.iter().copied().max().unwrap_or(0);
    let like = counts.iter().filter(|&&count| count + 1 >= most).count();
    (counts.len() >= 2 && most >= 2 && like * 2 >= counts.len()).then_some(Grid { rows, head })
}

/// A table whose columns only white space parts: three rows at least, in all of which the same columns are blank.
fn columns(lines: &Lines<'_>, chunk: &Range<usize>) -> Option<Grid> {
    let gapped = |line: usize| lines.text(line).contains("  ");
    let head = usize::from(chunk.len() > 3 && !gapped(chunk.start) && !is_rule(lines.text(chunk.start)));
    let body = chunk.start + head..chunk.end;
    let rows = body.clone().filter(|&line| !is_rule(lines.text(line))).collect::<Vec<_>>();
    if rows.len() < 3 || rows.iter().filter(|&&line| gapped(line)).count() * 10 < rows.len() * 8 {
        return None;
    }
    let mut filled = vec![false; WIDEST];
    for &line in &rows {
        let indent = usize::from(lines.get(line).indent);
        for (at, c) in lines.text(line).chars().enumerate() {
            // A single space inside a cell does not part it.
            *filled.get_mut(indent + at)? |= !c.is_whitespace();
        }
    }
    let starts = starts(&filled);
    if starts.len() < 2 {
        return None;
    }
    let found = rows.iter().map(|&line| (line, cut(lines, line, &starts))).collect::<Vec<_>>();
    // Most rows have something in most columns; else this is prose with wide spaces.
    let cells = found.iter().flat_map(|(_, cells)| cells).filter(|cell| !cell.is_empty()).count();
    let digits = |cell: &Range<usize>, line: usize| {
        lines.text(line)[cell.clone()].bytes().filter(u8::is_ascii_digit).count() > 0
    };
    let numbers =
        found.iter().filter(|(line, cells)| cells.iter().skip(1).any(|cell| digits(cell, *line))).count();
    let figured = numbers * 2 >= found.len() || starts.len() >= 3;
    if cells * 10 < found.len() * starts.len() * 6 || !figured {
        return None;
    }
    let mut rows = found;
    rows.extend(body.filter(|&line| is_rule(lines.text(line))).map(|line| (line, Vec::new())));
    rows.sort_by_key(|(line, _)| *line);
    Some(Grid { rows, head })
}

/// Where columns begin: after two blank ones at least.
fn starts(filled: &[bool]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut blank = 2;
    for (at, &filled) in filled.iter().enumerate() {
        if filled && blank >= 2 {
            starts.push(at);
        }
        blank = if filled { 0 } else { blank + 1 };
    }
    starts
}

/// The cells of a line whose columns begin at `starts`.
fn cut(lines: &Lines<'_>, line: usize, starts: &[usize]) -> Vec<Range<usize>> {
    let text = lines.text(line);
    let indent = usize::from(lines.get(line).indent);
    let byte = |column: usize| {
        text.char_indices().nth(column.saturating_sub(indent)).map_or(text.len(), |(at, _)| at)
    };
    let ends = starts[1..].iter().map(|&start| byte(start)).chain([text.len()]);
    let trimmed = |range: Range<usize>| {
        let cell = &text[range.clone()];
        let start = range.start + (cell.len() - cell.trim_start().len());
        start..start + cell.trim().len()
    };
    starts.iter().zip(ends).map(|(&start, end)| trimmed(byte(start).min(end)..end)).collect()
}

impl Blocks<'_, '_, '_> {
    /// A table of one chunk, or of chunks that no blank line parts.
    pub(super) fn table(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        if !is_table(self.lines, &rest[0]) {
            let adjacent = 1 + rest.windows(2).take_while(|pair| pair[0].end == pair[1].start).count();
            return (adjacent > 1).then(|| self.table_of_lines(&rest[..adjacent], out)).flatten();
        }
        let grid = grid(self.lines, &rest[0])?;
        out.push(self.grid(&grid, &rest[0]));
        Some(1)
    }

    /// A table where each line is a chunk: as many of them as have bars or tabs.
    fn table_of_lines(&mut self, chunks: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let parted = |chunk: &&Range<usize>| {
            chunk.len() == 1 && self.lines.text(chunk.start).contains(['|', '\t'])
                || is_rule(self.lines.text(chunk.start))
        };
        let count = chunks.iter().take_while(parted).count();
        if count < 2 {
            return None;
        }
        let run = chunks[0].start..chunks[count - 1].end;
        let grid = grid(self.lines, &run)?;
        out.push(self.grid(&grid, &run));
        Some(count)
    }

    fn grid(&mut self, grid: &Grid, chunk: &Range<usize>) -> Block {
        self.context.trace(chunk.start, LineRole::Table, "cells that stand below one another");
        let mut table = Table::default();
        if grid.head > 0 {
            let span = self.lines.span(chunk.start..chunk.start + grid.head);
            let content = self.inliner.content(span, self.context);
            table.heads.push(Heading { head: Head::new(span), role: HeadingRole::Main, content });
        }
        let labels = label_rows(self.lines, grid);
        let mut before = 0;
        for (line, cells) in &grid.rows {
            let span = self.lines.get(*line).span;
            if cells.is_empty() {
                self.context.ledger.add(span, Change::TableRule, None);
                continue;
            }
            let goes_on = before > 0 && goes_on(self.lines.text(*line), cells);
            let mut row = Row { head: Head::new(span), labels: before < labels, cells: Vec::new() };
            before += usize::from(!goes_on);
            let mut at = 0;
            for cell in cells {
                self.context.ledger.add(
                    rule(self.lines.text(*line), at..cell.start, span),
                    Change::TableRule,
                    "<cell>",
                );
                let place = span.part(cell.clone());
                let content =
                    if place.is_empty() { Vec::new() } else { self.inliner.content(place, self.context) };
                row.cells.push(Cell { head: Head::new(place), content });
                at = at.max(cell.end);
            }
            let text = self.lines.text(*line);
            self.context.ledger.add(rule(text, at..text.len(), span), Change::TableRule, "<cell>");
            match table.rows.last_mut().filter(|_| goes_on) {
                Some(above) => extend(above, row),
                None => table.rows.push(row),
            }
        }
        Block::new(BlockKind::Table(table), self.lines.span(chunk.clone()))
    }
}

/// Whether a line of a table goes on with the row above: nothing stands in its first column, and there are no figures in it.
fn goes_on(text: &str, cells: &[Range<usize>]) -> bool {
    let words = cells.iter().filter(|cell| !cell.is_empty()).map(|cell| &text[(*cell).clone()]);
    cells.first().is_some_and(Range::is_empty)
        && words.clone().count() * 2 <= cells.len()
        && words.clone().count() > 0
        && words.into_iter().all(|words| !words.bytes().any(|b| b.is_ascii_digit()))
}

/// Adds the cells of a line to those of the row above, each below its own.
fn extend(above: &mut Row, row: Row) {
    above.head.span = above.head.span.cover(row.head.span);
    for (cell, more) in above.cells.iter_mut().zip(row.cells) {
        if more.content.is_empty() {
            continue;
        }
        if !cell.content.is_empty() {
            cell.content.push(Inline::text(" ", Span::at(more.head.span.start)));
        }
        cell.head.span = cell.head.span.cover(more.head.span);
        cell.content.extend(more.content);
    }
}

/// The bars in a stretch between two cells, without the white space around them.
fn rule(text: &str, gap: Range<usize>, span: Span) -> Span {
    let gap = gap.start.min(gap.end)..gap.end;
    let piece = &text[gap.clone()];
    let start = gap.start + (piece.len() - piece.trim_start().len());
    span.part(start..start + piece.trim().len())
}

/// How many of the first rows are labels of the columns: those over the first rule inside the table; without a rule the
/// first, if below it are figures and in it are none.
fn label_rows(lines: &Lines<'_>, grid: &Grid) -> usize {
    let first = grid.rows.iter().position(|(_, cells)| !cells.is_empty()).unwrap_or(0);
    let rows = &grid.rows[first..];
    let ruled = rows.iter().position(|(_, cells)| cells.is_empty());
    if let Some(ruled) =
        ruled.filter(|&ruled| ruled <= 3 && rows[ruled..].iter().any(|(_, cells)| !cells.is_empty()))
    {
        return ruled;
    }
    let figures = |(line, cells): &(usize, Vec<Range<usize>>)| {
        let figure =
            |cell: &&Range<usize>| lines.text(*line)[(*cell).clone()].bytes().any(|b| b.is_ascii_digit());
        cells.iter().skip(1).filter(figure).count()
    };
    let below = rows.iter().skip(1).filter(|row| figures(row) > 0).count();
    usize::from(figures(&rows[0]) == 0 && below > 0 && below * 2 >= rows.len() - 1)
}
