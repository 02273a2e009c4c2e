//! Looks on while a search runs: progress on standard error, and Ctrl-C ends it with what is known.

use crate::system::{may_tell_progress, tell};
use detente_values::Watch;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Whether somebody pressed Ctrl-C.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// How long a search runs before a word is said, and between two words.
const PATIENCE: Duration = Duration::from_millis(700);

/// The person at the terminal.
pub struct Person {
    last: Mutex<Instant>,
    is_told: bool,
}

impl Person {
    /// From now on Ctrl-C ends a search instead of the program; pressed again it ends the program.
    pub fn new() -> Self {
        // Fails only if somebody listens already, and then this changes nothing.
        let _ = ctrlc::set_handler(|| {
            if STOPPED.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        Self { last: Mutex::new(Instant::now()), is_told: may_tell_progress() }
    }

    /// Whether Ctrl-C was pressed.
    pub fn has_stopped() -> bool {
        STOPPED.load(Ordering::Relaxed)
    }
}

impl Watch for Person {
    fn is_stopped(&self) -> bool {
        Self::has_stopped()
    }

    fn progress(&self, what: &'static str, done: usize, whole: usize, points: usize) {
        if !self.is_told {
            return;
        }
        let Ok(mut last) = self.last.try_lock() else { return };
        if last.elapsed() >= PATIENCE {
            *last = Instant::now();
            tell(&format!(
                "detente: {what}: {done} of {whole}, {points} points (Ctrl-C: best so far)\n"
            ));
        }
    }
}
