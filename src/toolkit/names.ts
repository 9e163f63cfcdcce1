import { Complaint, complaint, rejection } from './complaint';

// Kubernetes apimachinery v0.34, pkg/util/validation/validation.go: IsDNS1123Label, IsDNS1123Subdomain,
// IsQualifiedName, IsValidLabelValue.
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;

const NO_TEXT = complaint('is not a text', 'Write a text.');

const REFUSED = 'so the API server refuses it';

/** A complaint about a text that the API server takes, with what comes of it there. */
export function taken(found: Complaint | undefined, consequence: string): Complaint | undefined {
  return found && { ...found, problem: found.problem.replace(REFUSED, consequence) };
}

/** Overrides may hold any value where no schema applies. */
function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** A suffix that a controller appends to a name, for which the name must leave room. */
export interface NameRoom {
  /** The number of characters to leave free. */
  readonly characters: number;
  /** Who appends them, to end the sentence "… must leave room for …". */
  readonly reason: string;
}

/** A DNS-1123 label has lower-case letters, digits and hyphens, at most 63 characters less the room that is needed. */
export function notDnsLabel(value: string, room?: NameRoom): Complaint | undefined {
  if (!isText(value)) return NO_TEXT;
  if (LABEL.test(value)) return tooLong(value, LABEL_MAX, room);
  return rejection(value, complaint(
    `"${value}" is not a DNS label, ${REFUSED}`,
    `Use lower-case letters, digits and "-", beginning and ending with a letter or digit${suggestion(value)}.`,
  ));
}

/** A DNS-1123 subdomain has labels joined by dots, at most 253 characters less the room that is needed. */
export function notDnsSubdomain(value: string, room?: NameRoom): Complaint | undefined {
  if (!isText(value)) return NO_TEXT;
  if (SUBDOMAIN.test(value)) return tooLong(value, SUBDOMAIN_MAX, room);
  return rejection(value, complaint(
    `"${value}" is not a DNS subdomain, ${REFUSED}`,
    'Use lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit' +
      `${suggestion(value)}.`,
  ));
}

/** A DNS-1123 subdomain that is the value of a label too, so it has at most 63 characters less the room. */
export function notShortSubdomain(value: string, room?: NameRoom): Complaint | undefined {
  return notDnsSubdomain(value) ?? tooLong(value, LABEL_MAX, room);
}

/** The key of a label or annotation has an optional DNS prefix and a name of at most 63 characters. */
export function notQualifiedName(value: string): Complaint | undefined {
  if (!isText(value)) return NO_TEXT;
  const slash = value.indexOf('/');
  const name = value.slice(slash + 1);
  const prefix = slash < 0 ? undefined : value.slice(0, slash);
  const goodPrefix = prefix === undefined || (SUBDOMAIN.test(prefix) && prefix.length <= SUBDOMAIN_MAX);
  if (goodPrefix && QUALIFIED.test(name) && name.length <= LABEL_MAX) return undefined;
  return complaint(
    `"${value}" is not a label key, ${REFUSED}`,
    'Write "name" or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 '
      + 'characters in the name.',
  );
}

/** The name of a resource that a device plugin offers: a label key with a prefix. */
export function notExtendedResource(value: string): Complaint | undefined {
  if (isText(value) && value.includes('/') && notQualifiedName(value) === undefined) return undefined;
  return complaint(
    `"${value}" is not a resource that a device plugin can offer`,
    'Write a domain and a name, such as "nvidia.com/TU104GL_Tesla_T4".',
  );
}

/** The value of a label is empty, or has at most 63 letters, digits, `-`, `_` and `.`. */
export function notLabelValue(value: string): Complaint | undefined {
  if (!isText(value)) return NO_TEXT;
  if (value === '') return undefined;
  if (QUALIFIED.test(value)) return tooLong(value, LABEL_MAX, undefined, 'the value of a label');
  return complaint(
    `"${value}" is not a label value, ${REFUSED}`,
    'Use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit.',
  );
}

function tooLong(value: string, max: number, room?: NameRoom, noun = 'such a name'): Complaint | undefined {
  const limit = max - (room?.characters ?? 0);
  if (value.length <= limit) return undefined;
  const why =
    room === undefined
      ? `${noun} has at most ${max}`
      : `of ${max}, ${room.characters} must stay free for ${room.reason}`;
  return rejection(value, complaint(`"${value}" has ${value.length} characters; ${why}`, `Shorten it to ${limit}.`));
}

function suggestion(value: string): string {
  const fixed = value
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return LABEL.test(fixed) && fixed !== value ? `, for example "${fixed}"` : '';
}
