"""Pages for paper: accessible PDF files in every language of the department."""
