"""Changes of a meeting's plan, before it and while it runs.

Owns: changes of rows and minutes, and the fit taken over (`plan_edits`), how a time of a row is typed
(`typed_time`), when the meetings of one day are planned (`day`), a meeting's day, start and end as they are
typed (`meeting_times`), the break between two meetings (`lunch`), the time of a round (`rounds`), a key
pressed at the wrong time (`corrections`), minutes from past runs (`learning`), the plan saved as a curriculum
(`plan_export`).
"""
