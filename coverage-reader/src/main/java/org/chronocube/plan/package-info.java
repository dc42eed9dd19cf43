// SPDX-License-Identifier: Apache-2.0
/** What is to be read, decided before anything is: pure functions from requests to read tasks. */
package org.chronocube.plan;
