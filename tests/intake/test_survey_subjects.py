"""Illnesses, aids, diets and means tell who people are; a cat's age, a taste and a room do not."""

import re
import tomllib
from pathlib import Path

import pytest

import reelwright.intake.survey_people as people
from intake.test_survey_people import refused
from reelwright.domain.traits import tells_who_people_are
from reelwright.intake.survey_people import trait_of
from reelwright.intake.survey_roles import role_of
from reelwright.intake.survey_things import of_a_thing
from reelwright.intake.survey_tongues import KNOWN

TOLD = {
    "en": (
        "Have you ever had a stroke?", "Do you take statins?", "Do you use a walking frame?",
        "What tax band are you in?", "Do you use a mobility scooter?",
        "Are you lactose intolerant?", "Do you get hay fever?", "Have you got arthritis?",
        "Do you need a hearing aid?", "Is your diet halal?",
        "Do you have a county court judgement?", "Are you going through the menopause?",
        "Do you have an eating disorder?", "Do you self-inject Ozempic?", "Are you in rehab?",
        "Do you live with Parkinson's?", "Have you had a hip replacement?",
        "Do you take thyroid tablets?", "Are you claiming Jobseeker's Allowance?",
        "Do you have coeliac disease?",
    ),
    "de": (
        "Haben Sie hohen Blutdruck?", "Sind Sie glutenintolerant?", "Nehmen Sie Statine?",
        "Nutzen Sie einen Gehstock?", "Haben Sie Migräne?", "In welcher Steuerklasse sind Sie?",
        "Haben Sie einen SCHUFA-Eintrag?", "Sind Sie in den Wechseljahren?",
        "Haben Sie Zöliakie?", "Leiden Sie unter Schlafstörungen?",
        "Essen Sie aus religiösen Gründen kein Schweinefleisch?", "Haben Sie Diabetes Typ 2?",
        "Beziehen Sie Kindergeld?", "Sind Sie schwerhörig?",
        "Haben Sie einen Herzschrittmacher?", "Nehmen Sie Antidepressiva?",
        "Haben Sie Rückenschmerzen?", "Haben Sie ein künstliches Hüftgelenk?",
        "Wie hoch ist Ihr Steuersatz?",
    ),
    "fr": (
        "Êtes-vous hypertendu ?", "Êtes-vous cœliaque ?", "Avez-vous le rhume des foins ?",
        "Prenez-vous des statines ?", "Avez-vous un déambulateur ?",
        "Quelle est votre tranche d'imposition ?", "Souffrez-vous de migraines ?",
        "Êtes-vous intolérant au lactose ?", "Êtes-vous ménopausée ?",
        "Touchez-vous des aides de la CAF ?", "Avez-vous de l'asthme ?",
        "Êtes-vous malentendant ?",
        "Portez-vous une prothèse dentaire ?", "Avez-vous du cholestérol ?",
        "Êtes-vous bipolaire ?", "Avez-vous déjà été en surendettement ?",
        "Avez-vous une maladie de Crohn ?",
    ),
    "es": (
        "¿Tiene la tensión alta?", "¿Es intolerante a la lactosa?", "¿Toma estatinas?",
        "¿Usa muletas?", "¿Tiene alergia al polen?", "¿Está en ASNEF?", "¿Sufre de migrañas?",
        "¿Está embarazada?", "¿Tiene hipotiroidismo?", "¿Come kosher por religión?",
        "¿Cuál es su tipo impositivo?", "¿Toma pastillas para dormir?",
        "¿Lleva marcapasos?", "¿Tiene fibromialgia?", "¿Padece insomnio?",
        "¿Cobra una pensión no contributiva?", "¿Tiene colesterol alto?",
    ),
    "it": (
        "Ha la pressione alta?", "È celiaco?", "È intollerante al lattosio?",
        "Prende le statine?", "Ha il raffreddore da fieno?", "In che scaglione IRPEF è?",
        "Soffre di emicrania?", "È in menopausa?", "Usa le stampelle?", "Qual è il suo ISEE?",
        "Ha il colesterolo alto?", "Prende sonniferi?",
        "Soffre di insonnia?", "Porta un pacemaker?", "Ha il diabete?",
        "Ha un cattivo punteggio di credito?", "È in cura da uno psicologo?",
    ),
    "pt": (
        "Tem hipertensão?", "É celíaco?", "É intolerante à lactose?", "Toma estatinas?",
        "Usa cadeira de rodas?", "Em que escalão do IRS está?", "Sofre de ansiedade?",
        "Está na menopausa?", "Tem rinite?", "Seu nome está no Serasa?", "Usa aparelho auditivo?",
        "Toma antidepressivos?",
        "Tem marcapasso?", "Sofre de insônia?", "Tem síndrome do pânico?",
        "Qual é o seu score de crédito?", "Faz diálise?",
    ),
    "nl": (
        "Heeft u hoge bloeddruk?", "Heeft u coeliakie?", "Bent u lactose-intolerant?",
        "Slikt u statines?", "Gebruikt u een scootmobiel?", "In welke belastingschijf valt u?",
        "Heeft u migraine?", "Bent u in de overgang?", "Heeft u een burn-out gehad?",
        "Krijgt u zorgtoeslag?", "Loopt u met een rollator?", "Heeft u reuma?",
        "Heeft u een pacemaker?", "Slaapt u slecht door slapeloosheid?", "Heeft u COPD?",
        "Wat is uw kredietscore?", "Heeft u een notenallergie?",
    ),
    "sv": (
        "Har du högt blodtryck?", "Är du glutenintolerant?", "Har du hösnuva?",
        "Tar du statiner?", "Använder du rollator?", "Har du betalningsanmärkning?",
        "Har du migrän?", "Är du i klimakteriet?", "Har du ångest?", "Har du celiaki?",
        "Äter du sömntabletter?", "Har du hörapparat?",
        "Har du pacemaker?", "Lider du av sömnlöshet?", "Har du psoriasis?",
        "Vilken kreditvärdighet har du?", "Tål du gluten?",
    ),
    "pl": (
        "Czy choruje Pani na nadciśnienie?", "Czy ma Pan celiakię?", "Czy ma Pani katar sienny?",
        "Czy przyjmuje Pan statyny?", "Czy używa Pan balkonika?",
        "W którym progu podatkowym Pan jest?", "Czy cierpi Pani na migrenę?",
        "Czy przechodzi Pani menopauzę?", "Czy ma Pan depresję?", "Czy jest Pan w BIK?",
        "Czy bierze Pan leki nasenne?", "Czy ma Pani Hashimoto?",
        "Czy ma Pan rozrusznik serca?", "Czy ma Pani uczulenie na orzechy?",
        "Czy leczy się Pan psychiatrycznie?", "Jaki ma Pani scoring kredytowy?",
        "Czy jest Pani w ciąży?",
    ),
    "ja": (
        "高血圧ですか", "グルテン不耐症ですか", "スタチンを服用していますか",
        "歩行器を使っていますか", "片頭痛がありますか", "更年期ですか", "所得税率はどれですか",
        "クレジットスコアはいくつですか", "セリアック病ですか", "喘息がありますか",
        "睡眠薬を使いますか", "コレステロール値は高いですか",
        "ペースメーカーを使っていますか", "不眠症ですか", "ナッツアレルギーがありますか",
        "信用スコアは何点ですか", "妊娠していますか",
    ),
}  # fmt: skip

