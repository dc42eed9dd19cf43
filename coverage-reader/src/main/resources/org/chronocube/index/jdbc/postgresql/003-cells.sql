-- SPDX-License-Identifier: Apache-2.0
-- Scenes of one cell (of a grid, by the lower left corner of the box) and their times lie together in
-- a plain index, in place of a spatial one; granules are packed, in the row. The program fills both.

DROP INDEX scene_by_box;

ALTER TABLE scene ADD COLUMN cell bigint NOT NULL DEFAULT 0;

ALTER TABLE scene ADD COLUMN granules bytea NOT NULL DEFAULT '';

-- It is compressed as it is.
ALTER TABLE scene ALTER COLUMN granules SET STORAGE EXTERNAL;
