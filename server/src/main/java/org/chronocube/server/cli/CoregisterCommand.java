// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.TimeText;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.io.RasterReadException;
import org.chronocube.registration.Reference;
import org.chronocube.registration.References;
import org.chronocube.registration.SceneRegistration;
import org.chronocube.registration.SceneRegistration.Measurement;
import org.chronocube.registration.Shift;
import org.chronocube.scene.Scene;
import org.chronocube.scene.SceneShift;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chronocube coregister}. */
@Command(
    name = "coregister",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how far scenes lie beside a reference.",
      "",
      "Phase correlation over many windows, clouds left out by the cube's mask rules; what most"
          + " windows agree on is stored with each scene (coregistration:dx, dy, crs, confidence,"
          + " reference). Pixels change only in cubes with 'coregistration: apply'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube coregister --cube bordeaux --band B04 --dry-run",
      "      look at the shifts against the least cloudy date",
      "  chronocube coregister --cube belgium_s2 --reference 2023-04-15 --band B08",
      "      against a date, stored",
      "  chronocube coregister --cube landsat --reference-cube s2 --reference 2023-07-01 --json",
      "      against another sensor",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:All done, also when scenes could not be compared.",
      "1:The index failed.",
      "2:The command line is wrong.",
      "3:Scenes were skipped whose files cannot be read."
    })
final class CoregisterCommand implements Callable<Integer> {

  @Mixin private DataOptions data;
  @Mixin private TimeOption time;

  @Option(
      names = "--cube",
      paramLabel = "CUBE",
      required = true,
      description = "The cube whose scenes are measured.")
  private String cubeName;

  @Option(
      names = "--band",
      paramLabel = "BAND",
      description = "Band of the cube to compare. Default: its first.")
  private String band;

  @Option(
      names = "--reference",
      paramLabel = "SCENE|TIME",
      description = {
        "What to compare with: a scene's id, or a time such as 2023-04-15 or 2023-04-01/2023-04-30,",
        "the least cloudy of its scenes on top. Default: the least cloudy date of the cube."
      })
  private String referenceName;

  @Option(
      names = "--reference-cube",
      paramLabel = "CUBE",
      description = "The cube that the reference is of. Default: the same.")
  private String referenceCube;

  @Option(
      names = "--reference-band",
      paramLabel = "BAND",
      description = "Band of the reference. Default: the band compared.")
  private String referenceBand;

  @Option(names = "--dry-run", description = "Store nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** What came of a scene. */
  private record Row(Scene scene, Optional<Measurement> measurement, String note) {}

  @Override
  public Integer call() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Datacube datacube = data.open(dryRun)) {
      Cube cube = Names.cube(datacube, cubeName);
      String compared = band != null ? band : cube.bands().get(0).band().name();
      References references = new References(datacube.index(), datacube.crs());
      Reference reference = reference(datacube, references, cube, compared);
      SceneRegistration registration = new SceneRegistration(datacube.engine(), datacube.crs());
      for (Scene scene : references.scenes(cube, time.intervals())) {
        Row row = row(registration, cube, compared, scene, reference);
        row.measurement()
            .filter(m -> !dryRun)
            .ifPresent(m -> datacube.index().insert(List.of(m.ground().writeTo(scene))));
        rows.add(row);
      }
    }
    print(rows);
    boolean failed = rows.stream().anyMatch(r -> r.note().startsWith(FAILED));
    return failed ? ExitCode.SKIPPED : ExitCode.OK;
  }

  private static final String FAILED = "skipped: ";

  private Reference reference(
      Datacube datacube, References references, Cube cube, String compared) {
    Cube of = referenceCube == null ? cube : Names.cube(datacube, referenceCube);
    String with = referenceBand != null ? referenceBand : compared;
    if (of.band(with).isEmpty()) {
      throw new InvalidParameterException(
          "--reference-band", "--reference-band must be a band of " + of.name() + ", was " + with);
    }
    if (referenceName == null) {
      return references.leastCloudy(of, with);
    }
    return references
        .scene(of, referenceName)
        .map(scene -> Reference.of(of, with, scene))
        .orElseGet(
            () ->
                Reference.of(
                    of, with, TimeText.parse(referenceName, "--reference"), referenceName));
  }

  private static Row row(
      SceneRegistration registration,
      Cube cube,
      String compared,
      Scene scene,
      Reference reference) {
    if (reference.holds(cube, scene)) {
      return new Row(scene, Optional.empty(), "reference");
    }
    try {
      Optional<Measurement> measured =
          registration.measure(cube, compared, scene, reference, Progress.NONE);
      return new Row(scene, measured, measured.isPresent() ? "" : "not comparable");
    } catch (RasterReadException e) {
      return new Row(scene, Optional.empty(), FAILED + e.getMessage());
    }
  }

  private void print(List<Row> rows) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(rows)));
      return;
    }
    if (rows.isEmpty()) {
      out.println("no scenes");
      return;
    }
    TextTable table =
        new TextTable(
            List.of(
                "time",
                "scene",
                "dx",
                "dy",
                "pixels",
                "windows",
                "agree",
                "rms",
                "confidence",
                "note"));
    rows.forEach(row -> table.add(cells(row)));
    table.print(out);
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.scene().time().toString());
    cells.add(row.scene().id());
    if (row.measurement().isPresent()) {
      Shift shift = row.measurement().get().pixels();
      SceneShift ground = row.measurement().get().ground();
      cells.add(number("%.4g", ground.dx()));
      cells.add(number("%.4g", ground.dy()));
      cells.add(number("%.2f", Math.hypot(shift.cols(), shift.rows())));
      cells.add(String.valueOf(shift.windows()));
      cells.add(String.valueOf(shift.inliers()));
      cells.add(number("%.3f", shift.rms()));
      cells.add(number("%.2f", shift.confidence()));
    } else {
      cells.addAll(List.of("-", "-", "-", "-", "-", "-", "-"));
    }
    cells.add(row.note());
    return cells;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static ArrayNode json(List<Row> rows) {
    ArrayNode array = new JsonMapper().createArrayNode();
    for (Row row : rows) {
      ObjectNode node = array.addObject();
      node.put("scene", row.scene().id());
      node.put("product", row.scene().product());
      node.put("time", row.scene().time().toString());
      row.measurement().ifPresent(m -> describe(node, m.pixels(), m.ground()));
      if (!row.note().isEmpty()) {
        node.put("note", row.note());
      }
    }
    return array;
  }

  private static void describe(ObjectNode node, Shift shift, SceneShift ground) {
    node.put("dx", ground.dx());
    node.put("dy", ground.dy());
    node.put("crs", ground.crs());
    node.put("reference", ground.reference());
    node.put("confidence", ground.confidence());
    node.put("cols", shift.cols());
    node.put("rows", shift.rows());
    node.put("windows", shift.windows());
    node.put("inliers", shift.inliers());
    node.put("rms", shift.rms());
    node.put("peakRatio", shift.ratio());
  }
}