FREE = {
    "en": (
        "Which flavour of French press coffee do you buy?", "Do you like blood oranges?",
        "How often do you press your shirts?", "Do you buy heart-shaped cakes?",
        "How many kidney beans do you cook?", "Do you use a personal trainer?",
        "How old is your sofa?", "What colour is your cat?",
        "Is your horse a mare or a stallion?", "How healthy is your lawn?",
        "Which treatment of your order went wrong?", "Do you order by telephone?",
        "What is your taste in music?",
        "How old is your boiler?", "Is your puppy a boy or a girl?",
        "Which heart rate watch do you like?", "Do you collect stamps?",
        "Does your rabbit have allergies?",
    ),
    "de": (
        "Welches Zimmer buchen Sie am liebsten?", "Wie alt ist Ihre Waschmaschine?",
        "Was ist Ihr Traumauto?", "Welcher Geschmack gefällt Ihnen?",
        "Kaufen Sie Kuchen zum Geburtstag?", "Bestellen Sie per Telefon?",
        "Welche Rasse hat Ihr Hund?", "Was ist Ihnen beim Service wichtig?",
        "Wie oft gibt es Störungen im Netz?", "Welches Rezept kochen Sie am liebsten?",
        "Wie alt ist Ihr Pferd ungefähr?", "Wie viel wiegt Ihr Koffer meistens?",
        "Welche Herzform gefällt Ihnen besser?", "Ist Ihre Katze ein Kater?",
        "Wie oft drucken Sie Pressefotos?",
    ),
    "fr": (
        "Quel goût préférez-vous ?", "Quel âge a votre voiture ?",
        "De quelle race est votre chien ?", "Commandez-vous par téléphone ?",
        "Quel parfum de glace aimez-vous ?", "Aimez-vous les cœurs d'artichaut ?",
        "Achetez-vous des gâteaux d'anniversaire ?",
        "Votre chat est-il mâle ou femelle ?", "De quelle couleur est votre vélo ?",
        "Quel coussin en forme de cœur aimez-vous ?", "Quel âge a votre maison ?",
        "Que pensez-vous de nos délais ?",
    ),
    "es": (
        "¿Qué sabor prefiere usted?", "¿De qué raza es su gato?", "¿Pide usted por teléfono?",
        "¿Cuántos años tiene su casa?", "¿Qué prestaciones del coche le importan?",
        "¿Compra naranjas sanguinas?",
        "¿Qué edad tiene su perro ahora?", "¿De qué color es su bicicleta?",
        "¿Qué cafetera usa usted en casa?", "¿Es macho su gato?", "¿Qué presión de ruedas usa?",
    ),
    "it": (
        "Che gusto preferisce lei?", "Di che sesso è il suo cane?",
        "Quando ordina il pane per telefono?", "Quanti anni ha la sua macchina?",
        "Che influenza ha il prezzo?", "Compra arance rosse?",
        "Quanti anni ha il tuo cane?", "Di che colore è la sua bici?",
        "Che cuscino a cuore preferisce?", "Il tuo gatto è maschio?",
        "Che pressione usa per le gomme?",
    ),
    "pt": (
        "Que sabor prefere você?", "Qual é a idade do seu carro?", "Faz pedidos por telefone?",
        "Qual é a raça do seu gato?", "Compra bolos de aniversário?", "Compra pão bengala?",
        "Qual é a idade do seu cão?", "De que cor é a sua bicicleta?",
        "Que café costuma beber de manhã?", "O seu gato é macho?", "Que pressão usa nos pneus?",
    ),
    "nl": (
        "Welke smaak vindt u het lekkerst?", "Hoe oud is uw fiets?", "Bestelt u per telefoon?",
        "Van welk ras is uw kat?", "Heeft u klachten over de bezorging?",
        "Wat kost de toeslag voor bezorging?",
        "Hoe oud is uw paard ongeveer?", "Welke kleur heeft uw fiets?",
        "Welke koffie drinkt u het liefst?", "Is uw hond een teefje?",
        "Welke bandenspanning gebruikt u?",
    ),
    "sv": (
        "Vilken smak gillar du mest?", "Hur gammal är din cykel?", "Beställer du per telefon?",
        "Vilken ras är din hund?", "Vilket recept lagar du oftast?",
        "Hur gammalt är ditt hus?", "Vilken färg har din cykel?",
        "Vilket kaffe dricker du helst?", "Är din katt en hane?", "Vilket däcktryck har du?",
    ),
    "pl": (
        "Jaki smak lubi Pani najbardziej?", "Ile lat ma Pana samochód?",
        "Czy zamawia Pan/Pani przez telefon?", "Jakiej płci jest Pani pies?",
        "Który zespół muzyczny Pani lubi?", "Ile guzików ma mieć kurtka?",
        "Jak często kupuje Pan(i) chleb?",
        "Ile lat ma Pana rower?", "Jakiego koloru jest Pani samochód?",
        "Jaką kawę pije Pan/Pani najchętniej?", "Czy Pani pies to suka?",
        "Jakie ciśnienie w oponach?",
    ),
    "ja": (
        "どの味が好きですか", "車の年式は何年ですか", "電話で注文しますか", "猫の種類は何ですか",
        "どのうつわが好きですか", "がんばって続けたい習慣は何ですか", "世界遺産に行きたいですか",
        "犬は何歳ですか", "自転車の色は何色ですか", "どのコーヒーをよく飲みますか",
        "飼い猫はオスですか", "ハート型のケーキは好きですか",
    ),
}  # fmt: skip

