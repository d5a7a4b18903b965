"""The part of the sandbox that runs inside it: warm parent, isolation, notebook runner.

Imports the standard library, IPython, `aatulab.values` and what notebooks need; holds no secret.
"""
