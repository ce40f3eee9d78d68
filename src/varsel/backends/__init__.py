"""Where tables live: the only place that knows an engine."""
