//! One sentence with everything known of it: tokens, tags, arcs, and which tokens name an actor.

use super::repair::{self, Headline, VerbSort};
use crate::annotation::Mention;
use crate::lexicon::{AliasSort, Lexicon, LightVerb, Part, Trigger};
use crate::ontology::Kind;
use crate::syntax::{Label, Parse, Parser, Tag, Tagged};
use crate::text::{Span, Token, TokenKind, tokenize};
use rustc_hash::FxHashSet as HashSet;
use std::cell::OnceCell;
use std::sync::Arc;

/// A sentence, tagged and parsed when somebody first asks: most sentences with a trigger word fall to what it stands
/// beside, or to its tag. Tokens are addressed by their index.
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    /// Index of the sentence in the article.
    pub sentence: u32,
    pub span: Span,
    pub tokens: Vec<Token>,
    parser: &'a Parser<'a>,
    /// All tokens in lower case, one after the other, and where each ends.
    lower: String,
    ends: Vec<u32>,
    /// The words and phrases that conditions of triggers name and it holds, by number.
    held: OnceCell<Vec<u32>>,
    /// The words that follow the heads of triggers and it holds, by number.
    followers: OnceCell<Vec<u32>>,
    tagged: OnceCell<Tagged>,
    tree: OnceCell<Tree>,
    /// Who is named in the article.
    named: &'a [Mention],
    /// For each token the index of the article's mention that covers it.
    mentions: Vec<Option<u32>>,
}

/// How many bytes before a sentence a quotation may have begun that goes on.
const LONGEST_QUOTATION: usize = 2000;

/// The arcs of a sentence.
struct Tree {
    parse: Parse,
    /// Dependents of each token, in order: `dependents[first[i]..first[i + 1]]`.
    dependents: Vec<u32>,
    first: Vec<u32>,
}

