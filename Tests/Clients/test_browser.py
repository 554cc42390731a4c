"""The console in a real browser, as people use it."""

import json
import re

import pytest
import requests
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

import people
from browsing import NARROW, WIDE, Browser, compile_entry, decide
from city import NEXT_YEAR, PASSWORD
from contents import persons


def test_a_stranger_is_sent_to_sign_in_and_on_to_the_page_wanted(browser):
    browser.open("/console/catalogue")
    assert browser.path.startswith("/console/sign-in")
    browser.fill("account", "police.data")
    browser.fill("password", PASSWORD)
    browser.press("main form button[type=submit]")
    assert browser.path == "/console/catalogue"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(browser, target):
    browser.open("/console/sign-in?next=" + requests.utils.quote(target, safe=""))
    browser.fill("account", "police.data")
    browser.fill("password", PASSWORD)
    browser.press("main form button[type=submit]")
    assert browser.driver.current_url.startswith(browser.base + "/console")


def test_one_signs_in_with_the_keyboard_alone(browser):
    browser.open("/console/sign-in")
    press = lambda *keys: ActionChains(browser.driver).send_keys(*keys).perform()  # noqa: E731
    focused = lambda: browser.driver.switch_to.active_element  # noqa: E731
    press(Keys.TAB)
    assert focused().get_attribute("class") == "skip", "the first stop leads past the navigation"
    assert focused().is_displayed()
    for _ in range(12):
        if focused().get_attribute("name") == "account":
            break
        press(Keys.TAB)
    press("police.head", Keys.TAB)
    assert focused().get_attribute("name") == "password"
    old = browser.one("html")
    press(PASSWORD, Keys.ENTER)
    browser.next_page(old)
    assert browser.path == "/console"
    press(Keys.TAB)
    outline = browser.driver.execute_script(
        "const style = getComputedStyle(document.activeElement); return style.outlineStyle + style.boxShadow"
    )
    assert outline != "nonenone", "what has the focus is to be seen"


def test_a_wrong_password_is_told_without_saying_which_part_is_wrong(browser):
    told = []
    for account in ("police.data", "nobody.here"):
        browser.open("/console/sign-in")
        browser.fill("account", account)
        browser.fill("password", "wrong-password-1")
        browser.press("main form button[type=submit]")
        told.append(browser.one(".faults").text)
        assert browser.one("[name=account]").get_attribute("value") == account
        assert browser.one("[name=password]").get_attribute("value") == ""
    assert told[0] == told[1] and told[0]


def test_the_language_is_switched_and_stays(browser):
    browser.sign_in("police.data")
    assert browser.one("html").get_attribute("lang") == "zh-CN"
    chinese = browser.one("nav").text
    browser.press(".masthead .tools > a[hreflang=en]")
    assert browser.one("html").get_attribute("lang").startswith("en")
    browser.open("/console/catalogue")
    assert browser.one("html").get_attribute("lang").startswith("en")
    english = browser.one("nav").text
    assert chinese != english and not re.search("[一-鿿]", english)
    browser.press(".masthead .tools > a[hreflang='zh-CN']")
    assert browser.one("html").get_attribute("lang") == "zh-CN"


ROLES = ["police.data", "police.head", "authority.review", "admin", "government.audit", "social.system"]


def pages_of(browser):
    links = [link.get_attribute("href") for link in browser.all("nav a")]
    return list(dict.fromkeys(link.removeprefix(browser.base) for link in links if "#" not in link))


CONTROLS_WITHOUT_NAMES = """
return [...document.querySelectorAll('main input:not([type=hidden]),main select,main textarea,main button,main a')]
  .filter(element => element.offsetParent !== null && !element.closest('[aria-hidden=true]'))
  .filter(element => !(element.labels && element.labels.length) && !element.getAttribute('aria-label')
      && !element.getAttribute('aria-labelledby') && !element.textContent.trim() && !element.title
      && !element.querySelector('img[alt]:not([alt=""])'))
  .map(element => element.outerHTML.slice(0, 120))
"""


