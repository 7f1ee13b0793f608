"""Recognises and reads files of many kinds that contain one article; makes a record of each."""
