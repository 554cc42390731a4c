"""Files that nobody here wrote, through intake, sharing and query."""

import csv
import random

import pytest

from contents import content, item

STREETS = [
    item("code", "乡镇代码", length=9, isRequired=True, isKey=True),
    item("name", "乡镇名称", length=50, isRequired=True),
    item("areaCode", "县级代码", length=6),
    item("provinceCode", "省级代码", length=2),
    item("cityCode", "地级代码", length=4),
]


@pytest.fixture
def system(city):
    return city.system("真实数据系统")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def lower(items):
    """Field names as the catalogue takes them."""
    names = {"areaCode": "area_code", "provinceCode": "province_code", "cityCode": "city_code"}
    return [{**one, "field": names.get(one["field"], one["field"])} for one in items]


def test_the_towns_of_china_are_delivered_shared_and_found(city, system, real_data):
    header, *lines = rows(real_data / "divisions" / "streets.csv")
    assert len(lines) == 41_352
    items = lower(STREETS)
    code = city.publish(content("全国乡镇", items, sensitivity="public", grade="general-1"))
    text = (real_data / "divisions" / "streets.csv").read_bytes()
    first, rest = text.split(b"\n", 1)
    names = {b"areaCode": b"area_code", b"provinceCode": b"province_code", b"cityCode": b"city_code"}
    for old, new in names.items():
        first = first.replace(old, new)
    receipt = city.deliver(code, first + b"\n" + rest)
    assert (receipt["good"], receipt["problems"]) == (41_352, 0)
    city.grant(code, system, ["name", "area_code"])
    place = {name.strip('"'): index for index, name in enumerate(header)}
    for line in random.Random(1).sample(lines, 40):
        answer = system.query(code, {"code": line[place["code"]]})
        assert answer["items"] == {"name": line[place["name"]], "area_code": line[place["areaCode"]]}


VILLAGES = ["code", "parent", "name", "level", "rank", "adcode", "post_code", "area_code", "ur_code", "municipality",
            "virtual", "dummy", "longitude", "latitude", "centre", "province", "city", "county", "town", "village"]  # fmt: skip


def test_the_villages_of_zhuzhou_without_a_header_go_by_position(city, system, real_data):
    path = real_data / "villages" / "zhuzhou.csv"
    lines = rows(path)
    items = [
        item(field, f"村级{field}", length=None if field == "centre" else 100, isRequired=field == "code", isKey=field == "code")
        for field in VILLAGES
    ]
    code = city.publish(content("株洲村级区划", items, sensitivity="public", grade="general-1"))
    receipt = city.deliver(code, path.read_bytes(), header="absent")
    assert receipt["hasHeader"] is False
    assert receipt["rowsRead"] == len(lines) and receipt["problems"] == 0
    city.grant(code, system, ["name", "town"])
    for line in random.Random(2).sample(lines, 40):
        answer = system.query(code, {"code": line[0]})
        assert answer["items"]["name"] == line[2]
        assert (answer["items"]["town"] or "") == line[18].strip()


def test_the_daily_epidemic_files_are_deliveries_of_one_entry(city, system, real_data):
    paths = sorted((real_data / "epidemic").glob("*.csv"))
    assert len(paths) == 29
    header = rows(paths[0])[0]
    names = {"countryCode": "country_code", "provinceCode": "province_code", "cityCode": "city_code"}
    fields = [names.get(name, name) for name in header]
    keys = {"date", "country", "province", "city"}
    items = [
        item(
            field,
            f"疫情{field}",
            type={"date": "D"}.get(field, "N" if field in ("confirmed", "suspected", "cured", "dead") else "C"),
            length=9 if field in ("confirmed", "suspected", "cured", "dead") else (None if field == "date" else 60),
            isKey=field in keys,
            isRequired=field in ("date", "country"),
        )
        for field in fields
    ]
    code = city.publish(content("疫情日报", items, sensitivity="public", grade="general-1"))
    stored = {}
    for path in paths:
        first, rest = path.read_bytes().split(b"\n", 1)
        for old, new in names.items():
            first = first.replace(old.encode(), new.encode())
        receipt = city.deliver(code, first + b"\n" + rest)
        lines = [line for line in rows(path)[1:] if line]
        assert receipt["rowsRead"] == len(lines), path.name
        assert receipt["good"] + receipt["problems"] >= len(lines)
        for line in lines:
            stored.setdefault((line[0], line[1], line[3], line[5]), line)
    deliveries = city.person("police.data").call("listDeliveries", entry=code)["receipts"]
    assert len(deliveries) == 29
    city.grant(code, system, ["confirmed", "dead"])
    chosen = random.Random(3).sample(sorted(key for key in stored if all(key)), 40)
    for date, country, province, place in chosen:
        answer = system.query(code, {"date": date, "country": country, "province": province, "city": place})
        line = stored[date, country, province, place]
        assert answer["found"], (date, province, place)
        assert str(answer["items"]["confirmed"]) == line[7]
