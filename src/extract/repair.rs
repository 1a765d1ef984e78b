//! Arcs and tags that grammar settles where the parser errs.

mod arguments;
mod tags;
mod verbs;

pub(super) use tags::{
    Headline, adjective_before_name, form_of_a_verb, infinitive_behind_to, noun_after_article, noun_of_name,
    verb_behind_name, verb_behind_plural, verb_of_headline,
};

use crate::lexicon::Grammar;
use crate::syntax::{Label, Parse, Tag};

/// What a verb can be, by the lists of the dictionaries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct VerbSort {
    pub ditransitive: bool,
    pub intransitive: bool,
    pub controls_object: bool,
    pub speaks: bool,
    pub names: bool,
}

/// Mends the arcs of a sentence; `lower` gives its tokens in lower case. Verbs that keep an object in the passive ("men
/// given medals"), that have none ("men fled") or whose infinitive is their object's ("ordered to leave") are told by `sort`,
/// known names by `name`.
pub(super) fn repair<'a>(
    parse: &mut Parse,
    lower: impl Fn(usize) -> &'a str,
    grammar: &Grammar,
    sort: impl Fn(usize) -> VerbSort,
    name: impl Fn(usize) -> Option<usize>,
) {
    let is_named = |token: usize| name(token).is_some();
    verbs::past_tense_of_the_sentence(parse, &lower, grammar, &sort);
    for token in 0..parse.heads.len() {
        arguments::captive_object(parse, &lower, grammar, token);
    }
    for token in 0..parse.heads.len() {
        arguments::dependent_of_auxiliary(parse, token);
        arguments::name_in_one_piece(parse, &name, token);
        arguments::first_of_two_names(parse, &lower, token);
        arguments::second_of_between(parse, &lower, grammar, token);
        arguments::name_behind_adjective(parse, token);
        verbs::verb_before_its_object(parse, token);
        arguments::outcome_before_number(parse, token);
        arguments::called_before_name(parse, &sort, token);
        arguments::counted_in_a_row(parse, &lower, token);
        arguments::subject_of_second_verb(parse, token);
        arguments::subject_with_owner(parse, token);
        arguments::owners_of_one(parse, &lower, grammar, token);
        arguments::number_before_outcome(parse, &lower, grammar, token);
        arguments::number_behind_outcome(parse, token);
        arguments::names_of_several(parse, &lower, token);
        arguments::second_name(parse, &lower, &is_named, token);
        arguments::object_behind_phrase(parse, token);
        arguments::receiver_of_two_objects(parse, token);
        verbs::finite_beside_finite(parse, token);
        verbs::verb_beside_saying(parse, &lower, &sort, token);
        verbs::verb_of_apposition(parse, &lower, token);
        verbs::participle_between_commas(parse, &lower, token);
        verbs::gerund_of_finite_verb(parse, &lower, token);
        arguments::second_subject(parse, &lower, token);
        arguments::subject_behind_comma(parse, &lower, token);
        verbs::finite_behind_participle(parse, &lower, token);
        verbs::participle_of_subject(parse, token);
        verbs::passive_of_headline(parse, &lower, grammar, token);
        verbs::passive_of_others(parse, &lower, grammar, token);
        verbs::gerund_of_preposition(parse, token);
        verbs::negation_of_verb(parse, &lower, grammar, token);
        verbs::infinitive_of_first(parse, &lower, grammar, token);
        verbs::object_of_title(parse, token);
        verbs::counted_object(parse, token);
        verbs::subject_of_compound(parse, token);
        arguments::receiver_before_object(parse, token);
        arguments::receiver_before_number(parse, token);
        arguments::time_given(parse, token);
        arguments::receiver_named(parse, &lower, grammar, &is_named, token);
        verbs::gerund_after_relative(parse, &lower, token);
        arguments::object_that_is_no_time(parse, &is_named, token);
        arguments::noun_of_a_clause(parse, token);
    }
}

fn children(parse: &Parse, token: usize) -> impl Iterator<Item = usize> {
    (0..parse.heads.len()).filter(move |&t| parse.heads[t] as usize == token && t != token)
}

fn has_object(parse: &Parse, verb: usize) -> bool {
    children(parse, verb).any(|child| parse.labels[child] == Label::Dobj)
}

fn is_subject_of(parse: &Parse, noun: usize, verb: usize) -> bool {
    parse.heads[noun] as usize == verb && matches!(parse.labels[noun], Label::Nsubj | Label::NsubjPass)
}

