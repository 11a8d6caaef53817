"""Many inputs through one task: rows are read, answered a few at a time, and kept with their answers. No Gradio."""
