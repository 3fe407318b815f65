//! `pattern` of XML Schema (Part 2, appendix F): checked here, translated to the syntax of the `regex` crate, and compiled
//! to one automaton for the whole string when it is first used.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use super::blocks::BLOCKS;
use crate::syntax::name_tables::{FURTHER, START};

/// How deeply parentheses and class subtractions may be nested.
const MAX_NESTING: usize = 60;
/// Up to so many characters and classes, repetitions multiplied out, a pattern surely compiles within the limit.
const SURELY_SMALL: u64 = 2_000;
/// How large an automaton may be, in bytes.
const SIZE_LIMIT: usize = 1 << 27;

/// A compiled pattern.
#[derive(Debug)]
pub(crate) struct XsdPattern {
    translated: String,
    compiled: OnceLock<Option<Regex>>,
}

impl XsdPattern {
    /// Checks and translates `pattern`; the error says what is wrong.
    pub(crate) fn new(pattern: &str) -> Result<Self, String> {
        let mut translator = Translator { chars: pattern.chars().collect(), at: 0, out: String::new() };
        translator.out.push_str(r"\A(?:");
        let cost = translator.alternatives(0)?;
        if translator.at < translator.chars.len() {
            return Err(translator.unexpected());
        }
        translator.out.push_str(r")\z");
        let pattern = Self { translated: translator.out, compiled: OnceLock::new() };
        if cost > SURELY_SMALL && pattern.regex().is_none() {
            return Err("the pattern repeats too much to be compiled".to_string());
        }
        Ok(pattern)
    }

    fn regex(&self) -> Option<&Regex> {
        let compile =
            || RegexBuilder::new(&self.translated).size_limit(SIZE_LIMIT).nest_limit(1_000).build().ok();
        self.compiled.get_or_init(compile).as_ref()
    }

    /// Whether the whole of `text` matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }
}

struct Translator {
    chars: Vec<char>,
    at: usize,
    out: String,
}

impl Translator {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn unexpected(&self) -> String {
        match self.peek() {
            Some(c) => format!("“{c}” cannot stand at character {} of the pattern", self.at + 1),
            None => "the pattern ends too early".to_string(),
        }
    }

