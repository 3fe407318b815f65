//! The `ENC` rules: one file each; the file's first comment is its explain page.

use crate::Rule;

pub mod enc001;
pub mod enc002;
pub mod enc003;
pub mod enc004;
pub mod enc005;
pub mod enc006;
pub mod enc007;
pub mod enc008;
pub mod enc009;
pub mod enc010;
pub mod enc011;
pub mod enc012;

pub(crate) use enc001::invalid_bytes;
pub(crate) use enc002::control;
pub(crate) use enc003::replacement_character;
pub(crate) use enc004::mojibake;
pub(crate) use enc005::mixed_line_ends;
pub(crate) use enc006::no_break_space_line;
pub(crate) use enc007::private_use;
pub(crate) use enc008::not_nfc;
pub(crate) use enc009::encoding_guessed;
pub(crate) use enc010::undecodable;
pub(crate) use enc011::binary;
pub(crate) use enc012::too_large;

/// Every `ENC` rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &enc001::RULE,
    &enc002::RULE,
    &enc003::RULE,
    &enc004::RULE,
    &enc005::RULE,
    &enc006::RULE,
    &enc007::RULE,
    &enc008::RULE,
    &enc009::RULE,
    &enc010::RULE,
    &enc011::RULE,
    &enc012::RULE,
];

/// Bytes as `0x92` or `0xE2 0x80`.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("0x{byte:02X}")).collect::<Vec<_>>().join(" ")
}
