"""Leave for the arrival of a child: maternity, birth, paternity, adoption, additional leave."""
