"""The worker process: JSON requests in, JSON answers out, a line each. `python -m converter.arelle.worker`.

Whatever Arelle prints goes to standard error, so that the answers stay clean. The process ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any, TextIO


def _answers_stream() -> TextIO:
    """Keep the real standard output for answers and point descriptor 1 at standard error for everything else."""
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return stream


def _answer(engine: Any, request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"ok": True, **engine.run(request)}
    except Exception as fault:  # noqa: BLE001,RUF100 - the Arelle boundary: whatever it raises becomes an answer
        traceback.print_exc()  # to standard error, for whoever looks into it
        return {"ok": False, "fault": f"{type(fault).__name__}: {fault}"}


def main() -> int:
    answers = _answers_stream()
    try:
        setup = json.loads(sys.stdin.readline() or "{}")
        from .engine import Engine  # noqa: PLC0415 - importing Arelle is the slow part and may fail; it is answered for

        engine = Engine(setup.get("transform_names", {}))
    except Exception as fault:  # noqa: BLE001,RUF100 - as above: Arelle missing or broken
        answers.write(json.dumps({"ready": False, "fault": f"{type(fault).__name__}: {fault}"}) + "\n")
        answers.flush()
        return 1
    answers.write(json.dumps({"ready": True, "version": engine.version}) + "\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(engine, json.loads(line))) + "\n")
        answers.flush()
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
