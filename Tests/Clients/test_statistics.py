"""Statistics in a real browser: charts of the system's own library, and tables that say the same without it."""

import csv
import io
import re
import sqlite3

import openpyxl
import pytest
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.support.ui import WebDriverWait

import server
from api import Api
from browsing import NARROW, WIDE, Browser
from city import PASSWORD

ENTRIES = 300
AUDITOR = "trial.auditor"
COUNT = re.compile(r"[0-9][0-9,]*")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    data = tmp_path_factory.mktemp("statistics") / "data"
    server.yuanliu("generate", "catalogue", "--count", ENTRIES, data=data)
    with server.Server(data) as running:
        yield running.base


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def browser(base, request):
    browser = Browser(base, scripts=request.param)
    browser.has_scripts = request.param
    browser.sign_in(AUDITOR)
    yield browser
    browser.driver.quit()


def number(text):
    return int(COUNT.search(text)[0].replace(",", ""))


def test_charts_are_drawn_beside_their_tables_and_pages_fit(browser):
    for language in ("zh", "en"):
        for size in (WIDE, NARROW):
            browser.resize(size)
            browser.open("/console/statistics?months=36&lang=" + language)
            drawn = [figure for figure in browser.all("figure.chart") if figure.is_displayed()]
            if browser.has_scripts:
                assert len(drawn) >= 8
                for figure in drawn:
                    canvas = figure.find_element("css selector", "canvas")
                    assert canvas.get_attribute("role") == "img" and canvas.get_attribute("aria-label")
                    assert canvas.size["width"] > 200 and canvas.size["height"] > 80
            else:
                assert not drawn
            assert len(browser.all("section table.data")) >= 8
            assert browser.overflow() <= 0
            browser.shot(f"statistics-{language}")
    browser.open("/console/statistics?lang=zh")
    # The strict policy holds: the browser has nothing to complain of.
    assert not browser.complaints()


def test_a_bar_opens_the_list_behind_it(browser):
    if not browser.has_scripts:
        return
    browser.resize(WIDE)
    browser.open("/console/statistics?lang=zh")
    figure = browser.one("section#by-sharing figure.chart")
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", figure)
    cell = browser.one("section#by-sharing tbody tr:first-child td a")
    address, count = cell.get_attribute("href"), number(cell.text)
    # Where the library put the first bar.
    x, y = browser.driver.execute_script(
        """
        const canvas = arguments[0].querySelector("canvas");
        const bar = window.Chart.getChart(canvas).getDatasetMeta(0).data[0];
        const box = canvas.getBoundingClientRect();
        return [Math.round(box.left + (bar.base + bar.x) / 2), Math.round(box.top + bar.y)];
        """,
        figure,
    )
    actions = ActionBuilder(browser.driver)
    actions.pointer_action.move_to_location(x, y).click()
    actions.perform()
    WebDriverWait(browser.driver, 30).until(lambda driver: driver.current_url == address)
    assert number(browser.one("table.data caption").text) == count


def test_each_figure_is_the_length_of_its_list(browser):
    browser.resize(WIDE)
    browser.open("/console/statistics?lang=zh&months=6")
    links = {}
    for link in browser.all(".figures a, section#months td a, section#by-cycle td a"):
        if number(link.text) > 0:
            links[link.get_attribute("href")] = number(link.text)
    assert len(links) >= 8
    for address, count in links.items():
        browser.driver.get(address)
        if "/statistics/list" in address:
            shown = [number(part) for part in browser.one(".page-head .lead").text.split("·")]
        else:
            shown = [number(browser.one("table.data caption").text)]
        assert count in shown, f"{address}: {count} is not among {shown}"


def test_the_files_hold_the_same_figures(base):
    person = Api(base).sign_in(AUDITOR, PASSWORD)
    report = person.call("readStatistics")
    assert report["figures"]["entries"] == ENTRIES
    lines = list(csv.reader(io.StringIO(person.call("exportStatisticsCSV").decode("utf-8-sig"))))
    figures = {(table, row, column): value for table, row, column, value in lines[1:]}
    assert figures["总览", "已发布目录", "全市"] == str(ENTRIES)
    book = openpyxl.load_workbook(io.BytesIO(person.call("exportStatistics")))
    assert book["总览"]["B2"].value == ENTRIES
    for table, row, column, value in lines[1:]:
        sheet = book[table]
        titles = [cell.value for cell in sheet[1]]
        names = [sheet.cell(line, 1).value for line in range(2, sheet.max_row + 1)]
        cell = sheet.cell(names.index(row) + 2, titles.index(column) + 1)
        assert str(cell.value) == value, f"{table} {row} {column}"


def test_the_counts_are_checked_from_the_command_line(tmp_path):
    data = tmp_path / "data"
    server.yuanliu("generate", "catalogue", "--count", 20, data=data)
    assert "20" in server.yuanliu("duties", "check", data=data).stdout
    with sqlite3.connect(data / "yuanliu.db") as store:
        store.execute("UPDATE duty_count SET amount = amount + 1 WHERE kind = 'entries'")
    store.close()
    checked = server.yuanliu("duties", "check", data=data, check=False)
    assert checked.returncode == 1 and "duty_count entries" in checked.stderr
    server.yuanliu("duties", "recount", data=data)
    server.yuanliu("duties", "check", data=data)
