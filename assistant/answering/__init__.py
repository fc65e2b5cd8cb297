"""The chain: passages and calculations in, one cited and verified answer out."""
