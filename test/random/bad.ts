import type { Place } from './places';

/** A value that a prop cannot have. */
export interface Bad {
  readonly to: unknown;
  /** What the sentence calls the prop, where that is not its own name. */
  readonly says?: RegExp;
  /** What must be there beside the prop, or instead of what is there; `undefined` stands for "left out". */
  readonly beside?: { readonly [prop: string]: unknown };
  /** Where the mistake can be made. */
  readonly when?: (place: Place) => boolean;
  /** Whether no construct is named, but a file. */
  readonly ofFile?: boolean;
}

export const NO_NAME = 'Not a name!';
export const badName = (says?: RegExp): Bad[] => [
  { to: NO_NAME, says },
  { to: 'x'.repeat(254), says },
];
export const badLabel = (says?: RegExp): Bad[] => [
  { to: 'not.a.label', says },
  { to: 'x'.repeat(64), says },
  { to: '', says },
];
export const badNames: Bad[] = [{ to: [NO_NAME] }];
export const badLabels = (says?: RegExp): Bad[] => [
  { to: { 'not a key': 'x' }, says },
  { to: { key: 'not a value' }, says },
];
export const badKeys = (says: RegExp): Bad[] => [{ to: { 'not a key': 'x' }, says }];
export const badSize = (says?: RegExp): Bad[] => ['lots', '0', '-1Gi', '1500m', '1gb'].map((to) => ({ to, says }));
export const badCount = (says?: RegExp): Bad[] => [0, -1, 1.5].map((to) => ({ to, says }));
export const badRanges = (says?: RegExp): Bad[] =>
  [['10.0.0.0/33'], ['10.0.0.1/8'], ['fd00::1/64'], ['10/8']].map((to) => ({ to, says }));