ANSWERED = {
    "en": ("Eczema|Psoriasis|Gout|None", "Hay fever|Migraine|None of these"),
    "de": ("Heuschnupfen|Neurodermitis|Keine", "Bluthochdruck|Rheuma|Nein"),
    "fr": ("Eczéma|Psoriasis|Aucun", "Migraines|Hypertension"),
    "es": ("Hipertensión|Artrosis|Ninguna", "Celiaquía|Migraña"),
    "it": ("Ipotiroidismo|Celiachia|Nessuno", "Artrite|Emicrania"),
    "pt": ("Hipertensão|Enxaqueca|Nenhuma", "Rinite|Artrose"),
    "nl": ("Hooikoorts|Migraine|Geen", "Glutenvrij|Lactosevrij|Geen"),
    "sv": ("Nötallergi|Glutenintolerans|Ingen", "Högt blodtryck|Astma"),
    "pl": ("Nadciśnienie|Cukrzyca|Brak", "Migrena|Łuszczyca"),
    "ja": ("花粉症|アトピー|なし", "高血圧|糖尿病"),
}
YES_NO = {
    "en": "Yes|No", "de": "Ja|Nein", "fr": "Oui|Non", "es": "Sí|No", "it": "Sì|No",
    "pt": "Sim|Não", "nl": "Ja|Nee", "sv": "Ja|Nej", "pl": "Tak|Nie", "ja": "はい|いいえ",
}  # fmt: skip


