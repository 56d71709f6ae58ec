"""Scales of degree stand in order in ten languages, and loosen nothing that protects people."""

import numpy as np
import pytest

from reelwright.audience.cells import boxes_of
from reelwright.domain.survey import Column, Survey
from reelwright.intake.codebook import check_codebook
from reelwright.intake.survey import draft_codebook, read_table
from reelwright.intake.survey_scales import is_attitude, ordered, rates

from makers.survey_files import AGREE, as_csv

SCALES = [
    "much less|less|about the same|more|much more",
    "a lot less|a bit less|the same|a bit more|a lot more",
    "far fewer|fewer|the same|more|far more",
    "viel weniger|weniger|gleich viel|mehr|viel mehr",
    "deutlich weniger|etwas weniger|genauso viel|etwas mehr|deutlich mehr",
    "beaucoup moins|moins|autant|plus|beaucoup plus",
    "bien moins|un peu moins|pareil|un peu plus|bien plus",
    "mucho menos|menos|igual|más|mucho más",
    "mucho menos|algo menos|lo mismo|algo más|mucho más",
    "molto meno|meno|uguale|più|molto più",
    "molto di meno|un po' meno|lo stesso|un po' di più|molto di più",
    "muito menos|menos|igual|mais|muito mais",
    "muito menos|um pouco menos|o mesmo|um pouco mais|muito mais",
    "veel minder|minder|evenveel|meer|veel meer",
    "veel minder|iets minder|hetzelfde|iets meer|veel meer",
    "mycket mindre|mindre|lika mycket|mer|mycket mer",
    "mycket mindre|något mindre|oförändrat|något mer|mycket mer",
    "znacznie mniej|mniej|tyle samo|więcej|znacznie więcej",
    "dużo mniej|trochę mniej|tak samo|trochę więcej|dużo więcej",
    "かなり減った|やや減った|変わらない|やや増えた|かなり増えた",
    "とても少ない|少ない|同じくらい|多い|とても多い",
    "much worse|worse|about the same|better|much better",
    "viel schlechter|etwas schlechter|gleich|etwas besser|viel besser",
    "beaucoup moins bien|moins bien|pareil|mieux|beaucoup mieux",
    "mucho peor|peor|igual|mejor|mucho mejor",
    "molto peggio|peggio|uguale|meglio|molto meglio",
    "muito pior|pior|igual|melhor|muito melhor",
    "veel slechter|slechter|hetzelfde|beter|veel beter",
    "mycket sämre|sämre|likadant|bättre|mycket bättre",
    "znacznie gorzej|gorzej|tak samo|lepiej|znacznie lepiej",
    "かなり悪くなった|やや悪くなった|変わらない|やや良くなった|かなり良くなった",
    "hate it|dislike it|neutral|like it|love it",
    "hate|dislike|neither like nor dislike|like|love",
    "dislike a lot|dislike a little|neutral|like a little|like a lot",
    "hasse ich|mag ich nicht|neutral|mag ich|liebe ich",
    "mag ich gar nicht|mag ich nicht|egal|mag ich|mag ich sehr",
    "je déteste|je n'aime pas|neutre|j'aime|j'adore",
    "déteste|n'aime pas|indifférent|aime|adore",
    "lo odio|no me gusta|neutral|me gusta|me encanta",
    "lo odio|no me gusta|me da igual|me gusta|me gusta mucho",
    "lo odio|non mi piace|neutro|mi piace|lo adoro",
    "detesto|non mi piace|indifferente|mi piace|adoro",
    "odeio|não gosto|neutro|gosto|adoro",
    "detesto|não gosto|indiferente|gosto|gosto muito",
    "haat ik|vind ik niet leuk|neutraal|vind ik leuk|vind ik geweldig",
    "hatar|ogillar|neutral|gillar|älskar",
    "hatar|tycker inte om|varken eller|tycker om|älskar",
    "nienawidzę|nie lubię|obojętne|lubię|uwielbiam",
    "大嫌い|嫌い|どちらでもない|好き|大好き",
    "very hard|hard|neither hard nor easy|easy|very easy",
    "very difficult|difficult|neutral|easy|very easy",
    "sehr schwer|schwer|mittel|leicht|sehr leicht",
    "sehr schwierig|eher schwierig|weder noch|eher einfach|sehr einfach",
    "très difficile|difficile|ni facile ni difficile|facile|très facile",
    "muy difícil|difícil|ni fácil ni difícil|fácil|muy fácil",
    "molto difficile|difficile|né facile né difficile|facile|molto facile",
    "muito difícil|difícil|nem fácil nem difícil|fácil|muito fácil",
    "heel moeilijk|moeilijk|neutraal|makkelijk|heel makkelijk",
    "zeer moeilijk|moeilijk|niet moeilijk niet makkelijk|gemakkelijk|zeer gemakkelijk",
    "mycket svårt|svårt|varken lätt eller svårt|lätt|mycket lätt",
    "bardzo trudno|trudno|ani trudno ani łatwo|łatwo|bardzo łatwo",
    "bardzo trudne|trudne|średnie|łatwe|bardzo łatwe",
    "とても難しい|難しい|どちらでもない|簡単|とても簡単",
    "not at all|a little|somewhat|mostly|completely",
    "not at all|slightly|moderately|very|completely",
    "not at all|a bit|quite|a lot|completely",
    "gar nicht|ein wenig|teilweise|weitgehend|vollständig",
    "überhaupt nicht|etwas|mittelmäßig|ziemlich|völlig",
    "pas du tout|un peu|moyennement|beaucoup|complètement",
    "pas du tout|un peu|assez|largement|totalement",
    "nada|un poco|algo|bastante|completamente",
    "nada|poco|regular|mucho|totalmente",
    "per niente|poco|abbastanza|molto|completamente",
    "per niente|un po'|abbastanza|in gran parte|del tutto",
    "nada|um pouco|mais ou menos|bastante|completamente",
    "de modo algum|pouco|em parte|muito|totalmente",
    "helemaal niet|een beetje|enigszins|grotendeels|helemaal",
    "totaal niet|weinig|redelijk|veel|volledig",
    "inte alls|lite|delvis|till stor del|helt",
    "inte alls|något|ganska|mycket|fullständigt",
    "wcale|trochę|częściowo|w dużym stopniu|całkowicie",
    "w ogóle nie|w małym stopniu|średnio|w dużej mierze|zupełnie",
    "全く|少し|ある程度|かなり|完全に",
    "まったくない|あまりない|ある程度ある|かなりある|非常にある",
    "much too little|too little|just right|too much|much too much",
    "viel zu wenig|zu wenig|genau richtig|zu viel|viel zu viel",
    "demasiado poco|poco|lo justo|demasiado",
    "muy bajo|bajo|medio|alto|muy alto",
    "sehr niedrig|niedrig|mittel|hoch|sehr hoch",
    "très faible|faible|moyen|élevé|très élevé",
    "molto basso|basso|medio|alto|molto alto",
    "muito baixo|baixo|médio|alto|muito alto",
    "zeer laag|laag|gemiddeld|hoog|zeer hoog",
    "mycket låg|låg|medel|hög|mycket hög",
    "bardzo niski|niski|średni|wysoki|bardzo wysoki",
    "非常に低い|低い|普通|高い|非常に高い",
    "trop peu|juste bien|un peu trop|beaucoup trop",
]
QUESTION = {
    "much less": "How much do you buy compared with last year?",
    "viel weniger": "Wie viel kaufen Sie im Vergleich zum letzten Jahr?",
    "hate it": "How do you feel about our bread?",
    "je déteste": "Que pensez-vous de notre pain ?",
    "muy difícil": "¿Qué tan difícil es llegar a la tienda?",
    "per niente": "Quanto si fida dei prodotti che compra?",
    "muito menos": "Quanto compra agora em relação ao ano passado?",
    "heel moeilijk": "Hoe moeilijk is het om de winkel te vinden?",
    "hatar": "Vad tycker du om vårt bröd?",
    "wcale": "Jak bardzo cena wpływa na zakupy?",
    "とても難しい": "店を見つけるのはどのくらい難しいですか？",
}
DRAFTED = [(next(s for s in SCALES if s.split("|")[0] == low), q) for low, q in QUESTION.items()]


