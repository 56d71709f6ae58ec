"""Answers that carry their verb stand in the order of how often, and only those."""

import pytest

from reelwright.domain.base import slug
from reelwright.intake.survey_scales import is_attitude, ordered, states

SCALES = (
    "Never tasted it < Tasted it once < Taste it regularly",
    "Koche ich nie < koche ich gelegentlich < koche ich regelmäßig < koche ich täglich",
    "Je n'ai jamais essayé < J'ai essayé une fois < J'ai essayé plusieurs fois",
    "No he probado nunca < He probado una vez < He probado varias veces",
    "Non ci vado mai < Ci vado qualche volta < Ci vado spesso",
    "Nunca viajei < Viajei uma vez < Viajei várias vezes",
    "Ik sport nooit < ik sport af en toe < ik sport elke dag",
    "Jag tränar aldrig < jag tränar ibland < jag tränar ofta",
    "Nigdy nie gotuję < Gotuję rzadko < Gotuję często",
    "全然見ない < たまに見る < よく見る < 毎日見る",
    "一度も買ったことがない < 数回買ったことがある < 何度も買ったことがある",
    "Never been < Been once < Been often",
    "I never cook < I cook sometimes < I cook every day",
    "Don't use it < Use it rarely < Use it daily",
    "Have never flown < Have flown once or twice < Have flown many times",
    "Trinke ich nie < trinke ich selten < trinke ich oft < trinke ich täglich",
    "War noch nie dort < War einmal dort < War oft dort",
    "Nutze ich gar nicht < nutze ich manchmal < nutze ich immer",
    "Je n'en bois jamais < J'en bois parfois < J'en bois tous les jours",
    "Jamais allé < Allé une fois < Allé souvent",
    "Nunca he ido < He ido una vez < He ido muchas veces",
    "No lo bebo nunca < Lo bebo a veces < Lo bebo a diario",
    "Mai stato < Stato una volta < Stato spesso",
    "Non lo bevo mai < Lo bevo ogni tanto < Lo bevo sempre",
    "Nunca fui < Fui uma vez < Fui muitas vezes",
    "Nunca bebo < Bebo às vezes < Bebo todos os dias",
    "Nooit geweest < Eén keer geweest < Vaak geweest",
    "Drink ik nooit < drink ik soms < drink ik dagelijks",
    "Aldrig varit < Varit en gång < Varit ofta",
    "Dricker aldrig < dricker ibland < dricker varje dag",
    "Nigdy nie byłem < Byłem raz < Byłem wiele razy",
    "Nie piję < Piję czasami < Piję codziennie",
    "まったく飲まない < たまに飲む < よく飲む < 毎日飲む",
    "飲まない < ときどき飲む < 毎日飲む",
    "行ったことがない < 一度行ったことがある < 何度も行ったことがある",
    "ほとんど使わない < 時々使う < いつも使う",
    "I never buy it < I buy it once a month < I buy it every week",
    "ik koop het nooit < ik koop het soms < ik koop het elke week",
    "Kupuję nigdy < Kupuję co miesiąc < Kupuję codziennie",
)
OTHERS = (
    "Never late|Always cheap|Often friendly", "Nie zu teuer|Oft im Angebot|Immer frisch",
    "Tea every day|Coffee sometimes|Water never", "Red|Blue|Green",
    "よく冷えたもの|毎日の値段|いつもの店員", "Jamais sans mon chien|Souvent seul|Toujours pressé",
    "Nunca tarde|Siempre barato|A menudo amable", "Mai in ritardo|Sempre fresco|Spesso caro",
)  # fmt: skip


@pytest.mark.parametrize("scale", SCALES)
def test_how_often_is_an_order_whatever_verb_stands_beside_it(scale):
    levels = tuple(scale.split(" < "))
    assert ordered(levels[::-1]) == levels
    assert is_attitude(levels)
    assert states(levels)


@pytest.mark.parametrize("answers", OTHERS)
def test_answers_on_different_things_have_no_order(answers):
    assert ordered(answers.split("|")) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("Łódź: jakość obsługi", "lodz-jakosc-obslugi"), ("Smørrebrød", "smorrebrod"),
     ("Straße", "strasse"), ("Đorđe", "dorde"), ("Æble og œuvre", "aeble-og-oeuvre"),
     ("Żółw", "zolw"), ("Þór", "thor"), ("ILIK ılık", "ilik-ilik")],
)  # fmt: skip
def test_ids_keep_letters_that_are_no_others_with_an_accent(text, name):
    assert slug(text) == name
