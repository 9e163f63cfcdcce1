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
  if (text === '') return complaint('is empty', 'Write one such as "02:00:00:00:00:01", or leave it out.');
  return complaint(`"${text}" is not a MAC address`, 'Write one such as "02:00:00:00:00:01".');
}

/** Checks that a MAC address is that of a single interface: not of a group, and not zero. */
export function notOfOneInterface(address: string): Complaint | undefined {
  const digits = address.replace(/[-:.]/g, '');
  if (/^0+$/.test(digits)) {
    return complaint(`"${address}" means no address, so the interface would get another one`,
      'Write one such as "02:00:00:00:00:01", or leave it out.');
  }
  // The lowest bit of the first byte tells a group from a single interface.
  if (Number.parseInt(digits.slice(0, 2), 16) % 2 === 0) return undefined;
  const even = (Number.parseInt(digits.slice(0, 2), 16) - 1).toString(16).padStart(2, '0');
  return complaint(`"${address}" is the address of a group, because its first byte is odd`,
    `Write an even first byte, such as "${even}${address.slice(2)}".`);
}
