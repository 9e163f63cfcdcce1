import type { Sentence } from './problems';

// Kubernetes apimachinery v0.34, pkg/util/validation/validation.go: IsDNS1123Label, IsDNS1123Subdomain, IsQualifiedName, IsValidLabelValue.
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;

/** A suffix that a controller appends to a name, and so the room that the name must leave. */
export interface NameRoom {
  /** Characters to leave free. */
  readonly characters: number;
  /** Who appends them, to end the sentence "… must leave room for …". */
  readonly reason: string;
}

/** Checks a DNS-1123 label: lower-case letters, digits and hyphens, at most 63 characters less the room that is needed. */
export function dnsLabel(what: string, value: string, room?: NameRoom): Sentence {
  if (!LABEL.test(value)) {
    return `${what} "${value}" is no DNS label, so the API server refuses it. Use lower-case letters, digits and "-", beginning and ending with a letter or digit${suggestion(value)}.`;
  }
  return tooLong(what, value, LABEL_MAX, room);
}

/** Checks a DNS-1123 subdomain: labels joined by dots, at most 253 characters less the room that is needed. */
export function dnsSubdomain(what: string, value: string, room?: NameRoom): Sentence {
  if (!SUBDOMAIN.test(value)) {
    return `${what} "${value}" is no DNS subdomain, so the API server refuses it. Use lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit${suggestion(value)}.`;
  }
  return tooLong(what, value, SUBDOMAIN_MAX, room);
}

/** Checks a label or annotation key: an optional DNS prefix and a name of at most 63 characters. */
export function qualifiedName(what: string, value: string): Sentence {
  const slash = value.indexOf('/');
  const name = value.slice(slash + 1);
  const prefix = slash < 0 ? undefined : value.slice(0, slash);
  const goodPrefix = prefix === undefined || (SUBDOMAIN.test(prefix) && prefix.length <= SUBDOMAIN_MAX);
  if (goodPrefix && QUALIFIED.test(name) && name.length <= LABEL_MAX) return undefined;
  return `${what} "${value}" is no label key, so the API server refuses it. Write "name" or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.`;
}

/** Checks a label value: empty, or at most 63 letters, digits, `-`, `_` and `.`. */
export function labelValue(what: string, value: string): Sentence {
  if (value === '' || (QUALIFIED.test(value) && value.length <= LABEL_MAX)) return undefined;
  return `${what} "${value}" is no label value, so the API server refuses it. Use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit.`;
}

/** Checks a map of labels, keys and values. */
export function labels(what: string, map: { readonly [key: string]: string } | undefined): Sentence[] {
  return Object.entries(map ?? {}).flatMap(([key, value]) => [qualifiedName(`${what} key`, key), labelValue(`${what} value of ${key}`, value)]);
}

function tooLong(what: string, value: string, max: number, room?: NameRoom): Sentence {
  const limit = max - (room?.characters ?? 0);
  if (value.length <= limit) return undefined;
  const why = room === undefined ? `such a name has at most ${max}` : `of ${max}, ${room.characters} must stay free for ${room.reason}`;
  return `${what} "${value}" has ${value.length} characters; ${why}. Shorten it to ${limit}.`;
}

function suggestion(value: string): string {
  const fixed = value.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
  return LABEL.test(fixed) && fixed !== value ? `, for example "${fixed}"` : '';
}
