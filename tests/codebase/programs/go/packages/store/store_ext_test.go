package store_test

import "example.com/shop/store"

func tidy(key string) string { return key } // is test.tidy
func check() {
	tidy("x") // calls test.tidy
	r := store.Open("disk") // calls Open
	r.Read("a") // calls Disk.Read, Memory.Read
}
