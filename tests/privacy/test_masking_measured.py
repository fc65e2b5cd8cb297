"""How well masking does on samples that nobody tuned on: made from lists and forms of their own, by a seed.

Recall: share of the personal data that leaves nothing of itself. Wrong masks: share of the sound texts that lose a
word. `python -m tests.privacy.test_masking_measured 12345` prints the misses of another seed.
"""

import random
import sys

from assistant.privacy.masking import mask

SEED = 20261130
COUNT = 500
FIRST = (
    "Aurore Bastian Cosima Dorine Eudes Farida Gontran Honorine Isidore Jocelyne Kamilia Lubin Maïlys Nolwenn Orlane "
    "Perrine Quitterie Ronald Sixtine Tugdual Ulysse Violaine Wilhelm Yseult Zackary Anouar Btissam Cheikna Djeneba "
    "Emrys Fadwa Giulia Hind Ikram Jiyan Koffi Linh Mireia Nawelle Oksana Petra Rokhaya Shanice Thuy Umut Vasco Léo "
    "Nadia Camille Jean-Baptiste Marie-Ange Anne-Cécile Enzo Inès Sofia Mohamed Chloé"
).split()
LAST = [
    *"Abgrall Bouzid Carvalho Delattre Escoffier Ferreira Guillot Haddad Issaoui Joubert Kowalczyk Lemoine".split(),
    *"Mekki Nguyen Ollivier Pasquier Quéré Rossignol Sissoko Traoré Urbain Vasseur Wagner Yildiz Ziani".split(),
    *"Boulanger Petit Blanc Marchand Roux Delacroix Berthelot Chauvin Diallo".split(),
    *["Le Goff", "de la Tour", "Ben Youssef", "Van den Berghe", "d'Almeida", "Da Silva", "Le Bihan", "El Amrani"],
    *["du Plessis", "Saint-Aubin", "Martin-Duval", "von Stein"],
]
STREETS = ["des Acacias", "du Moulin", "Jean Jaurès", "de la Gare", "Victor-Hugo", "du 8 Mai 1945", "des Écoles"]
WAYS = ["rue", "avenue", "boulevard", "impasse", "chemin", "allée", "bd", "quai"]
TOWNS = [("35000", "Rennes"), ("06100", "Nice"), ("59000", "Lille"), ("13008", "Marseille"), ("97400", "Saint-Denis")]
NAMED = [
    "Bonjour, je m'appelle {full} et je suis AESH",
    "je m'appelle {full_low} et je suis aesh depuis 3 ans",
    "{title} {last} refuse ma demande, que faire ?",
    "{title_low} {last_low} ne veut pas signer mon contrat",
    "j'accompagne {first}, élève autiste en CE1",
    "j'accompagne {first_low}, un élève de maternelle",
    "mon élève {first} est absent, que dois-je faire ?",
    "L'élève {full} a été exclu de la cantine",
    "ma collègue {first} est en arrêt, qui la remplace ?",
    "la directrice {title} {last} m'a convoquée",
    "le coordonnateur du PIAL, {full}, change mon emploi du temps",
    "mon nom est {full}, puis-je démissionner ?",
    "Nom : {last} - Prénom : {first}. Ma quotité est de 62 %.",
    "Quel préavis pour partir en juin ?\nCordialement,\n{full}",
    "Merci d'avance. {full}",
    "mon fils {first} est malade, ai-je droit à un jour ?",
    "je suis {full}, AESH en CDI",
    "il s'appelle {first} et il a 7 ans",
    "un enfant prénommé {first} m'a frappée",
    "{title} {full}, inspectrice, demande un entretien",
]
DATA = {
    "téléphone": [
        *["{a} {b} {c} {d} {e}", "{a}{b}{c}{d}{e}", "{a}.{b}.{c}.{d}.{e}", "{a}{b} {c}{d0} {d1}{e}"],
        "{a}-{b}-{c}-{d}-{e}",
    ],
    "IBAN": ["FR{k} {w} {x} {y} {z} {w} {x} {t}", "fr{k}{w}{x}{y}{z}{w}{x}{t}", "FR{k}-{w}-{x}-{y}-{z}-{w}-{x}-{t}"],
    "courriel": ["{f}.{l}@ac-rennes.fr", "{f}{l}@exemple.com", "{f}_{l} @ exemple.fr"],
    "NUMEN": ["{aa}E{bb}{ccccc}{xyz}", "{aa}e{bb}{ccccc}{xyz_low}"],
    "adresse": [
        "{n} {way} {street}, {code} {town}",
        "{n} bis {way} {street} {code} {town}",
        "{n} {way} {street_low}",
        "{n} place {street} {code} {town}",
        "résidence {last}, {code} {town}",
    ],
}  # fmt: skip
AROUND = [
    *["mon {kind} : {datum}", "{datum}, c'est mon {kind}", "Écrivez-moi : {datum}. Merci"],
    "voici : {datum} et mon contrat finit en août",
]
SOUND = [
    "Je suis Enceinte de {n} mois, quand dois-je prévenir {boss} ?",
    "Je suis {state} et je travaille {n} heures par semaine",
    "le {n} cours de français a été annulé, dois-je rattraper ?",
    "il y a {n} place assises dans la classe",
    "{boss} refuse ma demande du {day}",
    "Madame, Monsieur, puis-je refuser une mutation ?",
    "bonjour madame la directrice me demande de surveiller la cour",
    "mon élève {state_low} m'a mordue, est-ce un accident de service ?",
    "j'accompagne {n} élèves dans {m} écoles, ai-je droit aux frais ?",
    "j'accompagne un élève autiste en {level}, qui fait le change ?",
    "ma collègue AESH est en arrêt depuis le {day}",
    "mon contrat va du {day} au {day2}, quel préavis ?",
    "Le décret n° 2014-724 du 27 juin 2014 et l'article L. 917-1 disent quoi ?",
    "Cordialement, merci de votre réponse",
    "Merci d'avance pour votre aide",
    "indice {n}66, échelon {m}, 1 607 heures, 1 8{n},02 € brut",
    "mon enfant est malade, combien de jours en {month} ?",
    "La CPAM et la MGEN me demandent {n} attestations",
    "est-ce que monsieur le principal peut changer mon emploi du temps ?",
    "Le Rectorat de Nice ne répond pas depuis {month}",
    "je suis en CDI depuis {n} ans à l'école Jules Ferry",
    "ma fille rentre en {level} en septembre, puis-je changer mes horaires ?",
    "le médecin du travail demande une visite, la directrice ne veut pas",
    "je fais {n} h dans une ULIS et {m} h en {level}",
    "suis-je obligée de suivre l'élève à la cantine ?",
]


