//! The way from a source to a reading.

use teiwright_model::{
    Block, BlockKind, Document, Heading, HeadingRole, InlineKind, LetterPart, LetterPartKind, Note, NoteKind,
    PartialDate, Visit,
};
use teiwright_source::{Diagnostic, Source, Span};

use crate::context::Context;
use crate::dates::Known;
use crate::drama::Play;
use crate::header::{self, Header};
use crate::inlines::{Inliner, emphasis};
use crate::layout;
use crate::lines::Lines;
use crate::notes::{Linker, Links};
use crate::pieces::{self, Piece, PieceKind};
use crate::structure::{self, Builder};
use crate::{Dialect, LineRole, ReadOptions, Reading, anchors, blocks, language, outline, rules};

/// Reads a transcription.
///
/// Never fails: a text that holds nothing gives an empty Document and the error `TXT001`.
#[must_use]
pub fn read(source: &Source, options: &ReadOptions) -> (Reading, Vec<Diagnostic>) {
    let lines = Lines::new(source);
    let mut context = Context::default();
    if (0..lines.len()).all(|line| lines.is_blank(line)) {
        context.found.push(rules::nothing());
    }
    let header = header::read(&lines, options.dialect, &mut context);
    let dialect = header.dialect;
    let document = if dialect == Dialect::Markdown {
        markdown(source, header, options, &mut context)
    } else {
        document(source, &lines, header, options, &mut context)
    };
    for (span, _) in source.replaced() {
        context.trace(
            source.lines().line_of(span.start),
            LineRole::Spacer,
            "holds a character that XML cannot",
        );
    }
    context.ledger.sort();
    context.lines.sort_by_key(|reading| reading.line);
    let reading = Reading { document, ledger: context.ledger, lines: context.lines, dialect };
    (reading, context.found.into_vec())
}

fn markdown(source: &Source, header: Header, options: &ReadOptions, context: &mut Context) -> Document {
    let start = source.lines().starts().get(header.body).map_or(source.text().len(), |&start| start as usize);
    let body = source.text().get(start..).unwrap_or_default();
    let (mut document, dates) = crate::markdown::read(source, header, start, context);
    described(source, &mut document.metadata, body, options);
    document.metadata.processing.lines_joined = true;
    document.metadata.processing.dates = dates;
    document
}

/// What the header says of language, archive and encoding.
fn described(source: &Source, metadata: &mut teiwright_model::Metadata, body: &str, options: &ReadOptions) {
    if options.language.is_some() || metadata.languages.is_empty() {
        let first = language::language(body, options.language.as_deref());
        metadata.languages.retain(|stated| first.as_ref().is_none_or(|first| first.ident != stated.ident));
        metadata.languages.splice(0..0, first);
    }
    let processing = &mut metadata.processing;
    processing.archive = archive(&metadata.sources);
    processing.encoding = Some(source.encoding().name().to_owned());
    processing.normalized = source.normalization() == teiwright_source::Normalization::Nfc;
    processing.characters_replaced = u32::try_from(source.replaced().len()).unwrap_or(u32::MAX);
}

fn document(
    source: &Source,
    lines: &Lines<'_>,
    header: Header,
    options: &ReadOptions,
    context: &mut Context,
) -> Document {
    let range = header.body..lines.len();
    let mut layout = layout::measure(lines, range.clone());
    let chunks = pieces::chunks(lines, range, &header.archive, &layout);
    let mut linker = Linker::default();
    for title in &header.title_block {
        anchors::scan(lines, title.span(lines), false, &mut linker);
    }
    let play = Play::of(lines, &chunks);
    layout.verse = play.as_ref().is_some_and(|play| play.verse);
    let mut cut = pieces::classify(lines, &chunks, &layout, play.as_ref(), context, &mut linker);
    outline::settle(lines, &mut cut);
    let mut links = linker.finish();
    let order = links.renumber(notes(&cut));
    report(lines, &links, &order, &cut, context);
    let known = Known { year: year(&header) };
    let mut inliner = Inliner {
        source,
        links: &links,
        known,
        layout,
        directions: None,
        staged: play.as_ref().is_some_and(|play| play.staged),
        letterspaced: false,
        dates: 0,
        hyphens: 0,
    };
    inliner.letterspaced = emphasis::has_letterspaced(source.text());
    let mut heads = title_heads(lines, &header, &mut inliner, context);
    let note_kind = if header.dialect == Dialect::Mia {
        NoteKind::Editorial
    } else {
        NoteKind::Other("footnote".to_owned())
    };
    let builder = Builder {
        lines,
        inliner: &mut inliner,
        context,
        order: &order,
        play: play.as_ref(),
        note_kind,
        notes_by_part: false,
    };
    let built = builder.build(&cut);
    let titled = heads.iter().any(|heading| heading.role == HeadingRole::Main);
    heads.extend(built.heads.into_iter().map(|heading| match heading.role {
        HeadingRole::Main if titled => Heading { role: HeadingRole::Sub, ..heading },
        _ => heading,
    }));
    let mut metadata = header.metadata;
    let body_text = source.text().get(lines.get(header.body).span.start as usize..).unwrap_or_default();
    described(source, &mut metadata, body_text, options);
    let processing = &mut metadata.processing;
    processing.lines_joined = layout.wrapped;
    processing.hyphens_joined = inliner.hyphens;
    processing.dates = inliner.dates;
    let mut document = Document {
        metadata,
        front: built.front,
        body: built.body,
        back: built.back,
        notes: ordered(built.notes, &order),
        ..Document::default()
    };
    open_letter(lines, &mut heads, &mut document);
    document.body.heads = heads;
    mark_speeches(&mut document);
    document
}

