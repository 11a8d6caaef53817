"""Generated tables with questions about them: which cells answer, and whether to count, add up or average them."""
