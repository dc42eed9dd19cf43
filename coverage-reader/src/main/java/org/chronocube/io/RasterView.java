// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.net.URI;
import org.chronocube.io.range.ByteSources;

/**
 * A raster that is not simply the samples of one file: computed from a file (calibrated) or put
 * together from several (tiles). Its granules have the URI of their main file with a fragment
 * {@code #NAME} or {@code #NAME=ARGUMENTS}, e.g. {@code a.tiff#sentinel1-grd=sigma0}. Stateless or
 * safe for concurrent use.
 */
public interface RasterView {

  /** What fragments begin with: letters, digits and {@code -}. */
  String name();

  /**
   * Opens a view; cheap as opening a file is. The reader that comes out is kept: it is current as
   * long as all that it was made from is, see {@link BlockReader#isCurrent}.
   *
   * @param file URI of the main file, without the fragment
   * @param arguments what follows {@code NAME=}, decoded; empty when nothing does
   * @param surroundings where other rasters and files come from
   * @throws RasterReadException naming the file, when it or its metadata cannot be read, or the
   *     arguments are none of this view
   */
  BlockReader open(URI file, String arguments, Surroundings surroundings);

  /**
   * What views and sensor models read from.
   *
   * @param rasters opens rasters
   * @param files opens files of any kind, from the places that are allowed
   */
  record Surroundings(RasterOpener rasters, ByteSources files) {}
}
