"""report.html in headless Chromium: contrast in light and dark, tags by keyboard, sorting, narrow windows, printing.

Each check is a script put at the end of the page; it leaves what it saw in an attribute; `--dump-dom` hands it over.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from converter import knowledge, pipeline, readers
from converter.profile import settings_from
from converter.report.page import report_html

CASE = Path(__file__).parents[1] / "cases/quillon-html"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--virtual-time-budget=3000",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")

CONTRAST = """
function numbers(colour) { return colour.match(/[0-9.]+/g).map(Number); }
function linear(x) { x /= 255; return x <= .04045 ? x / 12.92 : Math.pow((x + .055) / 1.055, 2.4); }
function light(c) { return .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2]); }
function under(e) {
  for (; e; e = e.parentElement) {
    var c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) { return c; }
  }
}
var poor = [], seen = 0;
document.querySelectorAll("details").forEach(function (d) { d.open = true; });
document.querySelectorAll("body *").forEach(function (e) {
  var own = Array.from(e.childNodes).some(function (n) { return n.nodeType === 3 && n.data.trim(); });
  if (!own || !e.getClientRects().length) { return; }
  var style = getComputedStyle(e), a = light(numbers(e.closest("svg") ? style.fill : style.color)), b = light(under(e));
  var ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), size = parseFloat(style.fontSize);
  var large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
  seen += 1;
  if (ratio < (large ? 3 : 4.5)) { poor.push(e.tagName + "." + e.getAttribute("class") + " " + ratio.toFixed(2)); }
});
saw({poor: poor, seen: seen, page: getComputedStyle(document.body).backgroundColor});
"""


@pytest.fixture(scope="session")
def page() -> str:
    document, _ = readers.read(CASE / "input.html")
    settings = settings_from(tomllib.loads((CASE / "case.toml").read_text("utf-8")), None)
    return report_html(pipeline.convert_document(document, settings, knowledge.load(settings.year)))


Look = Callable[..., Any]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    assert BROWSER is not None
    return subprocess.run([BROWSER, *FLAGS, *arguments], capture_output=True, text=True, timeout=120, check=True)


@pytest.fixture
def look(page: str, tmp_path: Path) -> Look:
    """Return what a script saw in the page; it says so with `saw(value)`."""

    def looked(script: str, *flags: str, size: str = "1300,900") -> Any:
        probe = f'function saw(v) {{ document.documentElement.setAttribute("data-saw", JSON.stringify(v)); }}{script}'
        file = tmp_path / "report.html"
        file.write_text(page.replace("</body>", f"<script>{probe}</script></body>"), "utf-8")
        done = run(
            f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={size}", "--enable-logging=stderr", *flags,
            "--dump-dom", file.as_uri(),
        )  # fmt: skip
        assert "CONSOLE" not in done.stderr, done.stderr
        seen = html.document_fromstring(done.stdout).get("data-saw")
        assert seen is not None, "the script did not run"
        return json.loads(seen)

    return looked


@pytest.mark.parametrize(
    ("flags", "paper"), [((), "rgb(255, 255, 255)"), ((DARK,), "rgb(21, 24, 28)")], ids=["light", "dark"]
)
def test_contrast_is_aa(look: Look, flags: tuple[str, ...], paper: str) -> None:
    seen = look(CONTRAST, *flags)
    assert seen["page"] == paper
    assert seen["seen"] > 300
    assert seen["poor"] == []


def test_a_tag_is_shown_by_keyboard_beside_its_number(look: Look) -> None:
    seen = look("""
        var mark = document.querySelector("#note table .v"), tip = mark.querySelector(".tip");
        var before = getComputedStyle(tip).display;
        mark.scrollIntoView(); mark.focus();
        var at = tip.getBoundingClientRect(), to = mark.getBoundingClientRect();
        saw({before: before, after: getComputedStyle(tip).display, text: tip.textContent, inside: at.left >= 0
             && at.right <= innerWidth && at.top >= 0 && at.bottom <= innerHeight,
             apart: at.top >= to.bottom || at.bottom <= to.top});
    """)
    assert (seen["before"], seen["after"], seen["inside"], seen["apart"]) == ("none", "block", True, True)
    assert "us-gaap:" in seen["text"]


def test_every_number_can_be_reached_by_keyboard(look: Look) -> None:
    indexes = look("""
        var tips = Array.from(document.querySelectorAll("#note .v .tip"));
        saw(tips.map(function (tip) { return tip.parentElement.tabIndex; }));
    """)
    assert len(indexes) > 50
    assert set(indexes) == {0}


def test_lines_sort_by_confidence_and_back(look: Look) -> None:
    before, least, after = look("""
        var lines = document.getElementById("lines"), button = document.getElementById("sort");
        function each(read) { return Array.from(lines.tBodies).map(read); }
        function id(body) { return body.id; }
        var first = each(id);
        button.click();
        var sure = each(function (body) { return +body.dataset.sure; });
        button.click();
        saw([first, sure, each(id)]);
    """)
    assert before == after
    assert least == sorted(least)
    assert len(least) > 5


def test_a_link_to_a_line_opens_its_evidence(look: Look) -> None:
    assert look("""
        location.hash = "#line-2";
        setTimeout(function () { saw(document.querySelector("#line-2 details").open); }, 100);
    """)


@pytest.mark.parametrize("size", ["1300,900", "760,900", "500,900"])
def test_the_page_is_never_wider_than_the_window(look: Look, size: str) -> None:
    width, window = look("saw([document.documentElement.scrollWidth, innerWidth]);", size=size)
    assert width <= window


def test_it_prints(page: str, tmp_path: Path) -> None:
    file, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    file.write_text(page, "utf-8")
    run(f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}", file.as_uri())
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF")
    assert 3 <= data.count(b"/Type /Page\n") <= 20
