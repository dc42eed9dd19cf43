// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;

/**
 * An Execute request, of either version (OGC 05-007r7 clause 10.2, OGC 14-065r2).
 *
 * @param version of the standard it is written in
 * @param identifier of the process
 * @param inputs as they came, an identifier may be repeated
 * @param outputs asked for; empty for all of the process
 * @param raw to send the one output as it is, without a document around it
 * @param mode when to answer
 * @param status version 1.0.0: to keep the stored document up to date with the progress
 * @param lineage version 1.0.0: to repeat inputs and output definitions in the answer
 */
record ExecuteRequest(
    String version,
    String identifier,
    List<Input> inputs,
    List<Output> outputs,
    boolean raw,
    Mode mode,
    boolean status,
    boolean lineage) {

  /** When an execution is answered. */
  enum Mode {
    /** When it has ended. */
    SYNC,
    /** At once; it goes on in the background. */
    ASYNC,
    /** When it has ended, if that is soon, else as {@link #ASYNC}. */
    AUTO
  }

  /**
   * An input.
   *
   * @param mimeType of complex data or a reference, or null
   * @param encoding {@code base64} or null
   * @param dataType of a literal, or null
   * @param uom unit of a literal, or null
   */
  record Input(
      String id, Payload payload, String mimeType, String encoding, String dataType, String uom) {}

  /**
   * An output asked for.
   *
   * @param mimeType or null for the default
   * @param asReference to put an address into the document instead of the data
   */
  record Output(String id, String mimeType, String encoding, boolean asReference) {}

  ExecuteRequest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
