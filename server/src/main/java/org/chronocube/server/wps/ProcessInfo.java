// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/**
 * A process as clients see it.
 *
 * @param identifier {@code prefix:Name}
 * @param title for humans
 * @param description a paragraph
 * @param version of the process
 * @param inputs in the order of the process
 * @param outputs at least one
 */
record ProcessInfo(
    String identifier,
    String title,
    String description,
    String version,
    List<Field> inputs,
    List<Field> outputs,
    ProcessFactory factory,
    Name name) {

  /**
   * An input or output.
   *
   * @param parameter what the process says of it
   * @param binding how it is written
   */
  record Field(Parameter<?> parameter, Binding binding) {

    String id() {
      return parameter.key;
    }

    String title() {
      return String.valueOf(parameter.getTitle());
    }

    String description() {
      return String.valueOf(parameter.getDescription());
    }

    /** Metadata of the parameter as text. */
    Optional<String> meta(String key) {
      return Optional.ofNullable(parameter.metadata).map(map -> map.get(key)).map(String::valueOf);
    }

    /** The values it must be one of; empty for any. */
    List<String> allowed(Binding.Literal literal) {
      Object options =
          parameter.metadata == null ? null : parameter.metadata.get(Parameter.OPTIONS);
      return options instanceof Collection<?> values
          ? values.stream().map(String::valueOf).toList()
          : literal.allowed();
    }
  }

  ProcessInfo {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  Optional<Field> input(String id) {
    return inputs.stream().filter(f -> f.id().equals(id)).findFirst();
  }

  Optional<Field> output(String id) {
    return outputs.stream().filter(f -> f.id().equals(id)).findFirst();
  }

  Process create() {
    return factory.create(name);
  }
}
