"""What is asked and with which facts; calls no model."""
