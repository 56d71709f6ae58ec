"""What only the index in PostgreSQL does."""

import psycopg
import pytest

from reelwright.backends.index import pgvector
from reelwright.backends.index.opening import open_index
from reelwright.domain.errors import BackendFailed, Missing

from values.units import SPACES, crowd, exact_order, unit


@pytest.fixture
def index(postgres, monkeypatch):
    monkeypatch.setattr(pgvector, "INDEXED_FROM", 300)
    made = open_index(postgres, spaces=SPACES, name="graphs")
    yield made
    made.drop()
    made.close()


def graphs(postgres):
    with psycopg.connect(postgres) as connection:
        found = connection.execute(
            "SELECT indexname, indisvalid FROM pg_indexes JOIN pg_index "
            "ON indexrelid = (schemaname || '.' || indexname)::regclass "
            "WHERE schemaname = 'reelwright_graphs' AND indexdef LIKE '%hnsw%'"
        )
        return dict(found.fetchall())


def test_a_graph_is_built_when_a_space_has_grown_and_finds_the_nearest(postgres, index):
    units = crowd(1_500)
    index.upsert(units[:200])
    index.tidy()
    assert graphs(postgres) == {}
    index.upsert(units[200:])
    index.tidy()
    assert graphs(postgres) == {"units_v1_graph": True}
    hits = 0
    for asked in crowd(20, start=9_000):
        vector = asked.vectors["words-16"]
        found = [h.id for h in index.near("words-16", vector, 10)]
        hits += len(set(found) & set(exact_order(units, vector, 10)[0]))
    assert hits >= 0.99 * 200


def test_the_graph_is_walked_until_enough_units_pass_the_filter(index):
    units = crowd(1_500)
    index.upsert(units)
    far = -units[0].vectors["words-16"]
    index.upsert([unit(f"far{n}", "", far, ("rare=yes",)) for n in range(3)])
    index.tidy()
    found = index.near("words-16", units[0].vectors["words-16"], 3, (("rare=yes",),))
    assert [h.id for h in found] == ["far0", "far1", "far2"]
    common = index.near("words-16", units[0].vectors["words-16"], 10, (("group=3",),))
    nearest = [u for u in units if "group=3" in u.tags]
    assert [h.id for h in common] == exact_order(nearest, units[0].vectors["words-16"], 10)[0]


def test_a_graph_whose_building_was_killed_is_built_anew(postgres, index):
    index.upsert(crowd(400))
    index.tidy()
    with psycopg.connect(postgres) as connection:
        connection.execute(
            "UPDATE pg_index SET indisvalid = false "
            "WHERE indexrelid = 'reelwright_graphs.units_v1_graph'::regclass"
        )
    index.tidy()
    assert graphs(postgres) == {"units_v1_graph": True}


def test_a_server_that_cannot_be_reached_is_named_without_its_password(tmp_path):
    address = f"postgresql://someone:secret@127.0.0.1:1/stock?host={tmp_path}&password=hidden"
    with pytest.raises(BackendFailed, match="cannot be reached") as failed:
        open_index(address, spaces=SPACES)
    assert "secret" not in str(failed.value)
    assert "hidden" not in str(failed.value)


def test_a_language_the_server_does_not_know_is_refused(postgres):
    with pytest.raises(Missing, match="klingon"):
        open_index(postgres, spaces=SPACES, name="words", language="klingon")


def test_words_are_cut_back_as_the_language_says(postgres):
    index = open_index(postgres, spaces=SPACES, name="woerter", language="german")
    index.upsert([unit("a", "zwei Häuser am See"), unit("b", "ein Boot")])
    assert [h.id for h in index.matching("Haus", 5)] == ["a"]
    index.drop()
    index.close()