    /// `branch | branch …`; returns how many characters and classes it comes to.
    fn alternatives(&mut self, depth: usize) -> Result<u64, String> {
        if depth > MAX_NESTING {
            return Err(format!("parentheses are nested more than {MAX_NESTING} deep"));
        }
        let mut cost = 1_u64;
        loop {
            while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
                cost = cost.saturating_add(self.piece(c, depth)?);
            }
            if !self.take('|') {
                return Ok(cost);
            }
            self.out.push('|');
        }
    }

    /// An atom with its quantifier.
    fn piece(&mut self, c: char, depth: usize) -> Result<u64, String> {
        let start = self.out.len();
        let mut cost = 1;
        match c {
            '(' => {
                self.at += 1;
                self.out.push_str("(?:");
                cost = self.alternatives(depth + 1)?;
                if !self.take(')') {
                    return Err("a parenthesis is not closed".to_string());
                }
                self.out.push(')');
            }
            '[' => {
                self.at += 1;
                let class = self.class(depth + 1)?;
                self.out.push_str(&class);
            }
            '.' => {
                self.at += 1;
                self.out.push_str(r"[^\n\r]");
            }
            '\\' => {
                self.at += 1;
                let class = match self.escape()? {
                    Escape::Char(c) => literal(c),
                    Escape::Class(class) => class,
                };
                self.out.push_str(&class);
            }
            '?' | '*' | '+' | '{' | '}' | ']' => return Err(self.unexpected()),
            c => {
                self.at += 1;
                self.out.push_str(&literal(c));
            }
        }
        self.quantifier(start, cost)
    }

    fn quantifier(&mut self, start: usize, cost: u64) -> Result<u64, String> {
        match self.peek() {
            Some(c @ ('?' | '*' | '+')) => {
                self.at += 1;
                self.wrap(start, &c.to_string());
                Ok(cost)
            }
            Some('{') => {
                self.at += 1;
                let low = self.number()?;
                let high = if self.take(',') {
                    if self.peek() == Some('}') { None } else { Some(self.number()?) }
                } else {
                    Some(low)
                };
                if !self.take('}') {
                    return Err(self.unexpected());
                }
                if high.is_some_and(|high| high < low) {
                    return Err("the upper bound of a repetition is below the lower".to_string());
                }
                let bounds = high.map_or_else(|| format!("{{{low},}}"), |high| format!("{{{low},{high}}}"));
                self.wrap(start, &bounds);
                Ok(cost.saturating_mul(u64::from(high.unwrap_or(low)).max(1)))
            }
            _ => Ok(cost),
        }
    }

    fn wrap(&mut self, start: usize, quantifier: &str) {
        self.out.insert_str(start, "(?:");
        self.out.push(')');
        self.out.push_str(quantifier);
    }

    fn number(&mut self) -> Result<u32, String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        if start == self.at {
            return Err(self.unexpected());
        }
        let digits = self.chars[start..self.at].iter().collect::<String>();
        digits.parse().map_err(|_| "the bound of a repetition is too large".to_string())
    }

    /// What stands after `[`, with its `]`, as a class of the `regex` crate.
    fn class(&mut self, depth: usize) -> Result<String, String> {
        if depth > MAX_NESTING {
            return Err(format!("classes are nested more than {MAX_NESTING} deep"));
        }
        let negated = self.take('^');
        let mut items = String::new();
        let mut first = true;
        loop {
            match self.peek() {
                None => return Err("a class is not closed".to_string()),
                Some(']') if !first => {
                    self.at += 1;
                    return Ok(format!("[{}{items}]", if negated { "^" } else { "" }));
                }
                Some('-') if !first && self.chars.get(self.at + 1) == Some(&'[') => {
                    self.at += 2;
                    let taken = self.class(depth + 1)?;
                    if !self.take(']') {
                        return Err("nothing can follow a subtraction in a class".to_string());
                    }
                    return Ok(format!("[[{}{items}]--{taken}]", if negated { "^" } else { "" }));
                }
                Some(c) => self.class_item(c, first, &mut items)?,
            }
            first = false;
        }
    }

    /// A character, a range or an escape in a class.
    fn class_item(&mut self, c: char, first: bool, items: &mut String) -> Result<(), String> {
        let low = match c {
            '[' | ']' => return Err(self.unexpected()),
            // A hyphen stands for itself at the start or the end only.
            '-' if !first && self.chars.get(self.at + 1) != Some(&']') => return Err(self.unexpected()),
            '\\' => {
                self.at += 1;
                match self.escape()? {
                    Escape::Char(c) => c,
                    Escape::Class(class) => {
                        items.push_str(&class);
                        return Ok(());
                    }
                }
            }
            c => {
                self.at += 1;
                c
            }
        };
        let range =
            self.peek() == Some('-') && !matches!(self.chars.get(self.at + 1), Some('[' | ']') | None);
        if !range || (c == '-' && first) {
            items.push_str(&literal(low));
            return Ok(());
        }
        self.at += 1;
        let high = match self.peek() {
            Some('\\') => {
                self.at += 1;
                match self.escape()? {
                    Escape::Char(c) => c,
                    Escape::Class(_) => return Err("a range must end with one character".to_string()),
                }
            }
            Some(c) if c != '-' => {
                self.at += 1;
                c
            }
            _ => return Err(self.unexpected()),
        };
        if high < low {
            return Err(format!("the range {low}-{high} runs backwards"));
        }
        items.push_str(&format!("{}-{}", literal(low), literal(high)));
        Ok(())
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Result<Escape, String> {
        let Some(c) = self.peek() else { return Err("the pattern ends with a backslash".to_string()) };
        self.at += 1;
        Ok(match c {
            'n' => Escape::Char('\n'),
            'r' => Escape::Char('\r'),
            't' => Escape::Char('\t'),
            '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
                Escape::Char(c)
            }
            's' => Escape::Class(r"[\x20\t\n\r]".to_string()),
            'S' => Escape::Class(r"[^\x20\t\n\r]".to_string()),
            'd' => Escape::Class(r"\p{Nd}".to_string()),
            'D' => Escape::Class(r"\P{Nd}".to_string()),
            'w' => Escape::Class(r"[^\p{P}\p{Z}\p{C}]".to_string()),
            'W' => Escape::Class(r"[\p{P}\p{Z}\p{C}]".to_string()),
            'i' => Escape::Class(format!("[{}]", name_class(false))),
            'I' => Escape::Class(format!("[^{}]", name_class(false))),
            'c' => Escape::Class(format!("[{}]", name_class(true))),
            'C' => Escape::Class(format!("[^{}]", name_class(true))),
            'p' | 'P' => Escape::Class(self.property(c == 'P')?),
            _ => return Err(format!("“\\{c}” is not an escape")),
        })
    }

    fn property(&mut self, negated: bool) -> Result<String, String> {
        if !self.take('{') {
            return Err(self.unexpected());
        }
        let start = self.at;
        while self.peek().is_some_and(|c| c != '}') {
            self.at += 1;
        }
        let name = self.chars[start..self.at].iter().collect::<String>();
        if !self.take('}') {
            return Err("the name of a property is not closed".to_string());
        }
        let Some(block) = name.strip_prefix("Is") else {
            if !CATEGORIES.contains(&name.as_str()) {
                return Err(format!("“{name}” is not a category of Unicode"));
            }
            return Ok(format!(r"\{}{{{name}}}", if negated { 'P' } else { 'p' }));
        };
        let ranges =
            BLOCKS.iter().filter(|b| b.0 == block).map(|b| format!(r"\x{{{:X}}}-\x{{{:X}}}", b.1, b.2));
        let ranges = ranges.collect::<String>();
        if ranges.is_empty() {
            return Err(format!("“{block}” is not a block of Unicode"));
        }
        Ok(format!("[{}{ranges}]", if negated { "^" } else { "" }))
    }
}

