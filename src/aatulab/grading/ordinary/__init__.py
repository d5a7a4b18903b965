"""Grade an ordinary nbgrader assignment: its tests, hidden ones included, run in the sandbox.

The way in for assignments that were written for nbgrader.  Its guarantee is weaker than that of
our own exercises, and every report says so: the tests run in the trainee's process, where a
trainee who sets out to can reach them.  All the rest holds: isolation, limits, a result for every
question, explicit points, nothing hidden in the feedback.
"""
