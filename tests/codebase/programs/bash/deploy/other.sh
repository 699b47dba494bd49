build() { # is other.build
  make all
}
build # calls other.build
