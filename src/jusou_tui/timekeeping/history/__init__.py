"""What a meeting came to, and what past runs teach.

Owns: a meeting as it was held and where its time went (`meeting_record`), how long activities took over
many runs and what to plan by them (`past`), the plan of a run as a curriculum (`curriculum_from_run`).
"""
