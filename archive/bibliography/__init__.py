"""What the forms of bibliographies share: works as CSL items, and items laid onto a record."""
