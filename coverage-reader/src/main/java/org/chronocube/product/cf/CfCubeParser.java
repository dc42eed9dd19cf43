// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Cubes on a regular grid with CF metadata: each time is a scene, each variable a band. Nothing but
 * coordinates and attributes is read.
 *
 * <p>Variables have the dimensions time, y, x, or y, x. Options:
 *
 * <ul>
 *   <li>{@code variables}: which variable a band is, where its name is another, e.g. {@code
 *       B04=measurements/r10m/b04, SCL=scl}.
 *   <li>{@code crs}: e.g. {@code EPSG:32631}, where the file does not say it.
 *   <li>{@code time}: RFC 3339, of variables without a time.
 * </ul>
 */
abstract class CfCubeParser implements ProductParser {

  private static final Set<String> OPTIONS =
      Set.of("variables", "crs", "time", "footprint", ProductDefinition.HOSTS);
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /** Opens the file or folder for reading metadata. */
  abstract ArrayDataset open(Path main) throws IOException;

  /** The name of the raster view of its variables. */
  abstract String view();

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    variables(product);
    time(product);
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    try {
      CfCube cube = new CfCube(open(files.main()), null, null);
      Map<String, String> variables = variables(product);
      return product.product().bands().stream()
          .anyMatch(b -> cube.array(variables.get(b.name())).filter(cube::isGridded).isPresent());
    } catch (IOException | IllegalArgumentException broken) {
      return false;
    }
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    return parseAll(product, files, context).get(0);
  }

  @Override
  public List<Scene> parseAll(ProductDefinition product, SceneFiles files, ParserContext context) {
    try {
      CfCube cube = new CfCube(open(files.main()), context.crs(), product.options().get("crs"));
      return scenes(product, files.main(), cube, context);
    } catch (IOException | IllegalArgumentException e) {
      throw new SceneParseException(files.main() + ": " + e.getMessage(), e);
    } catch (SceneParseException e) {
      throw new SceneParseException(files.main() + ": " + e.getMessage(), e);
    }
  }

  private List<Scene> scenes(
      ProductDefinition product, Path main, CfCube cube, ParserContext context) throws IOException {
    Map<String, String> variables = variables(product);
    Map<Instant, List<Granule>> granules = new TreeMap<>();
    for (Band band : product.product().bands()) {
      Optional<ArrayInfo> variable = cube.array(variables.get(band.name()));
      if (variable.isPresent()) {
        GeoBox grid = cube.grid(variable.get());
        List<Instant> times = cube.times(variable.get()).orElseGet(() -> List.of(said(product)));
        for (int i = 0; i < times.size(); i++) {
          List<Granule> of = granules.computeIfAbsent(times.get(i), t -> new ArrayList<>());
          Granule granule = granule(band, main, variable.get(), i, grid);
          if (of.stream().anyMatch(g -> g.band().equals(band.name()))) {
            throw new SceneParseException(
                "times of variable "
                    + variable.get().name()
                    + " must differ, twice "
                    + times.get(i));
          }
          of.add(granule);
        }
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          "file must have a variable for a band of product "
              + product.product().id()
              + ", looked for "
              + variables.values());
    }
    List<Scene> scenes = new ArrayList<>();
    granules.forEach((t, of) -> scenes.add(scene(product, main, t, of, context)));
    return scenes;
  }

  private Granule granule(Band band, Path main, ArrayInfo variable, int time, GeoBox grid) {
    NoData said = variable.noData();
    boolean fits =
        band.noData().isDeclared() && variable.meaning().raster().holds(band.noData().value());
    Scaling packed = variable.scaling();
    return new Granule(
        band.name(),
        URI.create(main.toUri() + "#" + view() + "=" + variable.name()),
        time,
        grid,
        variable.meaning().raster(),
        said.isDeclared() || !fits ? said : band.noData(),
        packed.equals(Scaling.IDENTITY) ? band.scaling() : packed);
  }

  private static Scene scene(
      ProductDefinition product,
      Path main,
      Instant time,
      List<Granule> granules,
      ParserContext context) {
    return new Scene(
        base(main) + "_" + ID_TIME.format(time),
        product.product().id(),
        time,
        new Outlines(context.crs()).ofGrid(granules.get(0).grid()),
        null,
        "",
        Map.of(),
        granules);
  }

  private static String base(Path main) {
    Path name = main.getFileName();
    String text = name == null ? main.getFileSystem().toString() : name.toString();
    String last = text.replaceFirst("/+$", "").replaceFirst(".*/", "");
    return last.replaceFirst("\\.zip$", "").replaceFirst("\\.[A-Za-z0-9]+$", "");
  }

  private static Instant said(ProductDefinition product) {
    return time(product)
        .orElseThrow(
            () ->
                new SceneParseException(
                    "variables must have a time dimension, or the product the option time"));
  }

  private static Optional<Instant> time(ProductDefinition product) {
    String text = product.options().get("time");
    try {
      return Optional.ofNullable(text).map(t -> OffsetDateTime.parse(t).toInstant());
    } catch (DateTimeParseException e) {
      throw new InvalidParameterException(
          "time", "time must be RFC 3339 with an offset, was " + text, e);
    }
  }

  /** The variable of each band. */
  private static Map<String, String> variables(ProductDefinition product) {
    Map<String, String> variables = new LinkedHashMap<>();
    product.product().bands().forEach(b -> variables.put(b.name(), b.name()));
    String text = product.options().getOrDefault("variables", "");
    for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length < 2 || !variables.containsKey(parts[0].strip())) {
        throw new InvalidParameterException(
            "variables",
            "variables must be BAND=NAME, … of bands " + variables.keySet() + ", was " + pair);
      }
      variables.put(parts[0].strip(), parts[1].strip().replaceFirst("^/", ""));
    }
    return variables;
  }
}
