"""The joint exercise: three airports, four services, one simulated day, and its debrief."""
