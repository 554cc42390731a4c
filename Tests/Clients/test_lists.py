"""The responsibility list, the negative list and the public's catalogue, as other programs see them."""

import csv
import io

import openpyxl
import pytest
import requests

from server import yuanliu

AUDITOR = "government.audit"
FORMS = ["Workbook", "Text"]


def table(data, form):
    """Titles and rows of an exported list."""
    if form == "Workbook":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        rows = [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]
        assert all(isinstance(value, str) for row in rows for value in row), "everything is text"
    else:
        assert data.startswith(b"\xef\xbb\xbf"), "spreadsheet programs know UTF-8 by its mark"
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    titles, *lines = rows
    return [dict(zip(titles, line, strict=True)) for line in lines]


def every(person, operation, **query):
    """All lines of a list, page by page."""
    lines, page = [], 1
    while True:
        answer = person.call(operation, query={"page": page, "pageSize": 7, **query})
        lines += answer["lines"]
        if len(lines) >= answer["total"]:
            assert len(lines) == answer["total"]
            return lines
        page += 1


@pytest.mark.parametrize("form", FORMS)
def test_the_responsibility_list_says_what_the_interface_says(city, form):
    person = city.person(AUDITOR)
    lines = every(person, "listResponsibilities")
    rows = table(person.call(f"exportResponsibility{form}"), form)
    assert len(rows) == len(lines) > 5
    assert {row["信息资源代码"] for row in rows} == {line["code"] for line in lines}
    by_code = {line["code"]: line for line in lines}
    for row in rows:
        line = by_code[row["信息资源代码"]]
        assert row["信息资源名称"] == line["name"] and row["责任单位"] == line["body"]["name"]
        assert row["共享条件"].replace("\r\n", "\n") == line["sharingConditions"]
        assert row["版本"] == str(line["version"])
    assert [row["序号"] for row in rows] == [str(number + 1) for number in range(len(rows))]


@pytest.mark.parametrize("form", FORMS)
def test_the_negative_list_says_what_the_interface_says(city, form):
    person = city.person(AUDITOR)
    lines = every(person, "listRestrictions")
    rows = table(person.call(f"exportNegative{form}"), form)
    words = {"unconfirmed": "未确认", "confirmed": "已确认", "lapsed": "已失效"}
    assert len(rows) == len(lines) > 3
    told = [(row["信息资源代码"], row["限制情形"], row["确认状态"]) for row in rows]
    assert told == [(line["code"], line["restrictionName"]["zh"], words[line["state"]]) for line in lines]
    body = lines[0]["body"]
    own = table(person.call(f"exportNegative{form}", query={"body": body["id"]}), form)
    assert own and {row["责任单位"] for row in own} == {body["name"]}
    assert table(person.call(f"exportNegative{form}", query={"state": "lapsed"}), form) == [
        row for row in rows if row["确认状态"] == "已失效"
    ]


def test_the_command_line_writes_both_lists(template, tmp_path):
    data, database = template.copy(tmp_path)
    for name, title in [("responsibility", "采集依据"), ("negative", "书面理由")]:
        read = {}
        for ending, form in [("xlsx", "Workbook"), ("csv", "Text")]:
            path = tmp_path / f"{name}.{ending}"
            yuanliu("lists", name, path, data=data, database=database)
            read[ending] = table(path.read_bytes(), form)
        assert read["xlsx"] == read["csv"] and len(read["csv"]) > 3
        assert title in read["csv"][0]
    done = yuanliu("lists", "negative", tmp_path / "list.txt", data=data, database=database, check=False)
    assert done.returncode != 0 and ".csv" in done.stderr
    done = yuanliu(
        "lists", "negative", tmp_path / "a.csv", "--state", "done", data=data, database=database, check=False
    )
    assert done.returncode != 0


def test_anybody_reads_the_opening_catalogue_and_nobody_more(city):
    public = city.api
    found = public.call("searchOpening", query={"pageSize": 100, "facets": "true"})
    assert found["total"] == len(found["entries"]) > 2
    assert {facet["facet"] for facet in found["facets"]} == {"body", "category", "opening", "format", "cycle"}
    auditor = city.person(AUDITOR)
    for line in found["entries"]:
        opened = public.call("readOpened", entry=line["code"])
        whole = auditor.call("readEntry", entry=line["code"])
        assert whole["state"] == "published" and whole["content"]["opening"] != "none"
        internal = ["sourceSystem", "sourceBusiness", "legalBasis", "usageRequirements", "grade", "sensitivity"]
        assert not set(internal) & set(opened)
        page = requests.get(f"{public.base}/opening/{line['code']}", timeout=60)
        assert page.status_code == 200 and line["name"] in page.text
        # What the public reads anyway may hold the same words.
        told = whole["content"]["name"] + whole["content"]["abstract"]
        for key in ["sourceSystem", "sourceBusiness", "legalBasis"]:
            value = whole["content"][key]
            assert not value or value in told or value not in page.text, key
    closed = auditor.call("searchEntries", query={"opening": "none", "state": "published"})["entries"][0]
    assert public.refusal("readOpened", entry=closed["code"])["code"] == "entry-not-found"
    assert public.refusal("searchSharing")["code"] == "sign-in-required"
