// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An Execute request that can run: everything in it is decoded and checked.
 *
 * @param process to run
 * @param request as it came
 * @param outputs how each output will be delivered
 * @param inputs values by input; defaults filled in
 */
record ExecutionPlan(
    ProcessInfo process,
    ExecuteRequest request,
    List<OutputPlan> outputs,
    Map<String, Object> inputs) {

  ExecutionPlan {
    outputs = List.copyOf(outputs);
    inputs = Collections.unmodifiableMap(inputs);
  }

  /** True when the answer names an address of an output, which has to be kept for it. */
  boolean hasReferences() {
    return !request.raw() && outputs.stream().anyMatch(OutputPlan::asReference);
  }
}
