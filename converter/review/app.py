"""The review page's few addresses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from threading import Thread
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from ..emit.environment import render
from ..errors import BadOption, ConverterError
from ..resources import folder
from . import signature
from .change import Change, address
from .detail import detail_view
from .guard import Guard
from .page import fragments, page_view
from .search import Elements, plain
from .workspace import Workspace

STATIC = {
    "base.css": ("report/style.css", "text/css"),
    "review.css": ("review/review.css", "text/css"),
    "review.js": ("review/review.js", "text/javascript"),
}
MEDIA = {
    ".htm": "application/xhtml+xml",
    ".html": "text/html",
    ".json": "application/json",
    ".xml": "application/xml",
    ".xsd": "application/xml",
}
SANDBOX = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
)
"""For what the conversion wrote: it may hold the filer's own markup, and must not reach the page."""


def app(workspace: Workspace, *, token: str, hosts: Iterable[str], by: str = "") -> Starlette:
    """The page as an application; `hosts` are the names with port under which the browser may ask for it."""
    pages = _Pages(workspace, by)
    Thread(target=pages.prepare, daemon=True).start()
    routes = [
        Route("/", pages.page),
        Route("/static/{name}", pages.static),
        Route("/detail", pages.detail),
        Route("/search", pages.search),
        Route("/state", pages.state),
        Route("/decide", pages.decide, methods=["POST"]),
        Route("/undo", pages.undo, methods=["POST"]),
        Route("/sign", pages.sign, methods=["POST"]),
        Route("/files/{path:path}", pages.file),
    ]
    return Starlette(
        routes=[Mount(f"/{token}", routes=routes)],
        middleware=[Middleware(Guard, hosts=tuple(hosts), token=token)],
        exception_handlers={ConverterError: _refused},
    )


def _refused(_: Request, stop: Exception) -> JSONResponse:
    hint = getattr(stop, "hint", "")
    message = getattr(stop, "message", str(stop))
    return JSONResponse({"message": message, "hint": hint}, 422)


class _Pages:
    """The endpoints. What computes runs in a thread, so that the page goes on being answered."""

    def __init__(self, workspace: Workspace, by: str) -> None:
        self._workspace = workspace
        self._by = by

    def prepare(self) -> None:
        """Make the search ready before anyone types."""
        self._elements.search("revenue", "concept")

    @cached_property
    def _elements(self) -> Elements:
        return Elements(self._workspace.known)

    def page(self, _: Request) -> HTMLResponse:
        self._workspace.refresh()
        view = page_view(self._workspace)
        parts = fragments(view)
        return HTMLResponse(render("review/page.html.jinja", _Whole(view=view, by=self._by, **parts)))

    def static(self, request: Request) -> Response:
        name, media = STATIC.get(request.path_params["name"], ("", ""))
        if not name:
            return PlainTextResponse("not found", 404)
        return Response((folder("templates") / name).read_bytes(), media_type=media)

    def detail(self, request: Request) -> HTMLResponse:
        return self._detail(request.query_params.get("at", ""))

    def _detail(self, at: str) -> HTMLResponse:
        html = self._detail_html(at)
        return HTMLResponse(html or "<p>No such place.</p>", 200 if html else 404)

    def _detail_html(self, at: str) -> str:
        state = self._workspace.state
        view = detail_view(state.index, self._workspace.settings.profile, at)
        return render("review/detail.html.jinja", view) if view is not None else ""

    def search(self, request: Request) -> JSONResponse:
        asked = request.query_params
        index = self._workspace.state.index
        value = next((v for v in index.values.values() if address(v) == asked.get("at")), None)
        content = value.content if value is not None else None
        own = index.conversion.mapped.elements
        hits = self._elements.search(asked.get("q", "")[:100], asked.get("kind", ""), content=content, own=own)
        return JSONResponse(list(plain(hits)))

    def state(self, request: Request) -> JSONResponse:
        """What is new since the generation and the validation that the page has."""
        state = self._workspace.refresh()
        seen = request.query_params.get("generation"), request.query_params.get("validated")
        if seen == (str(state.generation), "yes" if state.made.validation is not None else "no"):
            return JSONResponse({"generation": state.generation, "pending": self._workspace.pending})
        return JSONResponse(self._answer(request.query_params.get("at", "")))

    async def decide(self, request: Request) -> JSONResponse:
        data = await _data(request)
        generation = data.pop("generation", None)
        change = Change.from_data(data)
        return await run_in_threadpool(self._decided, change, generation)

    def _decided(self, change: Change, generation: Any) -> JSONResponse:
        self._current(generation)
        state = self._workspace.decide(change)
        return JSONResponse({**self._answer(change.at), "said": state.said, "seconds": round(state.seconds, 3)})

    async def undo(self, request: Request) -> JSONResponse:
        data = await _data(request)
        return await run_in_threadpool(self._undone, data)

    def _undone(self, data: dict[str, Any]) -> JSONResponse:
        self._current(data.get("generation"))
        state = self._workspace.undo()
        return JSONResponse({**self._answer(str(data.get("at", ""))), "said": state.said})

    async def sign(self, request: Request) -> JSONResponse:
        data = await _data(request)
        return await run_in_threadpool(self._signed, data)

    def _signed(self, data: dict[str, Any]) -> JSONResponse:
        self._current(data.get("generation"))
        by = data.get("by")
        if not isinstance(by, str) or len(by) > 200:
            raise BadOption("say who signs")
        self._workspace.sign(" ".join(by.split()))
        return JSONResponse({**self._answer(str(data.get("at", ""))), "said": "Signed: signed.json is written"})

    def file(self, request: Request) -> Response:
        """A file that the conversion wrote: by its name in the manifest, nothing else."""
        path = request.path_params["path"]
        root = self._workspace.folder.resolve()
        if path not in (*signature.outputs(root), signature.SIGNED):
            return PlainTextResponse("not found", 404)
        found = (root / path).resolve()
        if not found.is_relative_to(root) or not found.is_file():
            return PlainTextResponse("not found", 404)
        media = MEDIA.get(found.suffix, "application/octet-stream")
        return Response(found.read_bytes(), media_type=media, headers={"Content-Security-Policy": SANDBOX})

    def _current(self, generation: Any) -> None:
        """Raises BadOption where the page that decides shows another state than the one that is."""
        if generation != self._workspace.state.generation:
            raise BadOption("the decisions have changed in another window", hint="look again, then decide")

    def _answer(self, at: str) -> dict[str, Any]:
        view = page_view(self._workspace)
        return {
            **fragments(view),
            "detail": self._detail_html(at),
            "generation": view.generation,
            "pending": view.pending,
            "validated": view.report.validation.run,
        }


class _Whole:
    """The page's view with its parts as already rendered."""

    def __init__(self, *, view: Any, by: str, note: str, panels: str, bar: str) -> None:
        from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2, needed once a page

        self.page, self.by = view, by
        self.note, self.panels, self.bar = Markup(note), Markup(panels), Markup(bar)  # noqa: S704 - our own templates' output, escaped there


async def _data(request: Request) -> dict[str, Any]:
    try:
        data = json.loads(await request.body())
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise BadOption("this is no decision", hint="reload the page")
    return data
