"""What the host of a coding model is told about the open incident, and what it leaves in the record."""
