//! Plays and protocols: who speaks, what is said, what is done.
//!
//! A text is read so only if the same few names begin its paragraphs again and again; then every paragraph that begins
//! as theirs do is a speech, and what stands in the play's brackets is a direction.

mod directions;
mod shared;
mod speaker;
mod speech;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lines::Lines;
use crate::{pieces, signals, words};

pub(crate) use directions::{inline as inline_direction, kind as direction_kind};
pub(crate) use shared::mark as mark_shared_line;
use speaker::Form;
pub(crate) use speaker::Speaker;
pub(crate) use speech::Speeches;

/// What is known of a text that is a play or protocol.
#[derive(Debug, Clone)]
pub(crate) struct Play {
    /// How names stand: on a line of their own, or before the first words.
    form: Form,
    /// The names that speak more than once, by their [`words::key`].
    cast: HashSet<String>,
    /// Whether most names are in capitals.
    capitals: bool,
    /// Whether most speeches are verse.
    pub(crate) verse: bool,
    /// Which brackets directions stand in.
    brackets: Brackets,
    /// Whether it is for a stage: what a protocol has in brackets is what an audience did.
    pub(crate) staged: bool,
}

/// The brackets that a play puts its directions in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brackets {
    /// `(exit)`.
    Round,
    /// `[exit]`.
    Square,
}

/// A play has no more persons than this; more names than this are no cast.
const MOST_PERSONS: usize = 400;

/// A play has at least so many speeches by speakers who speak again.
const SPEECHES: usize = 8;

/// Where hardly anything else stands, so many will do.
const FEW: usize = 5;

impl Play {
    /// Whether the chunks of a text are mostly speeches, and how it sets them.
    pub(crate) fn of(lines: &Lines<'_>, chunks: &[Range<usize>]) -> Option<Self> {
        let found = chunks
            .iter()
            .filter_map(|chunk| Some((chunk, speaker::read(lines.text(chunk.start), chunk.len() > 1)?)))
            .collect::<Vec<_>>();
        if found.len() < FEW {
            return None;
        }
        let own = found.iter().filter(|(_, speaker)| speaker.form == Form::OwnLine).count();
        let form = if own * 2 > found.len() { Form::OwnLine } else { Form::RunIn };
        let mut names: HashMap<String, usize> = HashMap::new();
        for (_, speaker) in found.iter().filter(|(_, speaker)| speaker.form == form) {
            *names.entry(speaker.key.clone()).or_default() += 1;
        }
        names.retain(|_, count| *count >= 2);
        let speeches =
            found.iter().filter(|(_, s)| s.form == form && names.contains_key(&s.key)).collect::<Vec<_>>();
        // Prose may begin several paragraphs with `Yes.`; in a play speakers begin a good part of all paragraphs.
        // Notes at the end do not count.
        let text = chunks.iter().take_while(|chunk| !words::is_notes_heading(lines.text(chunk.start)));
        let running = text.filter(|chunk| !is_around(lines, chunk)).count();
        let often = names.values().filter(|&&count| count >= 3).count();
        let many = speeches.len() >= SPEECHES && often >= 2 && speeches.len() * 3 >= running;
        // A short interview is one where nearly every paragraph is a speech.
        let short = speeches.len() >= FEW && names.len() >= 2 && speeches.len() * 10 >= running * 6;
        if !(many || short) {
            return None;
        }
        let capitals = speeches.iter().filter(|(_, speaker)| speaker.capitals).count() * 2 > speeches.len();
        let play = Self {
            form,
            cast: names.into_keys().collect(),
            capitals,
            verse: is_mostly_verse(lines, speeches.iter().map(|(chunk, _)| *chunk), form),
            brackets: directions::brackets(lines, chunks),
            staged: is_staged(lines, chunks, &found),
        };
        Some(play)
    }

    /// The brackets in which directions stand inside speeches, if the text has such.
    fn directions(&self) -> Option<Brackets> {
        self.staged.then_some(self.brackets)
    }

    /// The speaker whose speech the chunk begins.
    pub(crate) fn speaker(
        &self,
        lines: &Lines<'_>,
        chunk: &Range<usize>,
        next: Option<&Range<usize>>,
    ) -> Option<Speaker> {
        let text = lines.text(chunk.start);
        let alone = chunk.len() == 1;
        if let Some(speaker) = speaker::read(text, !alone) {
            let known = self.cast.contains(&speaker.key);
            // Who speaks once is known by the way the name is set.
            let like = speaker.form == self.form
                && match self.form {
                    Form::OwnLine => speaker.capitals == self.capitals || (self.verse && speaker.is_short()),
                    Form::RunIn => speaker.capitals == self.capitals && (speaker.capitals || speaker.colon),
                };
            return (known || like).then_some(speaker);
        }
        // A name by itself, with its speech after a blank line.
        let speaker = speaker::read(text, true).filter(|s| alone && s.form == Form::OwnLine)?;
        let goes_on =
            next.is_some_and(|next| speaker::read(lines.text(next.start), next.len() > 1).is_none());
        (goes_on && self.cast.contains(&speaker.key)).then_some(speaker)
    }

