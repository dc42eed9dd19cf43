// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.DateTimeException;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.ChangeCube;
import org.chronocube.analysis.ChangeCube.Definition;
import org.chronocube.catalog.DerivedCubes;
import org.chronocube.catalog.YamlNode;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Derivation;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/**
 * Cubes of change, {@code change} in a catalog: what a process computes from two times, as a
 * coverage.
 *
 * <pre>
 *   change:
 *     cube: bordeaux
 *     method: ChangeVectorAnalysis        # the name of a process that compares two times
 *     bands: [B04, B08]                   # as the process takes them; all bands when left out
 *     parameters: {standardise: true}     # inputs of its own
 *     threshold: otsu                     # as the process takes it
 *     output: [magnitude, change]         # the statistic and change when left out
 *     before: P1Y                         # look back so far, whatever the start of an interval
 * </pre>
 */
public final class ChangeCubes implements DerivedCubes {

  private static final Set<String> KEYS =
      Set.of("cube", "method", "bands", "parameters", "threshold", "output", "before");

  private static final Map<String, PairDeclaration> METHODS =
      DatacubeProcesses.pairs().stream()
          .collect(Collectors.toUnmodifiableMap(PairDeclaration::name, d -> d));

  @Override
  public String key() {
    return "change";
  }

  @Override
  public Derivation parse(YamlNode node, Cube source) {
    node.mapping(KEYS);
    PairDeclaration method = METHODS.get(node.get("method").scalar());
    if (method == null) {
      throw node.get("method").error("one of " + new TreeSet<>(METHODS.keySet()));
    }
    Map<String, Object> parameters = parameters(node.get("parameters"), method);
    Definition definition =
        new Definition(
            source,
            method.name(),
            parameters,
            texts(node.get("bands")),
            node.get("threshold").textOr(method.threshold()),
            texts(node.get("output")),
            period(node.get("before")));
    return under(node, () -> cube(definition, method));
  }

  private static ChangeCube cube(Definition definition, PairDeclaration method) {
    Inputs inputs = new Inputs(method.inputs(), definition.parameters());
    List<String> own =
        method.bands(inputs, new CubeSource.Found(definition.source(), null, new CrsRegistry()));
    if (own != null && !definition.bands().isEmpty()) {
      throw new InvalidParameterException(
          "bands",
          "bands must be left out, for the method takes " + own + ", were " + definition.bands());
    }
    BandSelection selection =
        BandSelection.of(definition.source(), own == null ? definition.bands() : own);
    List<BandSelection.Item> items = selection.items();
    return new ChangeCube(
        definition,
        selection,
        method.method(
            inputs,
            items.stream().map(BandSelection.Item::name).toList(),
            items.stream().map(BandSelection.Item::unit).toList()),
        Thresholds.parse(definition.threshold()));
  }

  private static Map<String, Object> parameters(YamlNode node, PairDeclaration method) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (node.isPresent()) {
      Set<String> names = method.inputs().stream().map(Input::name).collect(Collectors.toSet());
      node.mapping(names);
      node.keys().forEach(key -> values.put(key, node.get(key).value()));
    }
    return values;
  }

  // One, or a list.
  private static List<String> texts(YamlNode node) {
    if (!node.isPresent()) {
      return List.of();
    }
    return node.value() instanceof List<?>
        ? node.list().stream().map(YamlNode::scalar).toList()
        : List.of(node.scalar());
  }

  private static Period period(YamlNode node) {
    if (!node.isPresent()) {
      return null;
    }
    try {
      Period period = Period.parse(node.scalar());
      if (!period.isZero() && !period.isNegative()) {
        return period;
      }
      throw node.error("a period of more than 0");
    } catch (DateTimeException e) {
      throw node.error("an ISO 8601 period of days or longer, such as P1Y");
    }
  }

  /** Complaints of what was given get the place where it stands. */
  private static <T> T under(YamlNode node, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidParameterException e) {
      boolean top = KEYS.contains(e.parameter());
      String path = node.path() + (top ? "." : ".parameters.") + e.parameter();
      throw new InvalidParameterException(path, node.path() + ": " + e.getMessage(), e);
    }
  }
}
