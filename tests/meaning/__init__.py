"""Do the starters' answers make sense? Each task with a starter is asked about held-out data, through the whole app.

    python -m tests.meaning [task ...] [--write]

prints task, starter, bytes, seconds to load and the score, and with --write puts them into the README's table and the
score into the starter's model card; what is not asked about stays there as it is.

A module of this folder is named like the task's endpoint and holds

    METRIC   what the score counts, in a few words, with the number of cases
    FLOOR    the score below which the test fails
    score    a function of `ask`, which takes the task's inputs and parameters by name and returns what the
             pipeline returned; it makes its own fresh data from a fixed seed that no training used
    NEEDS    the program without which it cannot be asked, such as "espeak-ng"; left out where there is none
"""
