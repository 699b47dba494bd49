"""The shapes of codriver's JSON answers as JSON Schema, one file each; `codriver schema NAME` prints one."""
