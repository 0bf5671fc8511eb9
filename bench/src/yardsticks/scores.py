"""The yardstick of scoring: NumPy's product of a matrix in memory with a vector, on one thread. Arguments: rows, columns. Each line read is a run; it answers with its milliseconds."""
import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time

import numpy as np

rows, columns = int(sys.argv[1]), int(sys.argv[2])
matrix = np.random.default_rng(1).standard_normal((rows, columns))
slopes = np.sin(np.arange(1, columns + 1))
print("ready", flush=True)
for _ in sys.stdin:
    began = time.perf_counter()
    scores = 1.0 + matrix @ slopes
    print((time.perf_counter() - began) * 1000, flush=True)
