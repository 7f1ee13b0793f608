"""Packages that repositories keep: BagIt, with RO-Crate's metadata in it, and OCFL.

The room knows files and records. What a later room renders, such as a page, is given to it as
bytes.
"""
