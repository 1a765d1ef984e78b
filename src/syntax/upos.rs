//! Universal part-of-speech tags, from Penn tags and the arcs around.

use super::{Label, Parse, Tag};

words!(
    /// Universal part-of-speech tags.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
);

/// Forms of "be", which is an auxiliary also where it links a subject to a noun or adjective.
const BE: [&str; 12] = ["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "’s"];
const NOT: [&str; 4] = ["not", "n't", "n’t", "nt"];

impl Parse {
    /// The universal tag of the token at `i`, whose form is `word`; X where there is no such token.
    pub fn upos(&self, i: usize, word: &str) -> Upos {
        let (Some(&tag), Some(&label)) = (self.tags.get(i), self.labels.get(i)) else { return Upos::X };
        let is = |forms: &[&str]| forms.iter().any(|form| form.eq_ignore_ascii_case(word));
        match tag {
            Tag::Nn if word == "%" => Upos::Sym,
            Tag::Nn | Tag::Nns => Upos::Noun,
            Tag::Nnp | Tag::Nnps => Upos::Propn,
            Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Afx => Upos::Adj,
            Tag::Rb if is(&NOT) => Upos::Part,
            Tag::Rb | Tag::Rbr | Tag::Rbs | Tag::Wrb => Upos::Adv,
            Tag::In if label == Label::Mark || self.has(i, &[Label::Pcomp]) => Upos::Sconj,
            Tag::In | Tag::Rp => Upos::Adp,
            Tag::To if label == Label::Aux => Upos::Part,
            Tag::To => Upos::Adp,
            Tag::Dt | Tag::Wdt if matches!(label, Label::Det | Label::Predet | Label::Preconj) => Upos::Det,
            Tag::Dt | Tag::Wdt => Upos::Pron,
            Tag::Pdt => Upos::Det,
            Tag::Prp | Tag::PrpPoss | Tag::Wp | Tag::WpPoss | Tag::Ex => Upos::Pron,
            Tag::Md => Upos::Aux,
            Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz => {
                let helps = matches!(label, Label::Aux | Label::AuxPass);
                let links = is(&BE) && !self.has(i, &[Label::Expl]);
                if helps || links { Upos::Aux } else { Upos::Verb }
            }
            Tag::Cd => Upos::Num,
            Tag::Cc => Upos::Cconj,
            Tag::Pos => Upos::Part,
            Tag::Uh => Upos::Intj,
            Tag::Dollar | Tag::Sym => Upos::Sym,
            Tag::QuoteOpen | Tag::QuoteClose | Tag::Comma | Tag::BracketOpen | Tag::BracketClose => Upos::Punct,
            Tag::Stop | Tag::Colon | Tag::Hyph | Tag::Nfp => Upos::Punct,
            Tag::Add | Tag::Fw | Tag::Ls | Tag::Xx | Tag::Space => Upos::X,
        }
    }

    fn has(&self, head: usize, labels: &[Label]) -> bool {
        self.heads.iter().zip(&self.labels).any(|(&h, label)| usize::from(h) == head && labels.contains(label))
    }
}
