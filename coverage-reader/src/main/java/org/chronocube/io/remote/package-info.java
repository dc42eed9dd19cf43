// SPDX-License-Identifier: Apache-2.0
/**
 * Archives that lie elsewhere, as files: read-only file systems over S3 buckets and HTTP servers.
 *
 * <p>{@link org.chronocube.io.remote.Archives} is the way in: it turns a location into a {@link
 * java.nio.file.Path} and the URI of a path into bytes. Product parsers work on such paths as on
 * local ones; {@link java.nio.file.FileSystems#newFileSystem(java.nio.file.Path)} opens a zip in a
 * bucket without fetching it. None of it is registered anywhere: what is open to whom is what the
 * settings say that an {@code Archives} was made of.
 */
package org.chronocube.io.remote;
