"""What a session file holds.

Owns: the records and their fields, ids, what a ToDo stands for besides itself (`items`), the tables and their
order, the order of records in a step (`step_order`), which events are effective and when they happened
(`events`), which entries are private (`privacy`), who has which seat number (`seats`), how values are
normalised before they are stored, how large they may get where several modules ask (`limits`), how fast a
rehearsal goes (`queries`).
"""