/// How many notes the pieces define.
fn notes(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Note(_))).count()
}

/// Brings notes into their final order.
fn ordered(notes: Vec<Note>, order: &[u32]) -> Vec<Note> {
    let mut pairs = notes.into_iter().zip(order.iter().copied()).collect::<Vec<_>>();
    pairs.sort_by_key(|(_, index)| *index);
    pairs.into_iter().map(|(note, _)| note).collect()
}

fn report(lines: &Lines<'_>, links: &Links, order: &[u32], pieces: &[Piece], context: &mut Context) {
    let mut notes = vec![(Span::default(), String::new()); order.len()];
    let defined = pieces.iter().filter_map(|piece| match &piece.kind {
        PieceKind::Note(definition) => Some((piece.lines.start, definition)),
        _ => None,
    });
    for ((line, definition), &index) in defined.zip(order) {
        let span = lines.get(line).span.part(0..definition.marker);
        if let Some(slot) = notes.get_mut(index as usize) {
            *slot = (span, lines.source().slice(span).to_owned());
        }
    }
    anchors::report(links, &notes, context);
}

/// The year that the text is about: that of its writing, else of a date over it.
fn year(header: &Header) -> Option<i32> {
    let of = |date: &teiwright_model::DateValue| {
        date.when.or(date.from).or(date.not_before).and_then(|date: PartialDate| date.year)
    };
    let written = header.metadata.creation.iter().find_map(|inline| match &inline.kind {
        InlineKind::Date { date, .. } => of(date),
        _ => None,
    });
    written.or_else(|| {
        header.metadata.titles.iter().find_map(|title| {
            let mut mentions = Vec::new();
            crate::dates::find(&title.words.text, &Known::default(), &mut mentions, &mut Vec::new());
            mentions.into_iter().find_map(|m| match m.value {
                crate::dates::Value::Date(date) => of(&date),
                crate::dates::Value::Time(_) => None,
            })
        })
    })
}

/// The lines over the text as headings of the body.
fn title_heads(
    lines: &Lines<'_>,
    header: &Header,
    inliner: &mut Inliner<'_>,
    context: &mut Context,
) -> Vec<Heading> {
    let mut heads = Vec::new();
    for title in &header.title_block {
        let span = title.span(lines);
        let lines_of = title.lines.clone().filter(|&line| !lines.is_blank(line));
        let place = |line: usize| {
            let span = lines.get(line).span;
            if line == title.lines.start {
                Span::new(span.start + u32::try_from(title.marks).unwrap_or(0), span.end)
            } else {
                span
            }
        };
        let spans = lines_of.map(place).collect::<Vec<_>>();
        let mut content = inliner.broken(spans.into_iter(), context);
        if title.role == HeadingRole::Byline && !header::names_other(lines.source().slice(span)) {
            content = structure::byline(content, span);
        }
        heads.push(Heading { head: span.into(), role: title.role.clone(), content });
    }
    heads
}

/// Place and date over a letter, which stand last in the title block, open the letter that begins with a greeting.
fn open_letter(lines: &Lines<'_>, heads: &mut Vec<Heading>, document: &mut Document) {
    let Some(Block { head, kind: BlockKind::Opener { parts } }) = document.body.blocks.first_mut() else {
        return;
    };
    let greets = parts.first().is_some_and(|part| part.kind == LetterPartKind::Salute);
    let dated = |heading: &Heading| {
        heading.role == HeadingRole::Sub && blocks::is_dateline(lines.source().slice(heading.head.span))
    };
    if greets
        && heads.len() > 1
        && heads.last().is_some_and(dated)
        && let Some(heading) = heads.pop()
    {
        head.span = head.span.cover(heading.head.span);
        document.metadata.titles.retain(|title| title.words.span != Some(heading.head.span));
        parts.insert(
            0,
            LetterPart { head: heading.head, kind: LetterPartKind::Dateline, content: heading.content },
        );
    }
}

/// The archive that published the transcription, as the nearest source names it.
fn archive(sources: &[teiwright_model::SourceDescription]) -> Option<String> {
    let digital = sources.iter().find(|source| source.kind == teiwright_model::SourceKind::Digital)?;
    let name = digital.publishers.first().or_else(|| digital.titles.first().map(|title| &title.words))?;
    Some(name.text.clone())
}

/// A report in which an audience reacts is a speech.
fn mark_speeches(document: &mut Document) {
    struct Reactions(bool);
    impl Visit for Reactions {
        fn inline(&mut self, inline: &teiwright_model::Inline) {
            self.0 |= matches!(inline.kind, InlineKind::Reaction { .. });
            self.inlines(inline.content());
        }
    }
    for block in &mut document.body.blocks {
        let BlockKind::Division(division) = &block.kind else { continue };
        if !matches!(division.subtype.as_deref(), None | Some("report")) {
            continue;
        }
        let mut reactions = Reactions(false);
        reactions.block(block);
        if let Block { kind: BlockKind::Division(division), .. } = block
            && reactions.0
        {
            division.subtype = Some("speech".to_owned());
        }
    }
}
