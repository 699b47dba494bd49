"""What can be wrong, one file for each part of the platform: the cluster as told -> faults.

Each rule speaks of Kubernetes' own reasons and messages, says only what is so now, and cites where that stands.
"""
