"""Results, reports and explanations."""
