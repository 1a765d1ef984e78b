//! What the page asks for, and what it gets.

use super::{Room, guard};
use crate::ontology::{EventType, Sector, Status};
use crate::review::decision::Line;
use crate::review::desk::{Desk, Refusal, Reply};
use crate::review::log::Log;
use crate::review::view::{ActorView, PlaceView, View};
use axum::extract::{Query, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, PoisonError};

const HTML: &str = include_str!("assets/page.html");
/// The look is the report's.
const STYLE: &str = concat!(include_str!("../../report/assets/base.css"), include_str!("assets/page.css"));
const SCRIPT: &str = concat!(
    "\"use strict\";\n",
    include_str!("../../report/assets/dom.js"),
    include_str!("assets/send.js"),
    include_str!("assets/pick.js"),
    include_str!("assets/question.js"),
    include_str!("assets/event.js"),
    include_str!("assets/audit.js"),
    include_str!("assets/all.js"),
    include_str!("assets/keys.js"),
);

/// All of it, behind the guard.
pub(super) fn routes(room: Arc<Room>) -> Router {
    Router::new()
        .route("/", get(|| async { ([(CONTENT_TYPE, "text/html; charset=utf-8")], HTML) }))
        .route("/page.css", get(|| async { ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) }))
        .route("/page.js", get(|| async { ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT) }))
        .route("/open", get(open))
        .route("/start", get(start))
        .route("/actors", get(actors))
        .route("/places", get(places))
        .route("/answer", post(answer))
        .route("/undo", post(undo))
        .route("/skip", post(skip))
        .route("/quit", post(quit))
        .layer(from_fn_with_state(Arc::clone(&room), guarded))
        .with_state(room)
}

/// Turns away whatever does not come from the page, and seals every answer.
async fn guarded(State(room): State<Arc<Room>>, request: Request, next: Next) -> Response {
    let opens = request.method() == Method::GET && request.uri().path() == "/open";
    let headers = request.headers();
    let mut response = if !room.guard.is_addressed(headers) {
        (StatusCode::MISDIRECTED_REQUEST, "this is not the host that you look for\n").into_response()
    } else if opens || room.guard.lets(request.method(), headers) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, SPENT).into_response()
    };
    response.headers_mut().extend(guard::headers());
    response
}

const SPENT: &str =
    "This review is open in the browser that came first. To open it elsewhere, end it and run khabar review again.\n";

#[derive(Deserialize)]
struct Key {
    token: String,
}

async fn open(State(room): State<Arc<Room>>, headers: HeaderMap, Query(key): Query<Key>) -> Response {
    match room.guard.admit(&key.token) {
        None if room.guard.lets(&Method::GET, &headers) => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
        Some(cookie) => (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())]).into_response(),
        None => (StatusCode::FORBIDDEN, SPENT).into_response(),
    }
}

/// The first question, and what stays the same from question to question.
async fn start(State(room): State<Arc<Room>>) -> Json<Value> {
    let view = at_desk(&room, |desk, _| shown(&room, desk));
    let (events, statuses, sectors) = (EventType::WORDS, Status::WORDS, Sector::WORDS);
    let quads: Vec<u8> = EventType::ALL.iter().map(|event| event.quad_code()).collect();
    Json(json!({
        "name": room.setting.name, "keys": room.setting.keys.all(), "view": view,
        "events": events, "quads": quads, "statuses": statuses, "sectors": sectors,
    }))
}

#[derive(Deserialize)]
struct Words {
    q: String,
}

/// Enough to choose from.
const FOUND: usize = 9;

async fn actors(State(room): State<Arc<Room>>, Query(words): Query<Words>) -> Json<Vec<ActorView>> {
    Json(at_desk(&room, |desk, _| desk.material.search(&words.q, FOUND).into_iter().map(ActorView::of).collect()))
}

#[derive(Deserialize)]
struct From {
    group: String,
    from: usize,
}

/// More of a group that is too large to be shown at once.
async fn places(State(room): State<Arc<Room>>, Query(From { group, from }): Query<From>) -> Json<Vec<PlaceView>> {
    Json(at_desk(&room, |desk, _| desk.more(&group, from)))
}

async fn answer(State(room): State<Arc<Room>>, Json(reply): Json<Reply>) -> Response {
    write(&room, |desk, at| desk.answer(&reply, at))
}

async fn undo(State(room): State<Arc<Room>>) -> Response {
    write(&room, |desk, at| desk.undo(at).map(|line| vec![line]))
}

/// Nothing counts before it is on the disk.
fn write(room: &Room, lines: impl FnOnce(&Desk, &str) -> Result<Vec<Line>, Refusal>) -> Response {
    at_desk(room, |desk, log| {
        let at = jiff::Timestamp::now().to_string();
        let lines = match lines(desk, &at) {
            Ok(lines) => lines,
            Err(refusal) => return refused(StatusCode::CONFLICT, &refusal.to_string(), shown(room, desk)),
        };
        match log.append(&lines) {
            Ok(()) => {
                desk.take(lines);
                Json(shown(room, desk)).into_response()
            }
            Err(fault) => refused(StatusCode::INSUFFICIENT_STORAGE, &fault.to_string(), shown(room, desk)),
        }
    })
}

/// What is sent after each step.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    view: View,
    /// What an audit has found; who still codes is not to know.
    figures: Vec<(String, String)>,
}

fn shown(room: &Room, desk: &Desk) -> Shown {
    let view = desk.view();
    let figures = if view.question.is_none() { (room.setting.figures)(desk) } else { Vec::new() };
    Shown { view, figures }
}

fn refused(status: StatusCode, why: &str, view: Shown) -> Response {
    (status, Json(json!({ "error": why, "view": view }))).into_response()
}

#[derive(Deserialize)]
struct Skipped {
    group: String,
}

async fn skip(State(room): State<Arc<Room>>, Json(skipped): Json<Skipped>) -> Json<Shown> {
    Json(at_desk(&room, |desk, _| {
        desk.skip(&skipped.group);
        shown(&room, desk)
    }))
}

async fn quit(State(room): State<Arc<Room>>) -> Json<Shown> {
    room.closing.close();
    let figures = room.setting.figures;
    Json(at_desk(&room, |desk, _| Shown { view: desk.view(), figures: figures(desk) }))
}

fn at_desk<T>(room: &Room, act: impl FnOnce(&mut Desk, &mut Log) -> T) -> T {
    // What a request leaves behind that failed is whole: a desk changes in one step.
    let mut held = room.desk.lock().unwrap_or_else(PoisonError::into_inner);
    let (desk, log) = &mut *held;
    act(desk, log)
}
