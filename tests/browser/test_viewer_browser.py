"""The stand-alone viewer opens from a file: nothing is fetched, the facts can be selected."""

from __future__ import annotations

from pathlib import Path

from conftest import convert
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

NOTE = Path(__file__).resolve().parents[1] / "cases/ospreyfen-single/input.html"


def test_the_viewer_opens(tmp_path: Path, browser: webdriver.Chrome) -> None:
    out = tmp_path / "out"
    convert(NOTE, out, "--form", "10-K", "--period-end", "2025-12-31", "--also", "viewer")
    browser.get((out / "viewer.html").as_uri())
    ready = "return document.querySelector('#ixv.post-processing-complete') !== null"
    WebDriverWait(browser, 30).until(lambda it: it.execute_script(ready))
    assert "XBRL facts" in browser.find_element("id", "ixv").text
