//! Who may use the page: the browser that was first to bring the key, on this machine, from the page itself.
//!
//! Any web page can send requests to this machine, and any name can be made to point to it. So requests must name the
//! right host, changes must come from the page's own origin, and all must bring a cookie that other pages cannot read.

use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use std::io;
use std::sync::{Mutex, PoisonError};

/// The keys of one page.
pub(super) struct Guard {
    port: u16,
    /// In the address; good for one visit.
    token: Mutex<Option<String>>,
    /// In the cookie.
    session: String,
}

impl Guard {
    pub fn new(port: u16) -> io::Result<Guard> {
        Ok(Guard { port, token: Mutex::new(Some(random()?)), session: random()? })
    }

    pub fn address(&self) -> String {
        let token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        format!("http://127.0.0.1:{}/open?token={}", self.port, token.as_deref().unwrap_or_default())
    }

    /// The cookie for whoever brings the token; the token is spent with it.
    pub fn admit(&self, token: &str) -> Option<String> {
        let mut known = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        known.take_if(|known| is_same(known, token))?;
        Some(format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie(), self.session))
    }

    /// Whether a request names this page's host, as one that was lured here by another name does not.
    pub fn is_addressed(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.hosts().iter().any(|own| own == host))
    }

    /// Whether a request may be answered.
    pub fn lets(&self, method: &Method, headers: &HeaderMap) -> bool {
        let reads = method == Method::GET;
        (reads || self.is_own(headers)) && self.is_known(headers)
    }

    fn is_own(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
        origin.is_some_and(|origin| self.hosts().iter().any(|own| origin == format!("http://{own}")))
    }

    fn is_known(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie() && is_same(value, &self.session))
    }

    fn hosts(&self) -> [String; 2] {
        [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)]
    }

    /// Cookies do not tell ports apart; two reviews at once do.
    fn cookie(&self) -> String {
        format!("khabar-{}", self.port)
    }
}

/// Sent with every answer: nothing but the page's own script runs, nothing leaves, nobody frames it, nothing is kept.
pub(super) fn headers() -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    const ALL: [(&str, &str); 6] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    ALL.into_iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
}

/// Takes as long for a near miss as for a wild guess.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn random() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
