"""What stands between the network and the page: one gate before Gradio, and plain doors beside it."""
