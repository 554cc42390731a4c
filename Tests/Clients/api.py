"""A client of the HTTP interface that holds every answer to the published description."""

import re
from urllib.parse import quote

import jsonschema
import requests

TIMEOUT = 60


class Refused(AssertionError):
    """An answer other than success, with its problem details."""

    def __init__(self, operation, response):
        self.status = response.status_code
        self.problem = response.json() if "json" in response.headers.get("Content-Type", "") else {}
        self.code = self.problem.get("code")
        super().__init__(f"{operation}: {self.status} {self.code} {self.problem.get('detailEn') or ''}")


class Description:
    """`/api/openapi.json`: where each operation is and what it may answer."""

    def __init__(self, document):
        self.document = document
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        }
        self.registry = {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}

    def check(self, operation_id, response):
        """The answer has a documented status, media type and form."""
        _, _, operation = self.operations[operation_id]
        answers = operation["responses"]
        status = str(response.status_code)
        assert status in answers, f"{operation_id} answered {status}, which its description does not name"
        content = answers[status].get("content", {})
        if not content:
            assert not response.content, f"{operation_id} {status} has a body that is not described"
            return
        media = response.headers.get("Content-Type", "").split(";")[0]
        assert media in content, f"{operation_id} answered {media}, not {list(content)}"
        schema = content[media].get("schema")
        if schema:
            check_schema(self.document, schema, response.json())
        if media == "application/problem+json":
            code = response.json()["code"]
            assert f"`{code}`" in answers[status]["description"], f"{operation_id} does not document {code}"


def check_schema(document, schema, value):
    whole = {"components": document["components"], **schema}
    jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(value)


class Api:
    """One caller; `token` proves who."""

    def __init__(self, base, description=None, token=None):
        self.base = base
        self.http = requests.Session()
        self.token = token
        self.description = description or Description(self.http.get(base + "/api/openapi.json", timeout=TIMEOUT).json())

    def with_token(self, token):
        return Api(self.base, self.description, token)

    def send(self, operation_id, *, json=None, data=None, query=None, headers=None, timeout=TIMEOUT, **path):
        """The answer itself, held to the description."""
        method, template, _ = self.description.operations[operation_id]
        names = re.findall(r"{(\w+)}", template)
        assert sorted(names) == sorted(path), f"{operation_id} takes {names}"
        # A resource code has a slash, which is part of the path.
        url = self.base + re.sub(r"{(\w+)}", lambda match: quote(str(path[match[1]]), safe="/"), template)
        headers = dict(headers or {})
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        response = self.http.request(
            method.upper(), url, json=json, data=data, params=query, headers=headers, timeout=timeout
        )
        self.description.check(operation_id, response)
        return response

    def call(self, operation_id, **arguments):
        """The value of a success; anything else is raised as `Refused`."""
        response = self.send(operation_id, **arguments)
        if response.status_code >= 300:
            raise Refused(operation_id, response)
        if "json" in response.headers.get("Content-Type", ""):
            return response.json()
        return response.content

    def refusal(self, operation_id, **arguments):
        """The problem of an answer that must be a refusal."""
        response = self.send(operation_id, **arguments)
        assert response.status_code >= 400, f"{operation_id} was answered: {response.status_code}"
        return response.json()

    def sign_in(self, account, password):
        return self.with_token(self.call("signIn", json={"account": account, "password": password})["token"])
