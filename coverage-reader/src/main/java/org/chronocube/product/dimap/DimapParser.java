// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.dimap.DimapRaster;
import org.chronocube.io.dimap.DimapRaster.Part;
import org.chronocube.io.dimap.DimapView;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.SensorGrids;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * DIMAP v2 and v3 products: Pléiades, Pléiades Neo, SPOT 6 and 7. One scene an image, that is a
 * {@code DIM_….XML}; panchromatic and multispectral images of a bundle are two scenes of one time.
 * Metadata suffice: no image is opened.
 *
 * <p>Bands are named as DIMAP names them ({@code P}, {@code B0} to {@code B3}; Pléiades Neo: {@code
 * PAN}, {@code R}, {@code G}, {@code B}, {@code NIR}, {@code RE}, {@code DB}) or, the same in all,
 * {@code pan}, {@code blue}, {@code green}, {@code red}, {@code nir}, {@code rededge}, {@code
 * coastal}. An image in tiles is read through {@link DimapView}. An image in sensor geometry is
 * placed by its rational polynomials.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code radiometry}: {@code physical} (the default: reflectance of products that are
 *       processed to it, else radiance in W/(m²·sr·µm), else DN), {@code radiance}, {@code
 *       reflectance} (at the top of the atmosphere, where it is computed from radiance) or {@code
 *       dn}.
 *   <li>{@code height}: at which images in sensor geometry are placed, metres above the ellipsoid;
 *       without it that of the scene's centre, as far as the metadata say it.
 *   <li>{@code dem}: a raster of heights to place them on, see {@link SensorGrids}.
 *   <li>{@code mission}: which {@code MISSION} is of the product: {@code PHR}, {@code PNEO}, {@code
 *       SPOT}, or several; without it all.
 *   <li>{@code spectral}: which {@code SPECTRAL_PROCESSING} is of the product, e.g. {@code
 *       MS,MS-FS}; without it all.
 * </ul>
 *
 * <p>Source: Pléiades Imagery User Guide (2012), SPOT 6 & 7 Imagery User Guide (2013), Pléiades Neo
 * User Guide (2021); compared with GDAL's DIMAP driver.
 */
public final class DimapParser implements ProductParser {

  private static final Set<String> OPTIONS =
      Set.of("radiometry", "height", "dem", "spectral", "mission");
  private static final Pattern DOCUMENT = Pattern.compile("(?i)DIM_(.+)\\.XML");
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @Override
  public String id() {
    return "dimap";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    if (!Radiometry.CHOICES.contains(radiometry(product))) {
      throw new InvalidParameterException(
          "radiometry",
          "radiometry must be physical, radiance, reflectance or dn, was " + radiometry(product));
    }
    SensorGrids.checkOptions(product);
  }

  private static String radiometry(ProductDefinition product) {
    return product.options().getOrDefault("radiometry", "physical");
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    return DimapProducts.all(id());
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    List<SceneFiles> scenes = new ArrayList<>();
    for (Path entry : entries) {
      Matcher document = DOCUMENT.matcher(name(entry));
      if (document.matches()) {
        List<Path> files =
            entries.stream()
                .filter(e -> name(e).contains(document.group(1)) && Files.isRegularFile(e))
                .toList();
        scenes.add(new SceneFiles(entry, files));
      }
    }
    return scenes;
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    try {
      XmlElement document = XmlElement.read(files.main(), DimapView.SKIPPED);
      return isOf(product, document)
          && product.product().bands().stream()
              .anyMatch(b -> bandIds(document).anyMatch(id -> DimapBands.isNamed(b.name(), id)));
    } catch (XmlException broken) {
      return false;
    }
  }

  private static Stream<String> bandIds(XmlElement document) {
    return DimapRaster.of(document).parts().stream().flatMap(p -> p.bands().stream());
  }

  private static boolean isOf(ProductDefinition product, XmlElement document) {
    return isAmong(product.options().get("spectral"), document.textOf("SPECTRAL_PROCESSING"))
        && isAmong(product.options().get("mission"), document.textOf("MISSION"));
  }

