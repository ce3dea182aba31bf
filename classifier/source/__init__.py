"""Bytes, pages and JSON in, postings out."""
