//! Tagger and parser: tokens in, tags and arcs out. Pure; its model is compiled in.
//!
//! Tags are the Penn Treebank's, arcs carry spaCy's (ClearNLP) labels, as its English models print them.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As treebanks print it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The reverse of [`Self::as_str`].
            pub fn parse(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

pub mod hash;
pub mod model;
pub mod state;
pub mod table;
pub mod tagger;
mod upos;
pub mod word;

use model::Tables;
use state::State;
use std::sync::LazyLock;
use tagger::Tagging;
pub use upos::Upos;
use word::Word;

/// The tags and arcs of one sentence, one of each a token. Always a tree.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    pub tags: Vec<Tag>,
    /// Index of each token's head; the root's is its own.
    pub heads: Vec<u16>,
    pub labels: Vec<Label>,
    scratch: Scratch,
}

/// Buffers that one sentence leaves to the next.
#[derive(Clone, Debug, Default)]
struct Scratch {
    words: Vec<Word>,
    tagging: Tagging,
    state: State,
    /// The root of the window just parsed, from the window's start.
    root: usize,
}

words!(
    /// Penn Treebank part-of-speech tags.
    Tag {
        Dollar = "$", QuoteOpen = "``", QuoteClose = "''", Comma = ",", BracketOpen = "-LRB-", BracketClose = "-RRB-",
        Stop = ".", Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW",
        Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN",
        Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB",
        Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG",
        Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", Xx = "XX",
        Space = "_SP",
    }
);

words!(
    /// Labels of arcs, from dependent to head.
    Label {
        Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod", Agent = "agent", Amod = "amod",
        Appos = "appos", Attr = "attr", Aux = "aux", AuxPass = "auxpass", Case = "case", Cc = "cc", Ccomp = "ccomp",
        Compound = "compound", Conj = "conj", Csubj = "csubj", CsubjPass = "csubjpass", Dative = "dative", Dep = "dep",
        Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj", Mark = "mark", Meta = "meta", Neg = "neg",
        Nmod = "nmod", NpAdvmod = "npadvmod", Nsubj = "nsubj", NsubjPass = "nsubjpass", NumMod = "nummod",
        Oprd = "oprd", Parataxis = "parataxis", Pcomp = "pcomp", Pobj = "pobj", Poss = "poss", Preconj = "preconj",
        Predet = "predet", Prep = "prep", Prt = "prt", Punct = "punct", QuantMod = "quantmod", Relcl = "relcl",
        Xcomp = "xcomp",
    }
);

/// A trained tagger and parser.
pub struct Model {
    /// None only where the file compiled in is not a model, which a test rules out.
    tables: Option<Tables<'static>>,
}

/// Sentences are parsed in windows of this many words; what is longer is a list or a fault.
const WINDOW: usize = 512;

impl Model {
    /// The model that travels with the program.
    pub fn shipped() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::new(include_bytes!("model.bin")));
        &MODEL
    }

    /// A model over the bytes of a model file; bytes that are none make every word a noun.
    pub fn new(file: &'static [u8]) -> Model {
        Model { tables: Tables::read(file) }
    }

    /// Whether the bytes were a model file.
    pub fn is_trained(&self) -> bool {
        self.tables.is_some()
    }

    /// Tags and parses one sentence into `parse`, whose buffers are reused. Never fails; any words give a tree.
    ///
    /// Of a sentence longer than 512 words each stretch of so many is parsed for itself, and the later roots hang
    /// from the first.
    pub fn parse(&self, words: &[&str], parse: &mut Parse) {
        parse.tags.clear();
        parse.heads.clear();
        parse.labels.clear();
        let mut scratch = std::mem::take(&mut parse.scratch);
        let mut root = 0;
        for (nth, window) in words.chunks(WINDOW).enumerate() {
            let start = parse.tags.len();
            self.window(window, &mut scratch, parse);
            let found = scratch.root;
            if nth == 0 {
                root = found;
            } else {
                let dangling = start + found;
                parse.heads[dangling] = root as u16;
                parse.labels[dangling] = Label::Dep;
            }
        }
        parse.scratch = scratch;
    }

    fn window(&self, words: &[&str], scratch: &mut Scratch, parse: &mut Parse) {
        word::read(words, &mut scratch.words);
        let start = parse.tags.len();
        scratch.root = 0;
        let reachable = start + words.len() <= usize::from(u16::MAX);
        let Some(tables) = self.tables.filter(|_| reachable) else {
            // Heads have 16 bits: what lies beyond hangs from the first word of its window, or from the root.
            parse.tags.extend(words.iter().map(|_| Tag::Nn));
            parse.heads.extend(words.iter().map(|_| 0));
            parse.labels.extend((0..words.len()).map(|i| if start + i == 0 { Label::Root } else { Label::Dep }));
            return;
        };
        tagger::tag(&tables, &scratch.words, &mut scratch.tagging);
        let tags = &scratch.tagging.tags;
        parse.tags.extend(tags.iter().map(|&tag| Tag::ALL.get(usize::from(tag)).copied().unwrap_or(Tag::Nn)));
        let state = &mut scratch.state;
        state.start(&scratch.words, tags.iter().copied());
        while !state.done() {
            let next = tables.next(state);
            let label = state.arc(next).map_or(0, |(dependent, head)| tables.label(state, dependent, head));
            state.go(next, label);
        }
        for i in 0..words.len() {
            let (head, label) = state.found(i).unwrap_or_else(|| {
                scratch.root = i;
                (i as u16, Label::Root as u8)
            });
            parse.heads.push(start as u16 + head);
            parse.labels.push(Label::ALL.get(label as usize).copied().unwrap_or(Label::Dep));
        }
    }
}
