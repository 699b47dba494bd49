package cart

import "errors"

type Item struct{ Price int }
type Items []Item
type Index map[string]*Item
type Cart struct {
	items Items
	index Index
	*Owner
}
type Owner struct{ name string }

func (o *Owner) Name() string { return o.name } // is Owner.Name
func (i *Item) Cost() int { return i.Price } // is Item.Cost
func (is Items) Len() int { return len(is) } // is Items.Len

type Pricer func(c *Cart, n int) (Items, error)

func (c *Cart) Total(price Pricer) (int, error) { // is Cart.Total
	found, err := price(c, 1)
	if err != nil {
		return 0, errors.New("x")
	}
	found.Len() // calls Items.Len
	sum := 0
	for i := range c.items {
		sum += c.items[i].Cost() // calls Item.Cost
	}
	for _, item := range c.index {
		sum += item.Cost() // calls Item.Cost
	}
	for _, item := range found {
		sum += item.Cost() // calls Item.Cost
	}
	copied := make(Items, 0, 2)
	copied = append(copied, Item{})
	copied.Len() // calls Items.Len
	made := new(Item)
	made.Cost() // calls Item.Cost
	c.Name() // calls Owner.Name
	c.Owner.Name() // calls Owner.Name
	return sum, nil
}

func New() *Cart { return &Cart{} } // is cart.New
