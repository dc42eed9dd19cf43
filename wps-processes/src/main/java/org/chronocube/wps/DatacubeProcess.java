// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.Map;
import org.chronocube.cube.Progress;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.ProcessDescription;

/** A process. Stateless but for what it is constructed with; for many threads. */
public interface DatacubeProcess {

  ProcessDescription description();

  /**
   * Runs it.
   *
   * @param inputs checked against the description
   * @return a value for each output of the description, by name
   * @throws org.chronocube.ChronocubeException when an input breaks a rule or something cannot be
   *     read; {@link org.chronocube.cube.CancelledException} when cancelled
   */
  Map<String, Object> execute(Inputs inputs, Progress progress);
}
