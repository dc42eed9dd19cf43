// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import org.chronocube.ChronocubeException;
import org.chronocube.io.RasterReadException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/** A granule of a scene cannot be read; caught where the request's failure policy is known. */
final class GranuleFailure extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  private final transient ReadReport.Failure failure;

  GranuleFailure(Scene scene, Granule granule, ChronocubeException cause) {
    super(message(scene, granule.band(), granule.uri(), cause.getMessage()), cause);
    this.failure =
        new ReadReport.Failure(id(scene), granule.band(), granule.uri(), cause.getMessage());
  }

  GranuleFailure(Scene scene, String band, String why) {
    super(message(scene, band, null, why));
    this.failure = new ReadReport.Failure(id(scene), band, null, why);
  }

  ReadReport.Failure failure() {
    return failure;
  }

  RasterReadException toException() {
    return new RasterReadException(getMessage(), getCause());
  }

  static String id(Scene scene) {
    return scene.product() + "/" + scene.id();
  }

  private static String message(Scene scene, String band, URI uri, String why) {
    String file = uri == null ? "" : ", file " + uri;
    return "scene " + id(scene) + ", band " + band + file + ": " + why;
  }
}
