"""A whole review, as a person does it: open, find the unsure, change, reload, sign, check."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, convert, reviewing, segxbrl
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

NOTE = ROOT / "tests/cases/lanternfish-plain/input.txt"
FLAGS = (
    "--entity-name", "Lanternfish Holdings", "--cik", "1999902", "--form", "20-F", "--prefix", "lanf",
    "--period-end", "2024-12-31",
)  # fmt: skip


GO = """
    const all = Array.from(document.querySelectorAll('button.v'));
    const found = all.filter(b => b.textContent === arguments[0])[arguments[1]];
    found.scrollIntoView({block: 'center'});
    found.focus();
    found.click();
    return found.dataset.at;
"""
"""In one step: the page may be brought up to date between two."""
NAMELESS = """
    return Array.from(document.querySelectorAll('button, input, select'))
        .filter(e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.textContent.trim())
        .filter(e => e.type !== 'hidden')
        .map(e => e.outerHTML);
"""


POOR_CONTRAST = """
    const numbers = colour => colour.match(/[0-9.]+/g).map(Number);
    const linear = x => (x /= 255) <= .04045 ? x / 12.92 : Math.pow((x + .055) / 1.055, 2.4);
    const light = c => .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2]);
    const under = e => {
        for (; e; e = e.parentElement) {
            const c = numbers(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] === 1) { return c; }
        }
        return [255, 255, 255];
    };
    document.querySelectorAll('details').forEach(d => { d.open = true; });
    return Array.from(document.querySelectorAll('body *')).filter(e => {
        const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim());
        if (!own || !e.getClientRects().length || e.disabled) { return false; }
        const style = getComputedStyle(e), a = light(numbers(style.color)), b = light(under(e));
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), size = parseFloat(style.fontSize);
        return ratio < (size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5);
    }).map(e => e.outerHTML.slice(0, 120));
"""
"""Text under the ratios of WCAG 2 level AA."""


class Page:
    """The page in the words of its user."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def wait(self, what: Callable[[webdriver.Chrome], object], seconds: float = 20) -> None:
        WebDriverWait(self.browser, seconds, poll_frequency=0.05).until(what)

    def one(self, css: str) -> webdriver.remote.webelement.WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, css)

    def press(self, key: str) -> None:
        webdriver.ActionChains(self.browser).send_keys(key).perform()

    @property
    def status(self) -> str:
        return self.one("#status").text

    @property
    def progress(self) -> str:
        return self.one("#bar label").text

    @property
    def tag(self) -> str:
        return self.one("#detail .tag").text

    def saved(self, doing: Callable[[], None]) -> str:
        """What the page says once it has saved."""
        self.browser.execute_script("document.getElementById('status').textContent = ''")
        doing()
        self.wait(lambda _: self.status.startswith(("Saved", "Not saved")))
        return self.status

    def go(self, shown: str, nth: int = 0) -> None:
        """Click the number that is shown so."""
        at = self.browser.execute_script(GO, shown, nth)
        self.wait(lambda _: self.browser.find_elements(By.CSS_SELECTOR, f'#detail [data-shown="{at}"]'))

    def search(self, words: str) -> None:
        """Search the catalogue and take the first."""
        self.press("/")
        self.press(words)
        self.wait(lambda _: self.browser.find_elements(By.CSS_SELECTOR, "#found-find [role=option]"))
        self.press(Keys.ENTER)


@pytest.fixture
def page(browser: webdriver.Chrome) -> Page:
    return Page(browser)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    convert(NOTE, tmp_path / "out", *FLAGS, "--no-validate")
    return tmp_path / "out"


def profile(out: Path) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((out / "profile.toml").read_text("utf-8"))


def inline(out: Path) -> str:
    return (out / "lanf-20241231.htm").read_text("utf-8")


