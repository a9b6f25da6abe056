"""What concerns offer to the rest of the house."""

from openbeat.apps.concerns.hooks import concerns as concerns
