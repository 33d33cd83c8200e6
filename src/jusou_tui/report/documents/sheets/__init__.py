"""Worksheets on paper: blank ones to write on by hand, with a worked example each, and filled ones.

Owns: which sheets are asked for, and how many copies of each (`choice`), what of a page is left to write on
(`measures`), how a worksheet becomes blocks (`body`), what stands around it (`page`), the documents
(`making`).
"""
