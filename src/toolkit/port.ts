import { Complaint, complaint } from './complaint';

// Kubernetes apimachinery pkg/util/validation/validation.go: IsValidPortName.
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_NAME = 15;

/** Whether a number is one that a port can have. */
export function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;
}

/** Checks that a value is the number of a port. */
export function notPort(value: unknown): Complaint | undefined {
  if (isPort(value)) return undefined;
  return complaint(`${String(value)} is not a port`, 'Write a whole number from 1 to 65535.');
}

/** Checks that a text is one that a port of a container can be named. */
export function notPortName(name: string): Complaint | undefined {
  if (PORT_NAME.test(name) && name.length <= LONGEST_NAME) return undefined;
  return complaint(`"${name}" is not a port name`,
    `Use at most ${LONGEST_NAME} lower-case letters, digits and single hyphens, a letter among them.`);
}
