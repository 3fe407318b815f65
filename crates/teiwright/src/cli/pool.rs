//! Many inputs at a time, with what comes of them in the order in which they were named.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, mpsc};

/// What a program's main thread has; other threads get less unless it is asked for.
const STACK: usize = 8 << 20;

/// How many items a thread may be ahead of the one whose result is waited for, so that results do not pile up behind it.
const AHEAD: usize = 64;

/// How many threads work: as many as were asked for or the machine has processors, but no more than there is work.
pub(crate) fn jobs(asked: Option<NonZero<usize>>, work: usize) -> usize {
    let jobs = asked.or_else(|| std::thread::available_parallelism().ok());
    jobs.map_or(1, NonZero::get).min(work.max(1))
}

/// Items that are handed out one by one; `None` when the rest is not wanted.
struct Source<I> {
    items: Option<I>,
    next: usize,
}

/// How far the results are.
#[derive(Default)]
struct Gate {
    wanted: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    /// Waits until item `at` is near enough to the one that is wanted.
    fn wait(&self, at: usize) {
        let Ok(wanted) = self.wanted.lock() else { return };
        drop(self.moved.wait_while(wanted, |wanted| at >= wanted.saturating_add(AHEAD)));
    }

    fn open(&self, next: usize) {
        if let Ok(mut wanted) = self.wanted.lock() {
            *wanted = next.max(*wanted);
        }
        self.moved.notify_all();
    }
}

/// Lets all others go on when the work of a thread panics, for its result will never come.
struct OpenInPanic<'a>(&'a Gate);

impl Drop for OpenInPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.open(usize::MAX);
        }
    }
}

/// Does `work` for every item on `jobs` threads, each with a state of its own, and hands over what came of each, in
/// order, until `take` says false. Items are asked for as they are needed.
pub(crate) fn each<T: Send, S, R: Send>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    jobs: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    let source = Mutex::new(Source { items: Some(items.into_iter()), next: 0 });
    let gate = Gate::default();
    let next = || {
        let mut source = source.lock().ok()?;
        let item = source.items.as_mut()?.next()?;
        source.next += 1;
        Some((source.next - 1, item))
    };
    let run = |send: mpsc::Sender<(usize, R)>, waits: bool| {
        let mut state = state();
        let _guard = OpenInPanic(&gate);
        while let Some((at, item)) = next() {
            if waits {
                gate.wait(at);
            }
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
            started += usize::from(thread.spawn_scoped(scope, move || run(send, true)).is_ok());
        }
        if started == 0 {
            // The system has no thread to spare: the work is done here, and nobody takes results meanwhile.
            run(send.clone(), false);
        }
        drop(send);
        let mut early = BTreeMap::new();
        let (mut wanted, mut wants_more) = (0, true);
        for (at, result) in receive {
            early.insert(at, result);
            while let Some(result) = early.remove(&wanted) {
                wanted += 1;
                if wants_more && !take(result) {
                    wants_more = false;
                    if let Ok(mut source) = source.lock() {
                        source.items = None;
                    }
                }
            }
            gate.open(if wants_more { wanted } else { usize::MAX });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::each;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_stop_when_told() {
        let items = (0..100_u64).collect::<Vec<_>>();
        for jobs in [1, 7] {
            let mut seen = Vec::new();
            // The first ones take longest.
            let work = |_: &mut (), n: &u64| {
                let n = *n;
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
            |(), n| *n,
            |_| {
                seen += 1;
                false
            },
        );
        assert!(seen >= 1);
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_item() {
        let begun = AtomicUsize::new(0);
        let work = |_: &mut (), n: usize| {
            let before = begun.fetch_add(1, Ordering::SeqCst);
            if n == 0 {
                std::thread::sleep(std::time::Duration::from_millis(100));
                return begun.load(Ordering::SeqCst);
            }
            before
        };
        let mut seen = Vec::new();
        each(
            0..10_000,
            4,
            || (),
            work,
            |n| {
                seen.push(n);
                true
            },
        );
        assert_eq!(seen.len(), 10_000);
        assert!(seen[0] <= super::AHEAD + 4, "{}", seen[0]);
    }
}
