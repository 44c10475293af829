"""Arelle itself: one controller, documents one after another. Runs in the worker, as do `viewer` and `archives`.

Nothing here touches the network: the base specifications are in Arelle's own cache, the rest is mapped to files.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from arelle import Validate, Version
from arelle.Cntlr import Cntlr
from arelle.ModelFormulaObject import FormulaOptions
from arelle.ModelValue import qname
from arelle.ValidateDuplicateFactsConst import DuplicateType
from arelle.ValidateXbrlCalcs import ValidateCalcsMode

from . import archives, transforms
from .model import DQC, EFM
from .plugins import PlugIns

CHECKS = (
    "XBRL 2.1",
    "dimensions 1.0",
    "calculations 1.1",
    "inline XBRL 1.1",
    "extensible enumerations 2.0",
    "unit types registry",
    "duplicate facts",
)

_PROGRESS = frozenset({"info", "debug"})
_BROKEN_OFF = "exception:"
"""Code of Arelle's message where its validation, or a plug-in in it, raised: nothing more was checked."""
_TRACEBACK = re.compile(r"\s*Traceback \(most recent call last\):.*", re.DOTALL)


class _Log(logging.Handler):
    """Gathers Arelle's messages as plain values."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        refs = getattr(record, "refs", None) or []
        self.messages.append(
            {
                "code": str(getattr(record, "messageCode", "") or ""),
                "level": record.levelname,
                "text": _TRACEBACK.sub("", _text(record)).strip(),
                "where": [place for ref in refs if (place := _place(ref))],
            }
        )


class Engine:
    """One Arelle controller, offline, with calculation 1.1, UTR and duplicate checks on.

    `transform_names` are the transformations that look names up (see `transforms.table`).
    """

    def __init__(self, transform_names: Mapping[str, Mapping[str, str]]) -> None:
        self._log = _Log()
        self._cntlr = Cntlr(logFileName=None, uiLang="en", disable_persistent_config=True)
        self._cntlr.startLogging(logHandler=self._log, logPropagate=False)
        self._cntlr.postLoggingInit()
        self._cntlr.webCache.workOffline = True
        manager = self._cntlr.modelManager
        manager.disclosureSystem.select(None)
        manager.validateCalcs = ValidateCalcsMode.ROUND_TO_NEAREST
        manager.validateUtr = True
        manager.formulaOptions = FormulaOptions()  # taken for granted by Arelle's validation, formulas or not
        manager.validateDuplicateFacts = DuplicateType.INCONSISTENT
        manager.customTransforms = {
            qname(transforms.NAMESPACE, name): function for name, function in transforms.table(transform_names).items()
        }
        self._packages: tuple[str, ...] = ()
        self._plug_ins = PlugIns(self._cntlr, lambda: [message["text"] for message in self._log.messages])
        self.version = str(Version.version)

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Load, validate where asked, and read one document. `request` and answer are plain JSON values."""
        started = time.perf_counter()
        self._log.messages.clear()
        self._plug_ins.use(request.get("edgar"))
        self._log.messages.clear()
        self._normalised_paths_forgotten()
        missing = self._use_packages(tuple(request["packages"]), request["remap"])
        model = self._cntlr.modelManager.load(archives.opened(self._cntlr, request["entry"]), "loading")
        try:
            facts: list[dict[str, Any]] = []
            loaded = model is not None and model.modelDocument is not None
            if loaded:
                if request["checks"]:
                    self._plug_ins.tell(model)
                    Validate.validate(model)
                facts = list(_facts(model))
            messages = [m for m in self._log.messages if m["code"] not in _PROGRESS]
            broken = any(m["code"].startswith(_BROKEN_OFF) for m in messages)
            return {
                "messages": messages,
                "viewer": loaded and self._viewer(model, request.get("viewer", "")),
                "facts": facts,
                "loaded": loaded,
                "missing_packages": missing,
                "version": self.version,
                **self._standing(run=request["checks"] and loaded, broken=broken),
                "seconds": time.perf_counter() - started,
            }
        finally:
            self._cntlr.modelManager.close(model)

    def _standing(self, *, run: bool, broken: bool) -> dict[str, Any]:
        """Which checks were run and which were not, and what the plug-ins had to do with it."""
        plug_ins = self._plug_ins.loaded if run and not broken else ()
        by_plug_in = {check for plug_in in plug_ins for check in plug_in.runs}
        checks = [*CHECKS, *(check for check in (EFM, DQC) if check in by_plug_in)] if run else []
        broke_off = ["the validation broke off: see Arelle's message"] if broken and self._plug_ins.loaded else []
        return {
            "checks": checks,
            "not_run": [check for check in (*CHECKS, EFM, DQC) if check not in checks],
            "plug_ins": [[each.name, each.version, list(each.runs)] for each in plug_ins],
            "plug_in_problems": [*self._plug_ins.problems, *broke_off],
        }

    def _viewer(self, model: Any, path: str) -> bool:
        if not path:
            return False
        from . import viewer  # noqa: PLC0415 - loads what only the viewer needs

        return viewer.save(self._cntlr, model, Path(path))

    def close(self) -> None:
        self._cntlr.close()

    def _use_packages(self, packages: tuple[str, ...], remap: Mapping[str, str]) -> list[str]:
        """Give Arelle's package manager these packages and remappings and no others; return those it refused."""
        manager = self._cntlr._packageManager  # noqa: SLF001 - the public registry can add but not replace mappings
        missing: list[str] = []
        if packages != self._packages:
            manager.packagesConfig["packages"] = []
            missing = [package for package in packages if not manager.addPackage(self._cntlr, package)]
            self._packages = packages if not missing else ()
        manager.rebuildRemappings(self._cntlr)
        manager.packagesConfig["remappings"].update(remap)
        return missing

    def _normalised_paths_forgotten(self) -> None:
        """Embedded schemas change from one document to the next under the same URL, so nothing may be remembered."""
        self._cntlr.webCache._normalizeUrlCache.clear()  # noqa: SLF001 - Arelle offers no way to clear it


