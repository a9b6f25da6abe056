"""Calculations of this app."""
