"""Functions behind the commands: they read a record in its place, change it, and write it back.

They are what the commands do, without the command line. Messages name its options, since they are
for whoever calls a command.
"""
