"""Dates as they are printed: the names of months and weekdays, and the forms of dates."""
