"""The tour: how to use the program, by doing it in a meeting of invented people.

Owns: the steps and when each is done (`steps`), where somebody is in them (`progress`), the session they are
done in, and whether this machine's user has been through them (`stage`).
"""
