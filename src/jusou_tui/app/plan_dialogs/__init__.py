"""What run, schedule and look-ahead all open, each by a function that takes the page as a `PlanPage`.

`row_menu` (its choices in `row_choices`, also those of the break for lunch), `catch_up`, `cases`, `learning`,
`confirm` (questions about a meeting as dialogs), `going_on` (the keys of time on any other page);
`questions` for minutes and for a line.
"""
