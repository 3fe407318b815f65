//! Content models and datatypes as people read them: the signs are those of RELAX NG's compact syntax, names are TEI's.

use std::fmt::{self, Display, Formatter, Write};

use crate::spec::{AttributeType, Content, DataName, DataUse, Expand, Occurs, Particle, ValueList};

impl Display for Particle {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.content {
            // What stands in parentheses of its own needs no others around them.
            Content::Sequence(parts) | Content::Alternate(parts) | Content::Interleave(parts)
                if parts.len() > 1 =>
            {
                f.write_char('(')?;
                self.content.fmt(f)?;
                f.write_char(')')?;
            }
            content => content.fmt(f)?,
        }
        self.occurs.fmt(f)
    }
}

impl Display for Occurs {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (1, Some(1)) => Ok(()),
            (0, Some(1)) => f.write_char('?'),
            (0, None) => f.write_char('*'),
            (1, None) => f.write_char('+'),
            (min, None) => write!(f, "{{{min},}}"),
            (min, Some(max)) if min == max => write!(f, "{{{min}}}"),
            (min, Some(max)) => write!(f, "{{{min},{max}}}"),
        }
    }
}

impl Display for Content {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::Text => f.write_str("text"),
            Self::Element(name) | Self::Macro(name) => f.write_str(name),
            Self::Class(class) => {
                f.write_str(&class.key)?;
                f.write_str(match class.expand {
                    Expand::Unsaid | Expand::Alternate => "",
                    Expand::Sequence => " (each, in order)",
                    Expand::SequenceOptional => " (each at most once, in order)",
                    Expand::SequenceRepeatable => " (each once or more, in order)",
                    Expand::SequenceOptionalRepeatable => " (each any number of times, in order)",
                })
            }
            Self::Data(data) => data.fmt(f),
            Self::Values(list) => list.fmt(f),
            Self::Any { .. } => f.write_str("any element"),
            Self::Sequence(parts) => several(f, parts, ", "),
            Self::Alternate(parts) => several(f, parts, " | "),
            Self::Interleave(parts) => several(f, parts, " & "),
            Self::Foreign(_) => f.write_str("a pattern in RELAX NG"),
        }
    }
}

fn several(f: &mut Formatter<'_>, parts: &[Particle], between: &str) -> fmt::Result {
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            f.write_str(between)?;
        }
        part.fmt(f)?;
    }
    Ok(())
}

impl Display for DataUse {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.which {
            DataName::Key(key) => f.write_str(key)?,
            DataName::Xsd(name) => write!(f, "xs:{name}")?,
        }
        if let Some(restriction) = &self.restriction {
            write!(f, " /{restriction}/")?;
        }
        for (name, value) in &self.facets {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl Display for ValueList {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (number, item) in self.items.iter().enumerate() {
            let between = if number > 0 { " | " } else { "" };
            write!(f, "{between}\"{}\"", item.name())?;
        }
        Ok(())
    }
}

impl AttributeType {
    /// What a value is, in a few words for people; `None` where the datatype is none of TEI's.
    #[must_use]
    pub fn meaning(&self) -> Option<String> {
        let one = match &*self.value {
            Content::Text => "text",
            Content::Data(DataUse { which: DataName::Key(key), restriction: None, .. }) => meaning(key)?,
            _ => return None,
        };
        Some(match (self.occurs.min, self.occurs.max) {
            (1, Some(1)) => one.to_owned(),
            (0, Some(1)) => format!("{one}, or nothing"),
            (0, None) => format!("any number of: {one}"),
            (1, None) => format!("one or more: {one}"),
            (min, None) => format!("at least {min}: {one}"),
            (min, Some(max)) if min == max => format!("{min} of: {one}"),
            (min, Some(max)) => format!("{min} to {max} of: {one}"),
        })
    }
}

/// What a value of a datatype of TEI is.
fn meaning(key: &str) -> Option<&'static str> {
    Some(match key {
        "teidata.certainty" => "how sure it is",
        "teidata.count" => "a whole number, not below 0",
        "teidata.duration.iso" | "teidata.duration.w3c" => "a length of time",
        "teidata.enumerated" => "a word of a list",
        "teidata.gender" => "a word for a gender",
        "teidata.interval" => "a length of time, or that it is regular or irregular",
        "teidata.language" => "a language tag",
        "teidata.name" => "a name as XML has it",
        "teidata.namespace" => "the address of a namespace",
        "teidata.namespaceOrName" => "the address of a namespace, or a name",
        "teidata.nullOrName" => "a name, or nothing",
        "teidata.numeric" => "a number",
        "teidata.outputMeasurement" => "a length with its unit, for layout",
        "teidata.pattern" => "a regular expression",
        "teidata.point" => "a point: x,y",
        "teidata.pointer" => "an address, or # and an id",
        "teidata.prefix" => "the prefix of a namespace",
        "teidata.probability" => "a number from 0 to 1",
        "teidata.probCert" => "a number from 0 to 1, or how sure it is",
        "teidata.replacement" => "what stands instead",
        "teidata.sex" => "a word for a sex",
        "teidata.temporal.iso" => "a date or time by ISO 8601",
        "teidata.temporal.w3c" => "a date or time such as 1917-11-07, 1917-11, 09:00:00",
        "teidata.temporal.working" => "a date or time from 1970 on",
        "teidata.text" => "text",
        "teidata.truthValue" => "true or false",
        "teidata.unboundedCount" => "a whole number, not below 0, or unbounded",
        "teidata.version" => "a version of Unicode",
        "teidata.versionNumber" => "a version number",
        "teidata.word" => "a word without spaces",
        "teidata.xTruthValue" => "true, false, unknown or inapplicable",
        "teidata.xmlName" => "a name without a prefix",
        "teidata.xpath" => "an XPath",
        "teidata.authority" => "a word of a list, or an address",
        _ => return None,
    })
}