@pytest.mark.parametrize("scale", SCALES)
def test_degrees_stand_in_order_however_the_answers_come(scale):
    levels = scale.split("|")
    for turned in ([*levels[2:], *levels[:2]], levels[::-1]):
        assert ordered(turned) == tuple(levels)
    said = [level.capitalize() for level in levels]
    assert ordered(said[::-1]) == tuple(said)


@pytest.mark.parametrize(("scale", "question"), DRAFTED)
def test_a_question_with_degrees_is_drafted_in_order(tmp_path, scale, question):
    levels = scale.split("|")
    rows = [[question, "I enjoy it"]]
    rows += [[levels[(i * i + i // 3) % len(levels)], AGREE[i % 5]] for i in range(90)]
    column = draft_codebook(read_table(as_csv(rows, tmp_path / "s.csv"))).columns[0]
    assert (column.role, column.scale, column.levels) == ("basis", "ordinal", tuple(levels))


@pytest.mark.parametrize(
    "question",
    ["How hard is it for you to climb stairs with your disability?", "How religious are you?",
     "Wie schwer fällt Ihnen wegen Ihrer Behinderung das Gehen?", "Wie religiös sind Sie?",
     "How much do you pray?", "Est-ce difficile de vivre avec votre handicap ?"],
)  # fmt: skip
@pytest.mark.parametrize(
    "scale",
    ["very hard|hard|neither hard nor easy|easy|very easy",
     "much less|less|the same|more|much more",
     "gar nicht|ein wenig|teilweise|weitgehend|vollständig",
     "très difficile|difficile|ni facile ni difficile|facile|très facile"],
)  # fmt: skip
def test_degrees_make_no_question_on_people_an_opinion(tmp_path, question, scale):
    levels = scale.split("|")
    rows = [[question, "I enjoy it", "The staff are kind"]]
    rows += [[levels[i % len(levels)], AGREE[i % 5], AGREE[i % 3]] for i in range(90)]
    codebook = draft_codebook(read_table(as_csv(rows, tmp_path / "s.csv")))
    assert codebook.columns[0].role != "basis"
    check_codebook(codebook)


def test_degrees_are_no_attitudes_by_which_a_trait_is_told_apart():
    levels = "gar nicht|ein wenig|teilweise|weitgehend|vollständig".split("|")
    assert rates(levels)
    assert not is_attitude(levels)


@pytest.mark.parametrize(
    "scale",
    ["less|the same|more", "weniger|gleich viel|mehr", "moins|autant|plus", "menos|igual|más",
     "meno|uguale|più", "menos|o mesmo|mais", "minder|evenveel|meer", "mindre|lika mycket|mer",
     "mniej|tyle samo|więcej", "減った|変わらない|増えた"],
)  # fmt: skip
def test_the_middle_of_three_degrees_leans_to_neither_end(scale):
    levels = scale.split("|")
    column = Column(id="q", header="Q", label="Q", role="basis", scale="ordinal",
                    levels=tuple(levels), group="motivations", prompt="")  # fmt: skip
    rows = tuple((levels[i % 3],) for i in range(30))
    survey = Survey(columns=(column,), respondents=tuple(f"r{i}" for i in range(30)), rows=rows)
    assert [(b.side, b.places) for b in boxes_of(survey)] == [("low", (0,)), ("high", (2,))]
    assert all(np.sum(b.inside) == 10 for b in boxes_of(survey))