REPEATED_IDS = """
const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
"""


def check_page(browser, name):
    """What holds of every page at both widths."""
    for size in (WIDE, NARROW):
        browser.resize(size)
        assert browser.overflow() <= 0, f"{browser.path} is {browser.overflow()} pixels too wide at {size[0]}"
        assert len(browser.all("h1")) == 1, browser.path
        assert browser.driver.title
        assert browser.driver.execute_script(CONTROLS_WITHOUT_NAMES) == [], browser.path
        assert browser.driver.execute_script(REPEATED_IDS) == [], browser.path
        browser.shot(name)
    browser.resize(WIDE)
    assert browser.complaints() == [], browser.path


@pytest.mark.parametrize("account", ROLES)
def test_every_page_of_a_role_fits_both_widths_and_names_its_controls(browser, account):
    browser.sign_in(account)
    check_page(browser, f"{account}-home")
    pages = pages_of(browser)
    assert len(pages) >= 5
    for page in pages:
        browser.open(page)
        check_page(browser, account + re.sub(r"\W+", "-", page))
        inner = [link.get_attribute("href") for link in browser.all("main table a, main .list a")]
        inner = [link.removeprefix(browser.base) for link in inner if link and "/console/" in link]
        if inner:
            browser.open(inner[0])
            check_page(browser, account + re.sub(r"\W+", "-", page) + "-first")


def test_the_navigation_of_a_narrow_window_opens_and_closes(browser):
    browser.sign_in("police.data")
    browser.resize(NARROW)
    link = browser.one("nav a")
    assert not link.is_displayed() or not browser.one(".menu-link").is_displayed()
    browser.one(".menu-link").click()
    assert browser.one("nav a[href='/console/catalogue']").is_displayed()
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert "#nav" not in browser.driver.current_url


def test_a_restricted_entry_without_a_basis_is_refused_beside_its_field(browser):
    browser.sign_in("police.data")
    compile_entry(browser, "缺少依据的条目", basis="")
    faults = browser.one(".faults")
    assert "依据" in faults.text and "第十八条" in browser.text
    assert browser.driver.switch_to.active_element == faults
    assert browser.one("[name=sharingBasis]").get_attribute("aria-invalid") == "true"
    assert browser.one("[name=name]").get_attribute("value") == "缺少依据的条目", "what was typed stays"


def send(browser, selector):
    """Sends a form by the keyboard alone."""
    old = browser.one("html")
    button = browser.one(selector)
    browser.driver.execute_script("arguments[0].focus()", button)
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    browser.next_page(old)


def test_many_entries_are_changed_submitted_and_approved_by_the_keyboard(console, browser):
    police = console.city.person("police.data")
    names = [f"批量条目{number}" for number in range(3)]
    for name in names:
        police.call("draftEntry", json=persons(name))
    browser.sign_in("police.data")
    browser.open("/console/catalogue?mine=yes&q=" + requests.utils.quote("批量条目"))
    whole = browser.one("[data-check-all] input")
    whole.send_keys(Keys.SPACE)
    boxes = browser.all("input[name=entry]")
    assert len(boxes) == 3 and all(box.is_selected() for box in boxes)
    assert "3" in browser.one("[data-check-count]").text
    boxes[0].send_keys(Keys.SPACE)
    assert not boxes[0].is_selected() and "2" in browser.one("[data-check-count]").text
    boxes[0].send_keys(Keys.SPACE)
    check_page(browser, "bulk-1-list")
    send(browser, "button[name=act][value=edit]")
    browser.fill("updateCycle", "quarterly")
    check_page(browser, "bulk-2-form")
    send(browser, "button[name=step][value=preview]")
    assert "每季度" in browser.text
    check_page(browser, "bulk-3-preview")
    send(browser, "button[name=step][value=apply]")
    assert len(browser.all("main .badge.good")) == 3
    check_page(browser, "bulk-4-result")
    send(browser, "button[name=act][value=submit]")
    check_page(browser, "bulk-5-submit")
    send(browser, "button[name=step][value=apply]")
    assert len(browser.all("main a[href^='/console/cases/']")) == 3
    browser.sign_out().sign_in("police.head")
    browser.open("/console/cases")
    for name in names[:2]:
        browser.one(f"input[name=case][aria-label*='{name}']").send_keys(Keys.SPACE)
    check_page(browser, "bulk-6-cases")
    send(browser, ".bulk-bar button")
    check_page(browser, "bulk-7-approve")
    send(browser, "button[name=act][value=approve]")
    assert len(browser.all("main .badge.good")) == 2
    check_page(browser, "bulk-8-approved")