impl<'a> Clause<'a> {
    /// Tokenises a sentence; `named` are the mentions of the article, sorted.
    pub fn new(
        text: &'a str,
        sentence: u32,
        span: Span,
        named: &'a [Mention],
        lexicon: &'a Lexicon,
        parser: &'a Parser<'a>,
    ) -> Clause<'a> {
        let mut tokens = Vec::new();
        tokenize(text, span, &lexicon.conventions, &mut tokens);
        let (lower, ends) = lower(text, &tokens);
        let mentions = tokens.iter().map(|token| covering(named, token.span)).collect();
        let (held, followers) = (OnceCell::new(), OnceCell::new());
        let (tagged, tree) = (OnceCell::new(), OnceCell::new());
        Clause {
            text,
            lexicon,
            sentence,
            span,
            tokens,
            parser,
            lower,
            ends,
            held,
            followers,
            tagged,
            tree,
            named,
            mentions,
        }
    }

    /// Whether anybody has asked for the arcs.
    pub fn is_parsed(&self) -> bool {
        self.tree.get().is_some()
    }

    /// Its tokens and their arcs.
    pub fn into_arcs(self) -> (Vec<Token>, Parse) {
        let parse = self.tree().parse.clone();
        (self.tokens, parse)
    }

    /// The spans of stretches of so many tokens.
    pub fn windows(&self, tokens: usize) -> Vec<Span> {
        let ends = |window: &[Token]| Some(window.first()?.span.join(window.last()?.span));
        self.tokens.chunks(tokens).filter_map(ends).collect()
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token in lower case, with straight apostrophes.
    pub fn lower(&self, i: usize) -> &str {
        let end = |i: usize| self.ends.get(i).map(|&end| end as usize);
        let start = i.checked_sub(1).map_or(Some(0), end);
        start.zip(end(i)).and_then(|(start, end)| self.lower.get(start..end)).unwrap_or_default()
    }

    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| token.span.of(self.text))
    }

    fn tagged(&self) -> &Tagged {
        self.tagged.get_or_init(|| {
            let spoken = self.is_shouted().then(|| self.in_small_letters());
            let words: Vec<&str> = match &spoken {
                Some(spoken) => spoken.iter().map(String::as_str).collect(),
                None => self.tokens.iter().map(|token| token.span.of(self.text)).collect(),
            };
            let mut tagged = self.parser.tag(&words);
            let grammar = &self.lexicon.rules.grammar;
            let headline = Headline {
                lower: &|i| self.lower(i),
                can_be_verb: &|i| self.is_verb_of_an_event(i),
                is_no_verb: &|i| self.is_no_verb(i),
                is_many: &|i| self.name(i).is_some_and(|named| named.kind == Kind::Group),
                is_small: &|i| self.word(i).starts_with(char::is_lowercase),
                is_name: &|i| self.is_own_name(i),
                breaks: &grammar.headline_breaks,
            };
            let is_named = |i: usize| self.mention(i).is_some();
            repair::noun_of_name(&mut tagged.tags, is_named, |i| self.is_articled(i));
            repair::verb_of_headline(&mut tagged.tags, &headline);
            let (is_base, is_only_verb) = (|i| self.is_base_of_an_event(i), |i| self.is_base_of_a_verb(i));
            repair::infinitive_behind_to(&mut tagged.tags, is_named, is_base, is_only_verb);
            repair::form_of_a_verb(
                &mut tagged.tags,
                |i| self.lower(i),
                |i| self.is_form_of_a_verb(i),
                &grammar.copulas,
            );
            repair::verb_behind_name(&mut tagged.tags, |i| self.lower(i), |i| self.is_verb_of_an_event(i));
            repair::verb_behind_plural(&mut tagged.tags, |i| self.is_base_of_a_verb(i));
            repair::adjective_before_name(&mut tagged.tags, |i| self.lower(i), &grammar.adjectives);
            repair::noun_after_article(&mut tagged.tags, |i| self.lower(i), &self.lexicon.rules.counts.one);
            tagged
        })
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let mut parse = self.parser.attach(self.tagged());
            let rules = &self.lexicon.rules;
            let lemmas = |i: usize| self.lexicon.lemmas_of(self.lower(i)).iter().map(|(lemma, _)| lemma);
            let sort = |i: usize| VerbSort {
                ditransitive: lemmas(i).any(|lemma| rules.words.ditransitive.contains(lemma)),
                intransitive: lemmas(i).any(|lemma| rules.words.intransitive.contains(lemma)),
                speaks: lemmas(i).any(|lemma| rules.words.speech.contains(lemma)),
                names: lemmas(i).any(|lemma| rules.words.naming.contains(lemma)),
                controls_object: lemmas(i).any(|lemma| rules.words.object_control.contains(lemma)),
            };
            repair::repair(&mut parse, |i| self.lower(i), &rules.grammar, sort, |i| self.mention(i));
            let (dependents, first) = dependents(&parse);
            Tree { parse, dependents, first }
        })
    }

    pub fn tag(&self, i: usize) -> Tag {
        self.tagged().tags.get(i).copied().unwrap_or(Tag::Xx)
    }

    pub fn label(&self, i: usize) -> Label {
        self.tree().parse.labels.get(i).copied().unwrap_or(Label::Dep)
    }

    /// The token's head; none for the root.
    pub fn head(&self, i: usize) -> Option<usize> {
        let head = *self.tree().parse.heads.get(i)? as usize;
        (head != i).then_some(head)
    }

    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let Tree { dependents, first, .. } = self.tree();
        let from = first.get(i).copied().unwrap_or(0) as usize;
        let to = first.get(i + 1).copied().unwrap_or(0) as usize;
        dependents.get(from..to).unwrap_or_default().iter().map(|&child| child as usize)
    }

    /// The first dependent with this label.
    pub fn child(&self, i: usize, label: Label) -> Option<usize> {
        self.children(i).find(|&child| self.label(child) == label)
    }

    /// First and last token of the phrase that `i` heads.
    pub fn phrase(&self, i: usize) -> (usize, usize) {
        let mut bounds = (i, i);
        let mut stack = vec![i];
        // A tree has no more words than the sentence.
        for _ in 0..self.len() {
            let Some(token) = stack.pop() else { break };
            bounds = (bounds.0.min(token), bounds.1.max(token));
            stack.extend(self.children(token));
        }
        bounds
    }

    /// The bytes from token `from` to token `to`, both included.
    pub fn stretch(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), self.tokens.get(to)) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => self.span,
        }
    }

    /// Index of the mention that covers the token.
    pub fn mention(&self, i: usize) -> Option<usize> {
        self.mentions.get(i).copied().flatten().map(|mention| mention as usize)
    }

    /// Whether the token names a state, and neither its people nor its capital: "Iran", but not "three Iranians".
    pub fn is_country(&self, i: usize) -> bool {
        let named = self.mention(i).and_then(|mention| self.named.get(mention));
        let state = named.filter(|mention| mention.kind == Kind::State && !self.is_many(i));
        let alias = state.and_then(|mention| self.lexicon.state_called(mention.span.of(self.text), None));
        alias.is_some_and(|alias| alias.sort == AliasSort::Name)
    }

    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    pub fn is_plural(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::Nns | Tag::Nnps)
    }

    /// Whether the noun names many, by its form or by a number: "3,000 Sudanese".
    pub fn is_many(&self, i: usize) -> bool {
        let one = &self.lexicon.rules.counts.one;
        let counts = |child: usize| self.label(child) == Label::NumMod && !one.contains(self.lower(child));
        self.is_plural(i) || self.children(i).any(counts)
    }

    pub fn is_number(&self, i: usize) -> bool {
        self.tag(i) == Tag::Cd || self.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether some base form of the token, with the particle of a phrasal verb, is in the set.
    pub fn is_one_of(&self, i: usize, words: &HashSet<Arc<str>>) -> bool {
        let word = self.lower(i);
        if words.contains(word) {
            return true;
        }
        let lemmas = self.lexicon.lemmas_of(word);
        if lemmas.iter().any(|(lemma, _)| words.contains(lemma)) {
            return true;
        }
        let particle = if lemmas.is_empty() { None } else { self.particle(i) };
        particle.is_some_and(|p| lemmas.iter().any(|(l, _)| words.contains([l, " ", self.lower(p)].concat().as_str())))
    }

    /// "the attack", "this raid": whether an article makes the noun one in particular.
    pub fn is_definite(&self, noun: usize) -> bool {
        self.children(noun).any(|child| self.is_definite_article(child))
    }

    pub fn is_definite_article(&self, i: usize) -> bool {
        self.label(i) == Label::Det && self.lexicon.rules.reference.definite.contains(self.lower(i))
    }

    /// Whether the token is a verb that only carries an event's noun: `carried out an attack`.
    pub fn is_light_verb(&self, i: usize) -> bool {
        self.light_verb(i).is_some()
    }

    /// The rule of a verb that only carries an event's noun.
    pub fn light_verb(&self, i: usize) -> Option<&'a LightVerb> {
        self.lexicon.rules.light_verbs.iter().find(|light| self.is_one_of(i, &light.verbs))
    }

    /// The entries for events that have the token among their forms, alone or in a phrase whose other words follow.
    pub fn entries(&self, i: usize) -> impl Iterator<Item = &'a Trigger> {
        let follows = move |word: &Arc<str>| (i + 1..self.len()).any(|later| self.lower(later) == &**word);
        let forms = self.lexicon.triggers_of(self.lower(i)).iter().filter(move |form| form.after.iter().all(follows));
        forms.filter_map(|form| self.lexicon.triggers.get(form.trigger as usize))
    }

    /// Whether some entry for verbs has the token among its forms.
    fn is_verb_of_an_event(&self, i: usize) -> bool {
        self.entries(i).any(|entry| entry.part == Part::Verb)
    }

    /// Who is named at the token.
    fn name(&self, i: usize) -> Option<&Mention> {
        self.named.get(self.mention(i)?)
    }

    /// Whether the token names an actor by the one word that the dictionaries call it first: "Senegal", not "Senegalese".
    fn is_own_name(&self, i: usize) -> bool {
        let actor = self.name(i).and_then(|named| self.lexicon.actor(&named.actor));
        actor.is_some_and(|actor| *actor.name == *self.word(i))
    }

    /// Whether the token is the base form of a verb of an event.
    fn is_base_of_an_event(&self, i: usize) -> bool {
        let word = self.lower(i);
        let lemmas = self.lexicon.lemmas_of(word);
        lemmas.iter().any(|(lemma, part)| **lemma == *word && *part == Part::Verb) && self.is_verb_of_an_event(i)
    }

    /// Whether the token names people or says that they are dead, and is no verb of an event.
    fn is_no_verb(&self, i: usize) -> bool {
        let people = || !self.lexicon.agents_of(self.lower(i)).is_empty();
        !self.is_verb_of_an_event(i) && (people() || self.lexicon.rules.counts.dead.contains(self.lower(i)))
    }

    /// Whether the dictionaries know the token as a form of a verb, not its base, and as nothing else.
    fn is_form_of_a_verb(&self, i: usize) -> bool {
        let word = self.lower(i);
        let lemmas = self.lexicon.lemmas_of(word);
        !lemmas.is_empty()
            && lemmas.iter().all(|(lemma, part)| **lemma != *word && *part == Part::Verb)
            && self.is_verb_of_an_event(i)
    }

    /// Whether the dictionaries know the token as the base form of a verb, and as no noun.
    fn is_base_of_a_verb(&self, i: usize) -> bool {
        let word = self.lower(i);
        let lemmas = self.lexicon.lemmas_of(word);
        lemmas.iter().any(|(lemma, _)| **lemma == *word) && lemmas.iter().all(|(_, part)| *part == Part::Verb)
    }

    /// Whether the token ends the words for a war that is not only the state's in which it is fought: "Syria's civil war".
    pub fn is_civil_war(&self, i: usize) -> bool {
        self.lexicon.rules.words.civil_wars.iter().any(|war| self.ends_in(i, war))
    }

    /// Whether the words up to the token end in the word or words: a "peace deal" is a "deal" and a "peace deal".
    pub fn ends_in(&self, i: usize, word: &str) -> bool {
        let Some((before, last)) = word.rsplit_once(' ') else { return self.lower(i) == word };
        let mut at = i;
        let mut stands_before = |word: &str| {
            at.checked_sub(1).is_some_and(|left| {
                at = left;
                self.lower(left) == word
            })
        };
        self.lower(i) == last && before.rsplit(' ').all(&mut stands_before)
    }

    /// Whether most of its longer words are capitalised, as in headlines, and all its verbs: "Police shot Eric Garner" is none.
    pub fn is_title_case(&self) -> bool {
        let long = || (0..self.len()).filter(|&i| self.word(i).chars().count() > 3);
        let is_capital = |i: usize| self.word(i).starts_with(char::is_uppercase);
        let capital = long().filter(|&i| is_capital(i)).count();
        capital * 5 > long().count() * 3 && !long().any(|i| self.is_verb(i) && !is_capital(i))
    }

    /// "IMF URGES BELGIUM TO CUT SPENDING".
    fn is_shouted(&self) -> bool {
        let words = || (0..self.len()).map(|i| self.word(i)).filter(|word| word.contains(char::is_alphabetic));
        words().nth(2).is_some() && words().all(|word| !word.contains(char::is_lowercase))
    }

    /// The words of a shouted sentence as it would be written otherwise: capitals for its beginning and known names only.
    fn in_small_letters(&self) -> Vec<String> {
        let begins = |i: usize| i.checked_sub(1).is_none_or(|before| self.lower(before) == ":");
        let named = |i: usize, lower: &str| {
            let mut letters = lower.chars();
            let first = letters.next().filter(|_| begins(i) || self.mention(i).is_some());
            first.map(|first| first.to_uppercase().chain(letters).collect())
        };
        (0..self.len()).map(|i| named(i, self.lower(i)).unwrap_or_else(|| self.lower(i).to_owned())).collect()
    }

    /// Whether the sentence has the words without which the trigger never fits.
    pub fn suits(&self, trigger: u32) -> bool {
        let held = self.held.get_or_init(|| self.lexicon.held(self.len(), |i| self.lower(i)));
        self.lexicon.suits(trigger, held)
    }

    /// Whether it holds the word by this number that follows the head of a trigger.
    pub fn has_follower(&self, number: u32) -> bool {
        let words = || (0..self.len()).map(|i| self.lower(i));
        self.followers.get_or_init(|| self.lexicon.followers(words())).binary_search(&number).is_ok()
    }

    /// Whether one of its words may mean somebody without a name whom it or a sentence before tells of.
    pub fn refers_back(&self) -> bool {
        (0..self.len()).any(|i| self.lexicon.rules.reference.is_pronoun(self.lower(i)))
    }

    /// Whether the token is the subject of a verb of saying.
    pub fn reports(&self, subject: usize) -> bool {
        let verb = self.head_by(subject, Label::Nsubj);
        verb.is_some_and(|verb| self.is_one_of(verb, &self.lexicon.rules.words.reporting))
    }

    /// Whether the sentence is a quotation, has one or goes on with one.
    pub fn is_quoted(&self) -> bool {
        const QUOTES: [&str; 4] = ["\"", "“", "``", "”"];
        (0..self.len()).any(|i| QUOTES.contains(&self.lower(i))) || self.goes_on_with_a_quotation()
    }

    /// Whether a quotation that began before in the paragraph has not ended where the sentence begins.
    pub fn goes_on_with_a_quotation(&self) -> bool {
        let end = self.span.start as usize;
        let near = end.saturating_sub(LONGEST_QUOTATION)..=end;
        let start = near.into_iter().find(|&at| self.text.is_char_boundary(at)).unwrap_or(end);
        let before = self.text.get(start..end).unwrap_or_default();
        let paragraph = before.rsplit('\n').next().unwrap_or_default();
        let last = paragraph.rfind(['“', '”']).and_then(|at| paragraph.get(at..)?.chars().next());
        match last {
            Some(mark) => mark == '“',
            None => paragraph.matches('"').count() % 2 == 1,
        }
    }

    /// The particle of a phrasal verb: a `prt` dependent, or the adverb or preposition right after it.
    fn particle(&self, i: usize) -> Option<usize> {
        self.child(i, Label::Prt).or_else(|| {
            (self.is_verb(i) && i + 1 < self.len() && matches!(self.tag(i + 1), Tag::Rp | Tag::In | Tag::Rb))
                .then_some(i + 1)
        })
    }

    /// Whether a verb stands in the passive: it has a passive auxiliary or subject, or is a bare participle that
    /// modifies its noun (`forces backed by Iran`).
    pub fn is_passive(&self, i: usize) -> bool {
        if self.tag(i) != Tag::Vbn && self.tag(i) != Tag::Vbd {
            return false;
        }
        // "ordered patrols by the police": who has a subject of its own orders.
        let active = self.child(i, Label::Nsubj).is_some();
        let marked = self.children(i).any(|child| match self.label(child) {
            Label::AuxPass | Label::NsubjPass | Label::CsubjPass => true,
            Label::Agent => !active,
            _ => false,
        });
        if marked || self.tag(i) == Tag::Vbd {
            return marked;
        }
        if self.label(i) == Label::Conj && self.child(i, Label::Aux).is_none() {
            return self.child(i, Label::Dobj).is_none() && self.head(i).is_some_and(|head| self.is_passive(head));
        }
        let perfect = self.children(i).any(|child| self.lexicon.rules.grammar.perfect.contains(self.lower(child)));
        // A participle with a subject of its own is a past tense mistaken: "students demonstrated".
        let own_subject = self.child(i, Label::Nsubj).is_some();
        !perfect && !own_subject && self.child(i, Label::Dobj).is_none()
    }

    /// Whether a token belongs to a clause of its own below what `other` is part of: "the men who raided a mall in
    /// May" tells no date of what befell the men.
    pub fn is_beside(&self, i: usize, other: usize) -> bool {
        let mut at = i;
        for _ in 0..self.len() {
            if at == other {
                return false;
            }
            // "restored ties, broken off in 2008".
            let described = self.label(at) == Label::Advcl && self.tag(at) == Tag::Vbn && at > other;
            if self.label(at) == Label::Relcl || described {
                return !self.is_under(other, at);
            }
            match self.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// What a token hangs on, where it hangs on it by such an arc.
    pub fn head_by(&self, i: usize, label: Label) -> Option<usize> {
        self.head(i).filter(|_| self.label(i) == label)
    }

    /// Whether the word is a name, as far as its tag and letters tell, that no dictionary knows.
    pub fn is_unknown_name(&self, i: usize) -> bool {
        self.tag(i) == Tag::Nnp
            && self.mention(i).is_none()
            && (self.word(i).starts_with(char::is_uppercase) || self.is_articled(i))
            && self.word(i).contains(char::is_lowercase)
    }

    /// "had blockaded the city".
    pub fn is_pluperfect(&self, verb: usize) -> bool {
        self.children(verb).any(|child| self.makes_perfect(child) && self.tag(child) == Tag::Vbd)
    }

    /// "has" and "had" before a participle.
    pub fn makes_perfect(&self, auxiliary: usize) -> bool {
        self.label(auxiliary) == Label::Aux && self.lexicon.rules.grammar.perfect.contains(self.lower(auxiliary))
    }

    /// "al-Jabari".
    fn is_articled(&self, i: usize) -> bool {
        self.lexicon.metonymy.behind_article(self.word(i)).is_some()
    }

    /// Whether a noun stands behind a preposition that says nothing of its sides: "against talks".
    pub fn is_set_apart(&self, noun: usize) -> bool {
        let rules = &self.lexicon.rules;
        let preposition = self.head_by(noun, Label::Pobj).map(|at| self.lower(at));
        preposition
            .is_some_and(|word| !rules.reference.sides_around.contains(word) && !rules.grammar.genitive.has(word))
    }

    /// Whether a stretch lies in a clause apart from the verb `other`: one that "and" sets beside it, behind it, or one that
    /// only describes somebody.
    pub fn is_in_clause_apart(&self, span: Span, other: usize) -> bool {
        let mut at = self.tokens.partition_point(|token| token.span.start < span.start);
        for _ in 0..self.len() {
            let Some(head) = self.head(at) else { return false };
            if head == other {
                return self.label(at) == Label::Conj && self.is_verb(at);
            }
            if self.label(at) == Label::Relcl && !self.is_under(other, at) {
                return true;
            }
            at = head;
        }
        false
    }

    /// "the Doha talks": whether a stretch names what stands before the noun.
    pub fn is_compound_of(&self, span: Span, noun: usize) -> bool {
        let names = |child: usize| {
            self.label(child) == Label::Compound
                && self.tokens.get(child).is_some_and(|token| span.contains(token.span))
        };
        self.children(noun).any(names)
    }

    /// Whether a token is `above` or hangs on it, however far down.
    pub fn is_under(&self, i: usize, above: usize) -> bool {
        let mut at = Some(i);
        for _ in 0..self.len() {
            match at {
                Some(token) if token == above => return true,
                Some(token) => at = self.head(token),
                None => return false,
            }
        }
        false
    }

    /// The tokens joined to `i` by "and", "or" or commas, `i` first.
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() {
            all.extend(self.children(all[at]).filter(|&child| self.label(child) == Label::Conj));
            at += 1;
        }
        all.sort_unstable();
        all
    }
}

