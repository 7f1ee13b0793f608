"""Imports all of the library, in the server from which the processes of actions are forked.

An action then imports nothing: that would take longer than most actions.
"""

from importlib import import_module

from tests import rooms

for name, _ in rooms.modules():
    if name and name != "__main__":
        import_module(f"archive.{name}")
