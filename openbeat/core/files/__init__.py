"""Photos and papers that people add: checked, made anew, kept, and shown to whom the owner of the thing allows."""