/// The tokens in lower case, with straight apostrophes, one after the other, and where each ends.
fn lower(text: &str, tokens: &[Token]) -> (String, Vec<u32>) {
    let (mut lower, mut ends) = (String::new(), Vec::with_capacity(tokens.len()));
    for token in tokens {
        let word = token.span.of(text);
        if word.is_ascii() {
            lower.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            lower.push_str(&word.to_lowercase().replace('’', "'"));
        }
        ends.push(lower.len() as u32);
    }
    (lower, ends)
}

/// The mention that holds the whole token: in "US-backed" nobody is named who could act.
fn covering(mentions: &[Mention], span: Span) -> Option<u32> {
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    let mention = mentions.get(at)?;
    mention.span.contains(span).then_some(at as u32)
}

fn dependents(parse: &Parse) -> (Vec<u32>, Vec<u32>) {
    let n = parse.heads.len();
    let mut first = vec![0u32; n + 1];
    let arcs = || parse.heads.iter().enumerate().filter(|&(i, &head)| head as usize != i && (head as usize) < n);
    for (_, &head) in arcs() {
        first[head as usize + 1] += 1;
    }
    for i in 0..n {
        first[i + 1] += first[i];
    }
    let mut next = first.clone();
    let mut dependents = vec![0u32; first[n] as usize];
    for (i, &head) in arcs() {
        dependents[next[head as usize] as usize] = i as u32;
        next[head as usize] += 1;
    }
    (dependents, first)
}
