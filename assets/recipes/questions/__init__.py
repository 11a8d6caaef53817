"""Generated passages, questions and answers on which models learn to point at answers.

A `fact` is said in one of several sentences and asked about in one of several questions; the facts stand in text files
here (lives, deeds, journeys, nature) and in `actions`. `values` fills them with names, dates, prices and the like, and
`passages` puts several into one text, so that a question meets more than one answer of its kind. `papers` are
receipts, forms and letters. `glosses` and `clozes` make questions from real English: WordNet and a newspaper.
"""
