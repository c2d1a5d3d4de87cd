"""Journey Editor: a desktop program in which people draw customer-journey maps."""

__version__ = "0.1.0"
