"""People of a team.

Owns: which spellings are one person and what each is called in a list (`identity`), how lists of people are
read and written (`roster`), how people are dealt into groups (`groups`), where a text names a person
(`mentions`, with `variants` of kanji), how a name is taken out of a session (`replace_name`), what is
left of meetings and checklists without a person (`without`), how two records become one person (`one_id`).
"""
