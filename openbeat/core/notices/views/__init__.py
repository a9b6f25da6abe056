"""The pages of messages and of following."""
