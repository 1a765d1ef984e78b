//! The closed sets: PLOVER's event types, modes, contexts and sectors, and khabar's status. Parse and print, nothing else.
//!
//! Source: PLOVER manual, Open Event Data Alliance, draft of September 2021 (CC BY-SA 4.0).

use std::fmt;
use std::str::FromStr;

/// A word that is not in one of the closed sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub set: &'static str,
    pub word: String,
    pub known: &'static [&'static str],
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no {} (one of {})", self.word, self.set, self.known.join(", "))
    }
}

impl std::error::Error for Unknown {}

macro_rules! closed_set {
    ($(#[$doc:meta])* $name:ident, $set:literal, { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every member, in the manual's order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// Every member as it is written.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// As it is written in dictionaries and output.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl FromStr for $name {
            type Err = Unknown;

            fn from_str(word: &str) -> Result<Self, Unknown> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err(Unknown { set: $set, word: word.to_owned(), known: Self::WORDS }),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

closed_set!(
    /// PLOVER's sixteen event types.
    EventType, "event type", {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE",
        Cooperate = "COOPERATE", Aid = "AID", Retreat = "RETREAT",
        Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN",
        Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT",
    }
);

closed_set!(
    /// How an event was done. Which modes go with which type: [`Mode::of`].
    Mode, "mode", {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access",
        Resign = "resign",
        Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
        Disapprove = "disapprove", Investigate = "investigate", Allege = "allege",
        Restrict = "restrict", Arrest = "arrest", Relations = "relations", Expel = "expel", Territory = "territory",
        Violence = "violence",
        Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct",
        Vandalize = "vandalize",
        Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
        Seize = "seize", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law", Deport = "deport",
        Withhold = "withhold", Misinformation = "misinformation", Cyber = "cyber",
        Abduct = "abduct", Beat = "beat", Torture = "torture", Sexual = "sexual", Targeted = "targeted",
        Destroy = "destroy", Primitive = "primitive", Firearms = "firearms", Explosives = "explosives",
        SuicideAttack = "suicide-attack", Aerial = "aerial", Drone = "drone", HeavyWeapons = "heavy-weapons",
        CrowdControl = "crowd-control", Unconventional = "unconventional",
    }
);

closed_set!(
    /// What an event was about.
    Context, "context", {
        Military = "military", Intelligence = "intelligence", Executive = "executive", Legislative = "legislative",
        Election = "election", PoliticalInstitutions = "political_institutions", ProDemocracy = "pro_democracy",
        ProAutocracy = "pro_autocracy", Economic = "economic", Legal = "legal", Reparations = "reparations",
        HumanRights = "human_rights", RightsFreedoms = "rights_freedoms", Repression = "repression",
        HumanSecurity = "human_security", Gender = "gender", Lgbt = "lgbt", ReligionEthnicity = "religion_ethnicity",
        Inequality = "inequality", Diplomatic = "diplomatic", Territory = "territory", Peacekeeping = "peacekeeping",
        Health = "health", Asylum = "asylum", Migration = "migration", Disasters = "disasters",
        NaturalResource = "natural_resource", Environment = "environment", Technology = "technology",
        Terrorism = "terrorism", Cbrn = "cbrn", Cyber = "cyber", Misinformation = "misinformation", Crime = "crime",
        Corruption = "corruption", IllegalDrugs = "illegal_drugs", Trafficking = "trafficking",
    }
);

closed_set!(
    /// The part of society that an actor belongs to.
    Sector, "sector", {
        Cop = "COP", Gov = "GOV", Jud = "JUD", Leg = "LEG", Mil = "MIL", Prm = "PRM", Pty = "PTY", Reb = "REB",
        Spy = "SPY", Uaf = "UAF", Unk = "UNK", Agr = "AGR", Bus = "BUS", Crm = "CRM", Cvl = "CVL", Edu = "EDU",
        Eli = "ELI", Jrn = "JRN", Lab = "LAB", Med = "MED", Ref = "REF", Opp = "OPP", Pre = "PRE", Rel = "REL",
        Soc = "SOC",
    }
);

closed_set!(
    /// What a text says of an event's having happened.
    Status, "status", {
        Asserted = "asserted", Claimed = "claimed", Denied = "denied", Planned = "planned", Hypothetical = "hypothetical",
    }
);

closed_set!(
    /// Whom "he" and "she", "Mr" and "Mrs" can mean.
    Gender, "gender", { Female = "female", Male = "male" }
);

closed_set!(
    /// What a named actor is.
    Kind, "kind", {
        Group = "group", Agency = "agency", State = "state", Igo = "igo", Organisation = "organisation", Party = "party",
        Media = "media", Person = "person",
    }
);

impl EventType {
    /// PLOVER's quad code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub fn quad_code(self) -> u8 {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => 1,
            Cooperate | Aid | Retreat => 2,
            Request | Accuse | Reject | Threaten => 3,
            Protest | Sanction | Mobilize | Coerce | Assault => 4,
        }
    }

    /// Cooperation or conflict in deed, not in word (quad codes 2 and 4).
    pub fn is_material(self) -> bool {
        matches!(self.quad_code(), 2 | 4)
    }

    /// An accusation, demand, refusal or threat (quad code 3).
    pub fn is_verbal_conflict(self) -> bool {
        self.quad_code() == 3
    }
}

impl Mode {
    /// The modes that PLOVER's tables list for a type.
    pub fn of(event: EventType) -> &'static [Mode] {
        use Mode::*;
        match event {
            EventType::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            EventType::Retreat => &[Withdraw, Release, Disarm, Ceasefire, Access, Resign],
            EventType::Request | EventType::Reject => &[Assist, Change, Yield, Meet],
            EventType::Accuse => &[Disapprove, Investigate, Allege],
            EventType::Threaten => &[Restrict, Arrest, Relations, Expel, Territory, Violence],
            EventType::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            EventType::Sanction => &[Convict, Expel, Withdraw, Discontinue],
            EventType::Mobilize => &[Troops, Weapons, Police, Militia],
            EventType::Coerce => {
                &[Seize, Restrict, Censor, Curfew, MartialLaw, Arrest, Deport, Withhold, Misinformation, Cyber]
            }
            EventType::Assault => &[
                Abduct,
                Beat,
                Torture,
                Sexual,
                Targeted,
                Destroy,
                Primitive,
                Firearms,
                Explosives,
                SuicideAttack,
                Aerial,
                Drone,
                HeavyWeapons,
                CrowdControl,
                Unconventional,
            ],
            EventType::Agree | EventType::Support | EventType::Concede | EventType::Cooperate | EventType::Aid => &[],
        }
    }
}

