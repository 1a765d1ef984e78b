//! Two pieces of work at a time, where the system has a thread to spare: start-up is waited for.

use std::thread::{self, Builder};

/// Does the one on this thread and the other on a second one, or after it where the system refuses a thread.
pub(super) fn beside<A, B: Send>(here: impl FnOnce() -> A, there: impl Fn() -> B + Sync) -> (A, B) {
    by(Builder::new(), here, there)
}

fn by<A, B: Send>(builder: Builder, here: impl FnOnce() -> A, there: impl Fn() -> B + Sync) -> (A, B) {
    let mut other = None;
    let done = thread::scope(|threads| {
        // It is not joined: what a thread has to clear away at its end is not waited for.
        let _ = builder.spawn_scoped(threads, || other = Some(there()));
        here()
    });
    (done, other.unwrap_or_else(there))
}

/// Takes something large apart on a thread of its own, as taking it apart is waited for too.
pub(super) fn give_up(large: impl Send + 'static) {
    // Where the system refuses a thread it is dropped here.
    let _ = Builder::new().spawn(move || drop(large));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_second_thread_this_one_does_both() {
        let id = || thread::current().id();
        let (here, there) = beside(id, id);
        assert!(here == id() && there != id());
        // No machine has room for such a stack.
        let refused = Builder::new().stack_size(1 << (usize::BITS - 2));
        assert_eq!(by(refused, id, id), (id(), id()));
    }
}
