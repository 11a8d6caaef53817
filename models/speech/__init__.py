"""Speech in recordings: where it is, and words and times that fit it."""
