"""The same batch on a Dask cluster: tasks carry the note, answers the files, so nothing but the network is shared.

Each thread of a Dask worker keeps one worker process of ours (`pool.Hand`), which gives a note on another machine the
same time limit, memory bound and protection from crashes. A Dask worker that is lost loses nothing: the scheduler gives
its notes to another.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from itertools import islice
from typing import Any

from ..errors import BadOption
from .model import Answer, Limits, Row, Status, Task
from .pool import Hand, answered

CONNECT_SECONDS = 10
AHEAD = 2
"""Tasks under way for every thread of the cluster: enough to keep it busy, few enough to hold in memory."""
_own = threading.local()


def work_on_cluster(tasks: Iterator[Task], address: str, limits: Limits) -> Generator[tuple[Task, Answer]]:
    """The answer to every task, as they come. Closing the iterator cancels what has not begun.

    Raises:
        BadOption: nothing answers at `address`, or the extra `dask` is not installed.
    """
    distributed: Any = _distributed()
    client = _connect(distributed, address)
    pending: dict[str, Task] = {}
    try:
        done = distributed.as_completed(loop=client.loop)
        while True:
            room = AHEAD * max(1, sum(client.nthreads().values())) - len(pending)
            for task in islice(tasks, max(0, room)):
                future = client.submit(convert_here, task, limits, pure=False)
                pending[future.key] = task
                done.add(future)
            if not pending:
                return
            future = next(done)
            task = pending.pop(future.key)
            yield task, _answer(task, future)
    finally:
        client.close()


def convert_here(task: Task, limits: Limits) -> Answer:
    """Convert a note in the worker process that this thread keeps. Runs on the cluster."""
    hand: Hand | None = getattr(_own, "hand", None)
    if hand is None:
        hand = _own.hand = Hand(limits)
    hand.give(task)
    ready = answered([hand], limits.seconds)
    answer = hand.take() if ready else hand.late()
    if hand.task is not None or hand.spent:
        _own.hand = None
        hand.end(kindly=hand.task is None)
    return answer


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError:
        raise BadOption(
            "a cluster needs the extra `dask`", where="--scheduler", hint="pip install 'segxbrl[dask]'"
        ) from None
    return distributed


def _connect(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as problem:
        raise BadOption(f"no cluster answers at {address}: {problem}", where="--scheduler") from problem


def _answer(task: Task, future: Any) -> Answer:
    """What came back; an error of the cluster's own (a note whose workers were killed again and again) is a row."""
    fault = future.exception()
    if fault is None:
        answer: Answer = future.result()
        return answer
    message = f"the cluster gave it up: {type(fault).__name__}: {str(fault)[:300]}"
    return Answer(row=Row(file=task.file, folder=task.name, status=Status.DIED, message=message))
