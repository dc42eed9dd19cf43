// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection;
import org.chronocube.wps.declaration.Input;

/** Inputs of the methods that weigh pixels by their probability of no change. */
final class ReweightingInputs {

  static final Input<Integer> ITERATIONS =
      Input.integer(
              "iterations",
              "Iterations",
              "Most iterations in which pixels are weighed by their probability of no change; fewer"
                  + " when it converges. 0 weighs all pixels alike.")
          .orElse(MultivariateAlterationDetection.ITERATIONS)
          .between(0.0, 200.0);

  static final Input<Double> TOLERANCE =
      Input.number(
              "tolerance",
              "Tolerance",
              "Iterations end when no canonical correlation, or no square root of slowness, moves by"
                  + " as much.")
          .orElse(MultivariateAlterationDetection.TOLERANCE)
          .between(1e-9, 0.5);

  private ReweightingInputs() {}
}
