//! Edits keep what they do not change.

use super::*;
use crate::lexicon::{AliasSort, default_files};
use crate::ontology::Sector;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use toml::Value;

const FILE: &str = r#"# Scope: hills.

schema = 1

# The reds.
[[actor]]
id = "RED"          # never reused
name = "Red Hills Movement"
kind = "group"
aliases = [
  "Red Hills",      # as the press has it
  # older
  "Hill Men", "Men of the Hills",
  # end
]
acronyms = ["RHM"]
roles = [{ code = "PAK", sector = ["REB"], from = 2010-01-01 }]  # since the split

[[ambiguous]]
text = "RHM"
rules = [
  { id = "rhm-1", pick = "RED", when_full_name = true },
]

[[actor]]
id = "BLU"
name = "Blue Force"
kind = "group"
# the end
"#;

fn name(text: &str, sort: AliasSort) -> NewName {
    NewName { text: text.into(), sort, case: None, unless_left: vec![], unless_right: vec![], from: None, until: None }
}

fn edited(id: &str, edit: ActorEdit) -> String {
    edit_actor(FILE, id, &[edit]).unwrap()
}

/// Lines that are new (+) or gone (-).
fn changed(after: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(FILE, after);
    let sign = |tag| match tag {
        similar::ChangeTag::Delete => Some('-'),
        similar::ChangeTag::Insert => Some('+'),
        similar::ChangeTag::Equal => None,
    };
    diff.iter_all_changes().filter_map(|one| Some(format!("{}{}", sign(one.tag())?, one.value().trim_end()))).collect()
}

#[test]
fn a_name_joins_its_list_and_nothing_else_changes() {
    let after = edited("RED", ActorEdit::Name(name("Reds", AliasSort::Name)));
    assert_eq!(changed(&after), ["+  \"Reds\","]);
    let after = edited("RED", ActorEdit::Name(name("R.H.M.", AliasSort::Acronym)));
    assert_eq!(changed(&after), ["-acronyms = [\"RHM\"]", "+acronyms = [\"RHM\", \"R.H.M.\"]"]);
    // A new list goes where lists of its sort stand.
    let after = edited("RED", ActorEdit::Name(name("Hill", AliasSort::Demonym)));
    assert_eq!(changed(&after), ["+demonyms = [\"Hill\"]"]);
    assert!(after.find("demonyms").unwrap() < after.find("roles").unwrap());
}

#[test]
fn a_name_says_when_it_counts() {
    let full =
        NewName { unless_left: vec!["old".into()], from: Some(date(2020, 1, 1)), ..name("Reds", AliasSort::Name) };
    let after = edited("BLU", ActorEdit::Name(full));
    assert_eq!(changed(&after), ["+aliases = [{ text = \"Reds\", unless_left = [\"old\"], from = 2020-01-01 }]"]);
}

#[test]
fn an_actor_of_an_earlier_layer_is_extended() {
    let after = edited("GRN", ActorEdit::Name(name("Greens", AliasSort::Name)));
    let added = ["+", "+[[actor]]", "+id = \"GRN\"", "+extends = true", "+aliases = [\"Greens\"]"];
    assert_eq!(changed(&after).into_iter().filter(|line| line != "+").count(), added.len() - 1, "{after}");
    let after = edited("GRN", ActorEdit::Without("Green Men".into()));
    assert!(after.contains("extends = true\nwithout = [\"Green Men\"]\n"), "{after}");
    assert!(!edited("GRN", ActorEdit::Off).contains("extends"));
}

#[test]
fn a_name_is_taken_out_with_its_comment_kept() {
    let after = edited("RED", ActorEdit::Without("hill men".into()));
    assert_eq!(changed(&after), ["-  \"Hill Men\", \"Men of the Hills\",", "+  \"Men of the Hills\","]);
    let after = edited("RED", ActorEdit::Without("Red Hills".into()));
    assert!(after.contains("# as the press has it") && after.contains("# older"), "{after}");
    assert!(edit_actor(FILE, "RED", &[ActorEdit::Without("Nobody".into())]).is_err());
}

#[test]
fn a_role_ends_and_another_follows() {
    let role = |from, until: Option<Date>, sector| {
        ActorEdit::Role(NewRole {
            code: Some("PAK".into()),
            sector: vec![sector],
            from: Some(from),
            until,
            office: None,
        })
    };
    let (begin, end) = (date(2010, 1, 1), date(2024, 3, 1));
    let after = edit_actor(FILE, "RED", &[role(begin, Some(end), Sector::Reb), role(end, None, Sector::Gov)]);
    let after = after.unwrap();
    assert!(
        after.contains("{ code = \"PAK\", sector = [\"REB\"], from = 2010-01-01, until = 2024-03-01 },\n"),
        "{after}"
    );
    assert!(
        after.contains("{ code = \"PAK\", sector = [\"GOV\"], from = 2024-03-01 },\n]  # since the split\n"),
        "{after}"
    );
}

