"""The catalogue's daily work in a real browser: workbooks, editing beside another, the duties page."""

import io
import re

import openpyxl
import pytest

from browsing import NARROW, WIDE, compile_entry

ACCOUNT = "police.data"


def upload(browser, path, mode="whole"):
    browser.open("/console/catalogue/workbook")
    browser.choose("mode", mode)
    browser.one("[name=file]").send_keys(str(path))
    browser.press("main form[enctype] button.main")
    return browser


def export(console):
    person = console.city.person(ACCOUNT)
    data = person.call("exportEntries", query={"body": person.call("readSelf")["body"]["id"]})
    return openpyxl.load_workbook(io.BytesIO(data))


def column(sheet, title):
    return next(cell.column for cell in sheet[1] if cell.value == title)


def test_a_workbook_with_faults_is_refused_cell_by_cell_and_taken_once_they_are_mended(console, browser, tmp_path):
    book = export(console)
    sheet = book["目录"]
    first = column(sheet, "摘要")
    right = sheet.cell(2, first).value
    sheet.cell(2, first).value = "=1+1"
    sheet.cell(2, column(sheet, "更新周期")).value = "偶尔"
    book.save(tmp_path / "wrong.xlsx")
    browser.sign_in(ACCOUNT)
    upload(browser, tmp_path / "wrong.xlsx")
    faults = browser.one("#cell-faults").text
    letter = openpyxl.utils.get_column_letter
    assert f"{letter(first)}2" in faults and f"{letter(column(sheet, '更新周期'))}2" in faults
    assert "没有保存" in faults
    for size in (WIDE, NARROW):
        browser.resize(size)
        assert browser.overflow() <= 0
        browser.shot("workbook-faults")
    browser.resize(WIDE)
    mended = export(console)
    sheet = mended["目录"]
    sheet.cell(2, first).value = right + "（经核对）"
    mended.save(tmp_path / "right.xlsx")
    upload(browser, tmp_path / "right.xlsx")
    assert "1\n变更" in browser.one("#cell-faults").text
    name = sheet.cell(2, column(sheet, "信息资源名称")).value
    browser.open("/console/catalogue?mine=yes&q=" + name)
    link = next(link for link in browser.all("main a") if link.text.strip() == name)
    browser.open(link.get_attribute("href").removeprefix(browser.base))
    # What is in force stays until the change is reviewed.
    assert "（经核对）" not in browser.text
    browser.press("main a[href$='/edit']")
    assert browser.one("[name=abstract]").get_attribute("value") == right + "（经核对）"


def test_who_saves_second_is_shown_what_changed_and_loses_nothing(browser):
    browser.sign_in(ACCOUNT)
    compile_entry(browser, "两人同时编制", basis="")
    # It was refused for want of a basis; what was typed is kept as a draft by saving it.
    browser.fill("sharingBasis", "《个人信息保护法》第三十四条")
    browser.press("main [name=save]:not([tabindex])")
    page = browser.path.split("?")[0]
    assert page.endswith("/edit")
    mine = browser.driver.current_window_handle
    browser.fill("abstract", "我写的摘要")
    browser.driver.switch_to.new_window("tab")
    browser.resize(WIDE)
    browser.open(page)
    browser.fill("usageRequirements", "别人写的使用要求")
    browser.press("main [name=save]:not([tabindex])")
    browser.driver.close()
    browser.driver.switch_to.window(mine)
    browser.press("main [name=save]:not([tabindex])")
    meanwhile = browser.one("#meanwhile").text
    assert "别人写的使用要求" in meanwhile and "我写的摘要" in meanwhile
    assert browser.one("[name=abstract]").get_attribute("value") == "我写的摘要", "what was typed stays"
    for size in (WIDE, NARROW):
        browser.resize(size)
        assert browser.overflow() <= 0
        browser.shot("entry-meanwhile")
    browser.resize(WIDE)
    # Having seen it, one saves again: upon the newer text.
    browser.press("main [name=save]:not([tabindex])")
    browser.open(page)
    assert browser.one("[name=abstract]").get_attribute("value") == "我写的摘要"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_duties_page_leads_from_a_body_to_its_duties_and_on_to_the_evidence(browser, language):
    browser.sign_in("authority.review")
    if language == "en":
        browser.open("/console?lang=en")
    browser.open("/console/duties")
    bodies = [link for link in browser.all("#bodies a") if "/console/duties?body=" in link.get_attribute("href")]
    assert len(bodies) >= 10
    for size in (WIDE, NARROW):
        browser.resize(size)
        assert browser.overflow() <= 0
        browser.shot(f"duties-{language}")
    browser.resize(WIDE)
    browser.open(bodies[0].get_attribute("href").removeprefix(browser.base))
    rows = browser.all("main tbody tr")
    assert len(rows) > 20
    assert all(row.find_elements("css selector", "a[href*='#']") or "第" in row.text or "Art" in row.text for row in rows)
    evidence = next(link for link in browser.all("main td a") if "/console/catalogue" in link.get_attribute("href"))
    counted = int(re.sub(r"\D", "", evidence.text.split()[-1]) or 0)
    browser.shot(f"duties-body-{language}")
    browser.open(evidence.get_attribute("href").removeprefix(browser.base))
    assert str(counted) in browser.text


def test_an_official_sees_the_duties_of_the_own_body_alone(browser):
    browser.sign_in("police.head")
    browser.open("/console/duties")
    hrefs = {link.get_attribute("href") for link in browser.all("main a")}
    bodies = {href for href in hrefs if "/console/duties?body=" in href}
    assert len(bodies) <= 1
