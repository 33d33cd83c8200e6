"""The page of a meeting that runs.

`card` says what the prompts are, `facts` where the words around the digits stand, `headline` and `turn_words`
what they are; `commands` which keys are offered in a state, `turns` what is done about a person's turn.
"""
