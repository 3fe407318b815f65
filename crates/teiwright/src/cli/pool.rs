//! Many inputs at a time, with what comes of them in the order in which they were named.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// What a program's main thread has; other threads get less unless it is asked for.
const STACK: usize = 8 << 20;

/// How many threads work: as many as were asked for or the machine has processors, but no more than there is work.
pub(crate) fn jobs(asked: Option<NonZero<usize>>, work: usize) -> usize {
    let jobs = asked.or_else(|| std::thread::available_parallelism().ok());
    jobs.map_or(1, NonZero::get).min(work.max(1))
}

/// Does `work` for every item on `jobs` threads, each with a state of its own, and hands over what came of each, in
/// order, until `take` says false.
pub(crate) fn each<T: Sync, S, R: Send>(
    items: &[T],
    jobs: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    let next = AtomicUsize::new(0);
    let run = |send: mpsc::Sender<(usize, R)>| {
        let mut state = state();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break };
            if send.send((at, work(&mut state, item))).is_err() {
                break;
            }
        }
    };
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..jobs {
            let (send, run) = (send.clone(), &run);
            let thread = std::thread::Builder::new().stack_size(STACK);
            started += usize::from(thread.spawn_scoped(scope, move || run(send)).is_ok());
        }
        if started == 0 {
            // The system has no thread to spare: the work is done here.
            run(send.clone());
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (at, result) in receive {
            early.insert(at, result);
            while let Some(result) = early.remove(&wanted) {
                wanted += 1;
                if !take(result) {
                    next.store(items.len(), Ordering::Relaxed);
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_come_in_order_and_stop_when_told() {
        let items = (0..100_u64).collect::<Vec<_>>();
        for jobs in [1, 7] {
            let mut seen = Vec::new();
            // The first ones take longest.
            let work = |_: &mut (), &n: &u64| {
                std::thread::sleep(std::time::Duration::from_micros(200 - n * 2));
                n
            };
            each(
                &items,
                jobs,
                || (),
                work,
                |n| {
                    seen.push(n);
                    true
                },
            );
            assert_eq!(seen, items);
        }
        let mut seen = 0;
        each(
            &items,
            1,
            || (),
            |(), &n| n,
            |_| {
                seen += 1;
                false
            },
        );
        assert!(seen >= 1);
    }
}
