"""The trained reader: one small encoder, its heads, its weights; `training` makes them."""
