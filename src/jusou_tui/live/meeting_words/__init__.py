"""What is said about a meeting that runs, whoever says it: pages, plain lines. Values in, texts out.

A module per text: the alerts that became due (`alerts`), what a key did or why it did nothing (`moved`),
the questions before a meeting goes on or back (`questions`), the prompt card (`card`, of
`prompts`), what a segment is called, what is fixed ahead, links.
"""
