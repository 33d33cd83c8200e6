"""Who meets, when, with how many cases."""
