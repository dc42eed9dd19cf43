// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;
import java.util.Optional;

/**
 * An Execute request (OGC 05-007r7 clause 10.2).
 *
 * @param identifier of the process
 * @param inputs as they came, an identifier may be repeated
 * @param raw the one output to send as it is; empty for a response document
 * @param outputs of the response document; empty for all
 * @param store to answer at once and go on in the background
 * @param status to keep the stored document up to date with the progress
 * @param lineage to repeat inputs and output definitions in the answer
 */
record ExecuteRequest(
    String identifier,
    List<Input> inputs,
    Optional<Output> raw,
    List<Output> outputs,
    boolean store,
    boolean status,
    boolean lineage) {

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
