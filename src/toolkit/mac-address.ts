import { Complaint, complaint } from './complaint';

/** The forms of six bytes that Go's net.ParseMAC reads. */
const FORMS = [
  /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i,
  /^[0-9a-f]{2}(-[0-9a-f]{2}){5}$/i,
  /^[0-9a-f]{4}(\.[0-9a-f]{4}){2}$/i,
];

/** Checks that a text is a MAC address of six bytes. */
export function notMacAddress(text: string): Complaint | undefined {
  if (FORMS.some((form) => form.test(text))) return undefined;
  return complaint(`"${text}" is not a MAC address`, 'Write one such as "02:00:00:00:00:01".');
}
