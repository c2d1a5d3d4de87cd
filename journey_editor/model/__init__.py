"""What a journey map is: records, the immutable document, change sets, order and rules."""
