//! Schemes of a project's own (`psn:ann`) and the `prefixDef` that says what they stand for.

use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::Span;

use super::super::frame::{Found, Tag};
use super::super::names::At;
use super::address::scheme;
use crate::rules;

/// What a `prefixDef` says.
#[derive(Debug)]
struct Declared {
    ident: Box<str>,
    match_pattern: Box<str>,
    replacement: Box<str>,
    /// The pattern, compiled when it is first asked for; none where it is no regular expression.
    regex: std::cell::OnceCell<Option<Regex>>,
}

/// The schemes that a document declares.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    list: Vec<Declared>,
    /// Those that it uses and does not declare: the first address, its place and that of its element, and how many there are.
    unknown: FxHashMap<Box<str>, (Box<str>, Span, Span, usize)>,
}

impl Prefixes {
    pub(super) fn declare(&mut self, tag: &Tag<'_>) {
        self.list.push(Declared {
            ident: tag.value(At::Ident).trim().into(),
            match_pattern: tag.value(At::MatchPattern).into(),
            replacement: tag.value(At::ReplacementPattern).into(),
            regex: std::cell::OnceCell::new(),
        });
    }

    /// What an address with a scheme stands for.
    pub(super) fn resolve(
        &mut self,
        value: &str,
        span: Span,
        element: Span,
        found: &mut Found,
    ) -> Option<String> {
        let prefix = scheme(value)?;
        let rest = value.get(prefix.len() + 1..)?;
        let named = self.list.iter().filter(|declared| &*declared.ident == prefix).collect::<Vec<_>>();
        if named.is_empty() {
            let first = || (value.into(), span, element, 0);
            self.unknown.entry(prefix.into()).or_insert_with(first).3 += 1;
            return None;
        }
        let mut broken = false;
        for declared in &named {
            let regex = declared.regex.get_or_init(|| Regex::new(&declared.match_pattern).ok());
            let Some(regex) = regex else {
                broken = true;
                continue;
            };
            if let Some(captures) = regex.captures(rest) {
                let mut out = String::new();
                captures.expand(&braced(&declared.replacement), &mut out);
                return Some(out);
            }
        }
        if !broken {
            let patterns = named.iter().map(|declared| &*declared.match_pattern).collect::<Vec<_>>();
            found.add(rules::prefix_pattern(value, prefix, &patterns, span), element);
        }
        None
    }

    /// What is used and not declared, once for each scheme.
    pub(super) fn finish(self, found: &mut Found) {
        let known = self.list.iter().map(|declared| &*declared.ident).collect::<FxHashSet<_>>();
        for (prefix, (value, span, element, count)) in &self.unknown {
            found.add(rules::unknown_prefix(prefix, value, *count, *span, &known), *element);
        }
    }
}

/// `$1` as the regular expressions of Rust write it, so that a letter after it is not taken for part of the name.
fn braced(replacement: &str) -> String {
    let mut out = String::with_capacity(replacement.len() + 4);
    let mut rest = replacement;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            out.push_str("$$");
        } else {
            out.push_str("${");
            out.push_str(&rest[at + 1..at + 1 + digits]);
            out.push('}');
        }
        rest = &rest[at + 1 + digits..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_end_where_letters_begin() {
        assert_eq!(super::braced("a.xml#p$1x$2$"), "a.xml#p${1}x${2}$$");
    }
}
