"""Suppresses the logs of the libraries that parse files."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident


@contextmanager
def without_logs(*packages: str) -> Iterator[None]:
    """Suppress the logs of libraries in this thread; callers get findings instead.

    Other threads log as before, and every logger is restored at the end. A logger that a library
    creates in between is not suppressed, so import the library's modules first.

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
