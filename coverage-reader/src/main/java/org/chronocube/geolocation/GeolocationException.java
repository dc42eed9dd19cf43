// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import org.chronocube.ChronocubeException;

/** The model of an image cannot be had; the message names the metadata it should come from. */
public class GeolocationException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public GeolocationException(String message) {
    super(message);
  }

  public GeolocationException(String message, Throwable cause) {
    super(message, cause);
  }
}
