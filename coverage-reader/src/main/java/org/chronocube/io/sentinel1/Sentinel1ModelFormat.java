// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.GroundRange;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.Orbit;
import org.chronocube.geolocation.RangeDopplerModel;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.geolocation.Terrain;
import org.chronocube.geolocation.TiePointGrid;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterTerrain;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.SensorModelFormat;
import org.chronocube.io.range.UriText;
import org.chronocube.xml.XmlException;

/**
 * Where a Sentinel-1 GRD image lies: {@code image:sentinel1-grd:…/annotation/NAME.xml#OPTIONS}.
 *
 * <p>The model is a {@link RangeDopplerModel} of the annotated orbit, ground range polynomials and
 * geolocation grid. Options: {@code height}, metres above the ellipsoid (0 when absent); {@code
 * dem}, URI of a raster of heights, to which {@code height} is then added (the geoid's, when the
 * raster's heights count from the geoid); {@code ground-range}: {@code nearest} to take the nearest
 * polynomial, as the geolocation grid does, instead of interpolating ({@link GroundRange}). An
 * annotation without orbit or polynomials is placed by its geolocation grid alone ({@link
 * TiePointGrid}), at the heights of that.
 */
public final class Sentinel1ModelFormat implements SensorModelFormat {

  /** The kind of model. */
  public static final String NAME = "sentinel1-grd";

  /** Option: metres above the ellipsoid, or added to those of the elevation model. */
  public static final String HEIGHT = "height";

  /** Option: URI of an elevation model. */
  public static final String DEM = "dem";

  /** Option: {@code interpolated} or {@code nearest}. */
  public static final String GROUND_RANGE = "ground-range";

  private static final Set<String> OPTIONS = Set.of(HEIGHT, DEM, GROUND_RANGE);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SensorModel read(ImageCrs crs, Surroundings surroundings) {
    AnnotationXml xml =
        AnnotationXml.read(crs.metadata(), surroundings.files(), ImageAnnotation.UNUSED);
    try {
      ImageAnnotation annotation = ImageAnnotation.of(xml.root());
      if (!OPTIONS.containsAll(crs.options().keySet())) {
        throw new IllegalArgumentException(
            "options must be among " + new TreeSet<>(OPTIONS) + ", were " + crs.options().keySet());
      }
      boolean hasOrbit = annotation.orbit().size() > 1 && !annotation.conversions().isEmpty();
      if (!hasOrbit && crs.options().isEmpty()) {
        return TiePointGrid.of(annotation.ties());
      }
      boolean nearest = crs.options().getOrDefault(GROUND_RANGE, "").equals("nearest");
      return new RangeDopplerModel(
          annotation.timing(),
          new Orbit(annotation.orbit()),
          new GroundRange(annotation.conversions(), nearest),
          annotation.ties(),
          terrain(crs, surroundings));
    } catch (IllegalArgumentException | XmlException e) {
      throw new RasterReadException(
          "cannot place the image of " + UriText.of(crs.metadata()) + ": " + e.getMessage(), e);
    }
  }

  private static Terrain terrain(ImageCrs crs, Surroundings surroundings) {
    double height = Double.parseDouble(crs.options().getOrDefault(HEIGHT, "0"));
    String dem = crs.options().get(DEM);
    return dem == null
        ? Terrain.constant(height)
        : new RasterTerrain(
            surroundings.rasters().open(URI.create(dem)), new CrsRegistry(), height);
  }
}
