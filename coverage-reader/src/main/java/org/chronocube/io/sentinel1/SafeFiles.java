// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.net.URI;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.UriText;

/**
 * Where the annotation of a measurement lies: {@code measurement/NAME.tiff}, {@code
 * annotation/NAME.xml}, {@code annotation/calibration/calibration-NAME.xml} and {@code noise-…}. By
 * text, since URIs into archives cannot be resolved.
 *
 * @param root URI of the product's folder, {@code /} included
 * @param name of the measurement, without extension
 * @param extension of the measurement, dot included
 */
record SafeFiles(String root, String name, String extension) {

  /**
   * @throws RasterReadException when the URI is not that of a measurement
   */
  static SafeFiles of(URI measurement) {
    String text = measurement.toString();
    int folder = text.lastIndexOf("/measurement/");
    int dot = text.lastIndexOf('.');
    if (folder < 0 || dot < folder || text.indexOf('/', folder + "/measurement/".length()) >= 0) {
      throw new RasterReadException(
          "measurement must be in a folder of that name, was " + UriText.of(measurement));
    }
    return new SafeFiles(
        text.substring(0, folder + 1),
        text.substring(folder + "/measurement/".length(), dot),
        text.substring(dot));
  }

  /** The same of another polarisation's measurement. */
  SafeFiles sibling(String otherName) {
    return new SafeFiles(root, otherName, extension);
  }

  URI measurement() {
    return URI.create(root + "measurement/" + name + extension);
  }

  URI annotation() {
    return URI.create(root + "annotation/" + name + ".xml");
  }

  URI calibration() {
    return URI.create(root + "annotation/calibration/calibration-" + name + ".xml");
  }

  URI noise() {
    return URI.create(root + "annotation/calibration/noise-" + name + ".xml");
  }
}
