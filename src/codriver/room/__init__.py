"""Every use of the product, one function each; doors call these and nothing below them."""
