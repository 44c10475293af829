"""The server of the review page: loopback only, one token a run."""

from __future__ import annotations

import gc
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadOption
from .workspace import Workspace

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"


def serve(folder: Path, *, port: int = 0, by: str = "", opened: bool = True, announce: Callable[[str], None]) -> None:
    """Serve the page for an output folder until interrupted. `announce` is given the page's address; `opened` asks the
    browser to show it (`BROWSER` counts, as ever).

    Raises:
        UnreadableFile: `folder` holds no conversion that can be reviewed.
        BadOption: the port is taken.
        InputError, OptionError, OutputError: as for a conversion.
    """
    workspace = Workspace(folder)
    gc.freeze()  # what is known stays: no decision has to wait until it has been gone through again
    with listening(port) as listener:
        number = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        server = server_of(workspace, token=token, port=number, by=by)
        address = f"http://{LOOPBACK}:{number}/{token}/"
        announce(address)
        if opened:
            webbrowser.open(address)
        try:
            server.run(sockets=[listener])
        finally:
            workspace.close()


def server_of(workspace: Workspace, *, token: str, port: int, by: str = "") -> uvicorn.Server:
    """The server, not yet running; it answers to the loopback names with that port only."""
    import uvicorn  # noqa: PLC0415 - only the review needs a server

    from .app import app  # noqa: PLC0415 - as above

    pages = app(workspace, token=token, by=by, hosts=(f"{LOOPBACK}:{port}", f"localhost:{port}"))
    config = uvicorn.Config(
        pages, http="h11", ws="none", lifespan="off", log_config=None, access_log=False, server_header=False
    )
    return uvicorn.Server(config)


def listening(port: int) -> socket.socket:
    """A socket on the loopback interface. Raises BadOption where the port cannot be had; 0 takes a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as problem:
        listener.close()
        message = f"port {port} cannot be had: {problem.strerror}"
        raise BadOption(message, where="--port", hint="leave --port out") from problem
    listener.listen()
    return listener
