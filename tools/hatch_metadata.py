"""What the package depends on, read from requirements/run.in so that it is said once."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

BUILD_ONLY = {"hatchling", "editables"}


class RequirementsHook(MetadataHookInterface):
    """Fills `dependencies`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Take each line that names a package; what only builds the package is left out."""
        text = (Path(self.root) / "requirements" / "run.in").read_text(encoding="utf-8")
        lines = (line.split("#")[0].strip() for line in text.splitlines())
        metadata["dependencies"] = [line for line in lines if line and line not in BUILD_ONLY]
