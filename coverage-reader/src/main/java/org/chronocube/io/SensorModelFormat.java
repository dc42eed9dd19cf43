// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.SensorModel;

/** Reads sensor models from metadata of one kind. Stateless or safe for concurrent use. */
public interface SensorModelFormat {

  /** The kind of model, {@link ImageCrs#model()}. */
  String name();

  /**
   * Reads a model.
   *
   * @throws RasterReadException naming the file, when it cannot be read or says something else
   */
  SensorModel read(ImageCrs crs, RasterView.Surroundings surroundings);
}
