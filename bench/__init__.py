"""What Openbeat must be fast at, measured side by side with bare Django in one run. `python -m bench --help`."""
