"""What rules know about words and numbers, without any model: none of this needs torch."""
