// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.DatacubeOptions;
import org.geotools.api.coverage.grid.Format;
import org.geotools.api.coverage.grid.GridCoverageWriter;
import org.geotools.api.filter.Filter;
import org.geotools.api.parameter.GeneralParameterDescriptor;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.imageio.GeoToolsWriteParams;
import org.geotools.parameter.DefaultParameterDescriptor;
import org.geotools.parameter.DefaultParameterDescriptorGroup;
import org.geotools.parameter.ParameterGroup;
import org.geotools.util.factory.Hints;

/**
 * The coverage format "Chronocube": a catalog file ({@code catalog.yaml}) whose cubes are
 * coverages.
 */
public final class DatacubeFormat extends AbstractGridFormat {

  /** What GeoServer calls the store's type. */
  public static final String NAME = "Chronocube";

  /** On granule attributes, see {@link GranuleSchema}; a {@link Filter}, or CQL text. */
  public static final ParameterDescriptor<Filter> FILTER =
      new DefaultParameterDescriptor<>("Filter", Filter.class, null, null);

  /** What pixels without data hold, one value or one per band; the band's nodata when absent. */
  public static final ParameterDescriptor<double[]> BACKGROUND_VALUES =
      new DefaultParameterDescriptor<>("BackgroundValues", double[].class, null, null);

  /** As {@code org.chronocube.mosaic.MosaicRule#parse} reads it; the cube's when absent. */
  public static final ParameterDescriptor<String> MOSAIC_RULE =
      new DefaultParameterDescriptor<>("MOSAIC_RULE", String.class, null, null);

  /** Order of scenes for {@code first-valid}, e.g. {@code cloud_cover A,time D}. */
  public static final ParameterDescriptor<String> SORTING =
      new DefaultParameterDescriptor<>("SORTING", String.class, null, null);

  /** {@code fail} (the default) or {@code report}: what a granule that cannot be read does. */
  public static final ParameterDescriptor<String> FAILURES =
      new DefaultParameterDescriptor<>("FAILURES", String.class, null, null);

  private final DatacubePool pool;
  private final DatacubeOptions options;

  DatacubeFormat(DatacubePool pool, DatacubeOptions options) {
    this.pool = pool;
    this.options = options;
    mInfo =
        Map.of(
            "name", NAME,
            "description", "Earth-observation datacube: time series of satellite scenes",
            "vendor", "Chronocube",
            "version", "1",
            "docURL", "");
    readParameters =
        new ParameterGroup(
            new DefaultParameterDescriptorGroup(
                mInfo, parameters().toArray(GeneralParameterDescriptor[]::new)));
    writeParameters = null;
  }

  private static List<GeneralParameterDescriptor> parameters() {
    return List.of(
        READ_GRIDGEOMETRY2D,
        TIME,
        FILTER,
        BANDS,
        INTERPOLATION,
        BACKGROUND_VALUES,
        MOSAIC_RULE,
        SORTING,
        FAILURES);
  }

  @Override
  public boolean accepts(Object source, Hints hints) {
    return catalogFile(source)
        .filter(f -> f.getFileName().toString().matches("(?i).*\\.ya?ml"))
        .filter(Files::isRegularFile)
        .isPresent();
  }

  @Override
  public DatacubeReader getReader(Object source) {
    return getReader(source, null);
  }

  /**
   * @param source the catalog file as File, Path, URL, URI or text (a path or a {@code file:} URL)
   * @throws InvalidParameterException when it is none of these or the catalog breaks a rule
   * @throws org.chronocube.index.IndexException when the index cannot be opened
   */
  @Override
  public DatacubeReader getReader(Object source, Hints hints) {
    Path file =
        catalogFile(source)
            .orElseThrow(
                () ->
                    new InvalidParameterException(
                        "source", "source must be a catalog file, was " + source));
    try {
      DatacubePool.Lease lease = pool.acquire(file, options);
      try {
        return new DatacubeReader(lease.datacube(), source, hints, this, lease::close);
      } catch (IOException | RuntimeException e) {
        lease.close();
        throw e;
      }
    } catch (IOException e) {
      throw new InvalidParameterException(
          "source", "source must be a readable catalog file, was " + file, e);
    }
  }

  private static Optional<Path> catalogFile(Object source) {
    try {
      if (source instanceof File file) {
        return Optional.of(file.toPath());
      }
      if (source instanceof Path path) {
        return Optional.of(path);
      }
      if (source instanceof URL || source instanceof URI) {
        return path(source.toString());
      }
      return source instanceof String text && !text.isBlank() ? path(text) : Optional.empty();
    } catch (IllegalArgumentException notAPath) {
      return Optional.empty();
    }
  }

  // "file:a/b" is no hierarchical URI, but GeoServer writes it; "file:/a/b" and "file:///a/b" are.
  private static Optional<Path> path(String text) {
    if (!text.startsWith("file:")) {
      return text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
          ? Optional.empty()
          : Optional.of(Path.of(text));
    }
    URI uri = URI.create(text.replace(" ", "%20"));
    return Optional.of(uri.isOpaque() ? Path.of(text.substring(5)) : Path.of(uri));
  }

  /** There is none: cubes are filled by indexing scenes. */
  @Override
  public GridCoverageWriter getWriter(Object destination) {
    return null;
  }

  @Override
  public GridCoverageWriter getWriter(Object destination, Hints hints) {
    return null;
  }

  @Override
  public GeoToolsWriteParams getDefaultImageIOWriteParameters() {
    return null;
  }

  @Override
  public boolean equals(Format other) {
    return other instanceof DatacubeFormat;
  }
}
