"""Redaction: passages of texts and places on pages are blacked out with a reason, and nothing is left underneath."""
