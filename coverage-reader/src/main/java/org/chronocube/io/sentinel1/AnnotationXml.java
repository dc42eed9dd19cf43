// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.UriText;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;

/**
 * An annotation file of a product.
 *
 * @param root its outermost element
 * @param source where it was read from
 */
record AnnotationXml(XmlElement root, ByteSource source) {

  /**
   * @param skipped names of elements that are left out with all that they hold
   * @throws RasterReadException when the file is missing or no well-formed XML
   */
  static AnnotationXml read(URI uri, ByteSources files, Set<String> skipped) {
    try {
      ByteSource source = files.open(uri).source();
      ByteArrayInputStream bytes = new ByteArrayInputStream(source.readDocument());
      return new AnnotationXml(XmlElement.read(bytes, UriText.of(uri), skipped), source);
    } catch (IOException | XmlException e) {
      throw new RasterReadException("cannot open " + UriText.of(uri) + ": " + e.getMessage(), e);
    }
  }

  /** The numbers of a text, separated by white space. */
  static double[] numbers(String text) {
    return text.isEmpty()
        ? new double[0]
        : Arrays.stream(text.split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }
}
