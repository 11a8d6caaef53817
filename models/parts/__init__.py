"""What several pipelines are built of, and is none by itself."""
