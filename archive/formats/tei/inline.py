def write(d): raise NotImplementedError
