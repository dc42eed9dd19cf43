// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import org.chronocube.catalog.RunLimits;
import org.chronocube.wps.declaration.Inputs;

/** A process that can tell beforehand what a run will take. */
interface EstimableProcess extends DatacubeProcess {

  /**
   * @throws org.chronocube.InvalidParameterException when an input breaks a rule or no scene is
   *     selected
   */
  RunEstimate estimate(Inputs inputs);

  /** The limits that a run of these inputs has. */
  RunLimits limits(Inputs inputs);
}
