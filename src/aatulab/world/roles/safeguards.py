"""The rules that protect whoever is looked at: what a typology's `safeguards` may name.

R1 to R12 are articles of Directive (EU) 2016/681 on passenger name records and of the Court of
Justice's judgment C-817/19 on it; the others come from ICAO Annex 9, the FATF's recommendation 32,
the WCO's SAFE framework and good practice of police and customs.
"""

from collections.abc import Mapping

HUMAN_REVIEW = "R4"
RULES: Mapping[str, str] = {
    "R1": "purpose limit",
    "R2": "no data beyond the list",
    "R3": "no sensitive data",
    HUMAN_REVIEW: "a person decides",
    "R5": "specific and reviewed criteria",
    "R6": "no rule that changes itself",
    "R7": "what speaks for the person",
    "R8": "masking after six months",
    "R9": "deletion in time",
    "R10": "every look-up is logged",
    "R11": "access and correction",
    "R12": "independent oversight",
    "R13": "ICAO's standards",
    "R14": "the Security Council's duties, with human rights",
    "R15": "a hit is not guilt",
    "R16": "lawful search, step by step",
    "R17": "victims first",
    "R18": "asylum stays open",
    "R19": "declaration of cash",
    "R20": "chain of custody",
    "R21": "equal treatment is measured",
    "R22": "a random sample",
    "R23": "synthetic data only",
    "R24": "no more trade data than needed",
}
