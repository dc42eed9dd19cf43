// SPDX-License-Identifier: Apache-2.0
/** What the archive holds: products, scenes (one acquisition each) and granules (band files). */
package org.chronocube.scene;
