"""The passenger flow: flights, bookings, travellers, their bags, payments and contact points."""
