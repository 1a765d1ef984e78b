//! Dictionaries read, checked and compiled: what is found, what is refused, and how layers lie over each other.

use khabar::lexicon::{Fault, Found, Layer, Lexicon, Scratch, Severity, check, load, load_with_examples};
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

#[test]
fn examples_that_are_built_in_are_read_by_who_asks_for_them() {
    let own = "[[actor]]\nid = \"RED\"\nname = \"Red Hills Movement\"\nkind = \"group\"\n\
        examples = [{ text = \"The Red Hills Movement met.\", expect = \"Red Hills Movement\" }]\n";
    let layers = [Layer::Default, layer(&[("actors/a.toml", own)])];
    let examples = |loaded: Result<Lexicon, Vec<Fault>>| loaded.unwrap_or_else(|faults| panic!("{faults:#?}")).examples;
    assert_eq!(examples(load(&layers)).len(), 1);
    assert!(examples(load_with_examples(&layers)).len() > 1000);
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
    let told: Vec<String> = all.iter().map(|fault| format!("{} {}", fault.place.origin, fault.message)).collect();
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
    assert_eq!((alias.place.column, alias.place.quote.as_str()), (1, "alias = [\"Alpha\"]"));
}

#[test]
fn a_fault_within_a_name_says_what_and_where() {
    let all = faults(&[(
        "actors/a.toml",
        "[[actor]]\nid = \"A\"\nname = \"Alpha\"\nkind = \"group\"\naliases = [\n  \"Al\",\n  { text = \"Alf\", unles_left = [] },\n]\n",
    )]);
    assert_eq!(all[0].message, "unknown field `unles_left`");
    assert_eq!(all[0].help.as_deref(), Some("did you mean `unless_left`?"));
    assert_eq!(all[0].place.origin.line, 7);
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
    // What is written in capitals is found as either.
    let case = "[[actor]]\nid = \"A\"\nname = \"Alpha Front\"\nkind = \"group\"\nacronyms = [\"AF\"]\n\
                [[actor]]\nid = \"B\"\nname = \"Af\"\nkind = \"group\"\n";
    assert_eq!(faults(&[("actors/a.toml", case)]).iter().map(|fault| fault.code).collect::<Vec<_>>(), ["D001"]);
    let exact = case.replace("name = \"Af\"", "name = \"Blue\"\naliases = [{ text = \"Af\", case = \"exact\" }]");
    assert!(faults(&[("actors/a.toml", &exact)]).is_empty());
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
    assert_ne!(extended.hash(), replaced.hash());
    assert_eq!(over("[[actor]]\nid = \"RDE\"\noff = true\n").err().unwrap().len(), 1);
}

#[test]
fn the_default_dictionaries_have_no_faults_and_nothing_odd() {
    let faults = check(&[Layer::Default]).faults.into_iter().filter(|fault| fault.severity != Severity::Info);
    let told: Vec<_> = faults.map(|fault| format!("{} {} {}", fault.code, fault.place.origin, fault.message)).collect();
    assert!(told.is_empty(), "{told:#?}");
}

/// Warnings of several layers, as code and message.
fn warnings(layers: &[Layer]) -> Vec<String> {
    let faults = check(layers).faults.into_iter().filter(|fault| fault.severity == Severity::Warning);
    faults
        .map(|fault| format!("{} {}:{} {}", fault.code, fault.place.layer, fault.place.origin, fault.message))
        .collect()
}

#[test]
fn what_a_layer_adds_is_traced_to_its_own_file() {
    let own = "[[actor]]\nid = \"RED\"\nextends = true\naliases = [\n  \"Rubies\",\n]\n";
    let lexicon = load(&[layer(&[("actors/a.toml", GROUPS)]), layer(&[("actors/a.toml", own)])]).unwrap();
    let alias = lexicon.aliases.iter().find(|alias| &*alias.text == "Rubies").unwrap();
    assert_eq!(alias.at.origin.to_string(), "actors/a.toml:5");
    // A fault in a file whose name two layers have is the right one's.
    let wrong = own.replace("Rubies", "Rub_ies");
    let faults = load(&[layer(&[("actors/a.toml", GROUPS)]), layer(&[("actors/a.toml", &wrong)])]).err().unwrap();
    assert_eq!(
        (faults[0].place.layer, faults[0].place.quote.as_str(), faults[0].place.column),
        (1, "  \"Rub_ies\",", 3)
    );
}

