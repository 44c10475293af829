"""The worker process seen from outside: started when first needed, asked one thing at a time, replaced when it dies."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from ..errors import ArelleCrashed, ArelleUnavailable
from .lists import transform_names

START_SECONDS = 60.0
CLOSE_SECONDS = 5.0


class Worker:
    """One worker process. `start` returns at once, Arelle loads while the caller goes on; `ask` waits."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="segxbrl-arelle-")
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()
        self._complaints: list[str] = []
        self._ready = False
        self.version = ""
        self.answered = 0

    @property
    def folder(self) -> Path:
        """A folder of the worker's own, gone when it is closed."""
        return Path(self._folder.name)

    def start(self) -> None:
        """Raises ArelleUnavailable where the process cannot be started at all."""
        if self._process is not None:
            return
        environment = os.environ | {
            "XDG_CONFIG_HOME": str(self.folder / "config"),  # the user's own Arelle settings are left alone
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONHASHSEED": "0",  # same document, same messages: Arelle lists sets in them
        }
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "converter.arelle.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                env=environment,
            )
        except OSError as fault:
            raise ArelleUnavailable(f"the worker for Arelle did not start: {fault}") from fault
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        threading.Thread(target=self._hear_complaints, args=(self._process,), daemon=True).start()
        self._send({"transform_names": transform_names()})

    def ask(self, request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Send one request and wait up to `seconds`.

        Raises:
            ArelleUnavailable: Arelle is not installed or does not load.
            ArelleCrashed: the process died, or gave no answer in time; it is ended then.
        """
        self.start()
        if not self._ready:
            greeting = self._receive(START_SECONDS)
            if not greeting.get("ready"):
                raise ArelleUnavailable(
                    f"Arelle does not load: {greeting.get('fault', 'no reason given')}",
                    hint="reinstall the package arelle-release",
                )
            self._ready, self.version = True, str(greeting.get("version", ""))
        self._send(request)
        answer = self._receive(seconds)
        self.answered += 1
        return answer

    def close(self) -> None:
        """End the process, kindly first, and remove its folder."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(OSError):
                if process.stdin:
                    process.stdin.close()
            try:
                process.wait(CLOSE_SECONDS if self._ready else 0.1)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._folder.cleanup()

    def _send(self, message: Mapping[str, Any]) -> None:
        if self._process is None or self._process.stdin is None:
            raise ArelleCrashed("the worker for Arelle is not running")
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except OSError as fault:
            raise ArelleCrashed(self._last_words("the worker for Arelle ended")) from fault

    def _receive(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            self._kill()
            raise ArelleCrashed(f"Arelle gave no answer within {seconds:g} seconds") from None
        if not line:
            raise ArelleCrashed(self._last_words("the worker for Arelle ended without an answer"))
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _last_words(self, what: str) -> str:
        said = "".join(self._complaints).strip().splitlines()
        return f"{what}: {said[-1]}" if said else what

    def _listen(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            with process.stdout:
                for line in process.stdout:
                    self._lines.put(line)
        self._lines.put("")

    def _hear_complaints(self, process: subprocess.Popen[str]) -> None:
        if process.stderr is not None:
            with process.stderr:
                for line in process.stderr:
                    self._complaints.append(line)
                    del self._complaints[:-50]
