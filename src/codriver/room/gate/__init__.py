"""Verify before acting: what is proposed, who confirmed it, and whether it worked."""