    /// Whether the chunk is a direction between speeches.
    pub(crate) fn is_direction(&self, lines: &Lines<'_>, chunk: &Range<usize>) -> bool {
        let curtain = || chunk.len() == 1 && signals::is_curtain(lines.text(chunk.start));
        self.staged && (directions::is_whole(lines, chunk, self.brackets) || curtain())
    }

    /// Whether the chunk lists the persons of the play: short lines, of which a good part are names that speak. After
    /// such a list those who do not speak may stand, soldiers and servants.
    pub(crate) fn is_cast(&self, lines: &Lines<'_>, chunk: &Range<usize>, after_cast: bool) -> bool {
        let short = || chunk.clone().all(|line| lines.text(line).chars().take(200).count() <= 120);
        let named = || chunk.clone().filter(|&line| self.begins_with_name(lines.text(line))).count();
        let bracketed = lines.text(chunk.start).starts_with(['(', '[']);
        if !(2..=MOST_PERSONS).contains(&chunk.len()) || bracketed || !short() {
            return false;
        }
        // Filled prose after the persons, of the scene or in a preface, begins most of its lines in the middle of a sentence.
        let small = chunk.clone().filter(|&line| lines.text(line).starts_with(char::is_lowercase)).count();
        // A name of those who speak, with a line below that is none, begins the first speech.
        let speaks = self.form == Form::OwnLine
            && speaker::read(lines.text(chunk.start), true)
                .is_some_and(|speaker| speaker.form == Form::OwnLine && self.cast.contains(&speaker.key))
            && named() * 2 <= chunk.len();
        if speaks {
            return false;
        }
        let after_cast = after_cast && small * 2 < chunk.len();
        let named = if after_cast { 0 } else { named() };
        after_cast || (named * 3 >= chunk.len() && named >= 2)
    }

    /// Whether a line begins with the name of somebody who speaks.
    fn begins_with_name(&self, text: &str) -> bool {
        let mut key = String::new();
        let mut words = text.split_whitespace();
        (0..4).map_while(|_| words.next()).any(|word| {
            key.push_str(&words::key(word));
            self.cast.contains(&key) || {
                let ends = word.ends_with([',', '.', ':', ';']) && self.cast.len() <= MOST_PERSONS;
                ends && self
                    .cast
                    .iter()
                    .any(|name| key.len() > 3 && (name.starts_with(&key) || key.starts_with(name.as_str())))
            }
        })
    }
}

/// Whether there are acts, scenes, or directions by themselves or after names.
fn is_staged(lines: &Lines<'_>, chunks: &[Range<usize>], found: &[(&Range<usize>, Speaker)]) -> bool {
    use teiwright_model::DivisionKind::{Act, CastList, Scene};
    let act = |chunk: &Range<usize>| {
        words::keyword(lines.text(chunk.start)).is_some_and(|k| matches!(k.kind, Act | Scene))
    };
    // A short play may have neither acts nor scenes, but it lists its persons.
    let listed = chunks.iter().any(|chunk| words::named(lines.text(chunk.start)) == Some(CastList));
    let directed = found.iter().filter(|(_, speaker)| speaker.direction.is_some()).count();
    let whole = chunks.iter().filter(|chunk| directions::is_whole(lines, chunk, Brackets::Round)).count();
    listed || chunks.iter().any(act) || directed + whole >= 3
}

/// Whether a chunk is no running text: a direction, a break, a page mark.
fn is_around(lines: &Lines<'_>, chunk: &Range<usize>) -> bool {
    let first = lines.text(chunk.start);
    first.starts_with(['(', '['])
        || (chunk.len() == 1 && (pieces::section_mark(first) || pieces::page_mark(first).is_some()))
}

/// Whether most lines of the speeches after their first begin with a capital.
fn is_mostly_verse<'a>(
    lines: &Lines<'_>,
    speeches: impl Iterator<Item = &'a Range<usize>>,
    form: Form,
) -> bool {
    let skip = if form == Form::OwnLine { 2 } else { 1 };
    let (mut all, mut capital) = (0_usize, 0_usize);
    for line in speeches.flat_map(|chunk| chunk.clone().skip(skip)).take(4000) {
        all += 1;
        capital += usize::from(speech::begins_verse(lines.text(line)));
    }
    all >= SPEECHES && capital * 4 >= all * 3
}
