//! Closes of letters and statements: courtesy, signatures, place and date; postscripts.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, LetterPartKind};

use super::Blocks;
use super::letters::{is_dateline, is_figures};
use crate::LineRole;
use crate::dates;
use crate::header;
use crate::lines::Lines;
use crate::signals;

/// Words that begin the courtesy at the end.
const COURTESIES: &[&str] = &[
    "yours",
    "with communist greetings",
    "with best",
    "with kind",
    "best regards",
    "best wishes",
    "sincerely",
    "fraternally",
    "with fraternal",
    "with comradely",
    "comradely",
    "greetings",
    "warm greetings",
    "mit ",
    "herzlich",
    "dein ",
    "deine ",
    "ihr ",
    "ihre ",
    "euer ",
    "salutations",
    "salut",
    "bien à ",
    "avec mes",
    "saludos",
    "un abrazo",
    "atentamente",
    "con saludos",
    "cordiali",
    "saluti",
    "с коммунистическим приветом",
    "с приветом",
    "ваш",
    "твой",
    "abraços",
    "saudações",
    "i remain",
    "affectionately",
    "ever yours",
];

impl Blocks<'_, '_, '_> {
    /// Courtesy, place and date, and signatures at the end of a division; a postscript after them.
    pub(super) fn closer(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let text = self.lines.text(rest[0].start);
        if is_postscript(text) {
            self.context.trace(rest[0].start, LineRole::Closer, "begins with P.S.");
            let span = self.lines.span(rest[0].clone());
            let blocks = vec![self.paragraph_of(span)];
            out.push(Block::new(BlockKind::Postscript { blocks }, span));
            return Some(1);
        }
        if out.is_empty() || text.len() > SHORT * 4 {
            return None;
        }
        // Only the last few short lines can close, postscripts aside.
        let postscript = |chunk: &Range<usize>| is_postscript(self.lines.text(chunk.start));
        let count = rest.iter().take(CLOSING + 1).position(postscript).unwrap_or(rest.len());
        if count > CLOSING {
            return None;
        }
        let lines = rest[..count].iter().cloned().flatten().take(SIGNERS + 1).collect::<Vec<_>>();
        if lines.len() > SIGNERS {
            return None;
        }
        let mut parts = Vec::new();
        for (at, &line) in lines.iter().enumerate() {
            parts.push(closing(self.lines.text(line), lines.len() - at)?);
        }
        closes(&parts, self.lines, &lines).then_some(())?;
        let mut content = Vec::new();
        for (&line, part) in lines.iter().zip(parts) {
            self.context.trace(line, LineRole::Closer, "closes a letter or statement");
            content.push(self.letter_part(line, part.into()));
        }
        let span = self.lines.span(rest[0].start..rest[count - 1].end);
        out.push(Block::new(BlockKind::Closer { parts: content }, span));
        Some(count)
    }
}

/// Words that begin a courtesy whatever the line ends with.
const SURE: &[&str] = &[
    "yours truly",
    "yours faithfully",
    "yours sincerely",
    "yours fraternally",
    "your obedient",
    "your affectionate",
    "your humble",
    "your devoted",
    "i have the honour to be",
    "i am, sir",
    "i am, dear",
    "mit herzlich",
    "mit den besten",
    "mit besten",
    "mit freundlich",
    "mit kommunistisch",
    "mit sozialistisch",
    "mit sozialdemokratisch",
    "mit revolutionär",
    "mit parteigruß",
    "mit vorzüglich",
    "mit vielen grüßen",
    "mit gruß",
    "hochachtungsvoll",
    "ergebenst",
    "herzliche grüße",
    "herzlichen gruß",
    "herzlichste grüße",
    "beste grüße",
    "viele grüße",
    "dein ergeben",
    "ihr ergeben",
    "ihr sehr ergeben",
    "in alter freundschaft",
    "es grüßt",
    "es umarmt",
    "veuillez agréer",
    "veuillez recevoir",
    "agréez",
    "recevez, ",
    "votre dévoué",
    "votre tout dévoué",
    "votre bien dévoué",
    "tout à vous",
    "bien à vous",
    "bien cordialement",
    "cordialement",
    "salut et fraternité",
    "salutations fraternelles",
    "je vous serre la main",
    "je te serre la main",
    "amitiés",
    "queda de usted",
    "quedo de usted",
    "reciba un",
    "reciba usted",
    "un abrazo",
    "un fuerte abrazo",
    "con un abrazo",
    "con saludos",
    "saludos comunistas",
    "saludos fraternales",
    "suyo afectísimo",
    "con affetto",
    "con stima",
    "distinti saluti",
    "cordiali saluti",
    "saluti comunisti",
    "saluti fraterni",
    "un abbraccio",
    "tuo affezionat",
    "suo affezionat",
    "com saudações",
    "saudações",
    "um abraço",
    "atenciosamente",
    "крепко жму",
    "жму руку",
    "жму вашу руку",
    "с товарищеским",
    "с коммунистическим",
    "с социалистическим",
    "с уважением",
    "с глубоким уважением",
    "с приветом",
    "с искренним",
    "преданный вам",
    "искренне ваш",
    "всегда ваш",
];

