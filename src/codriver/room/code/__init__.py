"""Questions about the code that runs: who calls this, what can change that, and what of it is shown."""
