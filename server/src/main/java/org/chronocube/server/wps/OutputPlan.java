// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.server.ows.OwsException;

/**
 * How one output will be delivered; decided, and refused, before anything runs.
 *
 * @param field the output
 * @param format of complex data, null for literals and boxes
 * @param asReference true to give an address instead of the data
 */
record OutputPlan(ProcessInfo.Field field, Format format, boolean asReference) {

  /** The outputs a request asks for, all of the process when it names none. */
  static List<OutputPlan> of(ProcessInfo process, ExecuteRequest request) {
    List<OutputPlan> plans = new ArrayList<>();
    if (request.raw().isPresent()) {
      plans.add(plan(process, request.raw().get()));
    } else if (request.outputs().isEmpty()) {
      process
          .outputs()
          .forEach(
              f -> plans.add(plan(process, new ExecuteRequest.Output(f.id(), null, null, false))));
    } else {
      request.outputs().forEach(o -> plans.add(plan(process, o)));
    }
    return plans;
  }

  private static OutputPlan plan(ProcessInfo process, ExecuteRequest.Output output) {
    ProcessInfo.Field field =
        process
            .output(output.id())
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        output.id(),
                        "outputs must be of "
                            + String.join(
                                ", ", process.outputs().stream().map(f -> f.id()).toList())
                            + ", was "
                            + output.id()));
    if (!(field.binding() instanceof Binding.Complex complex)) {
      return new OutputPlan(field, null, output.asReference());
    }
    List<Format> writable = complex.writable();
    Format format =
        output.mimeType() == null
            ? writable.get(0)
            : Binding.Complex.find(writable, output.mimeType())
                .orElseThrow(
                    () -> InputDecoder.unknownFormat(output.id(), writable, output.mimeType()));
    return new OutputPlan(field, format, output.asReference());
  }

  String id() {
    return field.id();
  }

  /** Media type of the output as a file. */
  String mimeType() {
    return format == null ? "text/plain" : format.mimeType();
  }

  String fileName() {
    return id() + "." + (format == null ? "txt" : format.extension());
  }
}
