"""What a meeting came to, and what past runs teach.

Owns: where the time went (`account`), who spoke for how long (`speaking`), how long activities took over
many runs (`spread`), what to plan by them (`past`), the plan of a run as a curriculum
(`curriculum_from_run`).
"""
