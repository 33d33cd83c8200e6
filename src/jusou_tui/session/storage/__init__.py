"""The file of an open session.

Owns: when it is saved (`store`, `saver`, `autosave`), who may write it (`lock`), how another writer's changes
come in (`saver`, `follower`), timed copies and rescues (`backups`), deleted records (`trash`), which other
files are the same session (`copies`), what lies beside it (`beside`), what can be read of a damaged file
(`salvage`), what is made of it and the copies (`recovery`), and how words are taken out of all of these
(`erasing`).
"""
