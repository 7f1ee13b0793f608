"""Suppresses the logs of the libraries that parse files, so that callers do not get them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident


@contextmanager
def without_logs(*packages: str) -> Iterator[None]:
    """Suppress the logs of libraries in this thread; findings hold what a caller has to know.

    Other threads log as before, and afterwards every logger is restored. A logger that a library
    creates in the meantime is not suppressed, so import its modules first.

    Args:
        packages: The names of the packages whose modules have loggers.
    """
    ours = get_ident()

    def is_of_others(record: logging.LogRecord) -> bool:
        return get_ident() != ours

    loggers = [
        logger
        for name, logger in [*logging.Logger.manager.loggerDict.items()]
        if isinstance(logger, logging.Logger) and name.partition(".")[0] in packages
    ]
    for logger in loggers:
        logger.addFilter(is_of_others)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_of_others)
