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
pub mod index;
pub mod matrix;
pub mod net;
pub mod signs;
pub mod state;
mod upos;
pub mod word;

use net::{Known, Net, Reading};
use state::State;
use std::cell::RefCell;
use std::sync::LazyLock;
pub use upos::Upos;
use word::Word;

/// The tags and arcs of one sentence, one of each a token. Always a tree.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    pub tags: Vec<Tag>,
    /// Index of each token's head; the root's is its own.
    pub heads: Vec<u16>,
    pub labels: Vec<Label>,
}

/// The tags of one sentence, and what its arcs can be drawn from.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    pub tags: Vec<Tag>,
    words: Vec<Word>,
    known: Known,
}

/// A model at work, on one thread: what it computes with is left from sentence to sentence.
pub struct Parser<'m> {
    model: &'m Model,
    buffers: RefCell<Buffers>,
}

#[derive(Default)]
struct Buffers {
    tagged: Tagged,
    reading: Reading,
    state: State,
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
    net: Option<Net>,
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
        Model { net: Net::read(file) }
    }

    /// Whether the bytes were a model file.
    pub fn is_trained(&self) -> bool {
        self.net.is_some()
    }

    /// Makes it ready to parse sentence after sentence.
    pub fn parser(&self) -> Parser<'_> {
        Parser { model: self, buffers: RefCell::default() }
    }
}

impl Parser<'_> {
    /// Tags and parses one sentence into `parse`, whose room is used again. Never fails; any words give a tree.
    ///
    /// Of a sentence longer than 512 words each stretch of so many is parsed for itself, and the later roots hang
    /// from the first.
    pub fn parse(&self, words: &[&str], parse: &mut Parse) {
        let Buffers { tagged, reading, state } = &mut *self.buffers.borrow_mut();
        self.model.tag(words, tagged, reading);
        self.model.attach(tagged, parse, reading, state);
    }

    /// Tags one sentence. Its arcs, which cost more again, can be had from that at any time with [`Self::attach`].
    pub fn tag(&self, words: &[&str]) -> Tagged {
        let mut tagged = Tagged::default();
        self.model.tag(words, &mut tagged, &mut self.buffers.borrow_mut().reading);
        tagged
    }

    /// Parses a sentence that was tagged.
    pub fn attach(&self, tagged: &Tagged) -> Parse {
        let mut parse = Parse::default();
        let Buffers { reading, state, .. } = &mut *self.buffers.borrow_mut();
        self.model.attach(tagged, &mut parse, reading, state);
        parse
    }
}

impl Model {
    fn tag(&self, words: &[&str], tagged: &mut Tagged, reading: &mut Reading) {
        let Tagged { tags, words: read, known } = tagged;
        tags.clear();
        tags.reserve(words.len());
        known.clear();
        word::read(words, read);
        for window in read.chunks(WINDOW) {
            match self.net.as_ref().filter(|_| is_reachable(tags.len() + window.len())) {
                Some(net) => net.tag(window, reading, known, |tag| {
                    tags.push(Tag::ALL.get(usize::from(tag)).copied().unwrap_or(Tag::Nn));
                }),
                None => tags.extend(window.iter().map(|_| Tag::Nn)),
            }
        }
    }

    fn attach(&self, tagged: &Tagged, parse: &mut Parse, reading: &mut Reading, state: &mut State) {
        let Tagged { tags, words, known } = tagged;
        parse.tags.clone_from(tags);
        let Parse { heads, labels, .. } = parse;
        heads.clear();
        heads.reserve(words.len());
        labels.clear();
        labels.reserve(words.len());
        let mut root = 0;
        for (window, tags) in words.chunks(WINDOW).zip(tags.chunks(WINDOW)) {
            let start = heads.len();
            let Some(net) = self.net.as_ref().filter(|_| is_reachable(start + window.len())) else {
                // Heads have 16 bits: what lies beyond hangs from the first word of all.
                heads.extend(window.iter().map(|_| 0));
                labels.extend((0..window.len()).map(|i| if start + i == 0 { Label::Root } else { Label::Dep }));
                continue;
            };
            state.start(window, tags.iter().map(|&tag| tag as u8));
            net.attach(known.get(start..).unwrap_or_default(), reading, state);
            let mut own = 0;
            for i in 0..window.len() {
                let (head, label) = state.found(i).unwrap_or_else(|| {
                    own = i;
                    (i as u16, Label::Root as u8)
                });
                heads.push(start as u16 + head);
                labels.push(Label::ALL.get(label as usize).copied().unwrap_or(Label::Dep));
            }
            if start == 0 {
                root = own;
            } else {
                heads[start + own] = root as u16;
                labels[start + own] = Label::Dep;
            }
        }
    }
}

/// Whether a sentence of so many words can have a head at any of them.
fn is_reachable(words: usize) -> bool {
    words <= usize::from(u16::MAX)
}
