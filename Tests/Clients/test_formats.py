"""Files as other programs write them, delivered by HTTP, by the command line and through the console."""

import datetime
import io
import json

import openpyxl
import pytest

import people
from browsing import NARROW, WIDE
from contents import PERSON_ITEMS, content, item, persons
from server import yuanliu

NAMES = {one["field"]: one["name"] for one in PERSON_ITEMS}


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def stored(city, code, number, fields):
    """What the dataset holds of one person, as a system with a grant sees it."""
    system = city.system(f"格式测试 {code}")
    city.grant(code, system, fields)
    return system.query(code, {"id_number": number})["items"]


def test_a_workbook_of_openpyxl_is_delivered_as_people_see_it(city):
    code = city.publish(content("工作簿归集", PERSON_ITEMS))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "人口"
    sheet.append([NAMES[field] for field in people.HEADER])
    good = people.rows(1, 300)
    for row in good:
        day = datetime.date.fromisoformat(row[3])
        changed = datetime.datetime.fromisoformat(row[7])
        sheet.append([*row[:3], day, int(row[4]), row[5], int(row[6]), changed])
    bad = people.person(900)
    sheet.append([*bad[:1], "=1+1", *bad[2:]])
    sheet.append([int(people.person(901)[0][:17] + "0"), *people.person(901)[1:]])
    book.create_sheet("说明")["A1"] = "另一张表"
    receipt = city.deliver(code, saved(book))
    assert (receipt["format"], receipt["sheet"]) == ("xlsx", "人口")
    assert (receipt["rowsRead"], receipt["good"], receipt["problems"]) == (302, 300, 2)
    problems = city.person("police.data").call("listProblems", delivery=receipt["id"])["problems"]
    assert [(one["line"], one["item"], one["rule"]) for one in problems] == [
        (302, 2, "formula"),
        (303, 1, "number-damaged"),
    ]
    answer = stored(city, code, good[7][0], ["division", "updated_on"])
    assert answer == {"division": "430204", "updated_on": good[7][7]}


def test_a_gb18030_file_gives_the_same_rows_as_utf_8(city):
    lines = people.rows(1, 400)
    lines[3][1] = "王𠀀㐀"
    text = people.table(lines).decode()
    receipts, answers = [], []
    for number, encoding in enumerate(["utf-8", "gb18030", "utf-16"]):
        code = city.publish(content(f"编码归集{number}", PERSON_ITEMS))
        receipts.append(city.deliver(code, text.encode(encoding)))
        answers.append(stored(city, code, lines[3][0], ["id_number", "name"]))
    assert [one["encoding"] for one in receipts] == ["utf-8", "gb18030", "utf-16le"]
    assert {(one["good"], one["problems"], one["format"]) for one in receipts} == {(400, 0, "csv")}
    assert answers[0] == answers[1] == answers[2]
    only_gbk = people.table(people.rows(500, 5)).decode().encode("gbk")
    assert city.deliver(code, only_gbk)["encoding"] == "gbk"


def forms(rows):
    """The rows in forms that other programs write."""
    objects = [dict(zip(people.HEADER, row)) for row in rows]
    fields = ["".join(f"<{name}>{value}</{name}>" for name, value in one.items()) for one in objects]
    return {
        "json": json.dumps(objects).encode(),
        "json-lines": "\n".join(json.dumps(one, ensure_ascii=False) for one in objects).encode(),
        "xml": f"<?xml version='1.0' encoding='GBK'?><r>{''.join(f'<p>{one}</p>' for one in fields)}</r>".encode("gbk"),
        "tsv": people.table(rows).replace(b",", b"\t"),
    }


def test_json_and_xml_of_other_programs_are_delivered(city):
    rows = people.rows(1, 200)
    for form, data in forms(rows).items():
        code = city.publish(content(f"{form} 归集", PERSON_ITEMS))
        receipt = city.deliver(code, data)
        assert (receipt["format"], receipt["good"], receipt["problems"]) == (form, 200, 0)
        assert city.deliver(code, data, format=form)["repeated"]


