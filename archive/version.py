"""The version of this library."""

from __future__ import annotations

VERSION = "0.9.0"
"""The version, as on the distribution."""
