"""Whether this instance is well: for load balancers, for Prometheus, and in plain words for its host."""
