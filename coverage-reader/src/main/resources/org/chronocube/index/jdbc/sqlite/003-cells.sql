-- SPDX-License-Identifier: Apache-2.0
-- Scenes of one cell (of a grid, by the lower left corner of the box) and their times lie together in
-- a plain index, in place of a spatial one; granules are packed, in the row. The program fills both.

DROP TRIGGER scene_box_insert;

DROP TRIGGER scene_box_update;

DROP TRIGGER scene_box_delete;

DROP TABLE scene_box;

ALTER TABLE scene ADD COLUMN cell INTEGER NOT NULL DEFAULT 0;

ALTER TABLE scene ADD COLUMN granules BLOB NOT NULL DEFAULT x'';
