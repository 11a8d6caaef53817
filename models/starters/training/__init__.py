"""How the starters in assets/starters were made: a module per starter, each with `train(folder)`.

Training needs the packages of tests/requirements.txt beside those of the application.
"""
