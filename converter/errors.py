"""What stops a run. Everything else is a finding (see `findings`).

ConverterError
├── InputError        UnreadableFile · UnsupportedFormat · NoSegmentNote        exit 2: your file
├── OptionError       BadOption · BadProfile · UnknownYear                      exit 2: your settings
├── OutputError       cannot write where you said                               exit 2: your settings
├── KnowledgeError    BadRule · UnknownConcept · DuplicateRule                  exit 3: our taxonomy/
├── EmitError         TemplateFailed · NotRepresentable                         exit 3: our templates/
└── ValidatorError    ArelleUnavailable · ArelleCrashed                         exit 3: the boundary
"""

from __future__ import annotations


class ConverterError(Exception):
    """Cannot go on. `where` is a file, line, key or cell; `hint` says what to do."""

    exit_code = 3

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class InputError(ConverterError):
    exit_code = 2


class UnreadableFile(InputError):  # noqa: N818 - the names read as what happened, the tree says they are errors
    """The file is missing, empty, binary, encrypted, broken or larger than the limits."""


class UnsupportedFormat(InputError):  # noqa: N818 - as above
    """No reader claims the file."""


class NoSegmentNote(InputError):  # noqa: N818 - as above
    """The document holds nothing that reads as a segment note."""


class OptionError(ConverterError):
    exit_code = 2


class BadOption(OptionError):  # noqa: N818 - as above
    """A flag's value cannot be used."""


class BadProfile(OptionError):  # noqa: N818 - as above
    """The profile has an unknown key or a value of the wrong kind."""


class UnknownYear(OptionError):  # noqa: N818 - as above
    """No taxonomy of that year is at hand."""


class OutputError(ConverterError):
    """The output folder cannot be written."""

    exit_code = 2


class KnowledgeError(ConverterError):
    """Something in taxonomy/ is wrong; the tests make this unreachable."""


class BadRule(KnowledgeError):  # noqa: N818 - as above
    pass


class UnknownConcept(KnowledgeError):  # noqa: N818 - as above
    pass


class DuplicateRule(KnowledgeError):  # noqa: N818 - as above
    pass


class EmitError(ConverterError):
    pass


class TemplateFailed(EmitError):  # noqa: N818 - as above
    pass


class NotRepresentable(EmitError):  # noqa: N818 - as above
    pass


class ValidatorError(ConverterError):
    pass


class ArelleUnavailable(ValidatorError):  # noqa: N818 - as above
    pass


class ArelleCrashed(ValidatorError):  # noqa: N818 - as above
    pass
