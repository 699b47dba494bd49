package store

func checkInside() {
	tidy("x") // calls tidy
}
