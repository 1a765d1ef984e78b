//! The guard and the routes, asked as a browser would and as others would.

use super::super::desk::{Coder, Desk};
use super::super::keys::Keys;
use super::super::log::{Log, read};
use super::super::material::{Material, Named};
use super::super::queue::Wanted;
use super::super::testing::{dataset, mention};
use super::{Closing, Page, Setting};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::thread::JoinHandle;

/// A review of one name in one article, being served.
struct Served {
    port: u16,
    token: String,
    file: PathBuf,
    closing: Closing,
    serving: JoinHandle<std::io::Result<Desk>>,
    _folder: tempfile::TempDir,
}

/// What came back.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn serve() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("decisions.jsonl");
    let mut set = dataset(&[("a.txt", "The GCF came.")]);
    mention(&mut set, "a.txt", "GCF", "GCF", "default");
    let actor =
        Named { id: "GCF".into(), name: "Front".into(), kind: "group".into(), names: vec!["Grey Front".into()] };
    let material = Material::new(set, HashMap::new(), vec![actor], HashMap::new());
    let (log, lines) = Log::open(&file).unwrap();
    let desk = Desk::new(material, lines, Coder { name: "nk".into(), alone: false }, Wanted::default());
    let page = Page::bind(0).unwrap();
    let address = page.address();
    let (host, token) = address.trim_start_matches("http://127.0.0.1:").split_once("/open?token=").unwrap();
    let (port, token, closing) = (host.parse().unwrap(), token.to_owned(), page.closing());
    let serving = std::thread::spawn(move || {
        page.serve(desk, log, Setting { name: "out".into(), keys: Keys::default(), figures: |_| Vec::new() })
    });
    Served { port, token, file, closing, serving, _folder: folder }
}

impl Served {
    fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let own = format!("127.0.0.1:{}", self.port);
        let mut text = format!("{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text.push_str(&format!("Host: {own}\r\n"));
        }
        headers.iter().for_each(|(name, value)| text.push_str(&format!("{name}: {value}\r\n")));
        let mut stream = TcpStream::connect(own).unwrap();
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn admit(&self) -> String {
        let opened = self.ask(&format!("GET /open?token={}", self.token), &[], "");
        assert_eq!(opened.status, 303);
        let cookie = opened.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(cookie.ends_with("; path=/; httponly; samesite=strict"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }

    fn end(self) -> Desk {
        self.closing.close();
        self.serving.join().unwrap().unwrap()
    }
}

#[test]
fn the_key_in_the_address_opens_once_and_nothing_opens_without() {
    let page = serve();
    for path in ["/", "/start", "/page.js", "/actors?q=a", "/places?group=a&from=0", "/nowhere"] {
        assert_eq!(page.ask(&format!("GET {path}"), &[], "").status, 403, "{path}");
    }
    assert_eq!(page.ask("GET /open?token=00000000000000000000000000000000", &[], "").status, 403);
    let cookie = page.admit();
    let with = [("Cookie", cookie.as_str())];
    assert_eq!(page.ask("GET /", &with, "").status, 200);
    assert_eq!(page.ask(&format!("GET /open?token={}", page.token), &[], "").status, 403, "the key is spent");
    assert_eq!(page.ask(&format!("GET /open?token={}", page.token), &with, "").status, 303, "but not for its holder");
    let other = format!("{}0", &cookie[..cookie.len() - 1]);
    let other = if other == cookie { format!("{}1", &cookie[..cookie.len() - 1]) } else { other };
    assert_eq!(page.ask("GET /", &[("Cookie", &other)], "").status, 403);
    page.end();
}

#[test]
fn other_hosts_and_other_origins_are_turned_away() {
    let page = serve();
    let cookie = page.admit();
    let own = format!("http://127.0.0.1:{}", page.port);
    for host in ["evil.example", "127.0.0.1", "evil.example:80"] {
        assert_eq!(page.ask("GET /start", &[("Cookie", &cookie), ("Host", host)], "").status, 421, "{host}");
    }
    for origin in [None, Some("null"), Some("http://evil.example"), Some("http://127.0.0.1:1")] {
        let origin = origin.map(|origin| ("Origin", origin));
        let headers: Vec<_> = [("Cookie", cookie.as_str())].into_iter().chain(origin).collect();
        assert_eq!(page.ask("POST /undo", &headers, "").status, 403, "{origin:?}");
    }
    assert_eq!(page.ask("POST /undo", &[("Origin", &own)], "").status, 403, "without the cookie");
    let undone = page.ask("POST /undo", &[("Cookie", &cookie), ("Origin", &own)], "");
    assert_eq!(undone.status, 409, "let in, and there is nothing to undo");
    page.end();
}

#[test]
fn every_answer_forbids_what_is_not_the_page_s_own() {
    let page = serve();
    for path in ["/", "/open?token=0", "/start"] {
        let head = page.ask(&format!("GET {path}"), &[], "").head;
        for sealed in
            ["content-security-policy: default-src 'none'; script-src 'self';", "nosniff", "no-store", "no-referrer"]
        {
            assert!(head.contains(sealed), "{path}: {sealed} not in {head}");
        }
        assert!(!head.contains("access-control"), "{head}");
    }
    page.end();
}

#[test]
fn an_answer_is_in_the_file_before_it_is_confirmed_and_undo_takes_it_back() {
    let page = serve();
    let cookie = page.admit();
    let own = format!("http://127.0.0.1:{}", page.port);
    let headers = [("Cookie", cookie.as_str()), ("Origin", own.as_str()), ("Content-Type", "application/json")];
    let start = page.ask("GET /start", &headers, "");
    let start: serde_json::Value = serde_json::from_str(&start.body).unwrap();
    let question = &start["view"]["question"];
    assert_eq!((&question["surface"], &question["proposal"]["id"]), (&"GCF".into(), &"GCF".into()));
    let reply = |actor: &str| {
        let at = &question["places"][0]["at"];
        serde_json::json!({ "group": question["id"], "places": { "only": [at] }, "answer": "accept", "actor": actor })
            .to_string()
    };
    let refused = page.ask("POST /answer", &headers, &reply("NOBODY"));
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("no dictionary has an actor `NOBODY`"), "{}", refused.body);
    assert_eq!(page.ask("POST /answer", &headers, "{}").status, 422);
    assert_eq!(read(&page.file).unwrap(), []);
    let taken = page.ask("POST /answer", &headers, &reply("GCF"));
    assert_eq!((taken.status, read(&page.file).unwrap().len()), (200, 1));
    assert!(taken.body.contains("\"question\":null"), "{}", taken.body);
    assert_eq!(page.ask("POST /answer", &headers, &reply("GCF")).status, 409, "answered meanwhile");
    assert_eq!(page.ask("POST /undo", &headers, "").status, 200);
    assert_eq!(read(&page.file).unwrap().len(), 2);
    assert_eq!(page.ask("POST /quit", &headers, "").status, 200);
    assert_eq!(page.serving.join().unwrap().unwrap().answered(), (0, 0));
}