def sample(chance):
    """Return a text and what must not be left of it: a person, or another datum."""
    first, last = chance.choice(FIRST), chance.choice(LAST)
    if chance.random() < 0.6:
        title = chance.choice(["Mme", "M.", "Madame", "Monsieur", "Mlle"])
        full = f"{first} {last}"
        text = chance.choice(NAMED).format(
            first=first, last=last, full=full, title=title, first_low=first.lower(), last_low=last.lower(),
            full_low=full.lower(), title_low=title.lower(),
        )  # fmt: skip
        parts = [
            p for p in f"{first} {last}".replace("d'", "").split() if len(p) > 3 or (p[0].isupper() and len(p) > 2)
        ]
        return text, [p for p in parts if p.lower() in text.lower()]
    kind = chance.choice(list(DATA))

    def digits(count):
        return "".join(chance.choice("0123456789") for _ in range(count))

    code, town = chance.choice(TOWNS)
    street = chance.choice(STREETS)
    datum = chance.choice(DATA[kind]).format(
        a="0" + chance.choice("1234567"), b=digits(2), c=digits(2), d=digits(2), e=digits(2), d0=digits(1),
        d1=digits(1),
        k=digits(2), w=digits(4), x=digits(4), y=digits(4), z=digits(4), t=digits(3), f=first.lower(),
        l=last[:4].strip().lower(),
        aa=digits(2), bb=digits(2), ccccc=digits(5), xyz="KQZ", xyz_low="kqz", n=chance.randrange(1, 200),
        way=chance.choice(WAYS), street=street, street_low=street.lower(), code=code, town=town, last=last,
    )  # fmt: skip
    text = chance.choice(AROUND).format(kind=kind, datum=datum)
    kept = {"adresse": [street.split()[-1]] if street.split()[-1] in datum else [last.split()[-1]]}
    return text, kept.get(kind, [datum])


def sound(chance):
    return chance.choice(SOUND).format(
        n=chance.randrange(2, 30), m=chance.randrange(2, 9),
        boss=chance.choice(["La directrice", "ma directrice", "Le principal", "l'IEN"]),
        state=chance.choice(["Fatiguée", "Nouvelle", "Seule", "Débutante", "Contractuelle", "AESH"]),
        state_low=chance.choice(["autiste", "violent", "handicapé", "de CP", "dyslexique"]),
        day=chance.choice(["01/09/2026", "3 mars 2026", "15.01.2027"]),
        day2=chance.choice(["31/08/2027", "31 août 2028"]),
        level=chance.choice(["CP", "CE2", "maternelle", "sixième"]),
        month=chance.choice(["Mars", "avril", "Septembre"]),
    )  # fmt: skip


def measured(seed, count=COUNT):
    """Return recall, share of wrong masks, and what went wrong."""
    chance = random.Random(seed)  # noqa: S311
    wrong, held, missed, spoilt = [], 0, 0, 0
    for _ in range(count):
        text, secrets = sample(chance)
        shown = mask(text).text
        left = [secret for secret in secrets if secret.lower() in shown.lower()]
        held += not left
        missed += bool(left)
        if left:
            wrong.append(("MISSED", left, text, shown))
        innocent = sound(chance)
        if mask(innocent).text != innocent:
            spoilt += 1
            wrong.append(("WRONG", [], innocent, mask(innocent).text))
    return held / count, spoilt / count, wrong


def test_recall_and_wrong_masks_on_samples_that_nobody_tuned_on():
    recall, spoilt, wrong = measured(SEED)
    print(f"\nrecall {recall:.1%}, wrong masks {spoilt:.1%}")
    assert recall >= 0.97, wrong
    assert spoilt <= 0.03, wrong


if __name__ == "__main__":
    recall, spoilt, wrong = measured(int(sys.argv[1]))
    for line in wrong:
        print(*line, sep=" | ")
    print(f"recall {recall:.1%}, wrong masks {spoilt:.1%}")
