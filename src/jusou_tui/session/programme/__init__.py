"""A run and its curriculum.

Owns: which steps a run has, their states, cases and what they need (`run_steps`), on which day a meeting was
held and how days follow each other (`days`), who attends and from where on a number of cases holds
(`attendance`), what cases are called (`case_titles`), which sheets nobody wrote in (`blank_sheets`), what a
step's checklist shows (`checklist`), who has handed in which sheet (`hand_ins`), which ToDos there are
(`todos`), which number a decision has and which are public (`decisions`), what is not for everybody
(`privacy`), what in a file is most likely a mistake (`doubts`), what a new run, a next run or a rehearsal
begins with (`new_run`).
"""
