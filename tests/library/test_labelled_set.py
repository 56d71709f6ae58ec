"""The labelled set of benchmarks/recall keeps the rules that it was labelled by."""

import importlib.util
import sys

import pytest

from reelwright.backends.index.exact import words

from makers.bases import library_of


@pytest.fixture(scope="module")
def labels(request):
    path = request.config.rootpath / "benchmarks" / "recall" / "labels.py"
    spec = importlib.util.spec_from_file_location("recall_labels", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def exact(asked):
    return [i for i, grade in asked.grades.items() if grade == 2]


def test_it_is_large_enough_and_of_four_kinds(labels):
    kinds = [q.kind for q in labels.queries()]
    assert len(kinds) >= 60
    assert {k: kinds.count(k) >= 15 for k in kinds} == dict.fromkeys(
        ("keyword", "paraphrase", "shot", "named"), True
    )
    assert sum(q.kind == "far" for q in labels.unanswered()) >= 15
    assert sum(q.kind == "near" for q in labels.unanswered()) >= 15
    asked = [q.words.lower() for q in (*labels.queries(), *labels.unanswered())]
    assert len(set(asked)) == len(asked)


def test_every_picture_is_the_answer_of_a_query_and_every_answer_is_a_picture(labels):
    shown = {p.id for p in labels.pictures()}
    assert len(shown) == 56
    assert all(exact(q) for q in labels.queries())
    assert {i for q in labels.queries() for i in q.grades} <= shown
    assert {i for q in labels.queries() for i in exact(q)} == shown


def test_paraphrases_share_no_word_with_what_they_look_for(labels):
    captions = {p.id: set(words(p.caption)) for p in labels.pictures()}
    for asked in labels.queries():
        if asked.kind == "paraphrase":
            for answer in exact(asked):
                assert not captions[answer] & set(words(asked.words)), (asked.words, answer)


def test_distractors_are_the_same_every_time_and_hold_nothing_that_is_asked_for(labels):
    made = labels.distractors(1000)
    assert made == labels.distractors(1000)
    assert len({d.caption for d in made}) == 1000
    assert made[:50] != labels.distractors(50, seed=2)
    # Words of place and time, and of other senses, are no things.
    plain = "up down out over off from open push set spin drive sort plan hall board tower oil rock"
    plain = set(words(f"{plain} wheel"))
    held = set(words(" ".join(labels.vocabulary())))
    for asked in (*labels.queries(), *labels.unanswered()):
        assert not (held & set(words(asked.words))) - plain, asked.words
    people = {name for p in labels.pictures() for name in p.people}
    assert not people & {name for d in made for name in d.people}


@pytest.mark.longer
@pytest.mark.proves("S3-13")
def test_relevance_is_measured_and_holds_as_the_library_grows(request, tmp_path, monkeypatch):
    """recall@1 and @5 over the labelled set, alone and among four times as many pictures.

    benchmarks/bench_recall.py measures it among 1,000, and bench_index.py speed up to a million.
    """
    monkeypatch.syspath_prepend(str(request.config.rootpath / "benchmarks"))
    bench = importlib.import_module("bench_recall")
    library = library_of(tmp_path / "home")
    base = library.new("labelled", spaces=["embed/minilm"])
    bench.filled(base, bench.pictures(), tmp_path / "few", captioned=True)
    alone = bench.report("alone", bench.by_library(base))
    bench.filled(base, bench.distractors(220), tmp_path / "many", captioned=True)
    among = bench.report("among others", bench.by_library(base))
    counts = base.ledger.counts()
    library.close()
    assert counts == {"approved": len(bench.pictures()) + 220}
    assert alone[0] >= among[0] >= 1 - bench.MISSED_AT_1
    assert among[1] >= 1 - bench.MISSED_AT_5
