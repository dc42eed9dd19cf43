// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.net.URI;

/**
 * One content of one resource: when any part differs, what was decoded before is not valid any
 * more.
 *
 * @param uri of the resource
 * @param size in bytes
 * @param tag modification time and file key of a file, ETag or Last-Modified of an HTTP resource
 */
public record ContentId(URI uri, long size, String tag) {}
