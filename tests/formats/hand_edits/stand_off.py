"""What people do to what is said about the text."""

from __future__ import annotations