/// The head of the noun phrase that begins at `start`.
fn noun_phrase_head(parse: &Parse, start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(&head) = parse.heads.get(at).filter(|&&head| head as usize > at) {
        let head = head as usize;
        if !is_nominal(parse.tags[head]) {
            break;
        }
        at = head;
    }
    parse.tags.get(at).filter(|&&tag| is_nominal(tag)).map(|_| at)
}

/// Whether `token` is `other` or governs it.
fn is_above(parse: &Parse, token: usize, other: usize) -> bool {
    let mut at = other;
    for _ in 0..parse.heads.len() {
        if at == token {
            return true;
        }
        let head = parse.heads[at] as usize;
        if head == at {
            return false;
        }
        at = head;
    }
    true
}

fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Cd)
}

fn is_proper(tag: Tag) -> bool {
    matches!(tag, Tag::Nnp | Tag::Nnps)
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grammar() -> Grammar {
        let between = vec!["between".to_owned()].into();
        let one = |word: &str| std::iter::once(word.into()).collect();
        let (between_links, firsts, negators) = (one("and"), one("first"), one("not"));
        let (captives, captors, giving) = (one("hostage"), one("killed"), one("killed"));
        let (done_to, others, outcomes, leaving) = (one("killed"), one("others"), one("dead"), one("killed"));
        let own = Grammar {
            between,
            between_links,
            firsts,
            negators,
            captives,
            captors,
            outcomes,
            leaving,
            ..Grammar::default()
        };
        Grammar { giving, done_to, others, ..own }
    }

    /// Those that the rules ask for.
    const TAGS: [Tag; 15] = {
        use Tag::*;
        [Nn, Nnp, Nnps, Nns, Vbz, Vbp, Vbd, Vbn, Vbg, Vb, To, Jj, WpPoss, Cc, Cd]
    };
    const LABELS: [Label; 27] = {
        use Label::*;
        [
            Compound, Appos, Nsubj, NsubjPass, Dobj, Relcl, Acl, Advcl, Conj, Cc, Pobj, Prep, NpAdvmod, Advmod, Amod,
            Nmod, Ccomp, Xcomp, NumMod, Dative, Aux, AuxPass, Mark, Oprd, Poss, Dep, Det,
        ]
    };
    const WORDS: [&str; 11] = ["between", "and", ".", "killed", "first", "not", ",", "to", "hostage", "others", "dead"];

    /// A tree of any shape: each word hangs on one that was drawn before it, the first on itself.
    fn drawn(words: &[(u16, u8, u8, usize)]) -> Parse {
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|&t| (words[t].0 >> 8, t));
        let mut parse = Parse { heads: vec![0; words.len()], ..Parse::default() };
        for (drawn, &token) in order.iter().enumerate() {
            let (chance, tag, label, _) = words[token];
            parse.heads[token] = if drawn == 0 { token } else { order[chance as usize % drawn] } as u16;
            parse.tags.push(TAGS[tag as usize % TAGS.len()]);
            parse.labels.push(LABELS[label as usize % LABELS.len()]);
        }
        parse
    }

    fn assert_tree(parse: &Parse) {
        let roots = (0..parse.heads.len()).filter(|&t| parse.heads[t] as usize == t).count();
        assert_eq!(roots, 1);
        for token in 0..parse.heads.len() {
            let mut climbs = std::iter::successors(Some(token), |&t| Some(parse.heads[t] as usize));
            assert!(climbs.by_ref().take(parse.heads.len() + 1).any(|t| parse.heads[t] as usize == t));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn of_any_tree_it_makes_a_tree(words in prop::collection::vec((any::<u16>(), any::<u8>(), any::<u8>(), 0..WORDS.len()), 1..24)) {
            let mut parse = drawn(&words);
            let sort = |t: usize| VerbSort {
                ditransitive: words[t].3 == 3,
                intransitive: words[t].3 == 4,
                speaks: words[t].3 > 4,
                names: words[t].3 == 3,
                ..VerbSort::default()
            };
            repair(&mut parse, |t| WORDS[words[t].3], &grammar(), sort, |t| (words[t].0 % 2 == 0).then_some(t / 3));
            assert_tree(&parse);
        }
    }

    #[test]
    fn a_title_whose_subject_is_its_root_stays_a_tree() {
        let (mut parse, lower) = parse(&[
            ("turkey", Tag::Nnp, Label::Root, 0),
            ("accuses", Tag::Vbz, Label::Compound, 2),
            ("taliban", Tag::Nnp, Label::Appos, 0),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_tree(&parse);
        assert_eq!(parse.heads, [1, 1, 1]);
    }

    /// A parse from words written as `word/Tag/label/head`.
    fn parse<'a>(written: &[(&'a str, Tag, Label, u16)]) -> (Parse, Vec<&'a str>) {
        let mut parse = Parse::default();
        let mut lower = Vec::new();
        for (word, tag, label, head) in written {
            parse.tags.push(*tag);
            parse.labels.push(*label);
            parse.heads.push(*head);
            lower.push(*word);
        }
        (parse, lower)
    }

    #[test]
    fn between_joins_two() {
        let (mut parse, lower) = parse(&[
            ("clashes", Tag::Nns, Label::Nsubj, 5),
            ("between", Tag::In, Label::Prep, 0),
            ("troops", Tag::Nns, Label::Pobj, 1),
            ("and", Tag::Cc, Label::Cc, 2),
            ("rebels", Tag::Nns, Label::Nsubj, 5),
            ("left", Tag::Vbd, Label::Root, 5),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_eq!((parse.heads[4], parse.labels[4]), (2, Label::Conj));
    }

    #[test]
    fn a_participle_with_an_object_is_the_verb() {
        let words = [
            ("gunmen", Tag::Nns, Label::Root, 0),
            ("on", Tag::In, Label::Prep, 0),
            ("motorcycles", Tag::Nns, Label::Pobj, 1),
            ("killed", Tag::Vbn, Label::Acl, 2),
            ("ten", Tag::Cd, Label::Dobj, 3),
        ];
        let (mut mended, lower) = parse(&words);
        repair(&mut mended, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_eq!((mended.heads[3], mended.labels[3]), (3, Label::Root));
        assert_eq!((mended.heads[0], mended.labels[0]), (3, Label::Nsubj));
        // "women denied education".
        let (mut kept, lower) = parse(&words);
        repair(
            &mut kept,
            |t| lower[t],
            &grammar(),
            |_| VerbSort { ditransitive: true, ..VerbSort::default() },
            |_| None,
        );
        assert_eq!(kept.heads[3], 2);
    }

    #[test]
    fn a_second_verb_takes_the_name_before_it() {
        let (mut parse, lower) = parse(&[
            ("israel", Tag::Nnp, Label::Nsubj, 1),
            ("freed", Tag::Vbd, Label::Root, 1),
            ("prisoners", Tag::Nns, Label::Dobj, 1),
            ("and", Tag::Cc, Label::Cc, 2),
            ("hamas", Tag::Nnp, Label::Conj, 2),
            ("released", Tag::Vbd, Label::Conj, 1),
            ("hostages", Tag::Nns, Label::Dobj, 5),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_eq!((parse.heads[4], parse.labels[4]), (5, Label::Nsubj));
    }

    #[test]
    fn the_first_of_two_verbs_describes_their_subject() {
        let (mut parse, lower) = parse(&[
            ("war", Tag::Nn, Label::Nsubj, 1),
            ("fought", Tag::Vbn, Label::Advcl, 2),
            ("led", Tag::Vbd, Label::Root, 2),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_eq!((parse.heads[0], parse.labels[0]), (2, Label::Nsubj));
        assert_eq!((parse.heads[1], parse.labels[1]), (0, Label::Acl));
    }

    #[test]
    fn a_finite_verb_is_no_part_of_a_name() {
        let (mut parse, lower) = parse(&[
            ("iran", Tag::Nnp, Label::Compound, 2),
            ("sanctions", Tag::Vbz, Label::Compound, 2),
            ("turkey", Tag::Nnp, Label::Root, 2),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_eq!((parse.heads[0], parse.labels[0]), (1, Label::Nsubj));
        assert_eq!((parse.heads[2], parse.labels[2]), (1, Label::Dobj));
    }

    #[test]
    fn the_outcome_belongs_to_the_verb() {
        let (mut parse, lower) = parse(&[
            ("shot", Tag::Vbd, Label::Root, 0),
            ("dead", Tag::Jj, Label::Amod, 3),
            ("three", Tag::Cd, Label::NumMod, 3),
            ("men", Tag::Nns, Label::Dobj, 0),
        ]);
        repair(&mut parse, |t| lower[t], &grammar(), |_| VerbSort::default(), |_| None);
        assert_eq!((parse.heads[1], parse.labels[1]), (0, Label::Oprd));
    }
}
