"""Formats that archive writes but does not read."""
