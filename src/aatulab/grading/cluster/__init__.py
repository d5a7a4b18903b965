"""Grade on other machines, by Dask: each of its workers judges in a sandbox of its own.

Who is trusted: the scheduler and the workers are the course's own.  They see the reference's
answers, and Dask pickles its messages between them and us (names of our functions, bytes), so
whoever reaches the scheduler's port can run what he likes there: keep it in a closed network, or
use `tls://`.  Nobody else's objects are ever unpickled: what a trainee has handed in
travels as bytes, and a report comes back as JSON, which is checked like any other.
The course's secret stays here; a worker gets the seed of the one case that it works on.
"""
