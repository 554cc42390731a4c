"""Searching the catalogue in a real browser, over a catalogue made from a seed."""

import sqlite3
import urllib.parse

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import server
from api import Api, Refused
from browsing import NARROW, WIDE, Browser
from city import PASSWORD

ENTRIES = 400


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    data = tmp_path_factory.mktemp("search") / "data"
    server.yuanliu("generate", "catalogue", "--count", ENTRIES, data=data)
    with server.Server(data) as running:
        yield running.base


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def browser(base, request):
    browser = Browser(base, scripts=request.param)
    browser.has_scripts = request.param
    browser.sign_in("trial.data")
    yield browser
    browser.driver.quit()


def total(browser):
    return int("".join(filter(str.isdigit, browser.one("table.data caption").text)))


def test_words_are_marked_and_facets_narrow(browser):
    browser.open("/console/catalogue")
    assert total(browser) == ENTRIES
    browser.fill("q", "许可")
    browser.one("[name='q']").send_keys(Keys.ENTER)
    WebDriverWait(browser.driver, 30).until(lambda driver: "q=" in driver.current_url)
    found = total(browser)
    assert 0 < found < ENTRIES
    marks = browser.all("table.data mark")
    assert marks and {mark.text for mark in marks} == {"许可"}
    value = browser.one("#facet-sharing + ul a")
    count = int(value.find_element(By.CSS_SELECTOR, ".count").text)
    address = value.get_attribute("href")
    browser.press("#facet-sharing + ul a")
    assert browser.driver.current_url == address
    assert total(browser) == count
    assert browser.one("[name='q']").get_attribute("value") == "许可"
    # Other words keep the filter, and one press takes it away.
    browser.press("form.filter button[type=submit]")
    assert total(browser) == count
    browser.press(".chosen a")
    assert total(browser) == found


def test_pages_fit_and_can_be_used_by_keyboard(browser):
    for language in ("zh", "en"):
        for size in (WIDE, NARROW):
            browser.resize(size)
            browser.open("/console/catalogue?lang=" + language)
            browser.open("/console/catalogue?q=" + urllib.parse.quote("登记 信息") + "&sharing=conditional")
            assert browser.overflow() <= 0
            browser.shot(f"search-{language}")
    jump = browser.one("a.to-facets")
    assert jump.is_displayed()
    jump.send_keys(Keys.ENTER)
    assert browser.driver.current_url.endswith("#facets")
    link = browser.one("#facets a")
    link.send_keys(Keys.ENTER)
    WebDriverWait(browser.driver, 30).until(lambda driver: "body=" in driver.current_url)
    browser.open("/console/catalogue?lang=zh")
    assert not browser.complaints()


def test_suggestions_come_while_typing(browser):
    browser.open("/console/catalogue")
    browser.one("[name='q']").send_keys("统一")
    if not browser.has_scripts:
        return
    options = WebDriverWait(browser.driver, 30).until(lambda _: browser.all("#f-q-suggestions option"))
    assert "统一社会信用代码" in [option.get_attribute("value") for option in options]


def test_what_is_typed_is_shown_as_text(browser):
    browser.open("/console/catalogue?q=" + urllib.parse.quote("<script>alert(1)</script>\"'"))
    assert browser.one("[name='q']").get_attribute("value") == "<script>alert(1)</script>\"'"
    assert not browser.all("main script")


def test_programs_get_facets_marks_and_suggestions(base):
    person = Api(base).sign_in("trial.data", PASSWORD)
    plain = person.call("searchEntries", query={"words": "许可"})
    assert plain["total"] > 0 and "facets" not in plain
    found = person.call("searchEntries", query={"words": "许可", "facets": "true", "pageSize": 100})
    assert found["total"] == plain["total"]
    for facet in found["facets"]:
        assert sum(value["entries"] for value in facet["values"]) == found["total"] or len(facet["values"]) == 50
        first = facet["values"][0]
        narrowed = person.call("searchEntries", query={"words": "许可", facet["facet"]: first["value"]})
        assert narrowed["total"] == first["entries"]
    for line in found["entries"]:
        marks = line["highlights"]
        hits = [(line[field], mark) for field in ("name", "abstract") for mark in marks[field]]
        assert hits or marks["items"]
        assert all(text[mark["start"] : mark["end"]] == "许可" for text, mark in hits)
    assert "统一社会信用代码" in person.call("suggestEntries", query={"words": "统一"})["suggestions"]
    with pytest.raises(Refused) as refused:
        person.call("searchEntries", query={"words": "许" * 300})
    assert refused.value.status == 400


def test_the_index_is_checked_from_the_command_line(tmp_path):
    data = tmp_path / "data"
    server.yuanliu("generate", "catalogue", "--count", 20, data=data)
    assert "20" in server.yuanliu("catalogue", "check", data=data).stdout
    with sqlite3.connect(data / "yuanliu.db") as store:
        store.execute("UPDATE search_entry SET facets = facets + 16777216 WHERE position = 7")
    store.close()
    checked = server.yuanliu("catalogue", "check", data=data, check=False)
    assert checked.returncode == 1 and "entry 7" in checked.stderr
    server.yuanliu("catalogue", "rebuild", data=data)
    server.yuanliu("catalogue", "check", data=data)
    # Trial entries never come among real ones.
    assert server.yuanliu("generate", "catalogue", "--count", 1, data=data, check=False).returncode == 2
