"""A person before a browser."""

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from city import PASSWORD
from contents import PERSON_ITEMS
from server import ROOT

WIDE, NARROW = (1280, 900), (390, 844)
SHOTS = ROOT / ".build-results" / "screenshots"


class Browser:
    """One person before one browser."""

    def __init__(self, base, scripts=True):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=zh-CN"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(60)
        self.base = base
        self.resize(WIDE)

    def resize(self, size):
        width, height = size
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def open(self, path):
        self.driver.get(self.base + path)
        return self

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    @property
    def text(self):
        return self.one("main").text

    def fill(self, name, value):
        field = self.one(f"[name='{name}']")
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        elif field.get_attribute("type") == "date":
            self.driver.execute_script("arguments[0].value = arguments[1]", field, value)
        elif field.get_attribute("type") in ("radio", "checkbox"):
            self.choose(name, value)
        else:
            field.clear()
            field.send_keys(value)

    def choose(self, name, *values):
        for value in values:
            box = self.one(f"[name='{name}'][value='{value}']")
            if not box.is_selected():
                self.driver.execute_script("arguments[0].click()", box)

    def press(self, selector):
        """Presses what sends a form or follows a link, and waits for the next page."""
        old = self.one("html")
        element = self.one(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        self.next_page(old)

    def next_page(self, old):
        def gone(_):
            try:
                return old.is_enabled() is None
            except Exception:  # noqa: BLE001  # the element went with its page
                return True

        WebDriverWait(self.driver, 60).until(gone)
        WebDriverWait(self.driver, 60).until(
            lambda driver: driver.execute_script("return document.readyState") == "complete"
        )

    def sign_in(self, account):
        self.open("/console/sign-in")
        self.fill("account", account)
        self.fill("password", PASSWORD)
        self.press("main form button[type=submit]")
        assert self.path == "/console", self.text
        return self

    def sign_out(self):
        self.driver.delete_all_cookies()
        return self

    def complaints(self):
        """What the browser itself found wrong since it was last asked; refused pages aside."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE" and "Failed to load resource" not in entry["message"]
        ]

    def overflow(self):
        """How many pixels the page is wider than the window."""
        return self.driver.execute_script(
            "return document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        )

    def shot(self, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        height = min(6000, self.driver.execute_script("return document.documentElement.scrollHeight"))
        width = self.driver.execute_script("return window.innerWidth")
        self.resize((width, max(height, 600)))
        self.driver.save_screenshot(str(SHOTS / f"{name}-{width}.png"))
        self.resize(WIDE if width > 600 else NARROW)

    def close(self):
        self.driver.quit()


def compile_entry(browser, name, basis="《个人信息保护法》第三十四条"):
    browser.open("/console/entries/new")
    for field, value in {
        "name": name,
        "classification": "307001",
        "abstract": "浏览器编制的条目",
        "format": "3:Dm",
        "updateCycle": "daily",
        "sensitivity": "internal",
        "grade": "general-4",
        "sharingConditions": "范围:依法核实身份的部门;深度:单个居民;时限:一年",
        "sharingBasis": basis,
        "legalBasis": "《户口登记条例》",
        "sourceBusiness": "户口登记",
        "sourceSystem": "人口系统",
        "usageRequirements": "仅用于履行职责",
    }.items():
        browser.fill(field, value)
    browser.choose("sharing", "conditional")
    browser.choose("opening", "none")
    browser.choose("secrecyAssessed", "yes")
    browser.choose("personalInformationAssessed", "yes")
    for number, one in enumerate(PERSON_ITEMS, 1):
        if number > 1:
            browser.one("[name=row-add]").click()
        prefix = f"item-{number}-"
        browser.fill(prefix + "name", one["name"])
        browser.fill(prefix + "field", one["field"])
        browser.fill(prefix + "type", one["type"])
        if "length" in one:
            browser.fill(prefix + "length", str(one["length"]))
        for part in ("identifier", "mask"):
            if part in one:
                browser.fill(prefix + part, one[part])
        for part in ("required", "key"):
            if one.get("is" + part.title()):
                browser.choose(prefix + part, "yes")
    browser.press("main [name=submit]")


def decide(browser, account, title):
    """Approves the case of that title from the work list of `account`."""
    browser.sign_out().sign_in(account)
    browser.open("/console/cases")
    case = next(link for link in browser.all("main a") if link.text.strip() == title)
    browser.open(case.get_attribute("href").removeprefix(browser.base))
    browser.press("main form[action$='/decide'] button.main")
    return browser
