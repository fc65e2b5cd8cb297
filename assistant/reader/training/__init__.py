"""How the weights of the reader are made. Nothing here is imported by the path of a question."""
