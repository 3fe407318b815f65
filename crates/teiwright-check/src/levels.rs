//! How serious findings are by the settings of a project: by the code or the name of a rule, or by a family of codes.

use rustc_hash::FxHashMap;
use teiwright_source::{Diagnostic, Rule, Severity};

/// What a project says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is not told.
    Off,
    /// It is told, and is so serious.
    On(Severity),
}

impl Level {
    /// The words for levels.
    pub const WORDS: [&'static str; 4] = ["off", "hint", "warning", "error"];

    /// The word for the level.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On(severity) => severity.as_str(),
        }
    }

    /// The level that a word is for.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "off" => Self::Off,
            "hint" => Self::On(Severity::Hint),
            "warning" => Self::On(Severity::Warning),
            "error" => Self::On(Severity::Error),
            _ => return None,
        })
    }
}

/// The levels of rules.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    by_rule: FxHashMap<Box<str>, Level>,
}

impl Levels {
    /// Sets the level of a rule: its code (`TEI011`), its name (`points-to-nothing`), or a family (`TEI`).
    pub fn set(&mut self, rule: &str, level: Level) {
        self.by_rule.insert(rule.into(), level);
    }

    /// What holds here where `other`, which is nearer, says nothing else.
    #[must_use]
    pub fn under(&self, other: &Self) -> Self {
        let mut whole = self.clone();
        whole.by_rule.extend(other.by_rule.iter().map(|(rule, level)| (rule.clone(), *level)));
        whole
    }

    /// The level of a rule, where one is set: the code comes before the name, and that before the family.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Option<Level> {
        let family = rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
        [rule.code, rule.name, family].into_iter().find_map(|key| self.by_rule.get(key).copied())
    }

    /// All that is set, in the order of the names.
    #[must_use]
    pub fn each(&self) -> Vec<(&str, Level)> {
        let mut all = self.by_rule.iter().map(|(rule, level)| (&**rule, *level)).collect::<Vec<_>>();
        all.sort_by_key(|(rule, _)| *rule);
        all
    }

    /// Takes out what is off, and gives each finding its level. A finding that is less serious than its rule stays less serious.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        if self.by_rule.is_empty() {
            return;
        }
        found.retain_mut(|finding| match self.of(finding.rule) {
            None => true,
            Some(Level::Off) => false,
            Some(Level::On(severity)) => {
                finding.severity = severity;
                true
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Levels};
    use teiwright_source::{Diagnostic, Severity};

    #[test]
    fn the_nearest_setting_holds() {
        let mut levels = Levels::default();
        levels.set("CFG", Level::Off);
        levels.set("CFG012", Level::On(Severity::Error));
        let mut nearer = Levels::default();
        nearer.set("remote-schema", Level::On(Severity::Hint));
        let all = levels.under(&nearer);
        let mut found = vec![
            Diagnostic::new(&crate::rules::cfg011::RULE, "a"),
            Diagnostic::new(&crate::rules::cfg012::RULE, "b"),
            Diagnostic::new(&crate::rules::cfg013::RULE, "c"),
        ];
        all.apply(&mut found);
        let told = found.iter().map(|d| (d.code(), d.severity)).collect::<Vec<_>>();
        assert_eq!(told, [("CFG011", Severity::Hint), ("CFG012", Severity::Error)]);
    }
}
