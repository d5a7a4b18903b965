"""What inspection trains on: X-ray pictures of bags, and how well a reader reads them."""
