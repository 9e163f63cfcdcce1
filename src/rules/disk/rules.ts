import { ADOPTED_DISK } from './adopted';
import { ARCHIVE_AS_DISK, ARCHIVE_COPY, ARCHIVE_FILE, ARCHIVE_MODE, ARCHIVE_SOURCE } from './archive';
import { CLAIM_FORM, POPULATION_NAME } from './claim';
import { MUTABLE_SOURCE } from './mutable';
import { VOLUME_SMALLER_THAN_IMAGE } from '../machine/smaller-than-image';
import type { Rule } from '../rule';

/** Rules about disks that exist apart from machines, and about what fills them. */
export const DISK_RULES: readonly Rule[] = [
  ADOPTED_DISK, CLAIM_FORM, POPULATION_NAME, MUTABLE_SOURCE, VOLUME_SMALLER_THAN_IMAGE,
  ARCHIVE_SOURCE, ARCHIVE_COPY, ARCHIVE_MODE, ARCHIVE_FILE, ARCHIVE_AS_DISK,
];
