//! Random numbers that anybody can repeat: one stream per draw, never per thread.

/// A stream of numbers (SplitMix64; Steele, Lea & Flood 2014).
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    state: u64,
}

impl Stream {
    /// The beginning of the stream of draw number `draw`.
    pub(crate) const fn new(seed: u64, draw: u64) -> Self {
        Self { state: mixed(seed ^ mixed(draw)) }
    }

    pub(crate) const fn next(&mut self) -> u64 {
        let number = mixed(self.state);
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        number
    }

    /// Evenly from `0..end`, which is not empty.
    pub(crate) fn below(&mut self, end: u128) -> u128 {
        let bits = u128::BITS - (end - 1).leading_zeros();
        loop {
            let high = if bits > 64 { u128::from(self.next()) << 64 } else { 0 };
            let number = high | u128::from(self.next());
            let number = if bits == 128 { number } else { number & ((1 << bits) - 1) };
            if number < end {
                return number;
            }
        }
    }

    /// Evenly from 0 (included) to 1 (excluded).
    pub(crate) const fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// SplitMix64's mixing of one number.
const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_even_and_repeat() {
        let mut counts = [0; 5];
        for draw in 0..5000 {
            counts[Stream::new(1, draw).below(5) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
        assert_eq!(Stream::new(3, 7).next(), Stream::new(3, 7).next());
        assert_ne!(Stream::new(3, 7).next(), Stream::new(4, 7).next());
        let mut stream = Stream::new(1, 1);
        assert_eq!(stream.below(1), 0);
        assert!((0..100).any(|_| stream.below(u128::MAX) > u128::from(u64::MAX)));
        assert!((0..100).all(|_| (0.0..1.0).contains(&stream.unit())));
    }
}