enum Escape {
    Char(char),
    Class(String),
}

const CATEGORIES: &[&str] = &[
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
];

/// `c` as the `regex` crate takes it for itself, in a class and outside.
fn literal(c: char) -> String {
    if c.is_ascii_alphanumeric() { c.to_string() } else { format!(r"\x{{{:X}}}", u32::from(c)) }
}

/// The characters of XML names (all, or those that begin one) as ranges, the colon with them.
fn name_class(all: bool) -> String {
    let further = if all { FURTHER } else { &[] };
    let ranges =
        START.iter().chain(further).map(|(low, high)| format!("{}-{}", literal(*low), literal(*high)));
    std::iter::once(literal(':')).chain(ranges).collect()
}

#[cfg(test)]
mod tests {
    use super::XsdPattern;

    #[test]
    fn patterns_match_whole_strings() {
        for (pattern, yes, no) in [
            ("a{2}", &["aa"][..], &["a", "aaa"][..]),
            ("^a$", &["^a$"], &["a"]),
            ("[a-z-[aeiou]]+", &["bcd"], &["abc"]),
            ("[^a-z-[0-9]]", &["A"], &["a", "5"]),
            (r"\i\c*", &["foo", "a:b"], &["1f", ""]),
            (r"[\i-[:]][\c-[:]]*", &["ab"], &["a:b"]),
            (r"\p{IsBasicLatin}+", &["abc"], &["é"]),
            (r"[\w]+", &["a1$"], &["a_1", "a-b"]),
            (r"\d", &["1", "٣"], &["a"]),
            (".", &["a", "é"], &["\n", "ab"]),
            ("a|", &["a", ""], &["b"]),
            ("()", &[""], &["a"]),
            ("[a^]", &["^", "a"], &["b"]),
            ("[a&&b]", &["&", "a", "b"], &["c"]),
            ("[-a]", &["-", "a"], &["b"]),
            ("[a-]", &["-", "a"], &["b"]),
            (r"(\p{L}|\p{N}|\p{P}|\p{S})+", &["aé1-+"], &["a b"]),
            (r"\p{Cn}", &[], &["a"]),
            ("", &[""], &["a"]),
        ] {
            let compiled = XsdPattern::new(pattern).unwrap();
            for text in yes {
                assert!(compiled.matches(text), "{pattern} must match {text:?}");
            }
            for text in no {
                assert!(!compiled.matches(text), "{pattern} must not match {text:?}");
            }
        }
    }

    #[test]
    fn wrong_patterns_are_refused() {
        for pattern in [
            "a{,2}",
            "a+?",
            "a**",
            "[a-c-e]",
            "[]a]",
            "[[]",
            r"\_",
            "a]",
            "a}",
            "{",
            r"\p{Xx}",
            r"\p{IsFoo}",
            "a{2,1}",
            "(a",
            "a)",
            r"\u0041",
            "[^]",
            "(?:a)",
            r"\p{Cs}",
            r"[a-\d]",
            "[z-a]",
            "[a",
            "\\",
            "a{99999999999}",
            "((a{1000}){1000}){1000}",
        ] {
            assert!(XsdPattern::new(pattern).is_err(), "{pattern}");
        }
        assert!(XsdPattern::new(&"(".repeat(100_000)).is_err());
    }
}
