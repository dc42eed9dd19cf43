# SPDX-License-Identifier: Apache-2.0
"""A peer's side: answers the questions of the comparison, one JSON line each, and takes the times."""
import json
import math
import os
import resource
import sys
import time


def _cpu():
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def serve(version, **functions):
    """Runs functions by name; each takes keyword arguments and gives a list of numbers."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not get between the answers
    print(json.dumps({"ready": version}), file=out, flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            cpu, start = _cpu(), time.perf_counter()
            answer = functions[name](**arguments)
            seconds, used = time.perf_counter() - start, _cpu() - cpu
            numbers = [None if math.isnan(v) else float(v) for v in answer]
            said = {"seconds": seconds, "cpu": used, "answer": numbers}
        except Exception as e:  # told to whoever asked
            said = {"error": f"{type(e).__name__}: {e}"}
        print(json.dumps(said), file=out, flush=True)