fn is_sure(text: &str) -> bool {
    let lower = text.to_lowercase();
    SURE.iter().any(|word| lower.starts_with(word))
}

/// Whether a line says with what regards a letter closes.
pub(crate) fn is_courtesy(text: &str) -> bool {
    if text.len() > 140 || text.chars().count() > SHORT {
        return false;
    }
    let lower = text.to_lowercase();
    if is_sure(text) {
        return true;
    }
    let bare = lower.trim_end_matches([',', '!', '.', ':']);
    BARE.contains(&bare)
        || (text.ends_with([',', '!', '.', ':']) && COURTESIES.iter().any(|word| lower.starts_with(word)))
}

/// Words that close a letter by themselves, with or without punctuation.
const BARE: &[&str] = &[
    "yours",
    "yours ever",
    "your",
    "ever yours",
    "dein",
    "deine",
    "dein alter",
    "dein treuer",
    "ihr",
    "ihre",
    "euer",
    "eure",
    "salut",
    "tout à toi",
    "ton",
    "votre",
    "tuyo",
    "suyo",
    "tuo",
    "vostro",
    "seu",
    "teu",
    "твой",
    "ваш",
    "fraternally",
    "sincerely",
];

/// Lines that close are no longer than this, in characters.
const SHORT: usize = 70;

/// They stand in no more chunks and lines than this.
const CLOSING: usize = 5;
const SIGNERS: usize = 14;

/// What a line near the end of a division can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Courtesy,
    Dateline,
    /// A name or initials.
    Name,
    /// What the signer is, or for whom: only beside a name.
    Office,
    /// To whom the letter goes: below a name.
    Addressee,
}

impl From<Closing> for LetterPartKind {
    fn from(closing: Closing) -> Self {
        match closing {
            Closing::Courtesy | Closing::Addressee => Self::Salute,
            Closing::Dateline => Self::Dateline,
            Closing::Name | Closing::Office => Self::Signed,
        }
    }
}

/// Reads a line that may close; so many lines are left with it.
fn closing(text: &str, left: usize) -> Option<Closing> {
    if text.chars().take(SHORT + 1).count() > SHORT || signals::is_end(text) {
        return None;
    }
    let to = [
        "To the ",
        "To Mr",
        "To M. ",
        "To Dr",
        "An den ",
        "An die ",
        "An Herrn ",
        "An das ",
        "Al Sr",
        "Al señor ",
    ];
    if left == 1 && to.iter().any(|to| text.starts_with(to)) && !text.ends_with(['!', '?', ':']) {
        return Some(Closing::Addressee);
    }
    let dated =
        text.len() > 4 && (is_dateline(text) || dates::read_whole(text, &dates::Known::default()).is_some());
    if dated || is_figures(text) {
        return Some(Closing::Dateline);
    }
    let own = text.split_once(' ').is_some_and(|(word, _)| OWN.contains(&word.to_lowercase().as_str()));
    if !(own && is_signature(text)) && (is_courtesy(text) || (left > 1 && is_greeting_back(text))) {
        return Some(Closing::Courtesy);
    }
    if is_signature(text) {
        return Some(Closing::Name);
    }
    // `General Secretary`, `For the Presidium of the Congress:`; a sentence is none.
    let count = text.split_whitespace().count();
    let capital = text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let leads = text.ends_with([':', ',']);
    let sentence = text.ends_with(['.', '!', '?', ';', ']', ')', '…']);
    let office =
        text.starts_with(char::is_uppercase) && !sentence && count <= 10 && (leads || capital * 2 >= count);
    office.then_some(Closing::Office)
}

/// `With every good wish to you all,`: words before a signature that end in a comma.
fn is_greeting_back(text: &str) -> bool {
    text.ends_with(',') && text.split_whitespace().count() <= 8
}