/// PLOVER's conflict-cooperation score, -10 to +10, of a type and its first mode (manual, table of PLOVER scores).
///
/// The manual's table prints +3 for ACCUSE without mode, against -2 to -3.5 for each of its modes; the sign is taken
/// as a misprint and -3 is used.
pub fn event_scale(event: EventType, mode: Option<Mode>) -> f32 {
    use EventType as E;
    use Mode as M;
    match (event, mode) {
        (E::Agree, _) => 2.5,
        (E::Consult, Some(M::Visit | M::Multilateral)) => 4.0,
        (E::Consult, Some(M::ThirdParty)) => 1.0,
        (E::Consult, Some(M::Phone)) => 1.5,
        (E::Consult, _) => 2.5,
        (E::Support, _) => 5.0,
        (E::Concede, _) => 4.5,
        (E::Cooperate, _) => 9.5,
        (E::Aid, _) => 10.0,
        (E::Retreat, Some(M::Withdraw)) => 8.0,
        (E::Retreat, Some(M::Disarm)) => 10.0,
        (E::Retreat, Some(M::Ceasefire)) => 7.5,
        (E::Retreat, Some(M::Resign)) => 4.5,
        (E::Retreat, _) => 6.5,
        (E::Request, Some(M::Assist)) => 0.5,
        (E::Request, Some(M::Change | M::Yield)) => -1.0,
        (E::Request, _) => 0.0,
        (E::Accuse, Some(M::Disapprove)) => -2.0,
        (E::Accuse, Some(M::Investigate | M::Allege)) => -3.5,
        (E::Accuse, _) => -3.0,
        (E::Reject, Some(M::Assist)) => -1.5,
        (E::Reject, _) => -2.0,
        (E::Threaten, Some(M::Restrict)) => -3.0,
        (E::Threaten, Some(M::Territory)) => -4.0,
        (E::Threaten, _) => -3.5,
        (E::Protest, Some(M::Riot)) => -7.0,
        (E::Protest, Some(M::Hunger | M::Boycott | M::Obstruct)) => -4.5,
        (E::Protest, _) => -5.0,
        (E::Sanction, Some(M::Expel)) => -5.5,
        (E::Sanction, _) => -6.0,
        (E::Mobilize, Some(M::Troops | M::Weapons)) => -6.5,
        (E::Mobilize, Some(M::Militia)) => -6.0,
        (E::Mobilize, _) => -5.5,
        (E::Coerce, Some(M::Censor | M::Curfew | M::Misinformation)) => -6.5,
        (E::Coerce, Some(M::MartialLaw)) => -7.5,
        (E::Coerce, _) => -7.0,
        (E::Assault, Some(M::Beat | M::CrowdControl)) => -7.5,
        (E::Assault, Some(M::Primitive)) => -8.0,
        (E::Assault, Some(M::Abduct | M::Torture | M::Sexual | M::Destroy)) => -8.5,
        (E::Assault, Some(M::Targeted | M::SuicideAttack | M::Aerial | M::Drone | M::HeavyWeapons)) => -9.5,
        (E::Assault, Some(M::Unconventional)) => -10.0,
        (E::Assault, _) => -9.0,
    }
}
