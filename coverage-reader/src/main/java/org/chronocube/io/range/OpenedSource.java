// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.nio.ByteBuffer;

/**
 * A source just opened.
 *
 * @param source of the bytes
 * @param head its first bytes, {@link ByteSources#HEAD_BYTES} or all when it is shorter, which came
 *     with opening it
 */
public record OpenedSource(ByteSource source, ByteBuffer head) {}
