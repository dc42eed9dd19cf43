// SPDX-License-Identifier: Apache-2.0
/** What Spring wires in GeoServer; names GeoServer's classes only as text, in its XML. */
package org.chronocube.plugin;
