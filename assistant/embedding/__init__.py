"""Texts to vectors, behind LangChain's `Embeddings`, chosen by one factory."""