def test_the_next_unsure_number_is_a_key_away(page: Page, tmp_path: Path) -> None:
    note = ROOT / "tests/cases/quillon-html/input.html"
    convert(note, tmp_path / "out", "--form", "10-K", "--period-end", "2025-09-30", "--no-validate")
    with reviewing(tmp_path / "out") as (address, _):
        page.browser.get(address)
        seen = set()
        for _ in range(2):
            before = page.browser.find_elements(By.CSS_SELECTOR, "button.v.chosen")
            last = before[0].get_attribute("data-at") if before else None
            page.press("n")
            page.wait(lambda _, last=last: page.one("button.v.chosen").get_attribute("data-at") != last)
            at = page.one("button.v.chosen").get_attribute("data-at")
            page.wait(lambda _, at=at: page.browser.find_elements(By.CSS_SELECTOR, f'#detail [data-shown="{at}"]'))
            assert page.browser.find_elements(By.CSS_SELECTOR, '#detail [data-band="unsure"]')
            seen.add(at)
        assert len(seen) == 2


def test_the_whole_round(page: Page, tmp_path: Path, shot: Callable[[str], None]) -> None:  # noqa: PLR0915 - one story
    out = tmp_path / "out"
    convert(NOTE, out, *FLAGS)
    with reviewing(out, "--by", "M. Ash") as (address, server):
        page.browser.get(address)
        assert page.progress.startswith("0 of ")
        shot("1-opened")

        page.go("(15,480)")
        page.press("/")
        page.press("selling general admin")
        page.wait(lambda _: page.browser.find_elements(By.CSS_SELECTOR, "#found-find [role=option]"))
        shot("2-searching")
        said = page.saved(lambda: page.press(Keys.ENTER))
        assert said.startswith("Saved. Changed the concept of “Sales and marketing”")
        assert page.tag == "us-gaap:SellingGeneralAndAdministrativeExpense"
        assert page.progress.startswith("1 of ")
        shot("3-changed")
        entry = profile(out)["lines"][0]
        assert (entry["label"], entry["concept"], entry["by"]) == ("Sales and marketing", page.tag, "M. Ash")
        assert f'name="{page.tag}"' in inline(out)
        assert "us-gaap:SellingAndMarketingExpense" not in inline(out)

        page.go("(131,040)")
        assert page.saved(lambda: page.press("a")).startswith("Saved. Accepted: “Cost of revenue”")
        assert page.progress.startswith("2 of ")

        page.go("51,912")
        page.press("m")
        field = page.one("#member")
        field.clear()
        field.send_keys("Fish farming")
        page.wait(lambda _: page.one("#found-member").is_displayed())
        field.send_keys(Keys.ESCAPE)
        shot("4-member")
        said = page.saved(lambda: page.one('form[data-kind="member"] [type=submit]').click())
        assert said.startswith("Saved. Changed the member of “Aquaculture”")
        assert profile(out)["members"][0]["member"] == "lanf:FishFarmingMember"
        assert "lanf:FishFarmingMember" in inline(out)

        page.browser.refresh()
        assert page.progress.startswith("2 of ")
        page.go("(15,480)")
        assert page.tag == "us-gaap:SellingGeneralAndAdministrativeExpense"
        assert "by M. Ash" in page.one("#detail").text
        shot("5-reloaded")

        page.wait(lambda _: "Arelle: valid" in page.one("#bar").text, 60)
        sign = page.one("#sign")
        page.browser.execute_script("arguments[0].scrollIntoView()", sign)
        sign.find_element(By.NAME, "by").send_keys("M. Ash")
        sign.find_element(By.NAME, "sure").click()
        assert page.saved(sign.submit).startswith("Saved. Signed")
        shot("6-signed")
        assert "signed" in page.one("#p-sign summary").text
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0

    signed = json.loads((out / "signed.json").read_text("utf-8"))
    assert signed["signed_by"] == "M. Ash"
    assert signed["summary"]["accepted"] == 2
    assert {"lanf-20241231.htm", "lanf-20241231.xsd", "report.html"} <= signed["outputs"].keys()
    assert "this is what was signed by M. Ash" in validated(out)
    (out / "report.html").write_text("<!-- changed -->", "utf-8")
    assert "report.html changed since" in validated(out)


def validated(out: Path) -> str:
    command = segxbrl("validate", out / "lanf-20241231.htm")
    environment = {**os.environ, "COLUMNS": "300"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment, timeout=120)
    return " ".join(done.stdout.split())


