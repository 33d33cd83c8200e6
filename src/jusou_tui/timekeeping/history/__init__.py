"""What a meeting came to, and what past runs teach.

Owns: a meeting as it was held (`meeting_record`) and where its time went, an activity with a break in it as
one (`account`), how long activities took over many runs and what to plan by them (`past`), the plan of a run
as a curriculum (`curriculum_from_run`).
"""
