"""What the chart calculates: pure, and shown on days that anybody can check."""