def _text(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def _place(ref: Mapping[str, Any]) -> dict[str, Any] | None:
    href = str(ref.get("href") or "")
    if not href:
        return None
    file, _, fragment = href.partition("#")
    names = {str(p[0]): str(p[1]) for p in ref.get("properties") or () if len(p) >= 2}
    line = ref.get("sourceLine")
    return {
        "file": file,
        "line": line if isinstance(line, int) else 0,
        "fact": names.get("id") or ("" if fragment.startswith("element(") else fragment),
        "name": names.get("QName", names.get("qname", "")),
    }


def _facts(model: Any) -> Iterator[dict[str, Any]]:
    for fact in sorted(model.factsInInstance or model.facts, key=lambda f: f.objectIndex):
        if fact.isItem:
            yield _fact(fact)


def _fact(fact: Any) -> dict[str, Any]:
    context = fact.context
    return {
        "id": fact.id or "",
        "concept": _name(fact.qname),
        "value": _value(fact),
        "numeric": bool(fact.isNumeric),
        "decimals": fact.decimals,
        "period": _period(context),
        "unit": _unit(fact.unit),
        "dimensions": sorted(_dimension(d) for d in context.qnameDims.values()) if context is not None else [],
        "entity": context.entityIdentifier[1] if context is not None else "",
        "language": (fact.xmlLang or "") if not fact.isNumeric else "",
    }


def _name(name: Any) -> list[str]:
    return [name.namespaceURI or "", name.localName, name.prefix or ""] if name is not None else ["", "", ""]


def _value(fact: Any) -> Any:
    if fact.isNil:
        return None
    try:
        value = fact.value
    except ValueError:  # a transformation refused the text; Arelle says so in a message of its own
        return fact.text or ""
    if fact.isNumeric:
        return _number(value)
    typed = getattr(fact, "xValue", None)
    if isinstance(typed, bool):
        return typed
    if isinstance(typed, list):
        return [getattr(item, "expandedName", str(item)) for item in typed]
    return str(value)


def _number(text: str) -> str:
    try:
        return str(Decimal(text.strip()))
    except InvalidOperation:
        return text


def _period(context: Any) -> list[str] | None:
    """First and last day as printed: Arelle's ends are the midnight after."""
    if context is None or context.isForeverPeriod:
        return None
    if context.isInstantPeriod:
        instant = context.instantDatetime
        return ["", (instant - timedelta(days=1)).date().isoformat()] if instant else None
    if context.startDatetime is None or context.endDatetime is None:
        return None
    return [context.startDatetime.date().isoformat(), (context.endDatetime - timedelta(days=1)).date().isoformat()]


def _unit(unit: Any) -> list[str] | None:
    if unit is None:
        return None
    over, under = unit.measures
    return ["*".join(_measure(m) for m in over), "*".join(_measure(m) for m in under)]


def _measure(measure: Any) -> str:
    prefix = {"http://www.xbrl.org/2003/iso4217": "iso4217", "http://www.xbrl.org/2003/instance": "xbrli"}.get(
        measure.namespaceURI, measure.prefix
    )
    return f"{prefix}:{measure.localName}" if prefix else str(measure.localName)


def _dimension(dimension: Any) -> list[Any]:
    if dimension.isExplicit:
        return [_name(dimension.dimensionQname), _name(dimension.memberQname)]
    member = dimension.typedMember
    return [_name(dimension.dimensionQname), "" if member is None else str(member.textValue)]
