package main

import (
	. "example.com/shop/store"
	other "example.com/shop/tool"
)

func main() {
	r := Open("x") // calls Open
	defer r.Close() // calls Disk.Close, Cached.Close
	d := &Disk{}
	read := d.Read
	read("a")
	(*Disk).Read(d, "b") // calls Disk.Read
	Each([]int{1}, func(n int) {}) // calls Each
	Each[int]([]int{1}, func(n int) {}) // calls Each
	c := Cached{Reader: d}
	c.Close() // calls Cached.Close
	c.Read("x") // calls Disk.Read, Memory.Read
	other.Open("z") // calls tool.Open
	var h Half
	h.Read(1) // calls Half.Read
}
