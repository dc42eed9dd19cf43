// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Product;

/** The two levels as ready products with all their bands. */
final class StandardBands {

  // As products of baseline 04.00 and later have it: reflectances below 0 have a DN, and theirs
  // stay as they are; DN of older products grow by 1000.
  private static final Scaling REFLECTANCE = new Scaling(0.0001, -0.1);
  private static final Scaling THOUSANDTHS = new Scaling(0.001, 0);
  private static final String ATTRIBUTION = "Contains modified Copernicus Sentinel data";

  /** Central wavelengths in nm, Sentinel-2A, and what the bands are used for. */
  private record Spectral(String name, double wavelength, String title) {}

  private static final List<Spectral> SPECTRAL =
      List.of(
          new Spectral("B01", 442.7, "Coastal aerosol"),
          new Spectral("B02", 492.7, "Blue"),
          new Spectral("B03", 559.8, "Green"),
          new Spectral("B04", 664.6, "Red"),
          new Spectral("B05", 704.1, "Red edge 1"),
          new Spectral("B06", 740.5, "Red edge 2"),
          new Spectral("B07", 782.8, "Red edge 3"),
          new Spectral("B08", 832.8, "Near infrared"),
          new Spectral("B8A", 864.7, "Near infrared, narrow"),
          new Spectral("B09", 945.1, "Water vapour"),
          new Spectral("B10", 1373.5, "Cirrus"),
          new Spectral("B11", 1613.7, "Short-wave infrared 1"),
          new Spectral("B12", 2202.4, "Short-wave infrared 2"));

  private StandardBands() {}

  static List<ProductDefinition> products(String parser) {
    return List.of(
        product(parser, "L1C", "Sentinel-2 L1C, top-of-atmosphere reflectance", level1c()),
        product(parser, "L2A", "Sentinel-2 L2A, surface reflectance", level2a()));
  }

  private static ProductDefinition product(
      String parser, String level, String title, List<Band> bands) {
    String id = "sentinel-2-" + level.toLowerCase(Locale.ROOT);
    return new ProductDefinition(
        new Product(id, title, "", ATTRIBUTION, bands), parser, "", Map.of("level", level));
  }

  private static List<Band> level1c() {
    List<Band> bands = new ArrayList<>();
    SPECTRAL.forEach(band -> bands.add(reflectance(band)));
    addTrueColour(bands);
    addClassification(bands);
    return bands;
  }

  private static List<Band> level2a() {
    List<Band> bands = new ArrayList<>();
    SPECTRAL.stream()
        .filter(band -> !band.name().equals("B10")) // sees no surface
        .forEach(band -> bands.add(reflectance(band)));
    bands.add(classes("SCL", "Scene classification", NoData.of(0)));
    bands.add(
        new Band(
            "AOT",
            "Aerosol optical thickness at 550 nm",
            DataType.UINT16,
            NoData.of(0),
            THOUSANDTHS,
            "1",
            null));
    bands.add(
        new Band(
            "WVP", "Water vapour column", DataType.UINT16, NoData.of(0), THOUSANDTHS, "cm", null));
    bands.add(percent("CLDPRB", "Cloud probability"));
    bands.add(percent("SNWPRB", "Snow probability"));
    addTrueColour(bands);
    addClassification(bands);
    return bands;
  }

  private static Band reflectance(Spectral band) {
    return new Band(
        band.name(),
        band.title(),
        DataType.UINT16,
        NoData.of(0),
        REFLECTANCE,
        "1",
        band.wavelength());
  }

  private static Band classes(String name, String title, NoData noData) {
    return new Band(name, title, DataType.UINT8, noData, Scaling.IDENTITY, "", null, true);
  }

  private static Band percent(String name, String title) {
    return new Band(name, title, DataType.UINT8, NoData.NONE, Scaling.IDENTITY, "%", null);
  }

  private static void addClassification(List<Band> bands) {
    bands.add(classes("CLASSI_OPAQUE", "Opaque clouds, from baseline 04.00", NoData.NONE));
    bands.add(classes("CLASSI_CIRRUS", "Cirrus clouds, from baseline 04.00", NoData.NONE));
    bands.add(classes("CLASSI_SNOW", "Snow and ice, from baseline 04.00", NoData.NONE));
  }

  private static void addTrueColour(List<Band> bands) {
    for (String channel : List.of("R", "G", "B")) {
      bands.add(
          new Band(
              "TCI_" + channel,
              "True colour, " + channel,
              DataType.UINT8,
              NoData.of(0),
              Scaling.IDENTITY,
              "",
              null));
    }
  }
}
