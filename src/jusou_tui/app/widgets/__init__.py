"""Home of the widgets that pages are made of. They hold no session, and post what is done in them."""