/// Whether the parts close: somebody signs, or a date stands alone.
fn closes(parts: &[Closing], lines: &Lines<'_>, numbers: &[usize]) -> bool {
    let count = |kind: Closing| parts.iter().filter(|&&part| part == kind).count();
    let (courtesies, dates, names, offices) =
        (count(Closing::Courtesy), count(Closing::Dateline), count(Closing::Name), count(Closing::Office));
    // Offices stand beside names, and one that leads up to them ends with a colon or a comma.
    let beside = |at: usize| {
        let text = lines.text(numbers[at]);
        let below = at > 0 && parts[at - 1] == Closing::Name;
        let above = parts.get(at + 1) == Some(&Closing::Name)
            && (text.ends_with([':', ',']) || courtesies + dates > 0);
        below || above
    };
    if offices > 0
        && (offices > names || !(0..parts.len()).filter(|&at| parts[at] == Closing::Office).all(beside))
    {
        return false;
    }
    if count(Closing::Addressee) > 0 && names == 0 {
        return false;
    }
    let first = lines.text(numbers[0]);
    match (courtesies, dates, names) {
        (0, 0, names) => {
            // Names alone close where there are two lines at most, or something leads up to them.
            let led = parts[0] == Closing::Office && first.ends_with(':');
            let signed = signed(without_marker(first)).is_some();
            names > 0 && (led || signed || (names + offices <= 2 && is_full_name(first)))
        }
        (0, dates, 0) => dates == parts.len() && dates == 1,
        (courtesies, 0, 0) => {
            courtesies == parts.len() && (courtesies == 1 || (courtesies <= 3 && is_sure(first)))
        }
        _ => names > 0 || courtesies > 0,
    }
}

fn is_full_name(text: &str) -> bool {
    text.contains(' ') && !text.ends_with(['!', '?']) || is_initials(text)
}

/// `K. M.`, `F.E.`, `L. S`
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let sound = text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ' ' | '-'));
    sound && (2..=4).contains(&letters) && text.contains('.') && text.len() <= 16
}

/// A line without the reference to a note at its end.
fn without_marker(text: &str) -> &str {
    text.strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
        .filter(|(bare, marker)| !bare.is_empty() && marker.len() <= 4)
        .map_or(text, |(bare, _)| bare.trim_end())
}

/// `Signed: A. Sample`, `(gez.) Muster`, `Yours, Sample`: what leads up to a name on its line, and the name.
fn signed(text: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 10] = [
        "(signed)",
        "signed:",
        "signed",
        "gezeichnet",
        "gez.",
        "(gez.)",
        "signé :",
        "signé:",
        "firmado:",
        "подпись:",
    ];
    let lower = text.to_lowercase();
    if let Some(mark) = MARKS.iter().find(|mark| lower.starts_with(**mark)) {
        let name = text.get(mark.len()..)?.trim_start_matches([':', ' ']);
        return Some((&text[..mark.len()], name));
    }
    // `Dein K. M.`, `Ваш К. Образцов`: a word of courtesy and a name.
    if let Some((word, name)) = text.split_once(' ')
        && text.len() <= 60
        && OWN.contains(&word.to_lowercase().as_str())
        && name.starts_with(char::is_uppercase)
    {
        return Some((word, name));
    }
    let (courtesy, name) = text.split_once(", ")?;
    (is_courtesy(courtesy) || is_courtesy(&text[..=courtesy.len()])).then_some((courtesy, name))
}

/// Whether a line is the name of somebody who signs.
pub(crate) fn is_signature(text: &str) -> bool {
    let text = without_marker(text);
    let signed = signed(text);
    let text = signed.map_or(text, |(_, name)| name);
    let bare = text.trim_end_matches(['.', ',']);
    // After a word of courtesy a first name will do.
    let first =
        signed.is_some() && !bare.is_empty() && bare.len() <= 24 && bare.chars().all(char::is_alphabetic);
    is_initials(text) || first || (header::is_name(bare) && !text.ends_with(':'))
}

/// Words for what the signer is to the reader, before a name on the same line.
const OWN: &[&str] = &[
    "your", "dein", "deine", "ihr", "ihre", "euer", "eure", "ton", "ta", "votre", "tu", "tuyo", "suyo",
    "tuo", "tua", "suo", "sua", "vostro", "teu", "seu", "твой", "твоя", "ваш", "ваша",
];

fn is_postscript(text: &str) -> bool {
    const MARKS: [&str; 9] = ["P.S", "P. S", "P.-S", "PS.", "PS:", "P.P.S", "P. P. S", "PPS", "П.С"];
    MARKS.iter().any(|mark| text.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sign() {
        for text in ["K. M.", "F.E.", "Anna Sample", "V. I. Sample."] {
            assert!(is_signature(text), "{text}");
        }
        for text in ["The End of It", "He went.", "A."] {
            assert!(!is_signature(text), "{text}");
        }
    }
}
