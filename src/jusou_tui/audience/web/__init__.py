"""The shared screen as a page in a browser: `server.serve` is all that others call.

Owns how a `Page` becomes HTML and a stream of events (`markup`, `frames`), who is answered (`access`), how
viewers are served (`site`, by tornado), and how the room is invited (`invitation`). Nothing here
takes input from the web.
"""
