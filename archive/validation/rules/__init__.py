"""The rules, by their subject: one generator each, whose docstring is its page in the manual."""
