"""Functions that the commands call: they read a record, change it, and write it back in place.

Other programs can call them too. Their messages name options of the command line, because most
readers of these messages use a command.
"""
