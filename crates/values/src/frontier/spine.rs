//! Which stages may be capped: of several that meet only one.

use super::plan::{Kind, Plan};

impl Plan {
    /// Per stage whether it is on the *spine*, the way from the last stage down that always takes the
    /// stage with the most behind it.
    ///
    /// What is cut off a point by [`super::Keep::cap`] relies on what the others will add. Where two stages
    /// meet that both were cut, each has relied on what the other no longer has. So only the spine is cut.
    #[must_use]
    pub fn spine(&self) -> Vec<bool> {
        let mut behind = vec![1_usize; self.stages.len()];
        for (s, stage) in self.stages.iter().enumerate() {
            behind[s] += before(&stage.kind).iter().map(|&b| behind[b]).sum::<usize>();
        }
        let mut spine = vec![false; self.stages.len()];
        let mut next = self.stages.len().checked_sub(1);
        while let Some(s) = next {
            spine[s] = true;
            next = before(&self.stages[s].kind).into_iter().max_by_key(|&b| behind[b]);
        }
        spine
    }
}

/// The stages that meet in one.
fn before(kind: &Kind) -> Vec<usize> {
    match kind {
        Kind::Unit => Vec::new(),
        Kind::Join { left, right } => vec![*left, *right],
        Kind::Bucket(bucket) => bucket.children.clone(),
    }
}
