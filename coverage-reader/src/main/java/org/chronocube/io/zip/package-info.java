// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes of files inside zips, read without unpacking them.
 *
 * <p>{@link org.chronocube.io.zip.ZipByteSources} opens {@code jar:ARCHIVE!/ENTRY} URIs, as the
 * paths of the JDK's zip file system have them. Stored entries are ranges of the archive; deflated
 * ones are inflated from the nearest of the places that the inflater left marks at.
 */
package org.chronocube.io.zip;
