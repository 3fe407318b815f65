//! Throughput of converting: the seed, and ten megabytes of novels where they are there.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use teiwright::{ConvertOptions, convert};

fn bench(c: &mut Criterion) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let seed = std::fs::read(format!("{root}/examples/petrograd-soviet.txt")).unwrap_or_default();
    let mut novels = Vec::new();
    let folder = std::fs::read_dir(format!("{root}/../shared/text/dev")).into_iter().flatten().flatten();
    let mut paths = folder
        .map(|entry| entry.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect::<Vec<_>>();
    paths.sort();
    for path in paths {
        if novels.len() < 10_000_000 {
            novels.extend(std::fs::read(path).unwrap_or_default());
        }
    }
    let options = ConvertOptions::new();
    let mut group = c.benchmark_group("convert");
    group.sample_size(10);
    for (name, bytes) in [("seed", seed), ("novels", novels)] {
        if bytes.is_empty() {
            continue;
        }
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| b.iter(|| convert(name, bytes.clone(), &options).is_ok()));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
