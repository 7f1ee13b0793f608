"""What people do to the whole file, most of them by a program."""

from __future__ import annotations
