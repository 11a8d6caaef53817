"""`pipeline()` as Transformers 4 had it: code written for it runs after a change of the import.

Instead of `from transformers import pipeline` it says `from models.pipelines import pipeline`.

    door             pipeline() itself
    names            what version 4 called things, and its default models
    arguments        the forms that arguments may have
    build            from a name or a loaded model to a pipeline of a task that Transformers removed
    answers          classes that answer as version 4 did
    put_back         names that other programs look for in Transformers
    conversation     the Conversation of the conversational pipeline
"""
