"""Searching the catalogue in a real browser, over a catalogue made from a seed."""

import urllib.parse

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import server
from test_browser import NARROW, WIDE, Browser

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
