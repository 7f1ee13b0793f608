"""Bags (BagIt, RFC 8493): written, checked, and opened.

Bags are read and written here, and not by the package `bagit`: that one writes version 0.97,
changes the working folder of the process, stops at the first problem, and does not decode `%25` in
names (RFC 8493, 2.1.3). The tests hold both to each other.
"""
