"""What can go wrong that a user can mend; each message says what was expected, what was found, and where."""


class PipelineError(Exception):
    """The parent of all errors of this package."""


class UsageError(PipelineError):
    """A path, option or table that cannot be used as given (exit code 2)."""


class OutputError(PipelineError):
    """The results could not be written (exit code 3)."""


class LockedError(PipelineError):
    """Another run holds the output folder (exit code 4)."""


class WorkerError(PipelineError):
    """No worker process comes up: the installation is broken (exit code 2)."""


class ArticleError(PipelineError):
    """One article cannot be read; ``reason`` is a short code, the message says where and why."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
