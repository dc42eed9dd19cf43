// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.chronocube.ChronocubeException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.RationalPolynomial;
import org.chronocube.geolocation.RationalPolynomialModel;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.geolocation.Terrain;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterTerrain;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.SensorModelFormat;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.UriText;
import org.chronocube.io.tiff.TiffTags;

/**
 * Sensor models {@code image:rpc:URI#height=METRES}: rational polynomials from any file that {@link
 * RpcFile} knows, or from a TIFF with an RPCCoefficientTag. The height is above the ellipsoid;
 * without the option it is the middle of the heights the polynomials are made for ({@code
 * HEIGHT_OFF}). Option {@code dem} is the URI of a raster of heights, to which {@code height} is
 * then added (the geoid's, when these count from it).
 */
public final class RpcModelFormat implements SensorModelFormat {

  /** The kind of model in an {@link ImageCrs}. */
  public static final String NAME = "rpc";

  /** Option of an {@link ImageCrs}: metres above the ellipsoid. */
  public static final String HEIGHT = "height";

  /** Option of an {@link ImageCrs}: URI of an elevation model. */
  public static final String DEM = "dem";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SensorModel read(ImageCrs crs, Surroundings surroundings) {
    URI uri = crs.metadata();
    try {
      OpenedSource file = surroundings.files().open(uri);
      RationalPolynomial polynomial =
          TiffTags.isTiff(file.head())
              ? RpcTag.parse(TiffTags.doubles(file, RpcTag.TAG), UriText.of(uri))
              : RpcFile.parse(ByteBuffer.wrap(file.source().readDocument()), UriText.of(uri));
      return new RationalPolynomialModel(polynomial, terrain(crs, polynomial, surroundings));
    } catch (IOException e) {
      throw new RasterReadException("cannot read " + UriText.of(uri) + ": " + e.getMessage(), e);
    } catch (NumberFormatException e) {
      throw new RasterReadException("height must be a number of metres in " + crs, e);
    } catch (RasterReadException e) {
      throw e;
    } catch (ChronocubeException e) {
      throw new RasterReadException(e.getMessage(), e);
    }
  }

  private static Terrain terrain(
      ImageCrs crs, RationalPolynomial polynomial, Surroundings surroundings) {
    String height = crs.options().get(HEIGHT);
    String dem = crs.options().get(DEM);
    if (dem == null) {
      return Terrain.constant(
          height == null ? polynomial.middleHeight() : Double.parseDouble(height));
    }
    return new RasterTerrain(
        surroundings.rasters().open(URI.create(dem)),
        new CrsRegistry(),
        height == null ? 0 : Double.parseDouble(height));
  }
}
