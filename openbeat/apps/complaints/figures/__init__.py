"""The calculations behind the published figures of complaints: pure, without models, tested against other libraries."""
