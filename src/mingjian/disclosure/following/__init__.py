"""Following (随录): what an origin tells the nodes that follow it, and what a node takes in."""
