//! Each trap of each format: what is taken, and what is told of the rest.

use super::*;
use crate::lexicon::edit::{entries, format};
use crate::lexicon::sheet::SHEETS;
use crate::lexicon::{Layer, Lexicon, load};
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;

const OURS: &str = r#"
[[actor]]
id = "NRF"
name = "Northern Resistance Front"
kind = "group"
country = "AFG"
aliases = ["Northern Resistance"]
roles = [{ sector = ["REB"], from = 2021-08-15 }]

[[actor]]
id = "ILL"
name = "Illyrian Guard"
kind = "agency"
country = "ALB"
sector = ["MIL"]
acronyms = ["IGA"]

[[ignore]]
text = "Border Song"

[[agent]]
id = "guard"
nouns = ["guard"]
sector = ["MIL"]
"#;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| load(&[Layer::Texts(vec![("ours.toml".into(), OURS.into())])]).ok().unwrap());

/// What was not taken, by line.
fn refused(findings: &Findings) -> Vec<(u32, String)> {
    findings.account.refused().collect()
}

/// Lays the findings over ours; the file that comes of it must lie over ours without a fault.
fn merged(findings: &mut [Findings]) -> (String, Tally) {
    let plan = plan(&LEXICON, findings);
    let text = format(&entries("schema = 1\n", &plan.actors, &plan.agents).unwrap()).unwrap();
    let layers = [OURS, &text].map(|text| Layer::Texts(vec![("file.toml".into(), text.to_owned())]));
    if let Err(faults) = load(&layers) {
        panic!("{faults:?}\n{text}");
    }
    findings.iter().for_each(|found| adds_up(found.account.counts()));
    (text, plan.tally)
}

fn adds_up(counts: Counts) {
    assert_eq!(counts.lines, counts.taken + counts.in_part + counts.comments + counts.not_taken, "{counts:?}");
}

const ACTORS: &str = "\
# A file of actors; all invented.
HILL_LEAGUE_  [PAK]   ; from a list
+LEAGUE_OF_THE_HILLS_
+HL_

OMAR_DASHTI_\t# an official
+MINISTER_DASHTI
\t[PAKGOV 011222-041231]
\t[PAKELI >050101]
\t[PAKOPP <981231]
MARSH_COUNCIL_ [IGOUNO 820701-821231][IGOUNO 870701-871231] # two on a line
SEVEN_REEDS_ [AFGREBTAL]
SEVEN_REEDS_ [AFGREBTAL]
QUIET_WATER [---]
\t[PAKGOV 90080101-90081231]
BARREN_HEAD_
RED_ARMY_OF_REEDS_(RAR)_ [KKLREB]
+REED_MEN+_MEN_OF_REEDS_
+REEDFOLK]_
+REED_(THE_NORTH)_
TWICE_SAID_ [PAKGOV 050101-051231]
\t[PAKMIL 050201-050301]
\t[PAKBUS 050601-060630]
\t[PAKCOP 200417-20061201]
\t[---]
";

#[test]
fn petrarch_actors() {
    let mut found = petrarch::actors(ACTORS);
    let names =
        |at: usize| -> Vec<&str> { found.actors[at].names.iter().map(|found| found.name.text.as_str()).collect() };
    assert_eq!(names(0), ["Hill League", "League of the Hills", "HL"]);
    assert_eq!(found.actors[0].names[2].name.sort, AliasSort::Acronym);
    assert_eq!(names(1), ["Omar Dashti", "Minister Dashti"]);
    // A code before all days, one between, one from a day on; ends are included there and not here.
    let roles: Vec<_> = found.actors[1].roles.iter().map(|found| (found.role.from, found.role.until)).collect();
    let expected = [
        (None, Some(date(1999, 1, 1))),
        (Some(date(2001, 12, 22)), Some(date(2005, 1, 1))),
        (Some(date(2005, 1, 1)), None),
    ];
    assert_eq!(roles, expected);
    assert_eq!(found.actors[2].roles.len(), 2);
    assert_eq!(found.actors[3].note.as_deref(), Some("PETRARCH: AFGREBTAL"));
    // The first range that holds wins; what is left of the other is a role.
    let last = found.actors.last().unwrap();
    let roles: Vec<_> = last.roles.iter().map(|found| (found.role.sector[0], found.role.until)).collect();
    assert_eq!(roles, [(Sector::Gov, Some(date(2006, 1, 1))), (Sector::Bus, Some(date(2006, 7, 1)))]);
    let lines: Vec<u32> = refused(&found).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [14, 15, 16, 18, 19, 20, 22, 24]);
    let (text, tally) = merged(std::slice::from_mut(&mut found));
    assert_eq!((tally.new, tally.conflicting), (6, 0));
    assert!(
        text.contains("acronyms = [\"RAR\"]") && !text.contains("KKL\"") && text.contains("PETRARCH: KKLREB"),
        "{text}"
    );
    let counts = found.account.counts();
    assert_eq!((counts.lines, counts.comments, counts.not_taken), (25, 2, 8));
}

