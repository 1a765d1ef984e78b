//! What the dictionaries that coded a dataset say of its actors and of the names that they lack.

use std::collections::HashMap;

/// Plain facts: a page knows no dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// By id.
    pub actors: HashMap<String, Standing>,
    /// By the text of an unknown name.
    pub names: HashMap<String, Advice>,
}

/// What an actor is, and when.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub name: String,
    pub kind: String,
    /// In order of time.
    pub roles: Vec<RoleLine>,
    pub wholes: Vec<Whole>,
}

/// A role and its days, the last not among them; ISO 8601, none where it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleLine {
    /// Code and sectors, as `AFG REB`.
    pub role: String,
    pub office: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
}

/// Something that an actor is part of, and its days, the last not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub actor: String,
    pub from: Option<String>,
    pub until: Option<String>,
}

/// What may be done about an unknown name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// A known name that it may be a spelling of, and whose that is.
    pub near: Option<(String, String)>,
    /// Whether the words around it say that it is a person.
    pub person: bool,
    /// Commands that enter it: as a name of the actor whose name is near, else as a new actor, else as nobody's. None where
    /// its letters could mean something to a shell.
    pub commands: Vec<String>,
}

impl Known {
    /// What the actor counts as when parts count as their wholes: the farthest that it is part of on the date.
    ///
    /// Without a date only what holds at all times counts.
    pub fn top<'a>(&'a self, actor: &'a str, date: Option<&str>) -> &'a str {
        let wholes = self.actors.get(actor).map_or(&[][..], |standing| &standing.wholes);
        wholes.iter().rfind(|whole| holds(&whole.from, &whole.until, date)).map_or(actor, |whole| &whole.actor)
    }
}

/// Whether a date, as precise as it is, lies in a time.
pub(super) fn holds(from: &Option<String>, until: &Option<String>, date: Option<&str>) -> bool {
    let Some(date) = date else { return from.is_none() && until.is_none() };
    let as_precise = |day: &str| day.get(..date.len()).unwrap_or(day).to_owned();
    from.as_deref().is_none_or(|from| as_precise(from).as_str() <= date)
        && until.as_deref().is_none_or(|until| date < until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(actor: &str, from: Option<&str>, until: Option<&str>) -> Whole {
        Whole { actor: actor.to_owned(), from: from.map(str::to_owned), until: until.map(str::to_owned) }
    }

    #[test]
    fn parts_count_as_the_farthest_whole_of_the_day() {
        let wholes = vec![whole("WING", None, None), whole("PARTY", Some("2014-08-26"), Some("2020-01-01"))];
        let actors = HashMap::from([("CELL".to_owned(), Standing { wholes, ..Standing::default() })]);
        let known = Known { actors, ..Known::default() };
        for (date, top) in [
            (Some("2014-08-25"), "WING"),
            (Some("2014-08-26"), "PARTY"),
            (Some("2014-08"), "PARTY"),
            (Some("2019"), "PARTY"),
            (Some("2020-01-01"), "WING"),
            (None, "WING"),
        ] {
            assert_eq!(known.top("CELL", date), top, "{date:?}");
        }
        assert_eq!(known.top("PARTY", Some("2019")), "PARTY");
    }
}
