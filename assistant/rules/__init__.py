"""The calculators: pure functions of their inputs, no clock, no I/O."""
