//! Tables.

use std::fmt::Write as _;

use teiwright_model::{Cell, Table};

use super::writer::Writer;
use crate::html::element::tei_attribute;
use crate::look::Look;
use crate::render::Render;

impl Writer<'_> {
    /// The rows of a table.
    pub(super) fn rows(&mut self, table: &Table) {
        let wide = |cells: &[Cell]| cells.iter().map(|cell| span(cell, "cols")).sum::<usize>();
        let columns = table.rows.iter().map(|row| wide(&row.cells)).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.paper.out.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>",
        );
        let column = format!("<w:gridCol w:w=\"{}\"/>", 9_000 / columns);
        self.paper.out.push_str(&column.repeat(columns));
        self.paper.out.push_str("</w:tblGrid>\n");
        let depth = std::mem::take(&mut self.paper.depth);
        for row in table.rows.iter().filter(|row| !row.cells.is_empty()) {
            self.paper.out.push_str("<w:tr>");
            if row.labels {
                self.paper.out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
            }
            for cell in &row.cells {
                self.paper.out.push_str("<w:tc><w:tcPr>");
                let span = span(cell, "cols");
                if span > 1 {
                    let _ = write!(self.paper.out, "<w:gridSpan w:val=\"{span}\"/>");
                }
                self.paper.out.push_str("</w:tcPr>");
                self.cell(cell, row.labels);
                self.paper.out.push_str("</w:tc>");
            }
            self.paper.out.push_str("</w:tr>\n");
        }
        self.paper.out.push_str("</w:tbl>\n");
        self.paper.depth = depth;
        // Two tables that touch are one to a word processor.
        self.paper.close();
    }

    fn cell(&mut self, cell: &Cell, labels: bool) {
        self.mark(&cell.head);
        let look = if labels { Look::BOLD } else { Look::default() };
        self.looking(look, |writer| writer.inlines(&cell.content));
        self.paper.close();
    }
}

/// How many columns or rows a cell takes.
fn span(cell: &Cell, name: &str) -> usize {
    let value = tei_attribute(&cell.head, name).and_then(|value| value.trim().parse::<usize>().ok());
    value.unwrap_or(1).clamp(1, 63)
}