#[test]
fn names_of_others_stay_theirs() {
    let text = "\
REED_ARMY_ [SLVREB]
+NORTHERN_RESISTANCE_
BORDER_SONG_ [SLVREB]
ILLYRIAN_GUARD_ [ALBMIL]
+GUARD_OF_ILLYRIA_
NORTHERN_RESISTANCE_FRONT_ [AFGREB]
+FRONT_OF_THE_NORTH_
\t[AFGGOV 220101-221231]
\t[AFGOPP 150101-151231]
";
    let mut found = petrarch::actors(text);
    let (after, tally) = merged(std::slice::from_mut(&mut found));
    let told = refused(&found);
    assert_eq!(told[0], (1, "`Reed Army` is of SLV there, and NRF of AFG here".into()));
    assert_eq!(told[1].0, 2);
    assert!(told[2].1.starts_with("`Border Song` is to be left alone"), "{told:?}");
    assert_eq!(told[3], (6, "AFG REB there, and NRF is AFG here where no role holds".into()));
    assert!(
        told[4].1.starts_with("AFG GOV there from 2022-01-01 until 2023-01-01, and NRF is AFG REB here"),
        "{told:?}"
    );
    assert!(after.contains("\"Guard of Illyria\"") && after.contains("\"Front of the North\""), "{after}");
    assert!(after.contains("sector = [\"OPP\"], from = 2015-01-01"), "{after}");
    assert_eq!(tally, Tally { new: 0, changed: 1, same: 0, conflicting: 3 });
}

#[test]
fn an_acronym_of_ours_is_known_in_any_case() {
    let mut found = petrarch::actors("IGA_ [ALBMIL]\n+GUARD_OF_ILLYRIA_\n");
    let (after, tally) = merged(std::slice::from_mut(&mut found));
    assert!(after.contains("id = \"ILL\"\nextends = true") && !after.contains("Iga"), "{after}");
    assert_eq!((refused(&found), tally.new, tally.changed), (vec![], 0, 1));
}

#[test]
fn what_was_taken_is_the_same_the_next_time() {
    let (text, _) = merged(&mut [petrarch::actors(ACTORS), petrarch::agents(AGENTS)]);
    let layers = [OURS, &text].map(|text| Layer::Texts(vec![("file.toml".into(), text.to_owned())]));
    let lexicon = load(&layers).ok().unwrap();
    let again = plan(&lexicon, &mut [petrarch::actors(ACTORS), petrarch::agents(AGENTS)]);
    assert_eq!((again.tally.new, again.tally.changed, again.actors.len(), again.agents.len()), (0, 0, 0, 0));
}

const AGENTS: &str = "\
# Agents; all invented.
!FOLK! = MAN, WOMEN
DIKE_WARDEN [~GOV]
REED_CUTTER_ {REED_CUTTERS_OF_ALL} [~AGRHRI]
MARSH!FOLK! [~CVL]
FLOOD_POLICE {} [~COP}
PEACE_ENVOY [IGO~]
GUARD [~COP]
HYMN_SINGER [~CHR]
NO_CODE
LOST!SET! [~GOV]
NO_TILDE [GOV]
";

#[test]
fn petrarch_agents() {
    let mut found = petrarch::agents(AGENTS);
    let plural = |text: &str| {
        let mut nouns = found.agents.iter().flat_map(|agent| &agent.nouns);
        nouns.find(|noun| noun.text == text).unwrap().plural.clone()
    };
    assert_eq!(plural("dike warden"), FoundPlural::Regular);
    assert_eq!(plural("reed cutter"), FoundPlural::Is("reed cutters of all".into()));
    assert_eq!((plural("marshman"), plural("marshwomen")), (FoundPlural::None, FoundPlural::None));
    assert_eq!(plural("flood police"), FoundPlural::None);
    let (text, tally) = merged(std::slice::from_mut(&mut found));
    assert!(text.contains("code = \"IGO\"\nsector = []"), "{text}");
    let lines: Vec<u32> = refused(&found).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [8, 9, 10, 11, 12]);
    assert_eq!((tally.new, tally.conflicting), (5, 1));
}

#[test]
fn spacy_patterns() {
    let text = r#"{"label": "ORG", "pattern": "Reed Cutters", "id": "REEDS"}
{"label": "ORG", "pattern": [{"LOWER": "men"}, {"LOWER": "of"}, {"LOWER": "reeds"}], "id": "REEDS"}
{"label": "ORG", "pattern": "Guard of Illyria", "id": "ILL"}

{"label": "MONEY", "pattern": "Ten Crowns"}
{"label": "ORG", "pattern": [{"LOWER": "reed"}, {"POS": "NOUN"}]}
no pattern
"#;
    let mut found = spacy(text, &Unsaid::default());
    let (after, tally) = merged(std::slice::from_mut(&mut found));
    assert!(after.contains("{ text = \"men of reeds\", case = \"any\" }"), "{after}");
    assert!(after.contains("id = \"ILL\"\nextends = true\naliases = [\"Guard of Illyria\"]"), "{after}");
    assert_eq!(refused(&found).into_iter().map(|(line, _)| line).collect::<Vec<_>>(), [5, 6, 7]);
    assert_eq!((tally.new, tally.changed), (1, 1));
}

