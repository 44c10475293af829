"""The batch's worker, with notes that do what notes should not: by file name they die, hang or eat memory."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from converter import emit
from converter.batch import work, worker
from converter.batch.model import Answer, Row, Status, Task
from converter.emit.model import OutputFile

convert = work.Desk.convert


def misbehave(self: work.Desk, task: Task) -> Answer:
    match task.file.partition(".")[0].partition("-")[0]:
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hangs":
            time.sleep(60)
        case "eats":
            hoard = []
            while True:
                hoard.append(bytearray(50_000_000))
        case "exits":
            sys.stderr.write("last words\n")
            sys.exit(7)
        case "raises":
            task = replace(task, settings="no settings at all")  # type: ignore[arg-type]  # on purpose
        case "pid":
            (task.folder or Path()).mkdir()
            return Answer(row=Row(file=task.file, folder=task.name, status=Status.FAULT, message=str(os.getpid())))
        case "quick" | "slow" as kind:  # as if converted
            time.sleep(0.3 if kind == "slow" else 0)
            emit.write([OutputFile(path="report.html", media_type="", content=task.data)], task.folder or Path())
            return Answer(row=Row(file=task.file, folder=task.name, status=Status.CONVERTED, facts=1))
    return convert(self, task)


work.Desk.convert = misbehave  # type: ignore[method-assign]  # that is the point

if __name__ == "__main__":
    sys.exit(worker.main(sys.argv[1:]))
