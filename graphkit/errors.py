"""What can go wrong, one class per thing that a caller would do differently.

GraphkitError                 anything that graphkit reports in one line
├── UsageError                the command line, a query or a setting is wrong (exit 2)
│   ├── QueryError            the SPARQL query is malformed or refused
│   └── ModelError            the language pipeline cannot be used
├── InputError                an input cannot be read at all (exit 1)
│   └── UnreadableArticle     one article cannot be read; the others can (exit 3)
├── OutputError               an output cannot be written or read back (exit 1)
├── LexiconError              a rule or lexicon row is wrong; says file and line (exit 1)
├── ValidationFailed          the output breaks its own contract (exit 4)
└── LimitReached              a query ran into its time or row limit (exit 5)
"""


class GraphkitError(Exception):
    """Anything that graphkit reports to its user in one line."""

    exit_code = 1


class UsageError(GraphkitError):
    """The command line, a query or a setting is wrong."""

    exit_code = 2


class QueryError(UsageError):
    """The SPARQL query is malformed or not allowed."""


class ModelError(UsageError):
    """The language pipeline cannot be loaded or lacks a component."""


class InputError(GraphkitError):
    """An input cannot be read at all."""


class UnreadableArticle(InputError):
    """One article cannot be read; `path` says which and `reason` why. The others go on."""

    exit_code = 3

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class OutputError(GraphkitError):
    """An output cannot be written, or what was written cannot be read back."""


class LexiconError(GraphkitError):
    """A row of a lexicon or rule file is wrong; the message starts with file and line."""


class ValidationFailed(GraphkitError):
    """The output breaks its own contract."""

    exit_code = 4


class LimitReached(GraphkitError):
    """A query ran into its time or row limit; `partial` is what it had given by then, if that is fit to print."""

    exit_code = 5

    def __init__(self, message: str, partial: str = "") -> None:
        super().__init__(message)
        self.partial = partial
