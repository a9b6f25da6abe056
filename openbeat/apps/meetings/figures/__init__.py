"""Calculations of meetings: pure, without a database."""
