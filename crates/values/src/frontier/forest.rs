//! Whether some stored point is at least another everywhere, for three or more coordinates.

use super::sieve::Sieve;

/// Points so far, scanned one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    dims: usize,
    points: Vec<i64>,
}

impl Sieve for Forest {
    fn clear(&mut self, parties: usize) {
        self.dims = parties - 1;
        self.points.clear();
    }

    fn admits(&mut self, rest: &[i64]) -> bool {
        let covers = |point: &[i64]| point.iter().zip(rest).all(|(own, other)| own >= other);
        let passes = !self.points.chunks_exact(self.dims).any(covers);
        if passes {
            self.points.extend_from_slice(rest);
        }
        passes
    }

    fn admits_beyond(&mut self, rest: &[i64], slack: &[i64], loss: &mut [i64]) -> bool {
        let covers = |point: &&[i64]| {
            point.iter().zip(rest).zip(slack).all(|((own, other), slack)| *own >= other - slack)
        };
        match self.points.chunks_exact(self.dims).find(covers) {
            Some(point) => {
                for ((loss, own), other) in loss.iter_mut().zip(point).zip(rest) {
                    *loss = (*loss).max(other - own);
                }
                false
            }
            None => {
                self.points.extend_from_slice(rest);
                true
            }
        }
    }
}
