"""The server answers this machine's browser on its own page, and nobody else; what it shows is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest
from lxml import html
from msgspec import Struct

from converter.review.change import Change
from converter.review.serve import listening, server_of

if TYPE_CHECKING:
    from .conftest import Reviewer

TOKEN = "a-token-of-this-run"


class Answer(Struct, frozen=True, kw_only=True):
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def data(self) -> Any:
        return json.loads(self.text)


class Client:
    """Speaks to the server itself; what it sends is not tidied on the way."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        """`_` in a header's name stands for a dash; an empty header is left out."""
        sent = {"host": self.host} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection(self.host, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        if body:
            connection.putheader("content-length", str(len(body.encode())))
        connection.endheaders(body.encode())
        found = connection.getresponse()
        answer = Answer(status=found.status, headers=dict(found.headers.items()), text=found.read().decode())
        connection.close()
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", f"/{TOKEN}/{path}", **headers)

    def post(self, path: str, data: Any, **headers: str) -> Answer:
        ours = {"content_type": "application/json", "origin": f"http://{self.host}"}
        return self.ask("POST", f"/{TOKEN}/{path}", json.dumps(data), **{**ours, **headers})


@pytest.fixture
def client(reviewer: Reviewer) -> Iterator[Client]:
    with listening(0) as listener:
        port = listener.getsockname()[1]
        server = server_of(reviewer.workspace, token=TOKEN, port=port)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield Client(port)
        server.should_exit = True
        thread.join(10)


def accept(reviewer: Reviewer) -> dict[str, object]:
    return {"kind": "accept", "at": reviewer.at("910"), "generation": 0}


def test_who_may_look(client: Client) -> None:
    port = client.host.rpartition(":")[2]
    for path, headers, status in (
        ("/", {}, 404),
        ("/wrong-token/", {}, 404),
        (f"/{TOKEN[:-1]}/", {}, 404),
        (f"/{TOKEN}/", {"host": "segxbrl.example"}, 421),
        (f"/{TOKEN}/", {"host": "127.0.0.1:9"}, 421),
        (f"/{TOKEN}/", {"host": "127.0.0.1"}, 421),
        (f"/{TOKEN}/", {"host": f"127.0.0.1.segxbrl.example:{port}"}, 421),
        (f"/{TOKEN}/", {"origin": "http://segxbrl.example"}, 403),
        (f"/{TOKEN}/", {"origin": "null"}, 403),
        (f"/{TOKEN}/", {"sec_fetch_site": "cross-site"}, 403),
        (f"/{TOKEN}/", {"sec_fetch_site": "same-site"}, 403),
        (f"/{TOKEN}/", {"host": f"localhost:{port}"}, 200),
        (f"/{TOKEN}/", {"sec_fetch_site": "none"}, 200),
    ):
        assert client.ask("GET", path, **headers).status == status, (path, headers)


def test_who_may_decide(client: Client, reviewer: Reviewer) -> None:
    for headers, status in (
        ({"origin": "http://segxbrl.example"}, 403),
        ({"origin": f"https://{client.host}"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "null"}, 403),
        ({"host": "segxbrl.example"}, 421),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
    ):
        for path in ("decide", "undo", "sign"):
            assert client.post(path, accept(reviewer), **headers).status == status, (path, headers)
    assert not (reviewer.out / "profile.toml").exists()
    assert client.post("decide", accept(reviewer)).status == 200


def test_other_methods(client: Client) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        assert client.ask(method, f"/{TOKEN}/", origin=f"http://{client.host}").status == 405
    for path in ("decide", "undo", "sign"):
        assert client.get(path).status == 405


def test_what_is_too_long_or_no_decision(client: Client, reviewer: Reviewer) -> None:
    assert client.post("decide", {"kind": "x" * 70_000}).status == 413
    for data in ([], "accept", {"kind": "accept"}, {"kind": "launch", "at": "x", "generation": 0}):
        assert client.post("decide", data).status == 422
    ours = {"origin": f"http://{client.host}", "content_type": "application/json"}
    assert client.ask("POST", f"/{TOKEN}/decide", "{", **ours).status == 422
    stale = client.post("decide", {**accept(reviewer), "generation": 7})
    assert (stale.status, "another window" in stale.data["message"]) == (422, True)


OUTSIDE = (
    "../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "%2fetc%2fpasswd",
    "xbrl/../../note.html", "review/run.json", "review/note.html", ".segxbrl.json", "profile.toml", "", ".",
    "link.html", "report.html%00.htm", "..\\..\\etc\\passwd",
)  # fmt: skip


def test_only_what_was_written_is_served(client: Client, reviewer: Reviewer) -> None:
    (reviewer.out / "link.html").symlink_to("/etc/passwd")
    for path in OUTSIDE:
        found = client.get(f"files/{path}")
        assert found.status == 404, path
        assert "root:" not in found.text


def test_a_file_replaced_by_a_link_is_not_followed(client: Client, reviewer: Reviewer) -> None:
    (reviewer.out / "report.html").unlink()
    (reviewer.out / "report.html").symlink_to("/etc/passwd")
    assert client.get("files/report.html").status == 404


def test_output_is_served_in_a_sandbox(client: Client) -> None:
    found = client.get("files/report.html")
    assert found.status == 200
    assert found.headers["content-security-policy"].startswith("sandbox allow-scripts;")
    assert "allow-same-origin" not in found.headers["content-security-policy"]


def test_headers(client: Client) -> None:
    for path in ("", "static/review.js", "detail?at=t1:r2:c2%2B0", "search?q=revenue&kind=concept"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


def test_labels_are_text_everywhere(client: Client, reviewer: Reviewer) -> None:
    """The note's own label holds a script; so do what is typed and what is asked for."""
    evil = "<script>alert(2)</script><img src=x onerror=alert(3)>"
    pages = [client.get("").text, client.get(f"detail?at={quote(reviewer.at('520'))}").text]
    at = reviewer.at("520")
    change = {"kind": "extension", "at": at, "label": f"Costs {evil}", "by": evil, "generation": 0}
    answer = client.post("decide", change).data
    pages += [answer["note"], answer["panels"], answer["detail"], client.get("").text]
    change = {"kind": "skip", "scope": "cell", "at": at, "reason": evil, "by": evil, "generation": 1}
    answer = client.post("decide", change).data
    pages += [answer["note"], answer["panels"], answer["detail"]]
    assert client.post("sign", {"by": evil, "generation": 2}).status == 200
    pages += [client.get("").text, client.get(f"detail?at={quote(evil)}").text]
    for page in pages:
        tree = html.fromstring(f"<div>{page}</div>" if page else "<p/>")
        assert [s for s in tree.iter("script") if s.get("src") != "static/review.js"] == []
        assert list(tree.iter("img")) == []
        attributes = [name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib]
        assert not [name for name in attributes if name.startswith("on")]
    assert any("alert(2)" in page for page in pages)


def test_search_finds_by_any_part(client: Client, reviewer: Reviewer) -> None:
    def names(words: str, kind: str = "concept", at: str = "") -> list[str]:
        found = client.get(f"search?{urlencode({'q': words, 'kind': kind, 'at': at})}").data
        return [hit["name"] for hit in found]

    assert names("revenues")[0] == "us-gaap:Revenues"
    assert "us-gaap:CostOfGoodsAndServicesSold" in names("cost goods sold")
    assert names("us-gaap:OperatingIncomeLoss")[0] == "us-gaap:OperatingIncomeLoss"
    assert names("statementbusiness", "axis") == ["us-gaap:StatementBusinessSegmentsAxis"]
    assert names("bread", "member")[0] == "acme:BreadSegmentMember"
    assert "us-gaap:NumberOfReportableSegments" in names("number of reportable")
    assert "us-gaap:NumberOfReportableSegments" not in names("number of reportable", at=reviewer.at("910"))
    assert names("no such thing at all") == []
    assert names("") == []
    assert names("revenue", "file") == []


def test_the_page_hears_of_other_windows(client: Client, reviewer: Reviewer) -> None:
    assert "note" not in client.get("state?generation=0&validated=no").data
    reviewer.workspace.decide(Change.from_data({"kind": "accept", "at": reviewer.at("910")}))
    assert client.get("state?generation=0&validated=no").data["generation"] == 1
