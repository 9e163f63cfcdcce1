import type { KubeVirtConfiguration } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const FIELD = `${VMI}.domain.machine.type`;

// KubeVirt v1.9.0 pkg/virt-config/virt-config.go: Default…EmulatedMachines.
const DEFAULTS = { amd64: ['q35*', 'pc-q35*'], arm64: ['virt*'], s390x: ['s390-ccw-virtio*'] } as const;
const ARCHITECTURES = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

const SOURCE = kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: '
  + 'validateEmulatedMachine');

export const MACHINE_TYPE: MachineRule = {
  id: 'VM105',
  name: 'workers/refused-machine-type',
  on: 'machine',
  concerns: ['domain.machine'],
  severity: Severity.ERROR,
  title: 'KubeVirt\'s custom resource lists the machine type',
  why: 'The bundle holds the custom resource, and KubeVirt refuses a machine whose type it does not list in '
    + 'emulatedMachines.',
  remedy: 'Write a machine type that is listed, or list it in emulatedMachines.',
  source: SOURCE,
  acceptable: false,

  *check({ vmi }, { cluster }) {
    const type = vmi.domain?.machine?.type;
    if (!type || cluster?.kubevirtSpec === undefined) return;
    const listed = patterns(vmi.architecture, cluster.kubevirtSpec.configuration);
    if (matches(type, listed)) return;
    yield fault(FIELD, `"${type}" is not listed in emulatedMachines of the KubeVirt custom resource, so KubeVirt `
      + 'refuses the machine',
    `Write a type such as ${listed.join(' or ')}, or list it there.`);
  },
};

export const ODD_MACHINE_TYPE: MachineRule = {
  id: 'VM106',
  name: 'workers/machine-type',
  on: 'machine',
  concerns: ['domain.machine'],
  severity: Severity.WARNING,
  title: 'A cluster that others manage lists the machine type',
  why: 'KubeVirt takes the type only if its custom resource, which is not in the bundle, lists it in emulatedMachines.',
  remedy: 'See emulatedMachines in the KubeVirt custom resource, or write a type that KubeVirt takes by default.',
  source: SOURCE,
  acceptable: true,

  *check({ vmi }, { cluster }) {
    const type = vmi.domain?.machine?.type;
    if (!type || cluster?.kubevirtSpec !== undefined) return;
    if (matches(type, defaultPatterns(vmi.architecture))) return;
    yield fault(FIELD, `"${type}" is refused by KubeVirt unless its custom resource lists it in emulatedMachines`,
      this.remedy);
  },
};

/** The accepted types; those of all architectures if the machine does not set one. */
function patterns(architecture: string | undefined, configuration?: KubeVirtConfiguration): readonly string[] {
  const known = architecture ? ARCHITECTURES.filter((each) => each === architecture) : ARCHITECTURES;
  const { architectureConfiguration: settings } = configuration ?? {};
  const listed = known.flatMap((each) => settings?.[each]?.emulatedMachines ?? DEFAULTS[each]);
  return [...listed, ...configuration?.emulatedMachines ?? []];
}

const DEFAULT_PATTERNS = new Map<string | undefined, readonly string[]>();

function defaultPatterns(architecture: string | undefined): readonly string[] {
  const known = DEFAULT_PATTERNS.get(architecture) ?? patterns(architecture);
  DEFAULT_PATTERNS.set(architecture, known);
  return known;
}

/** Like Go's filepath.Match: a star matches any characters, a question mark exactly one. */
function matches(type: string, globs: readonly string[]): boolean {
  return globs.some((glob) => patternOf(glob).test(type));
}

const PATTERNS = new Map<string, RegExp>();

function patternOf(glob: string): RegExp {
  let pattern = PATTERNS.get(glob);
  if (pattern === undefined) {
    const literal = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    pattern = new RegExp(`^${literal.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}$`);
    PATTERNS.set(glob, pattern);
  }
  return pattern;
}
