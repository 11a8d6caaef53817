"""Are the starters' answers true? Each task is asked about real photos, sounds and sentences, through the whole app.

    python -m tests.truth [task ...] [--write]

prints what was asked, what was answered and whether that is true, the score of each task, and with --write puts the
scores into the README's table. A module of this folder is named like the task's endpoint and holds

    RULE     when an answer counts, in a few words
    FLOOR    the score below which the test fails
    SURENESS what score is shown beside an answer; that of the first unless told
    CASES    a tuple of `Case`s: what is asked, by the names of the task's inputs and parameters, and the test of the
             raw answer; a refusal (AppError) is no answer unless the case says that there is none

Nothing was trained on these inputs; where a threshold was chosen with them in sight, the module says so.
"""
