import { VMI } from '../../machines/machine';
import { isPlain } from '../../toolkit/merge';

type Way = readonly (readonly [pattern: RegExp, field: string])[];

const OF_SIZES: Way = [
  [/^domain\.cpu\.(cores|sockets|threads)$/, 'cpu.guest'],
  [/^domain\.cpu\.dedicatedCpuPlacement/, 'cpu.dedicatedCPUPlacement'],
  [/^domain\.cpu\.numa.*/, 'cpu.numa'],
  [/^domain\.(cpu|memory)\b/, '$1'],
  [/^domain\.(ioThreads\b|ioThreadsPolicy|launchSecurity).*/, '$1'],
];

const OF_PREFERENCES: Way = [
  [/^domain\.cpu\.features/, 'cpu.preferredCPUFeatures'],
  [/^domain\.machine\.type/, 'machine.preferredMachineType'],
  [/^domain\.firmware\.bootloader\.efi.*/, 'firmware.preferredEfi'],
  [/^domain\.features\.hyperv/, 'features.preferredHyperv'],
  [/^domain\.features\.smm.*/, 'features.preferredSmm'],
  [/^domain\.clock\.timer/, 'clock.preferredTimer'],
  [/^domain\.clock/, 'clock.preferredClockOffset'],
  [/^domain\.launchSecurity.*/, 'preferredLaunchSecurity'],
  [/^domain\.devices\.panicDevices.*/, 'devices.preferredPanicDeviceModel'],
  [/^domain\.devices\.video\.type/, 'devices.preferredVideoType'],
  [/^architecture$/, 'preferredArchitecture'],
  [/^subdomain/, 'preferredSubdomain'],
];

/** The field of an instancetype from which a field of a machine came; undefined if it did not come from there. */
export function fieldOfSize(field: string, spec: unknown): string | undefined {
  return translated(field, OF_SIZES, spec);
}

/** The field of a preference from which a field of a machine came; undefined if it did not come from there. */
export function fieldOfPreference(field: string, spec: unknown): string | undefined {
  return translated(field, OF_PREFERENCES, spec);
}

function translated(field: string, way: Way, spec: unknown): string | undefined {
  const inVmi = field.slice(VMI.length + 1);
  const [pattern, replacement] = way.find(([each]) => each.test(inVmi)) ?? [];
  if (pattern === undefined) return undefined;
  const found = inVmi.replace(pattern, replacement!);
  return isStated(spec, found) ? `spec.${found}` : undefined;
}

function isStated(spec: unknown, field: string): boolean {
  let value = spec;
  for (const key of field.replace(/\[.*$/, '').split('.')) {
    if (!isPlain(value)) return false;
    value = value[key];
  }
  return value !== undefined;
}
