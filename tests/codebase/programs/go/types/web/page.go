package web

import (
	"example.com/shop/cart"
	"example.com/shop/errors"
	fmt "fmt"
)

type page struct {
	cart *cart.Cart
	made func() (*cart.Cart, error)
	done chan *cart.Item
}

func (p *page) show(get func(n int) *cart.Item, any interface{}) error {
	c := cart.New() // calls cart.New
	total, _ := c.Total(nil) // calls Cart.Total
	p.cart.Total(nil) // calls Cart.Total
	get(total).Cost() // calls Item.Cost
	made, err := p.made()
	made.Total(nil) // calls Cart.Total
	one := <-p.done
	one.Cost() // calls Item.Cost
	for one := range p.done {
		one.Cost() // calls Item.Cost
	}
	switch v := any.(type) {
	case *cart.Item:
		v.Cost() // calls Item.Cost
	case errors.Other:
		v.Len() // calls Other.Len
	}
	if it, ok := any.(*cart.Item); ok {
		it.Cost() // calls Item.Cost
	}
	defer c.Total(nil) // calls Cart.Total
	go func() {
		p.cart.Total(nil) // calls Cart.Total
	}()
	fmt.Println(err)
	var rows [][]cart.Item
	rows[0][1].Cost() // calls Item.Cost
	var other errors.Other
	other.Cost() // calls Other.Cost
	return errors.New("bad") // calls errors.New
}
