"""The description of the interface, and that the server keeps to it."""

import pytest
import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

from api import check_schema
from contents import persons


@pytest.fixture
def document(city):
    return city.api.description.document


def test_the_description_is_valid_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_every_operation_is_described_in_both_languages(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            summary = operation["summary"]
            assert any("一" <= letter <= "鿿" for letter in summary), (method, path)
            assert any(letter.isascii() and letter.isalpha() for letter in summary), (method, path)


def filled(path):
    return path.replace("{tile}", "0/000.p/1").replace("{position}", "0").replace("{", "").replace("}", "")


def test_no_operation_but_the_open_ones_answers_without_proof(city, document):
    guarded = 0
    for operation_id, (method, path, operation) in city.api.description.operations.items():
        if not operation["security"]:
            continue
        answer = requests.request(method, city.api.base + filled(path), timeout=30)
        assert answer.status_code == 401, f"{operation_id} answered {answer.status_code} to nobody"
        check_schema(document, {"$ref": "#/components/schemas/Problem"}, answer.json())
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        guarded += 1
    assert guarded > 20


def test_what_is_not_described_is_not_there(city, document):
    for path, methods in document["paths"].items():
        for method in {"get", "post", "put", "patch", "delete"} - set(methods):
            answer = requests.request(method, city.api.base + filled(path), timeout=30)
            assert answer.status_code == 405, (method, path, answer.status_code)
            assert answer.json()["code"] == "method-not-allowed"
    answer = requests.get(city.api.base + "/api/v1/nothing", timeout=30)
    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-page")


def test_a_refusal_is_a_problem_with_its_article_and_remedy_in_both_languages(city):
    problem = city.person("social.data").refusal(
        "draftEntry", json=persons("秘密", sensitivity="secret", sharing="none")
    )
    assert problem["code"] == "state-secret-refused"
    assert problem["article"]["text"] and problem["article"]["label"]
    assert problem["title"] != problem["titleEn"] and problem["remedy"] != problem["remedyEn"]
    assert problem["type"].endswith("#code-state-secret-refused")


def test_the_documentation_page_explains_every_code(city, document):
    page = requests.get(city.api.base + "/api/docs", timeout=30)
    assert page.status_code == 200
    for operation in city.api.description.operations.values():
        for answer in operation[2]["responses"].values():
            for code in [part.split("`")[0] for part in answer["description"].split("`")[1::2]]:
                assert f'id="code-{code}"' in page.text, code