def test_the_command_line_saves_a_mapping_and_uses_it(running, tmp_path):
    items = [item("code", "代码", length=9, isRequired=True, isKey=True), item("label", "名称", length=50)]
    code = running.city.publish(content("命令行列映射", items, sensitivity="public", grade="general-1"))
    file = tmp_path / "rows.jsonl"
    file.write_text('{"BH": "a1", "MC": "甲", "BZ": "x"}\n{"BH": "a2", "MC": "乙"}\n', encoding="utf-8")
    place = {"data": running.data, "database": running.database}
    proposed = yuanliu("collect", file, "--entry", code, "--propose", **place)
    assert "BH\t-\tnone" in proposed.stdout and "missing code" in proposed.stdout
    wrong = yuanliu("collect", file, "--entry", code, "--mapping", "旧系统", **place, check=False)
    assert wrong.returncode == 2 and "mapping-not-found" in wrong.stderr
    done = yuanliu(
        "collect", file, "--entry", code, "--mapping", "旧系统", "--column", "BH=code", "--column", "MC=label",
        "--ignore", "BZ", **place,
    )  # fmt: skip
    assert "第1版" in done.stdout and "json-lines" in done.stdout and "good 2" in done.stdout
    again = yuanliu("collect", file, "--entry", code, "--mapping", "旧系统", **place)
    assert "此前已交付" in again.stdout
    found = running.city.person("police.data").call("readMapping", entry=code, source="旧系统")
    assert found["version"] == 1 and found["columns"][2] == {"column": "BZ"}


def test_a_person_maps_columns_in_the_console_and_delivers_a_workbook(console, browser, tmp_path):
    code = console.city.publish(persons("控制台列映射"))
    entry = console.city.person("police.data").call("readEntry", entry=code)["id"]
    book = openpyxl.Workbook()
    names = ["SFZH", "XM", "XB", "CSRQ", "DH", "DZ", "QH", "GXRQ"]
    book.active.append([*names, "备注"])
    for row in people.rows(1, 20):
        book.active.append([*row, "无"])
    path = tmp_path / "persons.xlsx"
    path.write_bytes(saved(book))
    browser.sign_in("police.data")
    browser.open(f"/console/entries/{entry}/mappings")
    browser.one("[name=source]").send_keys("户籍导出")
    browser.one("[name=file]").send_keys(str(path))
    browser.press("main form button.main")
    assert "未识别" in browser.text
    for index, field in enumerate(people.HEADER[1:], 1):
        browser.one(f"[name='item-{index}']").send_keys(field)
    browser.press("main form button.main")
    assert "列映射遗漏了必填的信息项" in browser.text and "公民身份号码" in browser.text
    browser.one("[name='item-0']").send_keys("id_number")
    browser.press("main form button.main")
    assert "列映射已保存" in browser.text
    browser.press("a[href*='deliver?mapping=']")
    assert browser.one("[name=mapping]").get_attribute("value") == "户籍导出"
    browser.one("[name=file]").send_keys(str(path))
    for size in (WIDE, NARROW):
        browser.resize(size)
        assert browser.overflow() <= 0
    browser.press("main form button.main")
    assert "户籍导出 第1版" in browser.text and "Excel 工作簿" in browser.text
    receipt = console.city.person("police.data").call("listDeliveries", entry=code)["receipts"][0]
    assert (receipt["good"], receipt["format"]) == (20, "xlsx")


@pytest.mark.parametrize(
    "code, data",
    [
        ("json-malformed", b'[{"id_number": "1"'),
        ("nesting-too-deep", b'[{"id_number": ' + b"[" * 100_000),
        ("fields-too-many", b"x," * 1_000_000),
        ("xml-doctype", b'<!DOCTYPE a [<!ENTITY b "c">]><a><r><x>&b;</x></r></a>'),
        ("xml-malformed", b"<a><r><x>1</x></r>"),
        ("workbook-damaged", b"PK\x03\x04" + b"\0" * 100),
        ("file-binary", b"\x89PNG\r\n\x1a\n\0\0"),
    ],
)
def test_a_broken_file_is_refused_with_its_code(city, code, data):
    if not hasattr(city, "broken_entry"):
        city.broken_entry = city.publish(content("破损文件", PERSON_ITEMS))
    problem = city.person("police.data").refusal(
        "deliver", entry=city.broken_entry, data=data, headers={"Content-Type": "application/octet-stream"}
    )
    assert problem["code"] == code and problem["remedy"] and problem["article"]
