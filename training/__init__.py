"""The recipe of the Dutch pipeline: data in, `graphkit/lang/nl/pipeline/` out. Nothing here is shipped in the wheel."""

import os

# One thread a process, set before NumPy is loaded: two trainings then share two cores without waiting for each other,
# and a speed is that of one core.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
