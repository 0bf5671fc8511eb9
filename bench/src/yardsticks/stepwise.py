"""The yardstick of the stepwise fit: statsmodels' weighted least squares, with the steps of the laboratory's conventions (out at p >= 0.2, in at p < 0.1).
Argument: a CSV file with the columns y, weight and the candidates. Each line read is a run; it answers with its milliseconds and the columns it selected."""
import sys
import time

import numpy as np
import statsmodels.api as sm

with open(sys.argv[1], encoding="utf-8") as file:
    names = file.readline().strip().split(",")[2:]
    table = np.loadtxt(file, delimiter=",")
log_consumption, weight, candidates = np.log(table[:, 0]), table[:, 1], table[:, 2:]


def p_values(chosen):
    return sm.WLS(log_consumption, sm.add_constant(candidates[:, chosen]), weights=weight).fit().pvalues[1:]


def without_worst(chosen):
    values = p_values(chosen)
    worst = len(values) - 1 - int(np.argmax(values[::-1]))
    return [c for at, c in enumerate(chosen) if at != worst] if values[worst] >= 0.2 else None


def with_best(chosen):
    excluded = [c for c in range(candidates.shape[1]) if c not in chosen]
    values = [p_values([*chosen, c])[-1] for c in excluded]
    best = int(np.argmin(values)) if values else -1
    return sorted([*chosen, excluded[best]]) if values and values[best] < 0.1 else None


def stepwise():
    chosen = list(range(candidates.shape[1]))
    while (fewer := without_worst(chosen)) is not None:
        chosen = fewer
    while (more := with_best(chosen)) is not None:
        chosen = more
        if (fewer := without_worst(chosen)) is not None:
            chosen = fewer
    return chosen


print("ready", flush=True)
for _ in sys.stdin:
    began = time.perf_counter()
    selected = stepwise()
    print((time.perf_counter() - began) * 1000, *[names[c] for c in selected], flush=True)
