-- SPDX-License-Identifier: Apache-2.0
-- Besides cell and time everything that tells, without the row, the dates of the scenes whose boxes
-- meet an area.

DROP TABLE scene_granules;

CREATE INDEX scene_by_cell ON scene (
  cell, is_current, time_ms, min_x, max_x, min_y, max_y, solar_day, pk
);
