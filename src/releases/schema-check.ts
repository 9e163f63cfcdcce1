import type { ErrorObject } from 'ajv';
import { splitApiVersion } from './api-versions';
import type { KubernetesObject } from './facts';
import { identityFaults, missingNamespaceOfOthers } from './identity';
import {
  awaitsParameter, fieldOfError, isMachineTemplate, standIn, TEMPLATED, templatedMachine, withMachine,
} from './machine-template';
import { breaksShape, SchemaFault, schemaFault } from './schema-fault';
import { Release, SchemaSource } from './schema-source';
import { misspeltKind, otherGroup, unknownKind, unservedGroup, unservedVersion } from './unserved';

/** Checks objects as the API server does, if their kinds come from the CRDs of a set of releases. */
export class SchemaCheck {
  /** The check for a set of releases, such as one of KubeVirt and one of CDI. */
  public static of(...releases: readonly Release[]): SchemaCheck {
    const key = releases.join(' ');
    const known = SchemaCheck.checks.get(key) ?? new SchemaCheck(releases);
    SchemaCheck.checks.set(key, known);
    return known;
  }

  private static readonly checks = new Map<string, SchemaCheck>();

  private readonly sources: readonly SchemaSource[];
  private readonly verdicts = new WeakMap<KubernetesObject, Verdict>();

  private constructor(releases: readonly Release[]) {
    this.sources = releases.map((release) => SchemaSource.of(release));
  }

  /** Whether one of the releases defines the kind of an object. */
  public defines(object: KubernetesObject): boolean {
    const [group] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    return source?.kindOf(group, object.kind) !== undefined;
  }

  /**
   * What the API server refuses in an object because of its kind's schema; empty for kinds that none of our CRDs
   * defines. An object is validated only once, so it must not change between calls.
   */
  public check(object: KubernetesObject): readonly SchemaFault[] {
    return this.verdictOn(object).faults;
  }

  /**
   * Whether an object matches the schema of its kind well enough for rules to read it: every value has its type,
   * and no required field is missing. Other faults do not matter here.
   */
  public hasShape(object: KubernetesObject): boolean {
    return this.verdictOn(object).hasShape;
  }

  /** The object as rules read it: with the parameters of a template of machines filled in. */
  public filledIn(object: KubernetesObject): KubernetesObject {
    return this.verdictOn(object).filledIn ?? object;
  }

  private verdictOn(object: KubernetesObject): Verdict {
    const known = this.verdicts.get(object);
    if (known !== undefined) return known;
    const verdict = this.judge(object);
    this.verdicts.set(object, verdict);
    return verdict;
  }

  private judge(object: KubernetesObject): Verdict {
    const [group, version] = splitApiVersion(object.apiVersion);
    const source = this.sources.find((candidate) => candidate.groups.has(group));
    if (source === undefined) {
      const homeless = missingNamespaceOfOthers(object, group);
      return withoutShape([...homeless, ...unservedGroup(object, group, this.sources)]);
    }
    const kind = source.kindOf(group, object.kind);
    if (kind === undefined && source.isShared) return withoutShape(misspeltKind(object, group, source));
    if (kind === undefined) {
      return withoutShape([otherGroup(object, this.sources) ?? unknownKind(object, group, source)]);
    }
    const schema = kind.versions.find((candidate) => candidate.served && candidate.name === version)?.schema;
    if (schema === undefined) return withoutShape([unservedVersion(object, kind, source.name)]);
    const errors = source.errors(object, schema);
    const ofSchema = errors.map((error) => schemaFault(error, object, source.name));
    const ofIdentity = identityFaults(object, kind);
    const faults = [...ofIdentity, ...distinct(ofSchema)];
    const hasShape = !errors.some(breaksShape) && !ofIdentity.some(({ check }) => check === 'type');
    if (hasShape && isMachineTemplate(group, object)) return withTemplated(object, faults, source);
    return faults.length === 0 ? FLAWLESS : { faults, hasShape };
  }
}

/** The result of validating one object. */
interface Verdict {
  readonly faults: readonly SchemaFault[];
  readonly hasShape: boolean;
  /** A template of machines with its parameters filled in; undefined for all other objects. */
  readonly filledIn?: KubernetesObject;
}

const FLAWLESS: Verdict = { faults: [], hasShape: true };
const UNKNOWN: Verdict = { faults: [], hasShape: false };

function withoutShape(faults: readonly SchemaFault[]): Verdict {
  return faults.length === 0 ? UNKNOWN : { faults, hasShape: false };
}

/**
 * The verdict on a template of machines. The API server takes any mapping as its VirtualMachine, and virt-template
 * refuses to make a machine of one that does not match the schema (virt-template-engine v0.2.0, template/processor.go:
 * Process).
 */
function withTemplated(template: KubernetesObject, own: readonly SchemaFault[], source: SchemaSource): Verdict {
  const machine = templatedMachine(template);
  const schema = source.kindOf('kubevirt.io', 'VirtualMachine')?.versions.find(({ name }) => name === 'v1')?.schema;
  if (machine === undefined || schema === undefined) return { faults: own, hasShape: true };
  const errors: ErrorObject[] = [];
  for (const error of source.errors(machine, schema)) {
    if (awaitsParameter(template, fieldOfError(error))) standIn(machine, error);
    else errors.push(error);
  }
  const faults = errors.map((error) => schemaFault(error, machine, source.name))
    .map(({ field, ...each }) => ({ ...each, field: `${TEMPLATED}.${field}` }));
  const hasShape = !errors.some(breaksShape);
  return { faults: [...own, ...distinct(faults)], hasShape, filledIn: withMachine(template, machine) };
}

function distinct(faults: readonly SchemaFault[]): SchemaFault[] {
  return [...new Map(faults.map((fault) => [`${fault.field} ${fault.problem}`, fault])).values()];
}
