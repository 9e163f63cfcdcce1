import { ADOPTED_DISK } from './adopted';
import { ARCHIVE_AS_DISK, ARCHIVE_COPY, ARCHIVE_FILE, ARCHIVE_MODE, ARCHIVE_SOURCE } from './archive';
import { CLAIM_FORM, POPULATION_NAME } from './claim';
import { CLAIM_TWICE } from './claim-twice';
import { COPY_OF_ITSELF } from './copy-of-itself';
import { LISTED_MODES } from './listed-modes';
import { MUTABLE_SOURCE } from './mutable';
import { REGISTRY_ARCHITECTURE } from './registry-architecture';
import { ROOM_TO_UNPACK } from './room-to-unpack';
import { VOLUME_SMALLER_THAN_IMAGE } from '../machine/smaller-than-image';
import type { Rule } from '../rule';

/** Rules about disks that exist apart from machines, and about what fills them. */
export const DISK_RULES: readonly Rule[] = [
  ADOPTED_DISK, CLAIM_FORM, POPULATION_NAME, MUTABLE_SOURCE, VOLUME_SMALLER_THAN_IMAGE, CLAIM_TWICE, COPY_OF_ITSELF,
  LISTED_MODES, REGISTRY_ARCHITECTURE, ARCHIVE_SOURCE, ARCHIVE_COPY, ARCHIVE_MODE, ARCHIVE_FILE, ARCHIVE_AS_DISK,
  ROOM_TO_UNPACK,
];
