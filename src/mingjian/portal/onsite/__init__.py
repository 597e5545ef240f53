"""事中公示: what officers must show and say on the spot, and what one may ask of them."""
