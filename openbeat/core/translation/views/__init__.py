"""Pages of the languages: which one somebody reads, who is served in which, and who read the catalogues."""
