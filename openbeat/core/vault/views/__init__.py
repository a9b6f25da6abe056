"""Pages of one's own key, and of how long records are kept."""
