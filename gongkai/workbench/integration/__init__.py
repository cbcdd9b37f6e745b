"""What other programs of the city get: tokens to call us with, and messages we send them."""
