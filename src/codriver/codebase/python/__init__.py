"""Python: values worked out on demand, so that a receiver's class decides which call is whose."""
