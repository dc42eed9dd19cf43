// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps.declaration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What clients are told of a process.
 *
 * @param name without the prefix, an NCName
 * @param title for humans
 * @param description a paragraph: what it computes, after whom
 * @param version of its answers
 * @param inputs in the order they are listed
 * @param outputs in the order they are listed, one of them primary
 */
public record ProcessDescription(
    String name,
    String title,
    String description,
    String version,
    List<Input<?>> inputs,
    List<Output> outputs) {

  public ProcessDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    Set<String> names = new HashSet<>();
    for (Input<?> input : inputs) {
      if (!names.add(input.name())) {
        throw new IllegalArgumentException(name + " must have input " + input.name() + " once");
      }
    }
    if (outputs.stream().filter(Output::primary).count() != 1) {
      throw new IllegalArgumentException(name + " must have one primary output");
    }
  }
}
