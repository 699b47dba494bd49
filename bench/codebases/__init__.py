"""What `bench.code` is made of: cases out of repositories, value-flow cases, run-time edges, peers, speed."""