def cases(table):
    return [(t, text) for t in KNOWN for text in table[t]]


def role(header, answers, tongue, *, ticked=False):
    given = answers.split("|")
    cells = [given[i * 7 % len(given)] for i in range(60)]
    return role_of(header, cells, tongue, ticked=ticked).role


@pytest.mark.parametrize(("tongue", "header"), cases(TOLD))
def test_a_question_on_illness_aids_or_means_forms_no_segments(tongue, header):
    assert role(header, YES_NO[tongue], tongue) in {"ignore", "profile"}


@pytest.mark.parametrize("tongue", KNOWN)
def test_such_a_question_is_refused_where_a_codebook_makes_it_basis(tongue):
    sure = [h for h in TOLD[tongue] if (t := trait_of(h, (), tongue)) and t.sure]
    assert len(sure) >= 0.7 * len(TOLD[tongue])
    assert all(refused(h, tuple(YES_NO[tongue].split("|"))) for h in sure[:3])


@pytest.mark.parametrize(("tongue", "answers"), cases(ANSWERED))
def test_answers_name_illnesses_whatever_else_is_among_them(tongue, answers):
    assert trait_of("Q7", answers.split("|"), tongue).kind == "health"
    assert role("Which of these fits?", answers, tongue) == "ignore"


@pytest.mark.parametrize(("tongue", "header"), cases(FREE))
def test_what_only_sounds_like_it_keeps_its_use(tongue, header):
    answers = "赤|青|緑" if tongue == "ja" else "Aaa|Bbb|Ccc"
    assert role(header, answers, tongue) == "basis"


