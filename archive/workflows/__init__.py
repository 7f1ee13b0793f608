"""Records in their places: started, brought to another text, and never written over unawares.

What the commands do to files, without the command line. Messages name its options, since they speak
to whoever calls a command.
"""
