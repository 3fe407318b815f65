//! Lines that say who did something: the persons, when, and what else is said.

use std::ops::Range;

use teiwright_model::{Dated, Person, Responsibility, Words};

use super::cover::Cover;
use super::labels::{self, Meaning};
use super::{bibliography, persons, scan};

/// Words before the names.
const BY: &[&str] = &[
    "by the",
    "by",
    "the late",
    "von",
    "par",
    "por",
    "da",
    "di",
    "durch",
    "to",
    "an",
    "à",
    "a cura di",
    "de",
];

/// Words that lead from who did it to for whom or from what.
const FOR: &[&str] = &[
    "for",
    "from",
    "für",
    "pour",
    "para",
    "per",
    "для",
    "at",
    "against",
    "aus",
    "using",
    "based",
    "with help",
    "d'après",
    "from the",
    "as part",
];

/// Who did the same things at the same time.
struct Group {
    labels: Vec<(Words, Meaning)>,
    persons: Vec<Person>,
    date: Option<Dated>,
}

/// Reads who did what `labels` say, and what phrases inside the words begin (`…, Edited by X`).
pub(super) fn read(cover: &mut Cover<'_>, labels: Vec<(Words, Meaning)>) -> Vec<Responsibility> {
    let text = cover.text();
    let mut groups = vec![Group { labels, persons: Vec::new(), date: None }];
    // Dates are cut out first: their commas and months are no names.
    let mut dates = bibliography::dates(text);
    let mut stretches = Vec::new();
    let mut at = 0;
    for (range, _) in &dates {
        stretches.push(at..range.start);
        at = range.end;
    }
    stretches.push(at..text.len());
    dates.reverse();
    for stretch in stretches {
        for part in persons::split(&text[stretch.clone()]) {
            let part = stretch.start + part.start..stretch.start + part.end;
            member(cover, part, &mut groups);
        }
        // The date after a name is when that was done; a bracket is cut with it.
        if let Some((range, value)) = dates.pop()
            && let Some(group) = groups.last_mut()
            && group.date.is_none()
            && !group.persons.is_empty()
        {
            let words = cover.take(range);
            group.date = Some(Dated { words, value });
        }
    }
    groups.into_iter().flat_map(responsibilities).collect()
}

/// The same for a stretch of a bibliographic line: names only.
pub(super) fn persons(
    cover: &mut Cover<'_>,
    range: Range<usize>,
    labels: Vec<(Words, Meaning)>,
) -> Vec<Responsibility> {
    let mut groups = vec![Group { labels, persons: Vec::new(), date: None }];
    for part in persons::split(&cover.text()[range.clone()]) {
        member(cover, range.start + part.start..range.start + part.end, &mut groups);
    }
    groups.into_iter().flat_map(responsibilities).collect()
}

fn responsibilities(group: Group) -> Vec<Responsibility> {
    let known = group.labels.into_iter().filter_map(|(words, meaning)| Some((words, meaning.relator()?)));
    known
        .map(|(words, relator)| Responsibility {
            words,
            relator,
            persons: group.persons.clone(),
            date: group.date.clone(),
            notes: Vec::new(),
        })
        .collect()
}

/// Reads one stretch between commas: a phrase that begins another responsibility, a name, or words about it.
fn member(cover: &mut Cover<'_>, mut part: Range<usize>, groups: &mut Vec<Group>) {
    let text = cover.text();
    // `Traduzione: a cura di X` says what the label says.
    let same = groups.len() == 1
        && groups[0].persons.is_empty()
        && !groups[0].labels.is_empty()
        && scan::phrase(&text[part.clone()], "a cura di").is_some();
    if let Some(phrase) = labels::phrase(&text[part.clone()]).filter(|_| !same) {
        let labels = phrase
            .parts
            .into_iter()
            .map(|(range, meaning)| (cover.take(part.start + range.start..part.start + range.end), meaning));
        groups.push(Group { labels: labels.collect(), persons: Vec::new(), date: None });
        part.start += phrase.value;
    }
    let part = name(text, part);
    if part.is_empty() || !persons::is_credit(&text[part.clone()]) {
        return;
    }
    let organisation = persons::is_body(&text[part.clone()]);
    // Persons after a date did the same at another time.
    let later = groups.last().filter(|group| group.date.is_some()).map(|group| group.labels.clone());
    if let Some(labels) = later {
        groups.push(Group { labels, persons: Vec::new(), date: None });
    }
    if let Some(group) = groups.last_mut() {
        let name = cover.take(part);
        group.persons.push(Person { name, organisation });
    }
}

/// The part of a stretch that can be a name: without `by`, brackets, and what was done it for.
fn name(text: &str, mut part: Range<usize>) -> Range<usize> {
    let mark = |c: char| c.is_whitespace() || ",;:–—-".contains(c);
    // Brackets say more about who stands beside them.
    while let Some(close) =
        text[part.clone()].starts_with(['(', '[']).then(|| text[part.clone()].find([')', ']'])).flatten()
    {
        part = scan::trim(text, part.start + close + 1..part.end, mark);
    }
    if let Some(open) = text[part.clone()].find(['(', '[']) {
        part.end = part.start + open;
    }
    part = scan::trim(text, part, mark);
    for by in BY {
        if let Some(length) = scan::phrase(&text[part.clone()], by)
            .filter(|&length| text[part.start + length..part.end].starts_with(' '))
        {
            // The article of `by the volunteers` belongs to the name.
            let matched = &text[part.start..part.start + length];
            let lead = if by.ends_with(" the") {
                matched.trim_end_matches(char::is_alphabetic).len()
            } else {
                length
            };
            part = scan::trim(text, part.start + lead..part.end, mark);
            break;
        }
    }
    // `Ann Lee for the Archive`: who, then for whom.
    let cut =
        FOR.iter().filter_map(|word| scan::find(&text[part.clone()], word)).map(|found| found.start).min();
    if cut == Some(0) {
        return part.start..part.start;
    }
    if let Some(cut) = cut {
        let before = scan::trim(text, part.start..part.start + cut, mark);
        if persons::is_credit(&text[before.clone()]) {
            return before;
        }
    }
    // `and corrected against the edition of 1888 by Andy Blount` names who after its last joining word.
    if !persons::is_credit(&text[part.clone()]) {
        let by = ["by", "von", "par", "por"].iter().filter_map(|by| last(text, part.clone(), by)).max();
        if let Some(start) = by.filter(|&start| persons::is_credit(text[start..part.end].trim())) {
            return scan::trim(text, start..part.end, mark);
        }
    }
    part
}

/// Where the words after the last `word` of a stretch begin.
fn last(text: &str, part: Range<usize>, word: &str) -> Option<usize> {
    let mut from = part.start;
    let mut found = None;
    while let Some(next) = scan::find(&text[from..part.end], word) {
        from += next.end;
        found = Some(from);
    }
    found
}
