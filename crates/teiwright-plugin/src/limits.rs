//! What a plugin may use: time and memory.

use std::time::Duration;

/// How much a plugin may use. A plugin that wants more is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long one run may take, in seconds. A WebAssembly module is held to the number of steps that this stands for, so
    /// that the verdict does not depend on the machine.
    pub seconds: u32,
    /// How much one run may write, in megabytes (2²⁰ bytes); of a WebAssembly module, how much memory it may have.
    pub megabytes: u32,
}

impl Limits {
    /// Steps of a WebAssembly module that stand for a second.
    const STEPS_PER_SECOND: u64 = 250_000_000;

    /// The time.
    #[must_use]
    pub const fn time(&self) -> Duration {
        Duration::from_secs(self.seconds as u64)
    }

    /// The size in bytes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        (self.megabytes as usize) << 20
    }

    /// The steps of a module.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.seconds as u64 * Self::STEPS_PER_SECOND
    }
}

impl Default for Limits {
    /// A minute and 512 megabytes: enough for a book of 100 MB in a slow language.
    fn default() -> Self {
        Self { seconds: 60, megabytes: 512 }
    }
}
