//! How long the facts take: it is the first thing that a check against the built-in schema waits for.

use criterion::{Criterion, criterion_group, criterion_main};
use teiwright_p5::{Facts, Version};

fn tables(bench: &mut Criterion) {
    for version in Version::ALL {
        bench.bench_function(&format!("read {version}"), |b| b.iter(|| version.read()));
    }
    let table = Version::default().read().unwrap_or_default();
    bench.bench_function("where elements stand", |b| {
        b.iter(|| Facts::new(table.clone()).parents("p").count());
    });
}

criterion_group!(benches, tables);
criterion_main!(benches);
