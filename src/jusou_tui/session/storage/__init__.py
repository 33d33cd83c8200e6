"""The file of an open session: saving, the lock, copies, recovery, following another writer."""
