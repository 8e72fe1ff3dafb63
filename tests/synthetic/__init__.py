"""A made-up handbook of any size."""
