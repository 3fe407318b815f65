//! Drawing a thousand findings in a text of five megabytes, on lines of a page and on one line.

use criterion::{Criterion, criterion_group, criterion_main};
use teiwright_report::{Format, Options, render};
use teiwright_source::{Diagnostic, Source, Span};

fn bench(c: &mut Criterion) {
    let sentence = "<p>Some words, as a text has them, and a <pera/> among them.</p>";
    let options = Options { max_messages: 1000, ..Options::default() };
    let mut group = c.benchmark_group("report");
    group.sample_size(10);
    for (name, end) in [("lines", "\n"), ("one-line", " ")] {
        let text = format!("{sentence}{end}").repeat(5_000_000 / (sentence.len() + 1));
        let step = text.len() / (sentence.len() + 1) / 1000 * (sentence.len() + 1);
        let source = Source::from_text("many.xml", text);
        let place = |number: usize| Span::from_range(number * step + 42..number * step + 46);
        let rule = &teiwright::rules::cfg001::RULE;
        let found = (0..1000).map(|number| Diagnostic::new(rule, "not here").with_span(place(number)));
        let found = found.collect::<Vec<_>>();
        group.bench_function(name, |b| b.iter(|| render(Format::Human, &source, &found, &options).len()));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
