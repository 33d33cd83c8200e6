"""What is made of a run's meetings: the facilitator's page, slides, dates for calendars, tables.

Owns: which meeting a product is about, and its plan (`planned`).
"""
