"""Telling people: an outbox written with the act, sent by the worker, and what a person must see to."""
