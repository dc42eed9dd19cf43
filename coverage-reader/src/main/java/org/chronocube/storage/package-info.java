// SPDX-License-Identifier: Apache-2.0
/**
 * Cubes whose dates are kept as pixels, storage mode {@code persistent}.
 *
 * <p>{@link org.chronocube.storage.Ingest} writes the dates of a cube into a Zarr store; {@link
 * org.chronocube.storage.PersistentStore} finds them there for the engine. What ties both is a
 * {@link org.chronocube.storage.Journal} inside the store: which scenes, as they were, a date was
 * made of. A date counts from the moment its line is in the journal, which is after the store's own
 * metadata show it.
 *
 * <pre>
 * belgium.zarr                  a symbolic link to the generation that counts
 * belgium.zarr.generations/
 *   .lock                       one ingest at a time
 *   g0001/                      what was before; requests under way may still read it
 *   g0002/                      a Zarr store
 *     chronocube.jsonl          its journal
 * </pre>
 */
package org.chronocube.storage;
