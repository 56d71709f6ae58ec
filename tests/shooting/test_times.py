"""Wishes about time are followed where a picture can, else named, in ten languages."""

import pytest

from reelwright.shooting.asking import split_prompt
from reelwright.shooting.direction import read_direction
from reelwright.shooting.times import timed

NAMED = {
    "slow motion": [
        "a dancer in slow motion",
        "eine Tänzerin in Zeitlupe",
        "une danseuse au ralenti",
        "una bailarina a cámara lenta",
        "una ballerina al rallentatore",
        "uma bailarina em câmera lenta",
        "een danseres in slow motion",
        "en dansare i slow motion",
        "tancerka w zwolnionym tempie",
        "踊る女性、スローモーション",
        "slow motion shot of a horse running",
        "a horse, slow-mo, pan left",
        "ultra slow motion of water drops, zoom in",
        "Zeitlupe: ein Pferd rennt",
        "ein Hund springt, in Super-Zeitlupe, Zoom auf den Hund",
        "un cheval au galop, ralenti",
        "un caballo en cámara lenta, acercar",
        "un cavallo al rallentatore, panoramica a sinistra",
        "um cavalo em câmara lenta, afastar",
        "een paard, vertraagd",
        "en häst i ultrarapid",
        "koń w zwolnionym tempie, najazd kamery",
        "スローモーションで走る馬",
    ],
    "time lapse": [
        "a city at night, time lapse",
        "eine Stadt bei Nacht, Zeitraffer",
        "une ville la nuit, en accéléré",
        "una ciudad de noche, cámara rápida",
        "una città di notte, time-lapse",
        "uma cidade à noite, timelapse",
        "een stad bij nacht, timelapse",
        "en stad på natten, tidsförkortning",
        "miasto nocą, film poklatkowy",
        "夜の街、タイムラプス",
        "time-lapse of clouds over a hill",
        "clouds in timelapse and pan right",
        "Wolken im Zeitraffer, Schwenk nach rechts",
        "nuages en accéléré",
        "nubes a cámara rápida",
        "nuvole in timelapse",
        "wolken, versneld",
        "moln i tidsförkortning",
        "chmury w przyspieszonym tempie",
        "雲の早送り",
    ],
    "hyperlapse": [
        "a street, hyperlapse",
        "eine Straße, Hyperlapse",
        "une rue, hyperlapse",
        "una calle, hyperlapse",
        "通り、ハイパーラプス",
        "una strada in hyperlapse",
        "uma rua em hyperlapse",
        "een straat in hyperlapse",
        "ulica, hyperlapse",
        "en gata, hyperlapse",
    ],
    "bullet time": [
        "a splash, bullet time",
        "ein Spritzer, Bullet-Time",
        "une éclaboussure, effet bullet time",
        "una salpicadura, tiempo bala",
        "水しぶき、バレットタイム",
        "uno spruzzo, effetto bullet time",
        "um respingo, efeito bullet time",
        "een plons, bullet time",
        "bullet-time shot of a dancer",
    ],
    "reverse motion": [
        "a falling glass in reverse",
        "ein fallendes Glas, rückwärts abgespielt",
        "un verre qui tombe, à l'envers",
        "un vaso que cae, marcha atrás",
        "un bicchiere che cade, al contrario",
        "um copo que cai, em reverso",
        "een vallend glas, achteruit afgespeeld",
        "ett fallande glas, baklänges",
        "落ちるグラス、逆再生",
        "a wave played backwards",
        "reverse footage of a wave",
        "eine Welle im Rückwärtslauf",
        "une vague, lecture inversée",
        "una ola reproducida al revés",
        "un'onda all'indietro nel tempo",
        "een golf, achterstevoren afgespeeld",
        "en våg, spelad baklänges",
        "fala odtwarzana wstecz",
        "波の逆再生",
    ],
}
FROZEN = [
    "a runner, freeze frame",
    "ein Läufer, Standbild",
    "un coureur, arrêt sur image",
    "un corredor, imagen congelada",
    "un corridore, fermo immagine",
    "um corredor, imagem congelada",
    "een renner, stilstaand beeld",
    "en löpare, frysbild",
    "biegacz, stopklatka",
    "走る人、静止画",
    "freeze frame of a skater",
    "ein Skater, eingefrorenes Bild",
    "arrêt sur image d'un patineur",
    "un patinador, fotograma congelado",
    "een schaatser, bevroren beeld",
]
SCENES = [
    "a time traveller, slow pan left",
    "a slow river, pan left",
    "the reverse of a coin, zoom in",
    "a frozen lake, pan right",
    "a freezer, push in",
    "a lapse of memory, still",
    "a motion sensor, slow push in",
    "Zeitung auf dem Tisch, Schwenk nach links",
    "una cámara lenta de 1950? no",
    "a bullet on a table, orbit",
    "un ralentisseur, zoom avant",
    "a chair upside down, pan left",
    "une chaise à l'envers sur la table",
    "a car in reverse gear, zoom in",
    "a stop sign, slow zoom in",
    "a slow cooker",
    "a motion picture camera, push in",
    "een vertraagde trein",
    "no slow motion, a dog, pan left",
    "a lapsed member card",
    "a frame on the wall, hold still",
    "frozen peas, pull out",
    "the time on a clock",
]


@pytest.mark.parametrize(("name", "prompt"), [(n, p) for n, told in NAMED.items() for p in told])
def test_what_no_picture_can_do_with_time_is_named_and_not_searched_for(name, prompt):
    asked = split_prompt(prompt)
    assert asked.unread == (name,)
    assert asked.object
    assert timed(asked.object)[1] == ()


@pytest.mark.parametrize("prompt", FROZEN)
def test_a_frozen_frame_is_a_picture_that_stands(prompt):
    asked = split_prompt(prompt)
    assert asked.unread == ()
    assert read_direction(asked.action).move == "still"


@pytest.mark.parametrize("prompt", SCENES)
def test_words_that_only_look_like_it_stay_with_the_scene(prompt):
    assert split_prompt(prompt).unread == ()


def test_the_move_beside_it_is_still_made():
    asked = split_prompt("ein Hund springt, in Super-Zeitlupe, Schwenk nach links")
    assert asked.object == "ein Hund springt"
    assert read_direction(asked.action).move == "pan"
    assert read_direction("pan left, then freeze frame").then[0].move == "still"
