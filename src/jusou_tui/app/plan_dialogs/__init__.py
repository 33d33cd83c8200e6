"""What run, schedule and look-ahead all open, each by a function that takes the page as a `PlanPage`.

`row_menu` (its choices in `row_choices`), `catch_up` (what it offers in `catch_up_choice`), `lunch`,
`learning`, `confirm` (what is asked before a meeting goes on), `going_on` (the keys of time on any other
page); the kinds of question in `questions`.
"""
