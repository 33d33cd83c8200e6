"""The pages: a folder per feature, with its screen, its rows and its stylesheet. None imports another."""
