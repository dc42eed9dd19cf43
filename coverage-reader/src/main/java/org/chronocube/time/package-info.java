// SPDX-License-Identifier: Apache-2.0
/** When pixels were seen: instants in UTC with millisecond precision, half-open intervals. */
package org.chronocube.time;