  private static boolean isAmong(String wanted, Optional<String> is) {
    return wanted == null
        || Stream.of(wanted.split(",")).anyMatch(w -> w.strip().equals(is.orElse("")));
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    XmlElement document = XmlElement.read(files.main(), DimapView.SKIPPED);
    if (!isOf(product, document)) {
      throw new SceneParseException(
          "MISSION and SPECTRAL_PROCESSING must be as options of the product say, were "
              + document.textOf("MISSION").orElse("missing")
              + " and "
              + document.textOf("SPECTRAL_PROCESSING").orElse("missing")
              + " in "
              + files.main());
    }
    Georeference georeference = new Georeference(document, files.main());
    DimapRaster raster = DimapRaster.of(document);
    GeoBox grid = georeference.grid(raster.shape(), product);
    SceneProperties properties = new SceneProperties(document);
    Instant time = properties.time();
    Map<String, Object> all = properties.all();
    return new Scene(
        name(files.main()).replaceFirst(DOCUMENT.pattern(), "$1"),
        product.product().id(),
        time,
        footprint(document, grid, georeference.isSensor(), context),
        null,
        String.valueOf(all.getOrDefault("dimap:production_date", "")),
        all,
        granules(product, files, document, raster, grid));
  }

  private static List<Granule> granules(
      ProductDefinition product,
      SceneFiles files,
      XmlElement document,
      DimapRaster raster,
      GeoBox grid) {
    SceneProperties properties = new SceneProperties(document);
    Radiometry radiometry = new Radiometry(document);
    Instant time = properties.time();
    OptionalDouble sun = properties.sunElevation();
    NoData noData = properties.special("NODATA").map(NoData::of).orElse(NoData.NONE);
    DataType type = type(document);
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      int first = 0;
      for (Part part : raster.parts()) {
        for (int i = 0; i < part.bands().size(); i++) {
          String id = part.bands().get(i);
          if (DimapBands.isNamed(band.name(), id)) {
            boolean tiled = part.files().size() > 1;
            granules.add(
                new Granule(
                    band.name(),
                    tiled ? view(files, part) : file(files, part),
                    tiled ? first + i : i,
                    grid,
                    type,
                    noData,
                    radiometry.scaling(radiometry(product), id, time, sun)));
          }
        }
        first += part.bands().size();
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          files.main() + " must have a band of product " + product.product().id());
    }
    return granules;
  }

  private static URI view(SceneFiles files, Part part) {
    part.files().values().forEach(href -> existing(files, href));
    return URI.create(files.main().toUri() + "#" + DimapView.NAME);
  }

  private static URI file(SceneFiles files, Part part) {
    return existing(files, part.files().values().iterator().next()).toUri();
  }

  // Files beside the document are known already: to look for each would cost a request each.
  private static Path existing(SceneFiles files, String href) {
    Path file = Inside.resolve(files.main(), href);
    if (!files.files().contains(file) && !Files.isRegularFile(file)) {
      throw new SceneParseException("image must be a file that exists, was " + file);
    }
    return file;
  }

  private static DataType type(XmlElement document) {
    int bits = (int) document.requireNumber("Raster_Encoding/NBITS");
    String type = document.textOf("Raster_Encoding/DATA_TYPE").orElse("INTEGER");
    if (type.toUpperCase(Locale.ROOT).startsWith("FLOAT")) {
      return DataType.FLOAT32;
    }
    boolean signed = document.textOf("Raster_Encoding/SIGN").filter("SIGNED"::equals).isPresent();
    if (bits <= 8) {
      return DataType.UINT8;
    }
    return signed ? DataType.INT16 : DataType.UINT16;
  }

  // The vertices of a bounding box are the centres of the corner pixels: the grid knows better.
  private static Geometry footprint(
      XmlElement document, GeoBox grid, boolean isSensor, ParserContext context) {
    XmlElement extent = document.find("Dataset_Extent").orElse(null);
    boolean isBox =
        extent == null
            || extent.textOf("EXTENT_TYPE").filter("Bounding_Box"::equalsIgnoreCase).isPresent()
            || extent.all("Vertex").size() < 3;
    if (isSensor || isBox) {
      return new Outlines(context.crs()).ofGrid(grid);
    }
    List<XmlElement> vertices = extent.all("Vertex");
    Coordinate[] ring = new Coordinate[vertices.size() + 1];
    for (int i = 0; i < vertices.size(); i++) {
      ring[i] =
          new Coordinate(
              vertices.get(i).requireNumber("LON"), vertices.get(i).requireNumber("LAT"));
    }
    ring[vertices.size()] = ring[0];
    return Footprints.normalize(GEOMETRIES.createPolygon(ring));
  }
}
