import { Duration } from 'cdk8s';
import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import { goDuration, goSeconds } from '../toolkit/go-duration';
import { isPlain } from '../toolkit/merge';
import { defined } from '../toolkit/shape';

// Fields that must never be empty or missing in the custom resources, because server-side apply could otherwise not
// remove anything from them.
//
// When all fields that an applier owned in an object are removed and the object itself stays, the API server sets it to
// `null`, which the CRDs refuse: "Invalid value: "null": must be of type object" (measured on Kubernetes 1.35.4). An
// object stays if the applier still sends it empty, or if the applier no longer sends it but somebody else owns it.
// Both operators own fields that Go cannot omit: they write the whole custom resource (KubeVirt v1.9.0
// pkg/virt-operator/kubevirt.go; controller-lifecycle-operator-sdk v0.2.7 pkg/sdk/reconciler/reconciler.go), and a
// missing struct without a pointer is written as `{}`. So each of these fields always gets a value: the one that the
// operator would assume anyway.

type Strategy = KubeVirtSpec['certificateRotateStrategy'];

const NO_PATCHES = { patches: [] };

/** The spec of the KubeVirt custom resource, with fields that must never be empty written out. */
export function kubevirtWrittenOut(spec: KubeVirtSpec): KubeVirtSpec {
  if (!isObject(spec)) return spec; // the schema check reports it
  return {
    ...spec,
    certificateRotateStrategy: certificates(spec.certificateRotateStrategy) as Strategy,
    customizeComponents: unlessGiven(spec.customizeComponents, NO_PATCHES),
    workloadUpdateStrategy: unlessGiven(spec.workloadUpdateStrategy, { workloadUpdateMethods: [] }),
  };
}

/** The spec of the CDI custom resource, with fields that must never be empty written out. */
export function cdiWrittenOut(spec: CDISpec): CDISpec {
  if (!isObject(spec)) return spec;
  return {
    ...spec,
    customizeComponents: unlessGiven(spec.customizeComponents, NO_PATCHES),
    infra: unlessGiven(spec.infra, { tolerations: [] }),
    workload: unlessGiven(spec.workload, { tolerations: [] }),
  };
}

/** Does not narrow the type, because the value may still be anything. */
function isObject(value: unknown): boolean {
  return isPlain(value);
}

function unlessGiven<T extends object>(given: T | undefined, usual: NoInfer<T>): T {
  return given === undefined || (isObject(given) && Object.keys(given).length === 0) ? usual : given;
}

const DEPRECATED = ['caRotateInterval', 'caOverlapInterval', 'certRotateInterval'];

/**
 * KubeVirt v1.9.0 pkg/virt-operator/resource/apply/certificates.go: authorities are valid for 7 days, servers'
 * certificates for 24 hours, and each is renewed when a fifth is left. The deprecated fields, which exclude the new
 * ones, keep the object filled as well.
 */
function certificates(strategy: unknown): unknown {
  const given = fields(fields(strategy)?.selfSigned);
  if (given === undefined || DEPRECATED.some((field) => given[field] !== undefined)) return strategy;
  const ca = lasting(given.ca, Duration.days(7));
  const server = lasting(given.server, Duration.hours(24));
  const selfSigned = { ...given, ca, server };
  return { ...fields(strategy), selfSigned };
}

function lasting(certificate: unknown, usual: Duration): unknown {
  const given = fields(certificate);
  if (given === undefined) return certificate;
  const duration = given.duration ?? goDuration(usual);
  return defined({ ...given, duration, renewBefore: given.renewBefore ?? fifth(duration) });
}

function fifth(duration: unknown): string | undefined {
  const seconds = typeof duration === 'string' ? goSeconds(duration) : undefined;
  return seconds !== undefined && seconds > 0 ? goDuration(Duration.seconds(seconds / 5)) : undefined;
}

/**
 * The fields of an object; empty if the object is missing, undefined if the value is not an object (the schema check
 * reports that).
 */
function fields(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined) return {};
  return isPlain(value) ? value : undefined;
}
