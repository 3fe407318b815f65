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

/// Letters beyond ASCII that XML 1.0 allows in names (production 4) and that Unicode calls alphanumeric.
const fn is_name_char(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{3001}'..='\u{D7FF}')
}
