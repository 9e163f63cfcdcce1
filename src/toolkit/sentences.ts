import type { Duration, Size } from 'cdk8s';
import { NamedCidr, notCidr, overlapping } from './cidr';
import type { Complaint } from './complaint';
import { notDnsLabel, notDnsSubdomain, notLabelValue, notQualifiedName, NameRoom } from './names';
import { notOneOf } from './one-of';
import type { Sentence } from './problems';
import { notByteSize } from './quantity';
import { notWholeSeconds } from './seconds';

// The old form of the checks, a sentence that begins with the value's name. Gone as soon as all rules yield faults.

function sentence(what: string, found: Complaint | undefined): Sentence {
  return found && [`${what} ${found.problem}.`, found.remedy].filter((part) => part !== undefined).join(' ');
}

export const dnsLabel = (what: string, value: string, room?: NameRoom): Sentence => sentence(what, notDnsLabel(value, room));
export const dnsSubdomain = (what: string, value: string, room?: NameRoom): Sentence => sentence(what, notDnsSubdomain(value, room));
export const qualifiedName = (what: string, value: string): Sentence => sentence(what, notQualifiedName(value));
export const labelValue = (what: string, value: string): Sentence => sentence(what, notLabelValue(value));
export const oneOf = (what: string, value: unknown, allowed: readonly string[]): Sentence => sentence(what, notOneOf(value, allowed));
export const byteSize = (what: string, size: Size | string): Sentence => sentence(what, notByteSize(size));
export const wholeSeconds = (what: string, duration: Duration | undefined): Sentence => sentence(what, notWholeSeconds(duration));

export function labels(what: string, map: { readonly [key: string]: string } | undefined): Sentence[] {
  return Object.entries(map ?? {}).flatMap(([key, value]) => [qualifiedName(`${what} key`, key), labelValue(`${what} value of ${key}`, value)]);
}

export const cidr = (what: string, value: string): Sentence => sentence(what, notCidr(value));

export function overlaps(these: readonly NamedCidr[], those: readonly NamedCidr[]): string[] {
  return overlapping(these, those).map(([one, other]) => `${one.what} ${one.cidr} overlaps ${other.what} ${other.cidr}, so addresses in both cannot be told apart and routing between the clusters breaks. Choose a range that shares no address with it.`);
}
