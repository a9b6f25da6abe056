"""Sealed texts and files, and the keys to them."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """One lock for each matter: what is in it is read by those who handle it and by nobody else."""

    name = "openbeat.core.vault"
    label = "vault"
