//! Dictionaries that are quickly read.

use khabar::lexicon::default_files;

/// The default dictionaries with few actors and no places: quickly read.
pub fn dictionaries() -> Vec<(String, String)> {
    let small = |name: &str| name.ends_with(".toml") && !name.starts_with("actors/") && !name.starts_with("places");
    let files = default_files().into_iter().filter(|(name, _)| small(name));
    let files = files.map(|(name, bytes)| (name.to_owned(), String::from_utf8(bytes.to_vec()).unwrap()));
    files.chain([("actors/few.toml".to_owned(), ACTORS.to_owned())]).collect()
}

const ACTORS: &str = r#"
[[actor]]
id = "PAK"
name = "Pakistan"
kind = "state"
sector = ["GOV"]
demonyms = ["Pakistani", "Pakistanis"]
capitals = ["Islamabad"]
[[actor]]
id = "AFG"
name = "Afghanistan"
kind = "state"
sector = ["GOV"]
demonyms = ["Afghan", "Afghans"]
capitals = ["Kabul"]
[[actor]]
id = "IND"
name = "India"
kind = "state"
sector = ["GOV"]
demonyms = ["Indian"]
capitals = ["New Delhi", "Delhi"]
[[actor]]
id = "TTP"
name = "Tehrik-e-Taliban Pakistan"
kind = "group"
country = "PAK"
sector = ["REB"]
acronyms = ["TTP"]
[[actor]]
id = "IEA"
name = "Islamic Emirate"
kind = "group"
aliases = ["Taliban"]
roles = [{ code = "AFG", sector = ["REB"], until = 2021-08-15 }, { code = "AFG", sector = ["GOV"], from = 2021-08-15 }]
[[actor]]
id = "NRF"
name = "National Resistance Front"
kind = "group"
country = "AFG"
sector = ["REB"]
acronyms = ["NRF"]
[[actor]]
id = "UN"
name = "United Nations"
kind = "igo"
acronyms = ["UN"]
[[actor]]
id = "LI"
name = "Lashkar-e-Islam"
kind = "group"
country = "PAK"
sector = ["REB"]
"#;
