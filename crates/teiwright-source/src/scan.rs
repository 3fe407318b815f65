//! One pass over a decoded text for what an editor wants to know of its encoding.

use unicode_normalization::{IsNormalized, is_nfc, is_nfc_quick};

use crate::{DecodeError, DecodeOptions, Diagnostics, Source, Span, rules};

/// Whether XML 1.0 (5th edition, production 2) can hold the character.
#[must_use]
pub const fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// Reports on the text and returns the places of the characters that XML 1.0 cannot hold, form feed left out.
pub(crate) fn scan(
    source: &Source,
    options: &DecodeOptions,
    found: &mut Diagnostics,
) -> Result<Vec<Span>, DecodeError> {
    let undecodable = |at| source.is_undecodable(at);
    let text = source.text();
    let mut scan =
        Scan { text, base: 0, undecodable: &undecodable, found, controls: Vec::new(), not_nfc: Vec::new() };
    scan.characters(options.report);
    if options.report {
        scan.line_ends();
        if !scan.not_nfc.is_empty() {
            scan.found.push(rules::not_nfc(&scan.not_nfc));
        }
    }
    let controls = scan.controls;
    // Prose has a stray control character here and there; a picture or a program has one every few bytes.
    if controls.len() * 20 > source.text().len()
        && let Some(first) = controls.first()
    {
        let byte = source.text().as_bytes()[first.start as usize];
        return Err(DecodeError::Binary { offset: source.disk_offset(first.start), byte });
    }
    Ok(controls)
}

/// Reports on the characters of `text`, a part of a document that begins at `start` of it: characters that were lost, mojibake,
/// private use, C1 controls. Returns the places that are not in Normalization Form C.
pub fn characters(text: &str, start: u32, found: &mut Diagnostics) -> Vec<Span> {
    let mut scan =
        Scan { text, base: start, undecodable: &|_| false, found, controls: Vec::new(), not_nfc: Vec::new() };
    scan.characters(true);
    scan.not_nfc
}

struct Scan<'a> {
    text: &'a str,
    /// Where in the document the text begins.
    base: u32,
    undecodable: &'a dyn Fn(u32) -> bool,
    found: &'a mut Diagnostics,
    controls: Vec<Span>,
    not_nfc: Vec<Span>,
}

/// Bytes that need a look: control characters but for tab, line ends and form feed, and all that is not ASCII.
const LOOK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 0x7F || (byte < 0x20 && !matches!(byte, 0x09 | 0x0A | 0x0C | 0x0D));
        byte += 1;
    }
    table
};

