"""What is reckoned about drafts: how two of them are joined, and how long a message is."""