def test_the_whole_story_is_played_in_the_console(console, browser, tmp_path):
    title = "浏览器人口信息"
    browser.sign_in("police.data")
    compile_entry(browser, title)
    check_page(browser, "story-1-submitted")
    decide(browser, "police.head", title)
    check_page(browser, "story-2-head")
    decide(browser, "authority.review", title)
    check_page(browser, "story-3-authority")

    browser.sign_out().sign_in("police.data")
    browser.open("/console/catalogue?q=" + requests.utils.quote(title))
    entry = next(link for link in browser.all("main a") if link.text.strip() == title)
    browser.open(entry.get_attribute("href").removeprefix(browser.base))
    code = browser.one(".page-head code").text
    assert re.fullmatch(r"307001/\d{6}", code)
    check_page(browser, "story-4-published")
    address = browser.path

    file = tmp_path / "persons.csv"
    good = people.rows(1, 30)
    file.write_bytes(people.table(good + [["430204199001011234", *people.person(99)[1:]]]))
    browser.open(address + "/deliver")
    check_page(browser, "story-5-deliver")
    browser.one("[name=file]").send_keys(str(file))
    browser.press("main form button.main")
    assert "30" in browser.text and "430204199001011234" not in browser.driver.page_source
    check_page(browser, "story-6-receipt")

    browser.sign_out().sign_in("social.data")
    browser.open(address + "/apply")
    check_page(browser, "story-7-apply")
    options = [option.get_attribute("value") for option in Select(browser.one("[name=system]")).options]
    browser.fill("system", next(value for value in options if value))
    browser.fill("until", NEXT_YEAR)
    for field in ("basis", "scene", "purpose", "scope"):
        browser.fill(field, "养老待遇资格核验")
    browser.choose("forms", "verify", "query")
    browser.choose("items", "id_number", "name")
    browser.press("main form button.main")
    check_page(browser, "story-8-applied")
    for account in ("social.head", "police.head", "authority.review"):
        decide(browser, account, title)
    check_page(browser, "story-9-decided")

    browser.sign_out().sign_in("social.data")
    browser.open("/console/grants")
    grant = next(link for link in browser.all("main a") if link.text.strip() == title)
    browser.open(grant.get_attribute("href").removeprefix(browser.base))
    assert title in browser.one("h1").text
    check_page(browser, "story-10-grant")

    grants = console.city.person("social.data").call("listGrants", query={"entry": code})["grants"]
    staff = console.city.person("social.system")
    key = staff.call("createKey", system=grants[0]["system"]["id"], json={})
    token = console.city.api.call(
        "issueToken",
        json={"grant_type": "client_credentials", "client_id": key["id"], "client_secret": key["secret"]},
    )["access_token"]
    answer = console.city.api.with_token(token).call(
        "query", entry=code, json={"key": {"id_number": good[0][0]}, "person": "浏览器测试员"}
    )
    assert answer["found"]

    browser.sign_out().sign_in("authority.review")
    for _ in range(50):
        browser.open("/console/usage")
        if "浏览器测试员" in browser.text:
            break
    assert "浏览器测试员" in browser.text and good[0][0] not in browser.driver.page_source
    check_page(browser, "story-11-usage")


HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def test_a_hostile_name_is_shown_as_text(console, browser):
    console.city.person("police.data").call("draftEntry", json=persons(HOSTILE, abstract=HOSTILE))
    browser.sign_in("police.data")
    browser.open("/console/catalogue?mine=yes&state=draft")
    link = next(link for link in browser.all("main a") if "<script>" in link.text)
    browser.open(link.get_attribute("href").removeprefix(browser.base))
    assert HOSTILE in browser.one("h1").text
    assert browser.driver.title != "owned"


def test_pages_forbid_what_they_do_not_need(console):
    page = requests.get(console.server.base + "/console/sign-in", timeout=30)
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "*" not in policy
    assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy or "default-src 'self'" in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"(src|href)=\"https?://", page.text), "nothing is fetched from elsewhere"


def signed_in(console, account="police.data"):
    session = requests.Session()
    page = session.get(console.server.base + "/console/sign-in", timeout=30)
    token = re.search(r'name="form-token" value="([^"]+)"', page.text)[1]
    answer = session.post(
        console.server.base + "/console/sign-in",
        data={"form-token": token, "account": account, "password": PASSWORD, "next": "/console"},
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code == 303, answer.status_code
    return session, answer


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(console):
    _, answer = signed_in(console)
    cookies = [value for name, value in answer.raw.headers.items() if name.lower() == "set-cookie"]
    assert cookies
    for cookie in cookies:
        assert "HttpOnly" in cookie and re.search(r"SameSite=(Lax|Strict)", cookie), cookie


@pytest.mark.parametrize("token", [None, "", "wrong", "A" * 5000])
def test_a_form_without_its_token_changes_nothing(console, token):
    session, _ = signed_in(console)
    data = {"name": "伪造条目", "save": "yes", **({} if token is None else {"form-token": token})}
    answer = session.post(console.server.base + "/console/entries/new", data=data, allow_redirects=False, timeout=30)
    assert answer.status_code in (400, 403)
    found = console.city.person("police.data").call("searchEntries", query={"words": "伪造条目"})
    assert found["total"] == 0


def test_signing_out_ends_the_session_on_the_server(console):
    session, _ = signed_in(console)
    page = session.get(console.server.base + "/console", timeout=30)
    kept = dict(session.cookies)
    token = re.search(r'name="form-token" value="([^"]+)"', page.text)[1]
    session.post(console.server.base + "/console/sign-out", data={"form-token": token}, timeout=30)
    replay = requests.get(console.server.base + "/console", cookies=kept, allow_redirects=False, timeout=30)
    assert replay.status_code == 303 and "/console/sign-in" in replay.headers["Location"]


def test_a_page_of_another_department_is_not_there(console, browser):
    draft = console.city.person("health.data").call("draftEntry", json=persons("卫健草稿"))
    browser.sign_in("police.data")
    browser.open(f"/console/entries/{draft['id']}")
    assert "卫健草稿" not in browser.driver.page_source
    assert len(browser.all("h1")) == 1
    check_page(browser, "refused")


def test_the_console_works_without_scripts(console):
    browser = Browser(console.server.base, scripts=False)
    try:
        browser.sign_in("police.data")
        browser.open("/console/entries/new")
        before = len(browser.all("[name=row]"))
        browser.fill("name", "无脚本条目")
        browser.press("[name=row-add]")
        assert len(browser.all("[name=row]")) == before + 1
        assert browser.one("[name=name]").get_attribute("value") == "无脚本条目"
        browser.open("/console/catalogue?mine=yes")
        assert not browser.one("[data-check-all]").is_displayed(), "what only a script does is not offered"
        browser.choose("all", "yes")
        browser.press("button[name=act][value=edit]")
        assert len(browser.all("input[name=entry]")) >= 1
    finally:
        browser.close()


def test_the_interface_documentation_is_readable_in_the_browser(browser):
    browser.open("/api/docs")
    assert "grant-expired" in browser.driver.page_source
    for size in (WIDE, NARROW):
        browser.resize(size)
        assert browser.overflow() <= 0
    document = json.loads(requests.get(browser.base + "/api/openapi.json", timeout=30).text)
    for path in document["paths"]:
        assert path in browser.driver.page_source
