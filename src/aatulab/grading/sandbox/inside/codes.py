"""Exit codes of a job's first process; only SETUP_FAILED is out of a trainee's reach."""

ENDED_BADLY = 10
BY_SIGNAL = 64
SETUP_FAILED = 250
