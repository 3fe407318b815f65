//! What kind of text a division is, and which divisions are front, body and back.

use teiwright_model::{Block, BlockKind, Division, DivisionKind, Heading, Part};

/// What kind of text a division is, by the words over it.
pub(crate) fn subtype(heads: &[Heading]) -> Option<String> {
    const KINDS: &[(&str, &str)] = &[
        ("resolution", "resolution"),
        ("entschließung", "resolution"),
        ("résolution", "resolution"),
        ("resolución", "resolution"),
        ("резолюция", "resolution"),
        ("speech", "speech"),
        ("rede", "speech"),
        ("discours", "speech"),
        ("discurso", "speech"),
        ("речь", "speech"),
        ("decree", "decree"),
        ("dekret", "decree"),
        ("décret", "decree"),
        ("decreto", "decree"),
        ("декрет", "decree"),
        ("telegram", "telegram"),
        ("interview", "interview"),
        ("manifesto", "manifesto"),
        ("report", "report"),
        ("доклад", "report"),
    ];
    let words = heads.iter().map(|head| teiwright_model::plain_text(&head.content).to_lowercase());
    let words = words.collect::<Vec<_>>().join(" ");
    let has = |name: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    KINDS.iter().find(|(name, _)| has(name)).map(|(_, kind)| (*kind).to_owned())
}

/// Divides the top-level blocks: prefaces before the first other division are front, appendices and notes at the end
/// are back.
pub(crate) fn divide(mut blocks: Vec<Block>) -> (Part, Part, Part) {
    let kind = |block: &Block| match &block.kind {
        BlockKind::Division(division) => division.kind.clone(),
        _ => None,
    };
    let is_front = |block: &Block| {
        matches!(
            kind(block),
            Some(
                DivisionKind::Preface
                    | DivisionKind::Introduction
                    | DivisionKind::Dedication
                    | DivisionKind::Contents
                    | DivisionKind::CastList
            )
        )
    };
    let is_back = |block: &Block| {
        matches!(
            kind(block),
            Some(
                DivisionKind::Appendix
                    | DivisionKind::Index
                    | DivisionKind::Glossary
                    | DivisionKind::Bibliography
                    | DivisionKind::Notes
                    | DivisionKind::TranscriberNote
            )
        )
    };
    let back_from = blocks.len() - blocks.iter().rev().take_while(|block| is_back(block)).count();
    // A text of nothing but appendices keeps the first of them as its body; one of nothing but notes has none.
    let keeps_one = !blocks.is_empty() && !notes_only(&blocks);
    let back = blocks.split_off(back_from.max(usize::from(keeps_one)));
    let mut front_to = blocks.iter().take_while(|block| is_front(block)).count();
    if front_to == blocks.len() {
        front_to = 0;
    }
    let body = blocks.split_off(front_to);
    let part = |blocks| Part { heads: Vec::new(), blocks };
    (part(blocks), part(body), part(back))
}

fn notes_only(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| {
        matches!(&block.kind, BlockKind::Division(Division { kind: Some(DivisionKind::Notes), .. }))
    })
}
