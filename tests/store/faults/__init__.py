"""Faults of machines, for tests of what writes to a store.

`each_kill`, `each_random_kill`, `each_power_cut`, `each_full_disk`, `each_error` and `each_bit_flip` yield the states of a
folder after a fault, each with what happened. `failures` gives them to a judge, and returns what it
said of those that it refuses. What is done to the folder is an `Action`: a function by its name, which
runs in a process of its own.

>>> action = Action("tests.store.faults.writers:write_durably", ("a.txt", "new"))
>>> # failures(each_kill(action, folder), is_old_or_new) == []
"""

from tests.store.faults.bit_flips import each_bit_flip
from tests.store.faults.interruptions import each_error, each_full_disk, each_kill
from tests.store.faults.power_cuts import each_power_cut
from tests.store.faults.processes import Action, Ended, run
from tests.store.faults.random_kills import each_random_kill
from tests.store.faults.states import Judge, State, failures, files_of, litter

__all__ = [
    "Action",
    "Ended",
    "Judge",
    "State",
    "each_bit_flip",
    "each_error",
    "each_full_disk",
    "each_kill",
    "each_power_cut",
    "each_random_kill",
    "failures",
    "files_of",
    "litter",
    "run",
]
