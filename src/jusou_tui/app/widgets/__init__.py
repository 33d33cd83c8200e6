"""Home of the widgets that pages are made of. They hold no session, and post what is done in them.

A base each for a list in which one can choose (`selectable_view`) and for the cursor of an IME (`ime`).
"""
