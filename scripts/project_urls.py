"""Writes the project's addresses into the package: a build hook of hatch.

Where the project lives is for whoever publishes it to say, in the `urls` table of this hook in
pyproject.toml. A field left empty is left out: no package carries an address that is not true.
"""

from hatchling.metadata.plugin.interface import MetadataHookInterface


def filled(fields: dict[str, str]) -> dict[str, str]:
    """The fields that hold an address."""
    return {name: at.strip() for name, at in fields.items() if at.strip()}


class ProjectUrls(MetadataHookInterface):
    """Adds the addresses that are filled in."""

    def update(self, metadata: dict) -> None:
        """Set `urls` from this hook's own table."""
        metadata["urls"] = filled(self.config.get("urls", {}))
