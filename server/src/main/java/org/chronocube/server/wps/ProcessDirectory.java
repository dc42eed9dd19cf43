// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chronocube.server.ows.OwsException;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.ProcessFactory;

/**
 * The processes of some factories, by identifier. A process is listed when all inputs it requires
 * and at least one of its outputs can be written in WPS; optional inputs that cannot are left out.
 */
public final class ProcessDirectory {

  private final Map<String, ProcessInfo> processes = new TreeMap<>();

  public ProcessDirectory(List<ProcessFactory> factories, Bindings bindings) {
    for (ProcessFactory factory : factories) {
      for (Name name : factory.getNames()) {
        describe(factory, name, bindings).ifPresent(p -> processes.put(p.identifier(), p));
      }
    }
  }

  private static Optional<ProcessInfo> describe(
      ProcessFactory factory, Name name, Bindings bindings) {
    Map<String, Parameter<?>> parameters = factory.getParameterInfo(name);
    List<ProcessInfo.Field> inputs = fields(parameters.values(), bindings);
    List<ProcessInfo.Field> outputs = fields(factory.getResultInfo(name, null).values(), bindings);
    boolean complete =
        parameters.values().stream()
            .filter(p -> p.minOccurs > 0)
            .allMatch(p -> bindings.of(p.type).isPresent());
    if (!complete || outputs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessInfo(
            identifier(name),
            String.valueOf(factory.getTitle(name)),
            String.valueOf(factory.getDescription(name)),
            factory.getVersion(name),
            inputs,
            outputs,
            factory,
            name));
  }

  private static String identifier(Name name) {
    String prefix = name.getNamespaceURI();
    return prefix == null ? name.getLocalPart() : prefix + ":" + name.getLocalPart();
  }

  private static List<ProcessInfo.Field> fields(
      Collection<Parameter<?>> parameters, Bindings bindings) {
    List<ProcessInfo.Field> fields = new ArrayList<>();
    for (Parameter<?> parameter : parameters) {
      bindings.of(parameter.type).ifPresent(b -> fields.add(new ProcessInfo.Field(parameter, b)));
    }
    return fields;
  }

  /** All processes, by identifier. */
  Collection<ProcessInfo> all() {
    return processes.values();
  }

  /**
   * @throws OwsException {@code NoSuchProcess} when there is no such process
   */
  ProcessInfo get(String identifier) {
    ProcessInfo found = processes.get(identifier);
    if (found == null) {
      throw new OwsException(
          WpsCodes.NO_SUCH_PROCESS,
          "Identifier",
          "Identifier must be one of "
              + String.join(", ", processes.keySet())
              + ", was "
              + identifier);
    }
    return found;
  }
}
