"""The vocabulary shared by every stage: sources and passages in, answers out.

Nothing here imports LangChain, Chroma or Gradio.
"""
