// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array;

import java.io.IOException;
import java.net.URI;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.UriText;

/**
 * Arrays of one file format as rasters: {@code file:///a.nc#netcdf=NDVI}, {@code
 * s3://bucket/a.zarr/#zarr=measurements/B04}.
 *
 * @param name of the format in fragments
 * @param format opens files
 * @param cache keeps decoded chunks
 */
public record ArrayView(String name, Format format, BlockCache cache) implements RasterView {

  /** Opens files of one format. */
  @FunctionalInterface
  public interface Format {

    /**
     * @param file the file, or folder
     * @throws IOException when it cannot be read
     */
    ArrayDataset open(URI file, ByteSources files) throws IOException;
  }

  @Override
  public BlockReader open(URI file, String arguments, Surroundings surroundings) {
    try {
      ArraySource array = format.open(file, surroundings.files()).array(arguments);
      return new ArrayReader(URI.create(file + "#" + name + "=" + arguments), array, cache);
    } catch (IOException | IllegalArgumentException e) {
      throw new RasterReadException("cannot open " + UriText.of(file) + ": " + e.getMessage(), e);
    }
  }
}
