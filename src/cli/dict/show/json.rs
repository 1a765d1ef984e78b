//! An actor as JSON.

use super::{Shown, rule_line, variants};
use crate::lexicon::{Alias, Ambiguity, Period, Role};
use serde_json::{Value, json};

/// All that is shown of the actor; counts are null without a dataset.
pub fn write(shown: &Shown) -> Value {
    let actor = shown.actor;
    let related = |id: &str, dates: Period| json!({ "id": id, "period": period(dates) });
    json!({
        "id": &*actor.id,
        "name": &*actor.name,
        "kind": actor.kind.as_str(),
        "country": actor.country.as_deref(),
        "sector": actor.sector.iter().map(|sector| sector.as_str()).collect::<Vec<_>>(),
        "origin": actor.at.origin.to_string(),
        "names": shown.names().map(|alias| name(alias, shown)).collect::<Vec<_>>(),
        "roles": actor.roles.iter().map(role).collect::<Vec<_>>(),
        "part_of": actor.parents.iter().map(|(id, dates)| related(id, *dates)).collect::<Vec<_>>(),
        "parts": shown.parts().map(|(part, dates)| related(&part.id, dates)).collect::<Vec<_>>(),
        "ambiguous": shown.blocks().map(block).collect::<Vec<_>>(),
        "mentions": shown.hits.map(|hits| hits.of(&actor.id)),
        "mentions_with_parts": shown.hits.map(|hits| hits.with_parts(&actor.id)),
    })
}

fn name(alias: &Alias, shown: &Shown) -> Value {
    json!({
        "text": &*alias.text,
        "case": alias.case.as_str(),
        "unless_left": alias.unless_left.iter().map(|word| &**word).collect::<Vec<_>>(),
        "unless_right": alias.unless_right.iter().map(|word| &**word).collect::<Vec<_>>(),
        "period": period(alias.period),
        "ambiguous": alias.ambiguity.is_some(),
        "variants": variants(alias),
        "origin": alias.at.origin.to_string(),
        "mentions": shown.count(alias),
    })
}

fn role(role: &Role) -> Value {
    json!({
        "code": role.code.as_deref(),
        "sector": role.sector.iter().map(|sector| sector.as_str()).collect::<Vec<_>>(),
        "office": role.office.as_deref(),
        "period": period(role.period),
        "origin": role.at.origin.to_string(),
    })
}

fn block(block: &Ambiguity) -> Value {
    json!({
        "text": &*block.surface,
        "rules": block.rules.iter().map(rule_line).collect::<Vec<_>>(),
        "otherwise": block.otherwise.as_str(),
        "origin": block.at.origin.to_string(),
    })
}

fn period(period: Period) -> Value {
    json!({ "from": period.from.map(|day| day.to_string()), "until": period.until.map(|day| day.to_string()) })
}
