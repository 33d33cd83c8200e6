"""What a meeting came to, and what past runs teach.

Owns: a meeting as it was held (`meeting_record`) and where its time went (`account`), how long activities
took over many runs and what to plan by them (`past`), the plan of a run as a curriculum
(`curriculum_from_run`).
"""
