"""The small data sets in assets/data, from which people train their first models: what makes them."""
