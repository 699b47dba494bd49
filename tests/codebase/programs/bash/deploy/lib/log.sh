#!/bin/bash
log() { # is log
  echo "$@"
}
function fail { # is fail
  log "failed: $1" # calls log
  exit 1
}
