"""The kit: pure pieces that know no model and no app."""
