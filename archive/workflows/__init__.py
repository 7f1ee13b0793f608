"""Functions behind the commands: they read a record in its place, change it, and write it back.

They do what the commands do, without the command line. Their messages name its options, since
their readers call a command.
"""
