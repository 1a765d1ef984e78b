//! Dictionaries read, checked and compiled: what is found, what is refused, and how layers lie over each other.

use khabar::lexicon::{Fault, Found, Layer, Lexicon, Scratch, load};
use khabar::text::Span;

fn layer(files: &[(&str, &str)]) -> Layer {
    Layer::Texts(files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

fn lexicon(actors: &str) -> Lexicon {
    load(&[layer(&[("actors/a.toml", actors)])]).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn faults(files: &[(&str, &str)]) -> Vec<Fault> {
    load(&[layer(files)]).err().unwrap_or_default()
}

/// Ids and words of all names found.
fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let mut hits = Vec::new();
    lexicon.scan(text, Span::new(0, text.len()), &mut Scratch::default(), &mut hits);
    let mut names: Vec<String> = hits
        .iter()
        .filter_map(|hit| match hit.what {
            Found::Alias(alias) => {
                let actor = &lexicon.actors[lexicon.aliases[alias as usize].actor as usize];
                Some(format!("{} {}", actor.id, hit.span.of(text)))
            }
            Found::Trigger => None,
        })
        .collect();
    names.sort();
    names
}

const GROUPS: &str = r#"
[[actor]]
id = "RED"
name = "Red Hills Movement"
kind = "group"
aliases = ["Red Hills", { text = "the hills", case = "any" }, { text = "Hill Men", unless_left = ["old"], unless_right = ["united"] }, "al-Zahra", "Türkan Front", "UN Watch"]
acronyms = ["RHM", "R.H.M."]
"#;

#[test]
fn whole_words_in_their_case_are_found() {
    let lexicon = lexicon(GROUPS);
    for (text, names) in [
        ("Red Hills men", vec!["RED Red Hills"]),
        ("RED HILLS MEN", vec!["RED RED HILLS"]),
        ("red hills men", vec![]),
        ("in The Hills and the hills", vec!["RED The Hills", "RED the hills"]),
        ("RHM, not rhm or RHMs", vec!["RED RHM"]),
        ("anti-RHM and RHM-led, R.H.M. too", vec!["RED R.H.M.", "RED RHM", "RED RHM"]),
        ("Red Hillside", vec![]),
        ("InfRed Hills", vec![]),
        ("Un Watch and UN Watch", vec!["RED UN Watch"]),
        ("Hill Men, old Hill Men, Hill Men United", vec!["RED Hill Men"]),
        ("write to RHM.org or @RHM", vec![]),
        ("RHM’s and RHM's", vec!["RED RHM", "RED RHM"]),
    ] {
        assert_eq!(found(&lexicon, text), names, "{text}");
    }
}

#[test]
fn marks_and_forms_of_letters_make_no_difference() {
    let lexicon = lexicon(GROUPS);
    for text in ["al-Zahra", "al Zahra", "Al–Zahra", "al\nZahra", "AL\u{2011}ZAHRA", "al\u{ad}-Zahra", "al -Zahra"] {
        assert_eq!(found(&lexicon, text), [format!("RED {text}")]);
    }
    let decomposed = "xİ the Tu\u{308}rkan\u{a0}Front.";
    assert_eq!(found(&lexicon, decomposed), ["RED Tu\u{308}rkan\u{a0}Front"]);
    for text in ["al — Zahra", "al - Zahra", "al--Zahra", "alZahra", "Turkan Front"] {
        assert!(found(&lexicon, text).is_empty(), "{text}");
    }
}

#[test]
fn names_within_names_are_all_found() {
    let lexicon = lexicon(GROUPS);
    assert_eq!(found(&lexicon, "the Red Hills Movement"), ["RED Red Hills", "RED Red Hills Movement"]);
}

#[test]
fn all_faults_are_told_at_once_each_with_its_place() {
    let actors = r#"[[actor]]
id = "A"
name = "Alpha Front"
kind = "grup"
country = "PAS"
alias = ["Alpha"]

[[actor]]
id = "B"
name = "Beta"
kind = "group"
parent = ["AA"]
aliases = [{ text = "", case = "loose" }, "Be_ta"]
roles = [{ code = "PAK", sector = ["REBB"], from = 2020-01-01, until = 2019-01-01 }]

[[actor]]
id = "B"
name = "Gamma"
kind = "group"
"#;
    let events = "event = \"ASSAULT\"\n[[verb]]\nid = \"hit\"\nlemmas = [\"hit\"]\nmode = [\"visit\"]\n";
    let all = faults(&[("actors/a.toml", actors), ("events/assault.toml", events)]);
    let told: Vec<String> = all.iter().map(|fault| format!("{} {}", fault.origin, fault.message)).collect();
    for (place, words) in [
        ("actors/a.toml:6", "unknown field `alias`"),
        ("actors/a.toml:12", "no actor has the id `AA`"),
        ("actors/a.toml:13", "an empty name"),
        ("actors/a.toml:13", "`loose` is no case rule"),
        ("actors/a.toml:13", "marks of another tool"),
        ("actors/a.toml:14", "`REBB` is no sector"),
        ("actors/a.toml:14", "is not after"),
        ("actors/a.toml:17", "the id `B` is taken"),
        ("events/assault.toml:5", "`visit` is no mode of ASSAULT"),
    ] {
        assert!(told.iter().any(|fault| fault.starts_with(place) && fault.contains(words)), "{words}\n{told:#?}");
    }
    let alias = all.iter().find(|fault| fault.message.contains("`alias`")).unwrap();
    assert_eq!(alias.help.as_deref(), Some("did you mean `aliases`?"));
    assert_eq!((alias.column, alias.quote.as_str()), (1, "alias = [\"Alpha\"]"));
}

#[test]
fn a_fault_within_a_name_says_what_and_where() {
    let all = faults(&[(
        "actors/a.toml",
        "[[actor]]\nid = \"A\"\nname = \"Alpha\"\nkind = \"group\"\naliases = [\n  \"Al\",\n  { text = \"Alf\", unles_left = [] },\n]\n",
    )]);
    assert_eq!(all[0].message, "unknown field `unles_left`");
    assert_eq!(all[0].help.as_deref(), Some("did you mean `unless_left`?"));
    assert_eq!(all[0].origin.line, 7);
}

#[test]
fn a_shared_surface_needs_a_block() {
    let two = "[[actor]]\nid = \"A\"\nname = \"Alpha Front\"\nkind = \"group\"\nacronyms = [\"AF\"]\n\
               [[actor]]\nid = \"B\"\nname = \"Blue Force\"\nkind = \"group\"\nacronyms = [\"AF\"]\n";
    let all = faults(&[("actors/a.toml", two)]);
    assert_eq!(all.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["D001"]);
    let settled = format!(
        "{two}[[ambiguous]]\ntext = \"AF\"\nrules = [{{ id = \"af-1\", pick = \"A\", when_full_name = true }}]\n"
    );
    assert!(faults(&[("actors/a.toml", &settled)]).is_empty());
    let dated = two.replacen("acronyms = [\"AF\"]", "acronyms = [{ text = \"AF\", until = 2010-01-01 }]", 1);
    let dated = dated.replacen("acronyms = [\"AF\"]", "acronyms = [{ text = \"AF\", from = 2010-01-01 }]", 1);
    assert!(faults(&[("actors/a.toml", &dated)]).is_empty(), "{dated}");
}

#[test]
fn later_layers_replace_extend_and_switch_off() {
    let base = layer(&[("actors/a.toml", GROUPS)]);
    let over = |text: &str| load(&[base.clone(), layer(&[("actors/own.toml", text)])]);
    let extended = over("[[actor]]\nid = \"RED\"\nextends = true\naliases = [\"Rubies\"]\n").ok().unwrap();
    assert_eq!(found(&extended, "Rubies of Red Hills"), ["RED Red Hills", "RED Rubies"]);
    let replaced = over("[[actor]]\nid = \"RED\"\nname = \"Rubies\"\nkind = \"group\"\n").ok().unwrap();
    assert_eq!(found(&replaced, "Rubies of Red Hills"), ["RED Rubies"]);
    let off = over("[[actor]]\nid = \"RED\"\noff = true\n").ok().unwrap();
    assert!(found(&off, "Red Hills").is_empty());
    assert_ne!(extended.hash, replaced.hash);
    assert_eq!(over("[[actor]]\nid = \"RDE\"\noff = true\n").err().unwrap().len(), 1);
}

#[test]
fn the_default_dictionaries_have_no_faults() {
    let faults = load(&[Layer::Default]).err().unwrap_or_default();
    assert!(faults.is_empty(), "{:#?}", faults.iter().take(5).collect::<Vec<_>>());
}

const SOLDIERS: &str = "schema = 1\n[[agent]]\nid = \"soldier\"\nnouns = [\"soldier\"]\nsector = [\"MIL\"]\n";

#[test]
fn agents_of_a_later_layer_replace_and_switch_off() {
    let sectors = |own: &str| {
        let lexicon = load(&[layer(&[("agents.toml", SOLDIERS)]), layer(&[("agents.toml", own)])]).unwrap();
        let forms = lexicon.agents_of("soldier").iter();
        forms.map(|form| lexicon.agents[form.agent as usize].sector[0].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(sectors("schema = 1\n"), ["MIL"]);
    assert_eq!(sectors(&SOLDIERS.replace("MIL", "PRM")), ["PRM"]);
    assert!(sectors(&format!("{SOLDIERS}off = true\n")).is_empty());
    let twice = format!("{SOLDIERS}{}", SOLDIERS.replace("schema = 1\n", ""));
    assert!(faults(&[("agents.toml", &twice)])[0].message.contains("is taken"));
}

#[test]
fn one_block_for_a_surface_and_slots_that_exist() {
    let block = "[[ambiguous]]\ntext = \"Red\"\notherwise = \"drop\"\n";
    assert_eq!(faults(&[("actors/a.toml", &format!("{block}{block}"))])[0].code, "D001");
    let rules = "schema = 1\n[words]\nprepositions = [\"on\"]\n";
    let verb = "schema = 1\nevent = \"ASSAULT\"\n[[verb]]\nid = \"hit\"\nlemmas = [\"hit\"]\nactor = [\"subjekt\"]\n";
    let wrong = faults(&[("rules.toml", rules), ("events/assault.toml", verb)]);
    assert!(wrong[0].message.contains("`subjekt` is no slot"), "{wrong:?}");
    assert!(faults(&[("rules.toml", rules), ("events/assault.toml", &verb.replace("subjekt", "on"))]).is_empty());
}
