//! The page of a review: served to this machine's browser and to nobody else.

mod guard;
mod routes;
#[cfg(test)]
mod tests;

use super::desk::Desk;
use super::keys::Keys;
use super::log::Log;
use guard::Guard;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// A page that listens and is not served yet.
pub struct Page {
    listener: TcpListener,
    guard: Guard,
    closing: Closing,
}

/// Ends a page from outside.
#[derive(Clone, Default)]
pub struct Closing(Arc<Notify>);

impl Closing {
    /// Lets the page answer what it was asked, and end.
    pub fn close(&self) {
        self.0.notify_one();
    }
}

/// What a page shows beside the review itself.
pub struct Setting {
    /// What the dataset is called.
    pub name: String,
    pub keys: Keys,
    /// What an audit has found, once its reader may know.
    pub figures: Figures,
}

/// Lines of a table, each with its name.
pub type Figures = fn(&Desk) -> Vec<(String, String)>;

/// What requests share.
struct Room {
    setting: Setting,
    desk: Mutex<(Desk, Log)>,
    guard: Guard,
    closing: Closing,
}

impl Page {
    /// Listens on the loopback address, on a free port for 0.
    ///
    /// # Errors
    /// Where the port is taken or the system has no random numbers.
    pub fn bind(port: u16) -> io::Result<Page> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let guard = Guard::new(listener.local_addr()?.port())?;
        Ok(Page { listener, guard, closing: Closing::default() })
    }

    /// The address that opens the page, once.
    pub fn address(&self) -> String {
        self.guard.address()
    }

    /// What ends it.
    pub fn closing(&self) -> Closing {
        self.closing.clone()
    }

    /// Serves a review until its reader or [`Closing`] ends it.
    ///
    /// # Errors
    /// Where the system does not let it.
    pub fn serve(self, desk: Desk, log: Log, setting: Setting) -> io::Result<Desk> {
        let Page { listener, guard, closing } = self;
        let room = Room { setting, desk: Mutex::new((desk, log)), guard, closing: closing.clone() };
        let room = Arc::new(room);
        let routes = routes::routes(Arc::clone(&room));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, routes).with_graceful_shutdown(async move { closing.0.notified().await }).await
        })?;
        // With the runtime end the last requests, and their hold on the room.
        drop(runtime);
        let room = Arc::into_inner(room).ok_or_else(|| io::Error::other("a request goes on after the end"))?;
        Ok(room.desk.into_inner().unwrap_or_else(PoisonError::into_inner).0)
    }
}
