"""The stages of a translation that is asked for, and which act leads from where to where."""

from openbeat.apps.translators.lifecycle.works import OPEN, WORKS, Act, Credit, Promise, Reason, Sight, Stage, TongueAct

__all__ = ["OPEN", "WORKS", "Act", "Credit", "Promise", "Reason", "Sight", "Stage", "TongueAct"]