#[test]
fn a_layer_takes_names_out_and_changes_roles_and_parents() {
    let base = "[[actor]]\nid = \"A\"\nname = \"Alpha Front\"\nkind = \"group\"\nparent = [\"B\"]\naliases = [\"Alphas\", \"Men of Alpha\"]\n\
                roles = [{ sector = [\"REB\"], from = 2001-01-01 }]\n[[actor]]\nid = \"B\"\nname = \"Beta Front\"\nkind = \"group\"\n";
    let own = "[[actor]]\nid = \"A\"\nextends = true\nkind = \"party\"\nwithout = [\"alphas\"]\nparent = [{ id = \"B\", until = 2010-01-01 }]\n\
               roles = [{ sector = [\"REB\"], from = 2001-01-01, until = 2010-01-01 }, { sector = [\"PTY\"], from = 2010-01-01 }]\n";
    let lexicon = load(&[layer(&[("actors/a.toml", base)]), layer(&[("actors/own.toml", own)])]).unwrap();
    assert_eq!(found(&lexicon, "Alphas, Men of Alpha, Alpha Front"), ["A Alpha Front", "A Men of Alpha"]);
    let actor = lexicon.actor("A").unwrap();
    assert_eq!(actor.kind.as_str(), "party");
    let roles: Vec<_> = actor.roles.iter().map(|role| (role.sector[0].as_str(), role.period.until.is_some())).collect();
    assert_eq!(roles, [("REB", true), ("PTY", false)]);
    assert_eq!(lexicon.wholes("A", Some("2005-01-01".parse().unwrap())).len(), 1);
    assert!(lexicon.wholes("A", Some("2015-01-01".parse().unwrap())).is_empty());
    let own = own.replace("alphas", "alphabet");
    let faults = load(&[layer(&[("actors/a.toml", base)]), layer(&[("actors/own.toml", &own)])]).err().unwrap();
    assert!(faults[0].message.contains("no earlier layer has the name `alphabet`"), "{faults:#?}");
}

#[test]
fn a_name_may_stand_twice_with_other_conditions() {
    let names =
        "[{ text = \"Hill Men\", until = 2001-01-01 }, { text = \"Hill Men\", from = 2010-01-01 }, \"Hill Men Front\"]";
    let text = format!("[[actor]]\nid = \"A\"\nname = \"Alpha\"\nkind = \"group\"\naliases = {names}\n");
    let lexicon = lexicon(&text);
    let periods: Vec<_> =
        lexicon.aliases.iter().filter(|alias| &*alias.text == "Hill Men").map(|alias| alias.period).collect();
    assert_eq!(periods.len(), 2);
    assert!(periods[1].holds("2020-01-01".parse().unwrap()) && !periods[0].holds("2020-01-01".parse().unwrap()));
    // Conditions of the name itself stand in a list, and hold.
    let text = text.replace("\"Hill Men Front\"", "{ text = \"Alpha\", unless_left = [\"old\"] }");
    assert_eq!(found(&self::lexicon(&text), "Alpha, old Alpha"), ["A Alpha"]);
}

#[test]
fn what_cannot_be_read_hides_no_other_fault() {
    let text = "[[actor]]\nid = \"A\"\nname = \"Alpha\"\nkind = \"grup\"\nalias = [\"Al\"]\naliases = [{ text = \"Alf\", csae = \"exact\" }, { case = \"exact\" }]\n\
                country = \"PAS\"\n[[actor]]\nid = \"B\"\nname = \"Beta\"\nkind = \"group\"\nparent = [\"A\"]\n";
    let told: Vec<_> = faults(&[("actors/a.toml", text)]).into_iter().map(|fault| fault.message).collect();
    for words in ["`alias`", "`csae`", "missing field `text`", "`grup`", "`PAS`"] {
        assert!(told.iter().any(|message| message.contains(words)), "{words}\n{told:#?}");
    }
    assert_eq!(told.len(), 5, "{told:#?}");
}

#[test]
fn blocks_that_cannot_do_what_they_say() {
    let two = "[[actor]]\nid = \"A\"\nname = \"Alpha Front\"\nkind = \"group\"\nacronyms = [\"AF\"]\n\
               [[actor]]\nid = \"B\"\nname = \"Blue Force\"\nkind = \"group\"\nacronyms = [\"AF\"]\n[[ambiguous]]\ntext = \"AF\"\n";
    let never = format!("{two}rules = [{{ id = \"af-1\", pick = \"A\" }}]\n");
    assert!(faults(&[("actors/a.toml", &never)])[0].message.contains("`af-1` has no condition"));
    let one = format!(
        "{two}rules = [{{ id = \"af-1\", pick = \"A\", when_full_name = true }}]\n[[ambiguous]]\ntext = \"ZZ\"\n"
    );
    let told = warnings(&[layer(&[("actors/a.toml", &one)])]);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("`AF` is never B") && told[1].contains("no actor has the name `ZZ`"), "{told:#?}");
    let unknown =
        format!("{two}otherwise = \"A\"\nexamples = [{{ text = \"AF came.\", expect = \"AF\", actor = \"C\" }}]\n");
    assert!(faults(&[("actors/a.toml", &unknown)])[0].message.contains("no actor has the id `C`"));
}

