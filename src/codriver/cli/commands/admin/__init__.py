"""`codriver admin`: what the answers rest on."""
