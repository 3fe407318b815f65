//! The rules of the proof and of lifting: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

pub mod tei001;
pub mod tei002;
pub mod tei003;
pub mod tei004;

pub(crate) use tei001::lost;
pub(crate) use tei002::twice;
pub(crate) use tei003::changed;
pub(crate) use tei004::no_tei;

/// Every rule of this crate, in the order of its code.
pub static RULES: &[&Rule] = &[&tei001::RULE, &tei002::RULE, &tei003::RULE, &tei004::RULE];

/// The first words of a longer text.
fn short(text: &str) -> String {
    let mut words = text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    if words.chars().count() > 80 {
        words = words.chars().take(80).collect();
    }
    words
}
