// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import org.chronocube.ChronocubeException;

/** The work was stopped on request. */
public final class CancelledException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public CancelledException() {
    super("the request was cancelled");
  }
}
