// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;
import java.util.function.Function;
import org.chronocube.server.ows.OwsException;

/**
 * How one output will be delivered; decided, and refused, before anything runs.
 *
 * @param field the output
 * @param format it is written in
 * @param asReference true to give an address instead of the data
 */
record OutputPlan(ProcessInfo.Field field, Format format, boolean asReference) {

  /**
   * The outputs a request asks for, all of the process when it names none.
   *
   * @param formats the formats an output can be written in, the default one first
   * @throws OwsException {@code NoSuchOutput}, {@code TooManyOutputs}, or {@code
   *     InvalidParameterValue} for a media type
   */
  static List<OutputPlan> of(
      ProcessInfo process,
      ExecuteRequest request,
      Function<ProcessInfo.Field, List<Format>> formats) {
    List<ExecuteRequest.Output> wanted =
        request.outputs().isEmpty()
            ? process.outputs().stream()
                .map(f -> new ExecuteRequest.Output(f.id(), null, null, false))
                .toList()
            : request.outputs();
    if (request.raw() && wanted.size() != 1) {
      throw new OwsException(
          WpsCodes.TOO_MANY_OUTPUTS,
          "Output",
          "a raw response must have one output, were " + wanted.size());
    }
    return wanted.stream().map(o -> plan(process, o, formats)).toList();
  }

  private static OutputPlan plan(
      ProcessInfo process,
      ExecuteRequest.Output output,
      Function<ProcessInfo.Field, List<Format>> formats) {
    ProcessInfo.Field field =
        process.output(output.id()).orElseThrow(() -> none(process, output.id()));
    List<Format> writable = formats.apply(field);
    Format format =
        output.mimeType() == null
            ? writable.get(0)
            : Binding.Complex.find(writable, output.mimeType())
                .orElseThrow(
                    () -> InputDecoder.unknownFormat(output.id(), writable, output.mimeType()));
    return new OutputPlan(field, format, output.asReference());
  }

  private static OwsException none(ProcessInfo process, String id) {
    String known = String.join(", ", process.outputs().stream().map(f -> f.id()).toList());
    return new OwsException(
        WpsCodes.NO_SUCH_OUTPUT, id, "outputs must be of " + known + ", was " + id);
  }

  String id() {
    return field.id();
  }

  /** Media type of the output as a file. */
  String mimeType() {
    return format.mimeType();
  }

  String fileName() {
    return id() + "." + format.extension();
  }
}
