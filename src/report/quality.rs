//! How good a dataset is, as far as people have looked: audits of its events, and gold annotations.

use serde_json::{Value, json};

/// What people found.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    /// What `khabar review --sample` left in `audit.json`: an audit, or a list of them.
    pub audit: Option<Value>,
    /// What `khabar score --format json` printed into `score.json`.
    pub score: Option<Value>,
    /// Whether the score is of rows that a later run has written anew.
    pub score_is_older: bool,
}

/// Audits and figures for the page, the parts that it can read; `run_started` tells audits of earlier rows.
pub(super) fn quality(quality: &Quality, run_started: &str) -> Value {
    let audits = match &quality.audit {
        Some(Value::Array(audits)) => audits.as_slice(),
        Some(audit) => std::slice::from_ref(audit),
        None => &[],
    };
    let strict = quality.score.as_ref().and_then(|score| score.get("strict"));
    json!({
        "audits": audits.iter().filter_map(|audit| sound(audit, run_started)).collect::<Vec<_>>(),
        "gold_articles": quality.score.as_ref().and_then(|score| score.get("articles")),
        "gold": strict.map(rates).unwrap_or_default(),
        "given_type": strict.and_then(|strict| strict.get("given_type_counts")),
        "gold_is_older": quality.score_is_older,
    })
}

/// An audit whose figures agree with each other.
fn sound(audit: &Value, run_started: &str) -> Option<Value> {
    let number = |name: &str| audit.get(name).and_then(Value::as_f64);
    let (n, right, precision) = (number("n")?, number("right")?, number("precision")?);
    let (low, high) = (number("low")?, number("high")?);
    let agrees = right <= n && (0.0..=1.0).contains(&low) && low <= precision && precision <= high && high <= 1.0;
    let at = audit.get("at").and_then(Value::as_str);
    // Both are RFC 3339 in UTC, which sorts as text to the second.
    let older = at.zip(run_started.get(..SECOND)).is_some_and(|(at, started)| at < started);
    agrees.then(|| {
        json!({
            "n": n, "right": right, "precision": precision, "low": low, "high": high, "seed": audit.get("seed"),
            "coder": audit.get("coder"), "at": at, "older": older,
        })
    })
}

const SECOND: usize = "2025-11-21T00:00:00".len();

/// Rates by what they are of.
fn rates(strict: &Value) -> Vec<Value> {
    let named = [
        ("mentions_named", "named mentions"),
        ("event_type", "event types"),
        ("event_full", "events with both parties"),
    ];
    let rate = |(field, words): (&str, &str)| {
        let rate = strict.get(field)?;
        Some(json!({
            "of": words, "p": rate.get("p")?, "r": rate.get("r")?, "f1": rate.get("f1")?, "gold": rate.get("gold")?,
            "p_95": rate.get("p_95")?, "r_95": rate.get("r_95")?,
        }))
    };
    named.into_iter().filter_map(rate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audit(right: u32, precision: f64, at: &str) -> Value {
        json!({ "n": 100, "right": right, "precision": precision, "low": 0.84, "high": 0.95, "seed": 7, "coder": "nk", "at": at })
    }

    #[test]
    fn audits_are_shown_if_they_make_sense_and_those_of_earlier_rows_say_so() {
        let audits = [
            audit(91, 0.91, "2025-11-21T10:00:01Z"),
            audit(90, 0.90, "2025-11-21T09:59:59Z"),
            audit(191, 0.91, "2025-11-21T10:00:01Z"),
            audit(99, 0.99, "2025-11-21T10:00:01Z"),
            json!({ "n": 3 }),
        ];
        let found = Quality { audit: Some(json!(audits)), ..Quality::default() };
        let found = quality(&found, "2025-11-21T10:00:00.5Z");
        let shown = found["audits"].as_array().unwrap();
        let shown: Vec<_> =
            shown.iter().map(|one| (one["right"].as_f64().unwrap(), one["older"].as_bool().unwrap())).collect();
        assert_eq!(shown, [(91.0, false), (90.0, true)]);
        let one = Quality { audit: Some(audits[0].clone()), ..Quality::default() };
        assert_eq!(quality(&one, "2025")["audits"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn rates_are_those_of_the_score() {
        let rate = json!({ "p": 0.8, "r": 0.5, "f1": 0.62, "gold": 20, "p_95": [0.6, 0.9], "r_95": [0.3, 0.7] });
        let score = json!({ "articles": 3, "strict": { "event_type": rate } });
        let found = quality(&Quality { score: Some(score), ..Quality::default() }, "");
        assert_eq!((&found["gold"][0]["of"], &found["gold"][0]["r_95"][1]), (&json!("event types"), &json!(0.7)));
        assert_eq!(quality(&Quality::default(), "")["gold"], json!([]));
    }
}
