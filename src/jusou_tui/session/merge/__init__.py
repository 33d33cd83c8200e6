"""The union of two states of one session, by record, field and line.

Owns: what wins, what is joined and what becomes a conflict (`three_way`), and who is one person although both
sides added them (`same_people`). `compare` uses it on files.
"""
