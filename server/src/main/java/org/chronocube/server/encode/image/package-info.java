// SPDX-License-Identifier: Apache-2.0
/** PNG and JPEG of raw samples: pictures without georeferencing, for bands that fit into them. */
package org.chronocube.server.encode.image;
