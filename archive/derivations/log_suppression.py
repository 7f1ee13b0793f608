"""Suppresses the logs of the libraries that read for us, so that callers do not get them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident


@contextmanager
def without_logs(*packages: str) -> Iterator[None]:
    """Let libraries log nothing from this thread; findings hold what a caller has to know.

    Other threads log as before, and afterwards every logger is as it was. A logger that a library
    makes in the meantime is not reached: import its modules before.

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
