// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A published coverage: what {@code coverage.xml} and {@code layer.xml} say.
 *
 * @param store where it comes from
 * @param name unique in the workspace
 * @param coverageName name of the coverage in its store
 * @param title for humans
 * @param description a paragraph, may be empty
 * @param keywords in order
 * @param srs declared CRS, {@code EPSG:n}
 * @param nativeBounds in the native CRS, when the file says
 * @param latLonBounds longitude and latitude in degrees, when the file says
 * @param advertised false to leave it out of capabilities
 * @param queryable whether GetFeatureInfo is open
 * @param opaque whether it covers what is below
 * @param time empty when the dimension is off
 * @param defaultStyle used when a request names none; empty when the file names none
 * @param styles the others it can be drawn with
 * @param supportedFormats of WCS answers; empty when the coverage was never fully configured
 * @param attribution who to thank
 */
public record CoverageLayer(
    CoverageStore store,
    String name,
    String coverageName,
    String title,
    String description,
    List<String> keywords,
    String srs,
    Optional<Bounds> nativeBounds,
    Optional<Bounds> latLonBounds,
    boolean advertised,
    boolean queryable,
    boolean opaque,
    Optional<TimeDimension> time,
    Optional<Style> defaultStyle,
    List<Style> styles,
    List<String> supportedFormats,
    Optional<Attribution> attribution) {

  /**
   * Who to thank for the data.
   *
   * @param title text
   * @param href link, may be empty
   */
  public record Attribution(String title, Optional<String> href) {}

  public CoverageLayer {
    keywords = List.copyOf(keywords);
    styles = List.copyOf(styles);
    supportedFormats = List.copyOf(supportedFormats);
  }

  public Workspace workspace() {
    return store.workspace();
  }

  /** {@code workspace:name}. */
  public String prefixedName() {
    return workspace().name() + ":" + name;
  }

  /** The default style, then the others. */
  public List<Style> allStyles() {
    return Stream.concat(defaultStyle.stream(), styles.stream()).distinct().toList();
  }
}
