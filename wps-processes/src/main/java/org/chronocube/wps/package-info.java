// SPDX-License-Identifier: Apache-2.0
/** Thin annotated processes over the algorithms of {@code org.chronocube.algorithm}. */
package org.chronocube.wps;