impl Scan<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let part = Span::from_range(range);
        Span::new(self.base.saturating_add(part.start), self.base.saturating_add(part.end))
    }

    fn characters(&mut self, report: bool) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(skip) = bytes[at..].iter().position(|&byte| LOOK[byte as usize]) {
            at += skip;
            if bytes[at] < 0x80 {
                self.control(self.span(at..at + 1), bytes[at] as char, report);
                at += 1;
                continue;
            }
            let length = bytes[at..].iter().position(u8::is_ascii).unwrap_or(bytes.len() - at);
            self.run(at, &text[at..at + length], report);
            at += length;
        }
    }

    /// Looks at a run of characters beyond ASCII.
    fn run(&mut self, start: usize, run: &str, report: bool) {
        let text = self.text;
        // A combining mark joins the ASCII letter before the run.
        let base = if start > 0 && text.is_char_boundary(start - 1) { start - 1 } else { start };
        if report && is_nfc_quick(text[base..start + run.len()].chars()) != IsNormalized::Yes {
            let stretch = &text[base..start + run.len()];
            if !is_nfc(stretch) {
                self.not_nfc.push(self.span(base..start + run.len()));
            }
        }
        let mut mojibake_until = 0;
        for (offset, c) in run.char_indices() {
            let span = self.span(start + offset..start + offset + c.len_utf8());
            if !is_xml_char(c) {
                self.control(span, c, report);
            } else if !report {
                continue;
            } else if c == '\u{FFFD}' {
                // What could not be decoded was reported as it was read.
                if !(self.undecodable)(span.start) {
                    self.found.push_with(&rules::enc003::RULE, || rules::replacement_character(span));
                }
            } else if is_private(c) {
                self.found.push_with(&rules::enc007::RULE, || rules::private_use(c, span));
            } else if matches!(c, '\u{80}'..='\u{9F}') && offset >= mojibake_until {
                self.found.push_with(&rules::enc002::RULE, || rules::control(c, false, span));
            } else if c == '\u{A0}' && offset == 0 && self.is_blank_line(start) {
                self.found.push_with(&rules::enc006::RULE, || rules::no_break_space_line(span));
            } else if offset >= mojibake_until
                && let Some((length, meant)) = mojibake(&run[offset..])
            {
                mojibake_until = offset + length;
                let span = self.span(start + offset..start + offset + length);
                let wrong = &run[offset..offset + length];
                self.found.push_with(&rules::enc004::RULE, || rules::mojibake(wrong, meant, span));
            }
        }
    }

    fn control(&mut self, span: Span, c: char, report: bool) {
        if !is_xml_char(c) {
            self.controls.push(span);
        }
        if report {
            self.found.push_with(&rules::enc002::RULE, || rules::control(c, !is_xml_char(c), span));
        }
    }

    /// Whether the line that holds the no-break space at `offset` has nothing but white space, and this is its first.
    fn is_blank_line(&self, offset: usize) -> bool {
        let text = self.text;
        let line_start = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..offset]).map_or(0, |at| at + 1);
        let before = &text[line_start..offset];
        if !before.bytes().all(|b| b == b' ' || b == b'\t') {
            return false;
        }
        let rest = &text[offset..];
        rest.chars().take_while(|&c| c != '\n' && c != '\r').all(char::is_whitespace)
    }

    fn line_ends(&mut self) {
        let bytes = self.text.as_bytes();
        if memchr::memchr(b'\r', bytes).is_none() {
            return;
        }
        let (mut unix, mut windows, mut mac) = (Ends::default(), Ends::default(), Ends::default());
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            match (bytes[at], at.checked_sub(1).map(|b| bytes[b]), bytes.get(at + 1)) {
                (b'\n', Some(b'\r'), _) => windows.see(at - 1),
                (b'\n', ..) => unix.see(at),
                (_, _, Some(b'\n')) => {}
                _ => mac.see(at),
            }
        }
        let kinds = [("LF", unix), ("CR LF", windows), ("CR", mac)];
        if kinds.iter().filter(|(_, ends)| ends.count > 0).count() > 1 {
            let kinds = kinds.map(|(name, ends)| (name, ends.count, ends.first));
            self.found.push(rules::mixed_line_ends(kinds));
        }
    }
}

/// How many line ends of one kind there are, and where the first one is.
#[derive(Default)]
struct Ends {
    count: usize,
    first: usize,
}

impl Ends {
    fn see(&mut self, at: usize) {
        if self.count == 0 {
            self.first = at;
        }
        self.count += 1;
    }
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// UTF-8 that was once read as windows-1252: the length of the wrong characters at the start of `run`, and the
/// character that was meant.
///
/// Two characters suffice only where they make a letter or mark that Western texts use (`Ã©`, `Â§`), since the pair
/// might be meant; three or four (`â€™`) are beyond chance.
fn mojibake(run: &str) -> Option<(usize, char)> {
    let lead = run.chars().next()?;
    let need = match lead {
        'Â' | 'Ã' | 'Ä' | 'Å' => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    let end = run.char_indices().nth(need).map_or(run.len(), |(at, _)| at);
    let wrong = &run[..end];
    if wrong.chars().count() != need {
        return None;
    }
    let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(wrong);
    if failed || bytes.len() != need {
        return None;
    }
    let mut meant = std::str::from_utf8(&bytes).ok()?.chars();
    let c = meant.next()?;
    let likely = match need {
        2 => matches!(c, '\u{A0}'..='\u{17F}') && !(lead == 'Â' && c.is_alphabetic()),
        3 => matches!(c, '\u{2010}'..='\u{2122}' | '\u{FB00}'..='\u{FB06}' | '\u{FEFF}'),
        _ => !is_private(c),
    };
    (meant.next().is_none() && likely).then_some((end, c))
}

#[cfg(test)]
mod tests {
    use super::mojibake;

    #[test]
    fn mojibake_is_what_utf8_looks_like_in_windows_1252() {
        assert_eq!(mojibake("â€™s"), Some((8, '’')));
        assert_eq!(mojibake("Ã©t"), Some((4, 'é')));
        assert_eq!(mojibake("Â§ 2"), Some((4, '§')));
        assert_eq!(mojibake("Ärzte"), None);
        assert_eq!(mojibake("âge"), None);
        assert_eq!(mojibake("Ãªx"), Some((4, 'ê')));
    }
}