#[test]
fn nothing_is_part_of_itself() {
    let text = "[[actor]]\nid = \"A\"\nname = \"Alpha\"\nkind = \"group\"\nparent = [\"B\"]\n\
                [[actor]]\nid = \"B\"\nname = \"Beta\"\nkind = \"group\"\nparent = [\"A\"]\n";
    let told = faults(&[("actors/a.toml", text)]);
    assert!(told.iter().all(|fault| fault.message.contains("part of itself")) && told.len() == 2, "{told:#?}");
}

#[test]
fn shared_rules_that_are_lost_or_never_match_are_told() {
    let rules = |ids: &[&str], word: &str| {
        let rules = ids.iter().map(|id| {
            format!(
                "[[status]]\nid = \"{id}\"\nstatus = \"denied\"\nat = \"governor\"\nwords = [\"deny\", \"{word}\"]\n"
            )
        });
        layer(&[("rules.toml", &format!("schema = 1\n{}", rules.collect::<String>()))])
    };
    assert!(warnings(&[rules(&["one", "two"], "rule out"), rules(&["two", "one", "three"], "refute")]).is_empty());
    let told = warnings(&[rules(&["one", "two"], "refute"), rules(&["two"], "deny with force")]);
    assert!(told[0].starts_with("D014 1:rules.toml:1") && told[0].contains("`one`"), "{told:#?}");
    assert!(told[1].starts_with("D015 1:rules.toml:6") && told[1].contains("`deny with force`"), "{told:#?}");
}

#[test]
fn a_shared_rule_for_an_entry_that_nobody_has_is_told() {
    let rule = |entry: &str| {
        let text = format!(
            "schema = 1\n[[fill]]\nid = \"doers\"\nrole = \"recipient\"\nfrom = \"deed\"\nentries = [\"{entry}\"]\n"
        );
        let verb =
            "schema = 1\nevent = \"ASSAULT\"\n[[verb]]\nid = \"raid\"\nlemmas = [\"raid\"]\nactor = [\"subject\"]\n";
        layer(&[("events/assault.toml", verb), ("rules.toml", &text)])
    };
    assert!(warnings(&[rule("raid.v")]).is_empty());
    let told = warnings(&[rule("raid.n")]);
    assert!(told.len() == 1 && told[0].starts_with("D015 0:rules.toml:6") && told[0].contains("`raid.n`"), "{told:#?}");
}

#[test]
fn lists_of_shared_rules_that_are_lost_or_wrong_are_told() {
    let file = |lists: &str| [("rules.toml", format!("schema = 1\n{lists}"))];
    let as_layer = |lists: &str| layer(&file(lists).each_ref().map(|(name, text)| (*name, text.as_str())));
    let both = "[negation]\nsubjects = [\"nobody\"]\n[counts]\none = [\"a\"]\n";
    assert!(warnings(&[as_layer(both), as_layer(both)]).is_empty());
    let told = warnings(&[as_layer(both), as_layer("[counts]\none = [\"a\"]\n")]);
    assert!(told[0].starts_with("D014") && told[0].contains("`negation.subjects`"), "{told:#?}");
    let line_of_fault = |lists: &str| {
        let text = format!("schema = 1\n{lists}");
        let told = faults(&[("rules.toml", &text)]);
        (told[0].place.origin.line, told[0].message.clone())
    };
    let (line, message) =
        line_of_fault("[words]\nprepositions = [\"of\"]\n[belonging]\npeople = [\"of\"]\nowner = [\"off\"]\n");
    assert!(line == 6 && message.contains("`off`"), "{line}: {message}");
    let (line, message) = line_of_fault("[events]\nforce = [\"ASSAULT\",\n\"ASSALT\"]\n");
    assert!(line == 4 && message.contains("ASSALT"), "{line}: {message}");
    let (line, _) = line_of_fault("[dates]\nago = [\"ago\"]\nparts_of_day = { \"night\" = -7 }\n");
    assert_eq!(line, 4);
}

#[test]
fn names_that_begin_alike_are_told_apart_in_the_order_of_their_ends() {
    let names = "[\"National Front\", \"National Front of the North\", \"National Front of the South\", \"Front of the South\"]";
    let text = format!("[[actor]]\nid = \"A\"\nname = \"North\"\nkind = \"group\"\naliases = {names}\n");
    let lexicon = lexicon(&text);
    let text = "The National Front of the South, not the National Front of the Northeast.";
    let mut hits = Vec::new();
    lexicon.scan(text, Span::new(0, text.len()), &mut Scratch::default(), &mut hits);
    let words: Vec<&str> = hits.iter().map(|hit| hit.span.of(text)).collect();
    assert_eq!(words, ["National Front", "National Front of the South", "Front of the South", "National Front"]);
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