#[test]
fn blocks_grow_and_are_made() {
    let rule = NewRule { pick: "none".into(), near_any: vec!["hotel".into()], ..NewRule::default() };
    let after = ambiguous(FILE, "rhm", std::slice::from_ref(&rule), Some("drop")).unwrap();
    let added = "+  { id = \"rhm-2\", pick = \"none\", near_any = [\"hotel\"] },";
    assert_eq!(changed(&after), [added, "+otherwise = \"drop\""]);
    let after = ambiguous(FILE, "Blues", &[rule], None).unwrap();
    assert!(after.contains("text = \"Blues\"\nwindow = \"article\"\nrules = [\n  { id = \"blues-1\""), "{after}");
    let after = ignore(FILE, "Red Hills Hotel", Some("a hotel"), None, date(2026, 1, 2)).unwrap();
    assert!(after.contains("[[ignore]]\ntext = \"Red Hills Hotel\"\nwhy = \"a hotel\"\non = 2026-01-02\n"), "{after}");
    assert!(ignore(&after, "red hills hotel", None, None, date(2026, 1, 2)).is_err());
}

#[test]
fn line_ends_and_marks_of_encodings_stay() {
    let windows = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
    let after = edit_actor(&windows, "RED", &[ActorEdit::Name(name("Reds", AliasSort::Name))]).unwrap();
    assert!(after.starts_with('\u{feff}'));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

#[test]
fn canonical_form_orders_keys_and_keeps_comments() {
    let wild = "# Head.\nschema=1\n\n\n\n# Reds.\n[[actor]]\nkind = \"group\"\n# the id\nid=\"RED\" # kept\naliases = [\"Red\"  ,\"Hills\",]\nname = \"R\"\n[[actor]]\nid = \"B\"\naliases = [\n    \"Blue\", # navy\n  # older\n\"Azure\" # last\n]\n# foot\n";
    let after = format(wild).unwrap();
    let expected = "# Head.\nschema = 1\n\n# Reds.\n[[actor]]\n# the id\nid = \"RED\"  # kept\nname = \"R\"\nkind = \"group\"\naliases = [\"Red\", \"Hills\"]\n\n[[actor]]\nid = \"B\"\naliases = [\n  \"Blue\",  # navy\n  # older\n  \"Azure\",  # last\n]\n# foot\n";
    assert_eq!(after, expected);
    assert_eq!(format(&after).unwrap(), after);
}

/// Files of entries of the default dictionaries.
fn files() -> Vec<String> {
    let entries = default_files().into_iter().filter(|(name, _)| name.starts_with("actors/"));
    entries.filter_map(|(_, bytes)| String::from_utf8(bytes.to_vec()).ok()).collect()
}

#[test]
fn canonical_form_says_the_same() {
    for text in files() {
        let after = format(&text).unwrap();
        assert_eq!(text.parse::<toml::Table>().unwrap(), after.parse::<toml::Table>().unwrap());
        assert_eq!(comments(&text), comments(&after));
        assert_eq!(format(&after).unwrap(), after);
    }
}

fn comments(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| line.starts_with('#')).map(str::to_owned).collect()
}

fn actors(table: &mut toml::Table) -> &mut Vec<Value> {
    table.get_mut("actor").and_then(Value::as_array_mut).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn adding_a_name_adds_that_name_and_nothing_else(file in 0usize..40, which in 0usize..1000, text in "\\PC{1,24}") {
        let files: Vec<String> = files().into_iter().filter(|text| text.contains("[[actor]]")).collect();
        let before = &files[file % files.len()];
        let mut table: toml::Table = before.parse().unwrap();
        let all = actors(&mut table);
        let at = which % all.len();
        let id = all[at]["id"].as_str().unwrap().to_owned();
        let after = edit_actor(before, &id, &[ActorEdit::Name(name(&text, AliasSort::Name))]).unwrap();
        let mut changed: toml::Table = after.parse().unwrap();
        let entry = actors(&mut changed)[at].as_table_mut().unwrap();
        let names = entry.get_mut("aliases").and_then(Value::as_array_mut).unwrap();
        prop_assert_eq!(names.pop(), Some(Value::String(text)));
        if names.is_empty() && !actors(&mut table)[at].as_table().unwrap().contains_key("aliases") {
            actors(&mut changed)[at].as_table_mut().unwrap().remove("aliases");
        }
        prop_assert_eq!(changed, table);
        prop_assert_eq!(comments(before), comments(&after));
    }
}
