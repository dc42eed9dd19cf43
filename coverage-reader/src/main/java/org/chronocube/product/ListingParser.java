// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.remote.Archives;

/**
 * A parser whose products may also be listings: documents that name scenes, on a server or as
 * files, which are followed and not walked.
 */
public interface ListingParser extends ProductParser {

  /**
   * What a listing needs of its surroundings.
   *
   * @param archives turns locations that are no HTTP(S) URL into paths
   * @param rasters opens headers, where the metadata do not say enough
   * @param crs for footprints
   */
  record Context(Archives archives, RasterOpener rasters, CrsRegistry crs) {}

  /**
   * True when a location is to be listed, not walked as a directory; by its text only.
   *
   * @param location a local path, or a URI
   */
  boolean lists(ProductDefinition product, String location);

  /**
   * Opens a listing; reads nothing yet.
   *
   * @param location one that {@link #lists} says yes to
   * @throws org.chronocube.InvalidParameterException when the location is not allowed to be read
   */
  SceneListing list(ProductDefinition product, String location, Context context);
}
