"""Languages, accents and voices are read as people write them; what means nothing is refused."""

import pytest

from reelwright.domain.brand import VoiceProfile
from reelwright.domain.campaign import Wanted
from reelwright.intake.toml import valid

OF_TEN = {
    "es": "Spanish Spanisch espagnol español spagnolo espanhol Spaans spanska スペイン語",
    "it": "Italian Italienisch italien italiano Italiaans italienska włoski イタリア語",
    "pl": "Polish Polnisch polonais polaco polacco polonês Pools polska polski ポーランド語",
    "en": "English Englisch anglais inglés inglese inglês Engels engelska angielski 英語",
    "de": "German Deutsch allemand alemán tedesco alemão Duits tyska niemiecki ドイツ語",
    "fr": "French Französisch français francés francese francês Frans franska francuski フランス語",
    "ja": "Japanese Japanisch japonais japonés giapponese japonês Japans japanska japoński 日本語",
}


@pytest.mark.parametrize(("tag", "names"), OF_TEN.items())
def test_a_language_is_read_by_its_name_in_any_of_the_ten(tag, names):
    read = {name: Wanted(languages=(name,)).languages for name in names.split()}
    assert read == dict.fromkeys(names.split(), (tag,))


@pytest.mark.parametrize(
    ("written", "tag"),
    [("EN", "en"), ("deutsch ", "de"), ("Francais", "fr"), ("en_gb", "en-GB"), ("en-UK", "en-GB"),
     ("es-419", "es-419"), ("zh-hans", "zh-Hans"), ("cmn", "cmn"), ("ger", "de"), ("jp", "ja"),
     ("en_US.UTF-8", "en-US"), ("no", "nb"), ("en-US-nyc", "en-US-nyc"), ("uk", "uk"),
     ("vi-vn-x-central", "vi-VN-x-central"), ("en-XK", "en-XK")],
)  # fmt: skip
def test_a_language_is_read_by_its_code_however_it_is_written(written, tag):
    assert Wanted(languages=(written,)).languages == (tag,)


@pytest.mark.parametrize(
    ("written", "tag"),
    [("British English", "en-GB"), ("brazilian  portuguese", "pt-BR"), ("English (UK)", "en-GB"),
     ("en GB", "en-GB"), ("Deutsch (Österreich)", "de-AT"), ("britisches Englisch", "en-GB"),
     ("français de Belgique", "fr-BE"), ("español de México", "es-MX"),
     ("inglese britannico", "en-GB"), ("português do Brasil", "pt-BR"),
     ("Amerikaans Engels", "en-US"), ("brittisk engelska", "en-GB"),
     ("język polski", "pl"), ("angielski amerykański", "en-US"), ("英語（イギリス）", "en-GB"),
     ("アメリカ英語", "en-US"), ("Flämisch", "nl-BE"), ("Chinese (Simplified)", "zh-Hans"),
     ("deutsche Sprache", "de"), ("en español", "es"), ("på svenska", "sv")],
)  # fmt: skip
def test_a_language_is_read_with_its_country_however_it_is_named(written, tag):
    assert Wanted(languages=(written,)).languages == (tag,)


@pytest.mark.parametrize(
    ("written", "tags"),
    [("en, de", ("en", "de")), (["English / Deutsch"], ("en", "de")), ("English", ("en",)),
     ("日本語、英語", ("ja", "en"))],
)  # fmt: skip
def test_languages_in_one_text_are_parted(written, tags):
    assert Wanted.model_validate({"languages": written}).languages == tags


def test_a_language_that_is_written_twice_is_one():
    assert Wanted(languages=("English", "en", "Deutsch", "en-gb")).languages == (
        "en",
        "de",
        "en-GB",
    )


@pytest.mark.parametrize(
    "wrong", ["Klingon", "xx", "en-ZZ", "en-XX", "", "en de", "語", "Swiss", "en-cockney"]
)
def test_what_is_no_language_is_refused_with_what_there_is(wrong):
    with pytest.raises(Exception, match=r'^campaign\.toml: wanted\.languages.*such as "en", "de"'):
        valid(Wanted, {"languages": [wrong]}, "campaign.toml", "wanted")


def test_films_in_no_language_are_refused():
    with pytest.raises(Exception, match=r"^campaign\.toml: wanted\.languages: names no language"):
        valid(Wanted, {"languages": []}, "campaign.toml", "wanted")


@pytest.mark.parametrize(
    ("written", "read"),
    [({"accent": "British"}, "en-GB"), ({"accent": "EN_us"}, "en-US"), ({"accent": " "}, ""),
     ({"accent": "Scottish accent"}, "en-GB-scotland"), ({"accent": "britannique"}, "en-GB"),
     ({"sex": "Woman"}, "female"), ({"sex": "Frau"}, "female"), ({"sex": "femme"}, "female"),
     ({"sex": "f"}, "female"), ({"sex": "männlich"}, "male"), ({"sex": "男性"}, "male"),
     ({"accent": "UK"}, "en-GB"), ({"accent": "acento mexicano"}, "es-MX"),
     ({"accent": "britischer Akzent"}, "en-GB"), ({"accent": "イギリス訛り"}, "en-GB"),
     ({"accent": "any"}, ""), ({"accent": "akcent brytyjski"}, "en-GB"),
     ({"sex": "any"}, ""), ({"sex": ""}, ""), ({"speed": "160"}, 160), ({"speed": "160 wpm"}, 160),
     ({"speed": "fast"}, 180), ({"speed": "langsam"}, 120), ({"speed": "szybko"}, 180),
     ({"speed": "ゆっくり"}, 120), ({"pitch": "grave"}, 30), ({"pitch": "hoch"}, 60)],
)  # fmt: skip
def test_a_voice_is_read_as_people_write_it(written, read):
    ((field, _),) = written.items()
    assert getattr(VoiceProfile(**written), field) == read


@pytest.mark.parametrize(
    ("wrong", "choice"),
    [({"accent": "en-ZZ"}, "en-GB"), ({"accent": "posh"}, "en-GB"), ({"accent": "en"}, "en-GB"),
     ({"accent": "English"}, "en-GB"), ({"accent": "Swiss"}, "en-GB"),
     ({"sex": "robot"}, "female"), ({"sex": True}, "female"), ({"speed": "warp"}, "180 brisk"),
     ({"speed": 20}, "80 to 260"), ({"speed": True}, "80 to 260"), ({"pitch": "odd"}, "0 to 99"),
     ({"pitch": True}, "0 to 99")],
)  # fmt: skip
def test_a_choice_that_means_nothing_is_refused_with_what_there_is(wrong, choice):
    ((field, _),) = wrong.items()
    with pytest.raises(Exception, match=f"^brand.toml: voice.{field}: .*{choice}") as problem:
        valid(VoiceProfile, wrong, "brand.toml", "voice")
    assert "\n" not in str(problem.value)
