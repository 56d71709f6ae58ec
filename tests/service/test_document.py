"""The document: what is answered fits what it says of it."""

import json

import jsonschema
import pytest

from reelwright.service.app import document
from reelwright.studio import bases, holdings

from makers.bases import write_scenes

TOLD = document()


def answered(browser, method, template, path="", **more):
    """An answer, held to what the document says of it; path: the template's, filled."""
    answer = browser.ask(method, path or template, **more)
    operation = TOLD["paths"][template][method.lower()]
    told = operation["responses"][str(answer.status_code)].get("content", {})
    kind = answer.headers["content-type"].partition(";")[0]
    family = kind.partition("/")[0]
    shape = next(told[k]["schema"] for k in (kind, f"{family}/*", "*/*") if k in told)
    if kind == "application/json":
        whole = shape | {"components": TOLD["components"]}
        jsonschema.Draft202012Validator(whole).validate(answer.json())
    return answer


@pytest.fixture(scope="module")
def scenes(service, tmp_path_factory):
    write_scenes(folder := tmp_path_factory.mktemp("pictures"))
    bases.new("scenes", title="Scenes to film", who="admin")
    holdings.add("scenes", [folder], who="admin")
    return "/api/bases/scenes"


def test_what_is_answered_of_bases_fits_the_document(browser, scenes):
    admin = browser("admin")
    new = answered(admin, "POST", "/api/bases", json={"name": "bare"})
    assert "folder" not in new.json()
    answered(admin, "GET", "/api/bases")
    answered(admin, "GET", "/api/bases/{base}", scenes)
    answered(admin, "GET", "/api/search", params={"words": "a lighthouse"})
    items = answered(admin, "GET", "/api/bases/{base}/items", f"{scenes}/items").json()["items"]
    one, within = f"{scenes}/items/{items[0]['id']}", "/api/bases/{base}/items/{item}"
    assert "path" not in answered(admin, "GET", within, one).json()
    answered(admin, "GET", f"{within}/picture", f"{one}/picture")


@pytest.mark.parametrize(
    "path",
    ["audit", "campaigns", "clips", "hooks", "keys", "metrics", "orders", "people", "workers"],
)
def test_what_is_answered_of_the_house_fits_the_document(browser, path):
    assert answered(browser("admin"), "GET", f"/api/{path}").status_code == 200


def test_nothing_in_the_document_tells_where_things_lie_here():
    fields = {
        f"{name}.{field}"
        for name in ("BaseListing", "FilmListing", "FilmPage", "ItemFacts", "Searched")
        for field in TOLD["components"]["schemas"][name]["properties"]
    }
    hidden = {"folder", "path", "paths", "file", "exported"}
    assert not {one for one in fields if one.partition(".")[2] in hidden}
    assert "x-hides" not in json.dumps(TOLD)


def test_every_operation_says_what_it_answers():
    silent = [
        operation["operationId"]
        for operations in TOLD["paths"].values()
        for operation in operations.values()
        for status, answer in operation["responses"].items()
        if status not in ("204", "303", "default") and not answer.get("content")
    ]
    assert silent == []


def test_items_of_a_base_are_told_page_by_page_to_the_end(browser, scenes):
    admin, found, after = browser("admin"), [], ""
    while page := admin.ask("GET", f"{scenes}/items?limit=4&after={after}").json()["items"]:
        found += [item["id"] for item in page]
        after = found[-1]
    whole = admin.ask("GET", f"{scenes}/items").json()
    assert found == [item["id"] for item in whole["items"]]
    assert len(found) == whole["total"] == 6
