"""Languages: which we speak, what people wrote in which, and the catalogues of our own sentences."""
