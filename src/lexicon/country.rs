//! ISO 3166-1 alpha-3, with the codes of states that are no more (ISO 3166-3) and Kosovo's in common use.

/// Whether the code is a country's, of today or before.
pub fn is_country(code: &str) -> bool {
    code.len() == 3 && (holds(CODES, code) || holds(FORMER, code))
}

/// Whether a list holds the code. Codes stand in order, four bytes apart: every place of a dictionary names one.
fn holds(codes: &str, code: &str) -> bool {
    let (spaced, last) = codes.as_bytes().as_chunks::<4>();
    let found = spaced.binary_search_by(|[a, b, c, _]| [*a, *b, *c].as_slice().cmp(code.as_bytes()));
    found.is_ok() || last == code.as_bytes()
}

/// Every code, for suggestions.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split_ascii_whitespace()
}

const CODES: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS \
    BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR \
    CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP \
    GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN \
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI \
    MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER \
    PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD \
    STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB \
    VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE";
const FORMER: &str =
    "ANT BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB PCI PCZ PHI PUS RHO SCG SUN TMP VDR WAK YMD YUG ZAR";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_states_of_today_and_before() {
        assert!(["PAK", "TWN", "XKX", "SUN", "PSE"].into_iter().all(is_country));
        assert!(!["PAS", "IGO", "pak", "", "PAK AFG"].into_iter().any(is_country));
        assert_eq!(codes().count(), 250);
        assert!(codes().chain(FORMER.split_ascii_whitespace()).all(is_country));
    }
}
