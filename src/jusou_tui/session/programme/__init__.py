"""A run and its curriculum.

Owns: which steps a run has and their states (`progress`), who attends and how many cases there are
(`attendance`), what a step's checklist shows (`checklist`), what a step needs (`readiness`), what a new run,
a next run or a rehearsal begins with.
"""
