"""The pages between meetings."""
