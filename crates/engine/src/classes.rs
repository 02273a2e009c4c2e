//! Numbering the values that occur, densely and in order.

use std::sync::atomic::{AtomicU64, Ordering};

/// A bitmap of the classes that occur, marked from several threads.
pub(crate) struct Classes {
    words: Vec<AtomicU64>,
}

impl Classes {
    pub(crate) fn new(classes: usize) -> Self {
        Self { words: (0..classes.div_ceil(64)).map(|_| AtomicU64::new(0)).collect() }
    }

    pub(crate) fn mark(&self, class: usize) {
        let (word, bit) = (&self.words[class / 64], 1 << (class % 64));
        // Nearly always marked already: a plain load then saves the locked instruction.
        if word.load(Ordering::Relaxed) & bit == 0 {
            word.fetch_or(bit, Ordering::Relaxed);
        }
    }

    /// How many classes occur, and how many before each word.
    pub(crate) fn number(&self) -> (usize, Vec<u32>) {
        let mut total = 0;
        let before = self
            .words
            .iter()
            .map(|word| {
                let before = total;
                total += word.load(Ordering::Relaxed).count_ones();
                before
            })
            .collect();
        (total as usize, before)
    }

    pub(crate) fn rank(&self, before: &[u32], class: usize) -> u32 {
        let below = self.words[class / 64].load(Ordering::Relaxed) & ((1 << (class % 64)) - 1);
        before[class / 64] + below.count_ones()
    }

    pub(crate) fn for_each(&self, mut visit: impl FnMut(usize)) {
        for (w, word) in self.words.iter().enumerate() {
            let mut rest = word.load(Ordering::Relaxed);
            while rest != 0 {
                visit(w * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }
}
