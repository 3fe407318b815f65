//! Bibliographic strings and what is read from them.

use teiwright_model::Ledger;
use teiwright_source::{Source, Span};

use super::*;

fn show(text: &str, kind: SourceKind) -> String {
    let file = Source::from_text("t", text);
    let mut cover = Cover::new(&file, Span::from_range(0..text.len()));
    let described = read(&mut cover, kind);
    let mut source = described.source;
    source.notes.extend(cover.finish(&mut Ledger::default()));
    let list = |words: &[Words]| words.iter().map(|w| w.text.clone()).collect::<Vec<_>>().join("+");
    let titles = source.titles.iter().map(|t| format!("{}:{}", t.level, t.words.text)).collect::<Vec<_>>();
    let dates = source.dates.iter().map(|d| d.words.text.clone()).collect::<Vec<_>>();
    let scopes = source.scopes.iter().map(|s| {
        format!("{}={}{}", s.unit, s.from, s.to.as_ref().map(|to| format!("-{to}")).unwrap_or_default())
    });
    format!(
        "{} | {} | {} | {} | {} | {} | {}",
        titles.join("+"),
        list(&source.publishers),
        list(&source.places),
        dates.join("+"),
        scopes.collect::<Vec<_>>().join("+"),
        list(&source.notes),
        list(&described.basis)
    )
}

#[test]
fn editions_and_journals() {
    assert_eq!(
        show(
            "Lenin’s Collected Works, Progress Publishers, Moscow, Volume 26, 1972, pp. 239-241",
            SourceKind::Print
        ),
        "m:Lenin’s Collected Works | Progress Publishers | Moscow | 1972 | volume=26+page=239-241 |  | "
    );
    assert_eq!(
        show(
            "Izvestia No. 207, October 26, 1917, Published according to the Izvestia text",
            SourceKind::FirstPublication
        ),
        "j:Izvestia |  |  | October 26, 1917 | issue=207 |  | Published according to the Izvestia text"
    );
    assert_eq!(
        show("Lenin Internet Archive November, 2000", SourceKind::Digital),
        " | Lenin Internet Archive |  | November, 2000 |  |  | "
    );
    assert_eq!(
        show("Die Neue Zeit, 18. Jg., Bd. 2, Nr. 31, Stuttgart 1900, S. 12–15.", SourceKind::Print),
        "j:Die Neue Zeit |  | Stuttgart | 1900 | volume=2+issue=31+page=12-15 | 18. Jg. | "
    );
    assert_eq!(
        show("Selected Works, Vol. One, Progress Publishers, Moscow, 1969, pp. 98-137;", SourceKind::Print),
        "m:Selected Works | Progress Publishers | Moscow | 1969 | volume=1+page=98-137 |  | "
    );
    assert_eq!(show("pp. 239-41", SourceKind::Print), " |  |  |  | page=239-241 |  | ");
}
