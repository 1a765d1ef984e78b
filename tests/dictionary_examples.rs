//! Every example that an entry of the default dictionaries carries comes out as the entry says.

use khabar::extract::{extract, failure};
use khabar::lexicon::{Layer, load, load_with_examples};
use khabar::syntax::Model;
use khabar::text::{Article, PartialDate};

#[test]
fn every_example_of_the_default_dictionaries_holds() {
    let lexicon = load_with_examples(&[Layer::Default])
        .unwrap_or_else(|faults| panic!("{} faults in the default dictionaries", faults.len()));
    let failed: Vec<String> = lexicon
        .examples
        .iter()
        .filter_map(|example| {
            let wrong = failure(example, &lexicon, Model::shipped())?;
            Some(format!("{}: \"{}\": {wrong}", example.at.origin, example.text))
        })
        .collect();
    let total = lexicon.examples.len();
    assert!(total > 0 && failed.is_empty(), "{} of {total} examples fail:\n{}", failed.len(), failed.join("\n"));
}

/// Three failures of the PETRARCH dictionaries: `NATIONAL_RESISTANCE_` is a Salvadoran group there, `TALIBAN_` an Afghan rebel at
/// any time, and Pakistan's Taliban are Afghanistan's.
#[test]
fn longer_names_dates_and_neighbours_are_not_shadowed() {
    let lexicon = load(&[Layer::Default]).unwrap_or_else(|faults| panic!("{} faults", faults.len()));
    for (day, text, expected) in [
        (
            "2022-05-10",
            "The National Resistance Front attacked a Taliban post in Panjshir.",
            "NRF AFG REB; IEA AFG GOV",
        ),
        ("2022-05-10", "The Afghan National Resistance Front claimed the attack.", "NRF AFG REB"),
        ("2019-05-02", "Taliban fighters seized the district centre.", "IEA AFG REB"),
        ("2023-02-25", "The Taliban reopened the crossing.", "IEA AFG GOV"),
        ("1998-02-25", "The Taliban closed the schools.", "IEA AFG GOV"),
        ("2023-02-25", "The Pakistani Taliban claimed the attack.", "TTP PAK REB"),
        ("2012-10-09", "The Pakistani Taliban, not the Afghan Taliban, said so.", "TTP PAK REB; IEA AFG REB"),
    ] {
        let article = Article::plain(text, Some(PartialDate::Day(day.parse().unwrap())));
        let found = extract(&article, &lexicon, Model::shipped());
        let mentions = found.mentions.iter().map(|mention| {
            let sector: Vec<&str> = mention.sector.iter().map(|sector| sector.as_str()).collect();
            format!("{} {} {}", mention.actor, mention.code.as_deref().unwrap_or_default(), sector.join("+"))
        });
        assert_eq!(mentions.collect::<Vec<_>>().join("; "), expected, "{day} {text}");
    }
}
