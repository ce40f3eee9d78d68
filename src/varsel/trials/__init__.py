"""A result against the truth: how often it is right, whom it disturbs, and what a change would do."""