#[test]
fn gate_lists() {
    let (lists, own) = lists("reeds.lst:organization\ndays.lst:date:weekday\n");
    assert_eq!(lists.iter().map(|list| list.kind).collect::<Vec<_>>(), [Some(Kind::Organisation), None]);
    assert_eq!(refused(&own), []);
    let unsaid = Unsaid { kind: Some(Kind::Group), country: Some("PAK".into()), sector: vec![Sector::Reb] };
    let mut found = gate_list("Reed Cutters&id=REEDS\nMen of Reeds&id=REEDS&rank=2\n\nDry Men\nRe\u{435}d\n", &unsaid);
    let (after, tally) = merged(std::slice::from_mut(&mut found));
    assert!(after.contains("id = \"REEDS\"") && after.contains("aliases = [\"Men of Reeds\"]"), "{after}");
    assert!(after.contains("id = \"dry-men\"") && after.contains("sector = [\"REB\"]"), "{after}");
    assert_eq!(refused(&found).into_iter().map(|(line, _)| line).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(tally.new, 2);
}

#[test]
fn ids_become_one_word_and_names_without_letters_get_none() {
    let unsaid = Unsaid { kind: Some(Kind::Group), ..Unsaid::default() };
    let mut found = gate_list("Reed Cutters&id=THE REEDS\n§§\n", &unsaid);
    let (after, tally) = merged(std::slice::from_mut(&mut found));
    assert!(after.contains("id = \"THE-REEDS\""), "{after}");
    assert_eq!((tally.new, refused(&found).len()), (1, 1), "{after}");
}

#[test]
fn a_plain_table_of_names() {
    let text = "Name;Kind;Country;Sector;Aliases;Mood\nReed Cutters;group;PAK;REB, OPP;Men of Reeds;grim\nDry Men;grup;PAK;;;\n;;;;;\n";
    let mut found = csv(text, &Unsaid::default()).unwrap();
    let (after, tally) = merged(std::slice::from_mut(&mut found));
    assert!(after.contains("sector = [\"REB\", \"OPP\"]") && after.contains("\"Men of Reeds\""), "{after}");
    let told = refused(&found);
    assert!(told[0].1.contains("`mood`") && told[1].1.contains("`grup`"), "{told:?}");
    assert_eq!(tally.new, 1);
    assert!(csv("a,b\n1,2\n", &Unsaid::default()).is_err());
}

#[test]
fn a_country_that_no_table_has_is_told() {
    let mut found = csv("name,kind,country\nReed Cutters,group,QQQ\n", &Unsaid::default()).unwrap();
    let (after, _) = merged(std::slice::from_mut(&mut found));
    assert!(!after.contains("Reed") && refused(&found)[0].1.contains("`QQQ`"));
}

#[test]
fn sheets_are_known_by_their_columns() {
    for sheet in SHEETS {
        let header: Vec<String> = sheet.header().into_iter().map(str::to_owned).collect();
        assert_eq!(table::sheet_of(&header).map(|found| found.name), Some(sheet.name));
    }
}

/// A line that looks like one of the formats, or like nothing.
fn any_line() -> impl Strategy<Value = String> {
    let name = || prop_oneof!["[A-C]{1,2}_", "REED_[A-C]", "NORTHERN_RESISTANCE_", "ILLYRIAN_GUARD_", "\\PC{0,8}"];
    let code = || prop_oneof!["PAKGOV", "AFG", "KKLREB", "SLVMIL", "---", "IGOUNO", "[A-Z]{0,7}"];
    let day = "[0-2][0-9](0[1-9]|1[0-3])[0-3][0-9]";
    prop_oneof![
        (name(), code()).prop_map(|(name, code)| format!("{name} [{code}]")),
        name().prop_map(|name| format!("+{name}")),
        name(),
        (code(), day, day).prop_map(|(code, from, until)| format!("\t[{code} {from}-{until}]")),
        (code(), day).prop_map(|(code, from)| format!("\t[{code} >{from}][{code}]")),
        (name(), code()).prop_map(|(name, code)| format!("{name} {{}} [~{code}]")),
        Just("# a comment".to_owned()),
        Just(String::new()),
        "\\PC{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What is taken makes dictionaries without a fault, and no line is lost.
    #[test]
    fn the_lines_of_any_file_add_up(lines in prop::collection::vec(any_line(), 0..20)) {
        let text = lines.join("\n");
        let unsaid = Unsaid { kind: Some(Kind::Group), ..Unsaid::default() };
        let mut all = vec![petrarch::actors(&text), petrarch::agents(&text), spacy(&text, &unsaid), gate_list(&text, &unsaid)];
        all.extend(csv(&text, &unsaid));
        merged(&mut all);
    }
}
