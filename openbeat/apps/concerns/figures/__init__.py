"""Calculations of concerns: pure, without a database."""
