// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.net.URI;
import java.util.List;
import org.chronocube.geolocation.TiePoint;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView;
import org.chronocube.io.range.UriText;
import org.chronocube.io.sentinel1.GrdArguments.Noise;
import org.chronocube.xml.XmlException;

/**
 * Detected Sentinel-1 images as calibrated backscatter: {@code
 * measurement/….tiff#sentinel1-grd=sigma0,noise=removed,ipf=3.31}. {@link GrdArguments} says what
 * arguments there are, {@link GrdReader} what comes out.
 */
public final class Sentinel1GrdView implements RasterView {

  /** What fragments begin with. */
  public static final String NAME = "sentinel1-grd";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BlockReader open(URI file, String arguments, Surroundings surroundings) {
    GrdArguments parsed;
    try {
      parsed = GrdArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      throw new RasterReadException(
          "cannot open " + UriText.of(file) + " as " + NAME + ": " + e.getMessage(), e);
    }
    SafeFiles names = SafeFiles.of(file);
    URI uri = URI.create(file + "#" + NAME + "=" + arguments);
    return parsed.isIncidence()
        ? incidence(uri, names, surroundings)
        : backscatter(uri, names, parsed, surroundings);
  }

  private static BlockReader incidence(URI uri, SafeFiles names, Surroundings surroundings) {
    AnnotationXml xml =
        AnnotationXml.read(names.annotation(), surroundings.files(), ImageAnnotation.UNUSED);
    try {
      ImageAnnotation annotation = ImageAnnotation.of(xml.root());
      return new IncidenceReader(
          uri, annotation.timing().shape(), angles(annotation), xml.source());
    } catch (IllegalArgumentException | XmlException e) {
      throw new RasterReadException(
          "cannot use " + UriText.of(names.annotation()) + ": " + e.getMessage(), e);
    }
  }

  private static LineVectors angles(ImageAnnotation annotation) {
    LineVectors.Builder lines = new LineVectors.Builder("geolocationGridPoint");
    List<TiePoint> ties = annotation.ties();
    for (int from = 0; from < ties.size(); ) {
      int to = from;
      while (to < ties.size() && ties.get(to).row() == ties.get(from).row()) {
        to++;
      }
      double[] pixels = new double[to - from];
      double[] angles = new double[to - from];
      for (int i = from; i < to; i++) {
        pixels[i - from] = ties.get(i).col() - 0.5;
        angles[i - from] = annotation.incidence().get(i);
      }
      lines.add(ties.get(from).row() - 0.5, pixels, angles);
      from = to;
    }
    return lines.build();
  }

  private static BlockReader backscatter(
      URI uri, SafeFiles names, GrdArguments arguments, Surroundings surroundings) {
    Radiometry radiometry = new Radiometry(surroundings.files());
    boolean calibrated = arguments.calibration() != Calibration.DN;
    LineVectors vectors =
        calibrated ? radiometry.calibration(names.calibration(), arguments.calibration()) : null;
    NoisePower noise =
        calibrated && arguments.noise() != Noise.KEPT
            ? noise(names, arguments.ipf(), radiometry)
            : null;
    BorderMask border =
        arguments.copol().isEmpty() ? null : border(names, arguments, surroundings, radiometry);
    return new GrdReader(
        uri,
        surroundings.rasters().open(names.measurement()),
        vectors,
        noise,
        arguments,
        border,
        radiometry.sources());
  }

  private static NoisePower noise(SafeFiles names, double ipf, Radiometry radiometry) {
    LineVectors dn = radiometry.calibration(names.calibration(), Calibration.DN);
    return radiometry.noise(names.noise(), ipf, dn);
  }

  private static BorderMask border(
      SafeFiles names, GrdArguments arguments, Surroundings around, Radiometry radiometry) {
    SafeFiles copol = names.sibling(arguments.copol().orElseThrow());
    return new BorderMask(
        around.rasters().open(copol.measurement()),
        noise(copol, arguments.ipf(), radiometry),
        arguments.reach(),
        arguments.reach());
  }
}
