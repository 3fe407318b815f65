//! Lines with prefixes, for formats in which a block is told by what stands before each of its lines.

/// What stands before the lines of a block.
#[derive(Debug)]
struct Prefix {
    /// Before the first line, until that is written.
    first: Option<String>,
    /// Before each other line.
    rest: String,
}

/// Text under way, line by line.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    out: String,
    prefixes: Vec<Prefix>,
    inside: bool,
    gap: bool,
}

impl Lines {
    /// Whether the next character is the first of its line.
    pub(crate) const fn at_start(&self) -> bool {
        !self.inside
    }

    /// The last character that was written on this line.
    pub(crate) fn last(&self) -> Option<char> {
        if self.inside { self.out.chars().next_back() } else { None }
    }

    /// Adds text; line ends in it end lines.
    pub(crate) fn push(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            if !line.is_empty() {
                self.begin();
                self.out.push_str(line);
            }
        }
    }

    /// A line as it stands, which may be blank.
    pub(crate) fn verbatim(&mut self, line: &str) {
        self.end_line();
        self.begin();
        self.out.push_str(line.trim_end_matches('\r'));
        if line.is_empty() {
            let length = self.out.trim_end_matches(' ').len();
            self.out.truncate(length);
        }
        self.out.push('\n');
        self.inside = false;
    }

    fn begin(&mut self) {
        if self.inside {
            return;
        }
        if std::mem::take(&mut self.gap) && !self.out.is_empty() {
            let started = self.prefixes.iter().take_while(|prefix| prefix.first.is_none());
            let blank = started.map(|prefix| prefix.rest.as_str()).collect::<String>();
            self.out.push_str(blank.trim_end());
            self.out.push('\n');
        }
        for prefix in &mut self.prefixes {
            match prefix.first.take() {
                Some(first) => self.out.push_str(&first),
                None => self.out.push_str(&prefix.rest),
            }
        }
        self.inside = true;
    }

    /// Ends the line, if something is on it.
    pub(crate) fn end_line(&mut self) {
        if self.inside {
            let length = self.out.trim_end_matches([' ', '\t']).len();
            self.out.truncate(length);
            self.out.push('\n');
            self.inside = false;
        }
    }

    /// A blank line comes before whatever is next.
    pub(crate) fn gap(&mut self) {
        self.end_line();
        self.gap = true;
    }

    /// No blank line comes before what is next.
    pub(crate) fn close_up(&mut self) {
        self.gap = false;
    }

    /// Lines have these prefixes from here on.
    pub(crate) fn enter(&mut self, first: &str, rest: &str) {
        self.end_line();
        self.prefixes.push(Prefix { first: Some(first.to_owned()), rest: rest.to_owned() });
    }

    /// The prefixes end. A first prefix that stands alone is written: an item without text is an item.
    pub(crate) fn leave(&mut self) {
        if self.prefixes.last().is_some_and(|prefix| prefix.first.is_some()) {
            self.begin();
        }
        self.end_line();
        self.prefixes.pop();
    }

    /// The text.
    pub(crate) fn finish(mut self) -> String {
        self.end_line();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn blocks_in_blocks_have_their_prefixes() {
        let mut lines = Lines::default();
        lines.push("a");
        lines.gap();
        lines.enter("> ", "> ");
        lines.push("b");
        lines.gap();
        lines.enter("- ", "  ");
        lines.push("c\nd");
        lines.gap();
        lines.push("e");
        lines.leave();
        lines.leave();
        lines.gap();
        lines.push("f  ");
        assert_eq!(lines.finish(), "a\n\n> b\n>\n> - c\n>   d\n>\n>   e\n\nf\n");
    }
}
