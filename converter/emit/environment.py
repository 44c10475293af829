"""The one Jinja environment: strict, escaping everything, with no filters but ours."""

from __future__ import annotations

import contextlib
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import TemplateFailed
from ..resources import folder
from .filters import FILTERS

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket


@cache
def environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only a run that writes needs it

    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    made.filters = {"e": made.filters["e"], **FILTERS}
    return made


def _compiled() -> BytecodeCache | None:
    """Compiled templates of earlier runs, in the user's cache; None where there is no place for them. A template that
    has changed is compiled anew."""
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415 - as above
    from platformdirs import user_cache_path  # noqa: PLC0415 - as above

    try:
        place = user_cache_path("segxbrl", ensure_exists=True) / "templates"
        place.mkdir(exist_ok=True)
    except OSError:
        return None

    class Kept(FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            with contextlib.suppress(OSError):  # a full disk there is no reason to stop
                super().dump_bytecode(bucket)

    return Kept(str(place)) if os.access(place, os.W_OK) else None


def render(template: str, view: object) -> str:
    """Return the template filled from `view`, the struct that its first comment names.

    Raises:
        TemplateFailed: it asks for what the view does not have.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - as above

    try:
        text: Any = environment().get_template(template).render(view=view)
    except TemplateError as problem:
        raise TemplateFailed(f"{problem}", where=template) from problem
    return str(text)
