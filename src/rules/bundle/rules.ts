import { APP_NAME } from './app-name';
import { NAMELESS, OBJECT_TWICE, UNRENDERABLE } from './identity';
import { LOCK_FORM, LOCK_INCOMPLETE, LOCK_UNUSED } from './image-lock';
import { OWN_VALIDATION } from './own-validation';
import { PATHS } from './paths';
import type { Rule } from '../rule';

/** Rules about the bundle as a whole. */
export const BUNDLE_RULES: readonly Rule[] = [
  OWN_VALIDATION,
  OBJECT_TWICE,
  UNRENDERABLE,
  PATHS,
  NAMELESS,
  APP_NAME,
  LOCK_FORM,
  LOCK_UNUSED,
  LOCK_INCOMPLETE,
];
