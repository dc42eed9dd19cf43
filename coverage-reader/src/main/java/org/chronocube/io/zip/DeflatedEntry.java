// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ContentId;

/**
 * Where the compressed data of an entry are.
 *
 * @param id of the entry's content
 * @param archive that it is in
 * @param info of the directory
 * @param dataOffset of the first compressed byte in the archive
 */
record DeflatedEntry(ContentId id, ByteSource archive, ZipEntryInfo info, long dataOffset) {}
