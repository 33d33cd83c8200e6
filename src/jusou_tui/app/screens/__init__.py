"""The screens: a file each, its stylesheet beside it."""