def test_every_key_decides(page: Page, out: Path, shot: Callable[[str], None]) -> None:
    with reviewing(out) as (address, _):
        page.browser.get(address)
        page.go("(20,160)")
        picks = [code.text for code in page.browser.find_elements(By.CSS_SELECTOR, "#detail .picks code")]
        other = next(number for number, pick in enumerate(picks, 1) if number > 1 and ":" in pick)
        assert "Changed the concept" in page.saved(lambda: page.press(str(other)))
        assert page.tag == picks[other - 1]
        before = page.one("#detail .fact .num").text
        assert "Turned the sign" in page.saved(lambda: page.press("s"))
        assert page.one("#detail .fact .num").text.lstrip("\u2212") == before.lstrip("\u2212")
        assert page.one("#detail .fact .num").text != before
        page.press("e")
        label = page.one("#f-extension [name=label]")
        label.clear()
        label.send_keys("Running the farms")
        assert "Made an extension" in page.saved(label.submit)
        assert page.tag == "lanf:RunningFarms"
        shot("8-extension")
        page.press("p")
        page.browser.execute_script("document.querySelector('#f-period [name=start]').value = '2024-02-01'")
        assert "this column only" in page.saved(page.one("#f-period [type=submit]").click)
        assert "2024-02-01 to 2024-12-31" in page.one("#detail").text or "11 months" in page.one("#detail").text
        assert profile(out)["cells"][0]["place"] == "t1:c2"
        page.press("x")
        page.press("not ours to tag")
        Select(page.one("#f-skip [name=scope]")).select_by_value("cell")
        assert "Left untagged" in page.saved(page.one("#f-skip [type=submit]").click)
        assert "not ours to tag" in page.one("#detail").text
        shot("9-untagged")
        for _ in range(5):
            assert "Undone" in page.saved(lambda: page.press("u"))
        assert "nothing to undo" in page.saved(lambda: page.press("u"))
        assert not (out / "profile.toml").exists()


def test_a_decision_on_a_cell_leaves_the_line(page: Page, out: Path) -> None:
    with reviewing(out) as (address, _):
        page.browser.get(address)
        page.go("(15,480)")
        line = page.tag
        for _ in range(4):
            page.press("c")
        page.saved(lambda: page.search("advertising expense"))
        assert page.tag == "us-gaap:AdvertisingExpense"
        page.go("(1,224)")
        assert page.tag == line


def test_nothing_saved_is_lost_when_the_server_dies(page: Page, out: Path) -> None:
    with reviewing(out) as (address, server):
        page.browser.get(address)
        page.go("(131,040)")
        page.saved(lambda: page.press("a"))
        server.kill()
        server.wait(20)
        page.press("s")
        page.wait(lambda _: "does not answer" in page.status)
    assert [entry["label"] for entry in profile(out)["lines"]] == ["Cost of revenue"]
    (out / "report.html").unlink()
    with reviewing(out) as (address, _):
        page.browser.get(address)
        assert page.progress.startswith("1 of ")
        assert (out / "report.html").exists()


def test_the_page_is_quiet_and_named(page: Page, out: Path, shot: Callable[[str], None]) -> None:
    """No script errors; every field and button has a name; the focus can be seen."""
    with reviewing(out) as (address, _):
        page.browser.get(address)
        page.go("(15,480)")
        page.press("?")
        shot("10-keys")
        nameless = page.browser.execute_script(NAMELESS)
        assert nameless == []
        assert page.one(":focus").value_of_css_property("outline-style") == "solid"
        assert [entry for entry in page.browser.get_log("browser") if entry["level"] == "SEVERE"] == []
        assert page.browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        page.saved(lambda: page.press("a"))
        for scheme in ("light", "dark"):
            media = [{"name": "prefers-color-scheme", "value": scheme}]
            page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
            assert page.browser.execute_script(POOR_CONTRAST) == [], scheme
            shot(f"11-{scheme}")
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
        for hidden in (".tools", "#detail", "#sign", "#status"):
            assert not page.one(hidden).is_displayed(), hidden
        assert page.one("#p-findings li").is_displayed()
        page.browser.set_window_size(1000, 2400)
        shot("12-print")
