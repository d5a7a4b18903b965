"""The fixed values of notices, which translate; free text does not."""

from collections.abc import Mapping

from aatulab.exchange.notices.entry import Words

URGENCY: Mapping[str, Words] = {
    "routine": Words("Routine", "Ordinaire"),
    "priority": Words("Priority", "Prioritaire"),
    "urgent": Words("Urgent", "Urgent"),
    "flash": Words("Flash", "Flash"),
}
NEED_AN_ANSWER = frozenset({"urgent", "flash"})  # these carry a deadline for acknowledgement

HANDLING: Mapping[str, Words] = {
    "this_group": Words("For this group only", "Pour ce groupe seulement"),
    "ask_first": Words(
        "Ask the sender before passing on", "Consulter l'expéditeur avant diffusion"
    ),
    "may_be_shared": Words("May be shared between services", "Diffusion permise entre services"),
}
SUBJECT_OF: Mapping[str, Words] = {
    "flight": Words("Flight", "Vol"),
    "consignment": Words("Air cargo consignment", "Envoi de fret aérien"),
    "postal_item": Words("Postal or express item", "Envoi postal ou express"),
    "baggage": Words("Baggage", "Bagage"),
    "passenger": Words("Passenger, by booking reference", "Passager, par dossier de réservation"),
}
# letters: the source; digits: the information, as in a 4×4 system
GRADE: Mapping[str, Words] = {
    f"{source}{information}": Words(f"{source_en}; {info_en}", f"{source_fr} ; {info_fr}")
    for source, source_en, source_fr in (
        ("A", "source always reliable", "source toujours fiable"),
        ("B", "source mostly reliable", "source le plus souvent fiable"),
        ("C", "source mostly unreliable", "source le plus souvent peu fiable"),
        ("X", "source not yet known", "source pas encore connue"),
    )
    for information, info_en, info_fr in (
        ("1", "known to be true", "information établie"),
        ("2", "known to the source, confirmed", "connue de la source, confirmée"),
        ("3", "not known to the source, confirmed", "rapportée à la source, confirmée"),
        ("4", "cannot be judged", "ne peut être évaluée"),
    )
}
PLACE: Mapping[str, Words] = {
    "passenger_hall": Words("Passenger hall", "Hall des passagers"),
    "cargo_shed": Words("Cargo shed", "Hangar de fret"),
    "mail_centre": Words("Mail centre", "Centre postal"),
    "express_hub": Words("Express hub", "Plateforme express"),
}
GOODS: Mapping[str, Words] = {
    "drugs": Words("Drugs", "Stupéfiants"),
    "precursors": Words("Precursor chemicals", "Précurseurs chimiques"),
    "tobacco": Words("Tobacco", "Tabac"),
    "cash": Words("Undeclared cash", "Argent liquide non déclaré"),
    "medicines": Words("Falsified medicines", "Médicaments falsifiés"),
    "counterfeits": Words("Counterfeit goods", "Contrefaçons"),
    "wildlife": Words("Protected species (CITES)", "Espèces protégées (CITES)"),
    "weapons": Words("Weapons", "Armes"),
    "cultural": Words("Cultural goods", "Biens culturels"),
    "gold": Words("Gold and precious metals", "Or et métaux précieux"),
    "other": Words("Other", "Autre"),
}
DETECTED_BY: Mapping[str, Words] = {
    "risk_analysis": Words("Risk analysis", "Analyse de risque"),
    "random": Words("Drawn by lot", "Tirage au sort"),
    "alert": Words("Alert of another unit", "Alerte d'une autre unité"),
    "x_ray": Words("X-ray", "Rayons X"),
    "dog": Words("Detector dog", "Chien détecteur"),
    "observation": Words("Officer's observation", "Observation d'un agent"),
}
UNIT: Mapping[str, Words] = {
    "kg": Words("kg", "kg"),
    "litres": Words("litres", "litres"),
    "pieces": Words("pieces", "pièces"),
    "tablets": Words("tablets", "comprimés"),
    "usd": Words("USD", "USD"),
}
OUTCOME: Mapping[str, Words] = {
    "given": Words("Information given", "Information donnée"),
    "nothing_held": Words(
        "Nothing held; this proves nothing", "Rien de connu ; cela ne prouve rien"
    ),
    "later": Words("Answer follows", "La réponse suivra"),
    "refused": Words("Cannot be given", "Ne peut être donnée"),
}
