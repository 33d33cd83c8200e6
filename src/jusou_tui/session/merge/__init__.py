"""The union of two states of one session, by record, field and line.

Owns: what wins, what is joined and what becomes a conflict (`three_way`), who is one person although both
sides added them (`same_people`), what is two records although both have one id (`same_ids`), what stays gone
because one side erased it (`erased`); `reconcile` makes the sides ready for the union. `compare` uses it on
files.
"""
