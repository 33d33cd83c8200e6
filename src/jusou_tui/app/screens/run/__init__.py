"""The page of a meeting that runs.

`card` says what the prompts are, `headline` what the lines around the digits say, `commands` which keys are
offered in a state, `confirm` what is asked before it goes on, `turns` what is done about a person's turn.
"""
