//! Ids: unique in the document, made of what they name.

use rustc_hash::FxHashMap;

/// Gives out ids, none twice.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    used: FxHashMap<String, u32>,
}

impl Ids {
    /// `wanted`, or, where that is taken, with `-2`, `-3` … after it.
    pub(crate) fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        loop {
            match self.used.get_mut(&id) {
                None => {
                    self.used.insert(id.clone(), 1);
                    return id;
                }
                Some(count) => {
                    *count += 1;
                    id = format!("{wanted}-{count}");
                    if let Some(&taken) = self.used.get(&id) {
                        id = format!("{wanted}-{}", taken.max(1) + 1000);
                    }
                }
            }
        }
    }
}

/// The letters and digits of `text` as an XML name can hold them, in lower case; empty if there are none.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase).take(40) {
        if c.is_ascii_alphanumeric() || (c.is_alphanumeric() && is_name_char(c)) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Letters beyond ASCII of the scripts that books are written in, as every edition of XML 1.0 has them in names: `xsd:ID` is that of
/// the editions before the fifth (their appendix B), which have fewer.
const fn is_name_char(c: char) -> bool {
    matches!(c,
        // Latin
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{131}' | '\u{134}'..='\u{13E}' | '\u{141}'..='\u{148}'
        | '\u{14A}'..='\u{17E}' | '\u{180}'..='\u{1C3}' | '\u{1CD}'..='\u{1F0}' | '\u{1FA}'..='\u{217}'
        | '\u{1E00}'..='\u{1E9B}' | '\u{1EA0}'..='\u{1EF9}'
        // Greek and Cyrillic
        | '\u{386}' | '\u{388}'..='\u{38A}' | '\u{38C}' | '\u{38E}'..='\u{3A1}' | '\u{3A3}'..='\u{3CE}'
        | '\u{401}'..='\u{40C}' | '\u{40E}'..='\u{44F}' | '\u{451}'..='\u{45C}' | '\u{45E}'..='\u{481}' | '\u{490}'..='\u{4C4}'
        // Armenian, Hebrew, Arabic, Devanagari, Georgian
        | '\u{531}'..='\u{556}' | '\u{561}'..='\u{586}' | '\u{5D0}'..='\u{5EA}' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}'
        | '\u{905}'..='\u{939}' | '\u{10D0}'..='\u{10F6}'
        // Kana, Han, Hangul
        | '\u{3041}'..='\u{3094}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FA5}' | '\u{AC00}'..='\u{D7A3}')
}