@pytest.mark.parametrize(
    "header",
    ["Are you allergic to your cat?", "How old are you and your dog?", "Do you have a guide dog?",
     "Cat allergy", "¿Es alérgico a su perro?", "Sind Sie gegen Ihren Hund allergisch?",
     "How old are the children in your home?", "Wie alt sind die Kinder in Ihrem Haus?",
     "Êtes-vous allergique aux chats ?", "犬アレルギーはありますか", "あなたの年齢と車の年式"],
)  # fmt: skip
def test_a_person_beside_an_animal_is_a_person_still(header):
    assert role(header, "Aaa|Bbb|Ccc", "") in {"ignore", "profile"}


def test_an_animal_has_no_gender_of_a_person_and_a_person_has():
    assert of_a_thing("Wat is het geslacht van uw kat?", "nl", "gender")
    assert not of_a_thing("Wat is uw geslacht?", "nl", "gender")
    assert not of_a_thing("What is your cat's religion?", "en", "religion")


@pytest.mark.parametrize(
    ("header", "basis"),
    [("Czy poleciłby Pan/Pani nasz sklep?", True), ("Jak Pan(i) ocenia dostawę?", True),
     ("Czy Pani/Pan kupuje u nas chleb?", True), ("O/A senhor(a) compra pão fresco aqui?", True),
     ("Pan czy Pani?", False), ("Herr oder Frau?", False), ("Jaka jest Pana/Pani płeć?", False)],
)  # fmt: skip
def test_a_form_of_address_asks_nothing(header, basis):
    assert (role(header, "Aaa|Bbb|Ccc", "") == "basis") == basis


@pytest.mark.parametrize(
    ("tongue", "option"),
    [("en", "Orders by telephone"), ("de", "Bestellung per Telefon"), ("fr", "Par téléphone"),
     ("es", "Pedido por teléfono"), ("it", "Assistenza per telefono"),
     ("pt", "Encomenda por telefone"), ("nl", "Bestellen per telefoon"),
     ("sv", "Beställning per telefon"), ("pl", "Obsługa przez telefon"), ("ja", "電話での注文")],
)  # fmt: skip
def test_service_by_telephone_is_an_option_and_a_telephone_is_not(tongue, option):
    assert role(option, YES_NO[tongue], tongue, ticked=True) == "basis"
    assert trait_of("Telefon", ("0151 234567", "0151 765432", "x"), tongue).role == "contact"


def test_options_on_gluten_are_asked_about_and_a_person_may_say_so():
    header = "Which of these do you look for? [Gluten-free]"
    assert role(header, "Yes|No", "en") == "ignore"
    assert not trait_of(header, ("Yes", "No"), "en").sure


@pytest.mark.parametrize(
    ("text", "tells"),
    [("have high blood pressure", True), ("are coeliac", True), ("haben Heuschnupfen", True),
     ("drink coffee with milk", False), ("like heart-shaped cakes", False)],
)  # fmt: skip
def test_the_last_look_knows_them_too(text, tells):
    assert tells_who_people_are(text) == tells


def test_the_list_of_subjects_is_whole_and_finds_each_of_its_own_words():
    place = Path(people.__file__).with_name("people_subjects.toml")
    for name, subject in tomllib.loads(place.read_text("utf-8")).items():
        kind = people._kinds()[subject.pop("kind")]
        assert tuple(subject) == KNOWN, name
        for tongue, line in subject.items():
            for word in (w.strip() for w in line.split(",")):
                text = people.fold(re.sub(r"[=?*]", "", word))
                assert word.startswith("!") or people._strength(kind.headers[tongue], text), word
