//! How good a dataset is, as far as people have looked: audits of its events, and gold annotations.

use serde_json::{Value, json};

/// What people found.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    /// What `khabar review --sample` left in `audit.json`.
    pub audit: Option<Value>,
    /// What `khabar score --format json` printed into `score.json`.
    pub score: Option<Value>,
    /// Whether the score is of rows that a later run has written anew.
    pub score_is_older: bool,
}

/// The audit and the score for the page, the parts that it can read; `run` tells an audit of other rows.
pub(super) fn quality(quality: &Quality, run: &str) -> Value {
    let score = quality.score.as_ref();
    let strict = score.and_then(|score| score.get("strict"));
    json!({
        "audit": quality.audit.as_ref().and_then(|found| audit(found, run)),
        "gold_articles": score.and_then(|score| score.get("articles")),
        "gold": strict.map(rates).unwrap_or_default(),
        "given_type": strict.and_then(|strict| strict.get("given_type_counts")),
        "gold_is_older": quality.score_is_older,
    })
}

/// Shares that were right with their intervals, how the sample was drawn, and how far two coders agree.
fn audit(audit: &Value, run: &str) -> Option<Value> {
    let fields = audit.get("fields")?;
    let whole = share("whole rows", audit.get("row"));
    let shares = fields.as_object()?.iter().map(|(name, found)| match name.as_str() {
        "type" => share("types", Some(found)),
        name => share(&format!("{name}, given the type"), Some(found)),
    });
    let mut shares: Vec<Value> = shares.chain([whole]).flatten().collect();
    // What most rows were asked about comes first.
    shares.sort_by_key(|share| std::cmp::Reverse(share.get("of").and_then(Value::as_u64)));
    let agreement = audit.get("agreement");
    (!shares.is_empty()).then(|| {
        json!({
            "shares": shares, "drawn": audit.get("drawn"), "coded": audit.get("coded"), "coder": audit.get("coder"),
            "seed": audit.get("sample").and_then(|sample| sample.get("seed")),
            "older": audit.get("run").and_then(Value::as_str) != Some(run),
            "coders": agreement.and_then(|agreement| agreement.get("coders")),
            "agreement": agreement.and_then(|agreement| agreement.get("fields")),
        })
    })
}

/// A share whose figures agree with each other.
fn share(name: &str, found: Option<&Value>) -> Option<Value> {
    let number = |field: &str| found?.get(field)?.as_f64();
    let (right, of, precision) = (number("right")?, number("of")?, number("precision")?);
    let (low, high) = (number("low")?, number("high")?);
    let agrees = right <= of && 0.0 <= low && low <= precision && precision <= high && high <= 1.0;
    agrees.then(
        || json!({ "name": name, "right": right, "of": of as u64, "precision": precision, "low": low, "high": high }),
    )
}

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

    fn shared(right: u32, precision: f64) -> Value {
        json!({ "right": right, "of": 100, "precision": precision, "low": 0.84, "high": 0.95 })
    }

    #[test]
    fn shares_are_shown_if_they_make_sense_and_those_of_other_rows_say_so() {
        let fields = json!({ "type": shared(91, 0.91), "actor": shared(191, 0.91), "place": shared(99, 0.99) });
        let found = json!({
            "drawn": 100, "coded": 100, "row": shared(85, 0.85), "fields": fields, "sample": { "size": 100, "seed": 7 },
            "coder": "nk", "run": "2025-11-21T10:00:00Z",
        });
        let shown = |run| quality(&Quality { audit: Some(found.clone()), ..Quality::default() }, run)["audit"].clone();
        let audit = shown("2025-11-21T10:00:00Z");
        let names: Vec<_> =
            audit["shares"].as_array().unwrap().iter().map(|share| share["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["types", "whole rows"]);
        assert_eq!((&audit["seed"], &audit["older"]), (&json!(7), &json!(false)));
        assert_eq!(shown("2025-11-22T10:00:00Z")["older"], true);
        let other = Quality { audit: Some(json!({ "n": 3 })), ..Quality::default() };
        assert_eq!(quality(&other, "")["audit"], Value::Null);
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
