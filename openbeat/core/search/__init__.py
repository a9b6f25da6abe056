"""One place to look for words: what a visitor may see, in every language, on both databases."""
