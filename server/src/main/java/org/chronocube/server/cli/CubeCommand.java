// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.CubeFiles.Definition;
import org.chronocube.catalog.YamlNode;
import org.chronocube.cube.Cube;
import org.chronocube.web.cubes.CubeAdministration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube cube}. */
@Command(
    name = "cube",
    mixinStandardHelpOptions = true,
    description = {
      "Adds cubes to the catalog and takes them away.",
      "",
      "A cube is a file with the fields that a cube has in catalog.yaml, as YAML or JSON. It is kept"
          + " in chronocube/cubes.d and gets a layer; running servers show it within a second,"
          + " GeoServer after its next reload. Cubes of catalog.yaml are edited there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube cube add water.yaml",
      "  chronocube cube add --replace - < water.json",
      "  chronocube cube list",
      "  chronocube cube remove water",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:A file could not be read or written.",
      "2:The command line is wrong, or what it names."
    })
final class CubeCommand {

  @Spec private CommandSpec spec;

  private static CubeAdministration cubes(DataOptions data) {
    return CubeAdministration.of(data.dataDir(), data.catalog());
  }

  @Command(name = "add", description = "Adds a cube.", mixinStandardHelpOptions = true)
  int add(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "FILE", description = "The cube; - for standard input.") String file,
      @Option(names = "--replace", description = "In place of the one of that name.")
          boolean replace) {
    CubeAdministration cubes = cubes(data);
    YamlNode node = YamlNode.load(Definitions.read(file), "FILE");
    Map<String, Object> fields = new LinkedHashMap<>();
    node.keys().forEach(key -> fields.put(key, node.get(key).value()));
    Cube checked = cubes.check(fields);
    if (!replace && cubes.exists(checked.name())) {
      throw new InvalidParameterException(
          "name", "name must be new without --replace, was " + checked.name());
    }
    cubes.put(fields);
    spec.commandLine().getErr().println("added " + checked.name());
    return ExitCode.OK;
  }

  @Command(name = "list", description = "Lists cubes.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOptions data) {
    TextTable table = new TextTable(List.of("name", "title", "in"));
    for (Definition cube : cubes(data).list()) {
      table.add(
          List.of(
              cube.name(),
              String.valueOf(cube.fields().getOrDefault("title", cube.name())),
              cube.fixed() ? "catalog.yaml" : "cubes.d"));
    }
    table.print(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  @Command(
      name = "remove",
      description = "Removes a cube and its layer; scenes stay indexed.",
      mixinStandardHelpOptions = true)
  int remove(@Mixin DataOptions data, @Parameters(paramLabel = "NAME") String name) {
    if (!cubes(data).remove(name)) {
      throw new InvalidParameterException("NAME", "NAME must be a cube, was " + name);
    }
    spec.commandLine().getErr().println("removed " + name);
    return ExitCode.OK;
  }
}
