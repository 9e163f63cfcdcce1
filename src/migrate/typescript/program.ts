import { call, Code, construct, Variable } from './code';
import { constructCode, hasConstruct } from './constructs';
import { deploymentCode } from './deployment';
import { Ids, OWN_IDS } from './ids';
import { isMachine, isPool } from './kinds';
import { MachineCode, machineCode } from './machine';
import { VariableNames } from './names';
import { clusterOfNodes, isForNodes } from './nodes';
import { poolCode } from './pool';
import { Scopes } from './scopes';
import { Statements } from './statements';
import type { Manifest } from '../../manifests/manifest';
import type { KubernetesObject } from '../../releases/facts';
import { isNamespaced } from '../../releases/namespaced';
import { Change, nameOf, Weight } from '../change';
import type { Migration } from '../migration';

/** A program in TypeScript, and what it says about objects that are not constructs. */
export interface Program {
  readonly text: string;
  readonly changes: readonly Change[];
}

/**
 * A program that makes the objects of a migration: machines as constructs where typed props say all of them, and other
 * objects as they are.
 */
export function programOf(migration: Migration): Program {
  const writer = new ProgramWriter(migration);
  for (const manifest of migration.objects) {
    if (manifest.apiVersion === '' || manifest.kind === '' || manifest.name === '') continue;
    writer.write(manifest);
  }
  return writer.finish();
}

class ProgramWriter {
  private readonly statements = new Statements();
  private readonly names = new VariableNames();
  private readonly changes: Change[] = [];
  private readonly nodesClusters = new Map<string, string>();
  private readonly ids: Ids;
  private readonly app = new Variable('app');
  private readonly cluster = new Variable('cluster');
  private readonly scopes = new Scopes(this.statements, this.names, this.app, this.cluster);

  constructor(private readonly migration: Migration) {
    const { kubevirt, cdi } = migration.target;
    this.ids = new Ids(migration);
    this.names.of('', this.app.name);
    this.names.of('', this.cluster.name);
    this.statements.add(construct('BundleApp'), this.app.name);
    const releases = {
      kubevirt: call('KubeVirtRelease.of', kubevirt.version), cdi: call('CdiRelease.of', cdi.version),
    };
    this.statements.add(call('KubeVirtCluster.existing', this.app, 'cluster', releases), this.cluster.name);
  }

  public write(manifest: Manifest): void {
    const object = this.inNamespace(manifest);
    const ill = ['labels', 'annotations'].find((field) => !isMapOfTexts(object.metadata[field]));
    if (ill !== undefined) {
      this.tell(manifest, Weight.ERROR, `is left out: metadata.${ill} must be a mapping of texts`);
      return;
    }
    const { namespace } = object.metadata;
    if (isForNodes(manifest)) {
      this.deployment(manifest, object);
      return;
    }
    if (hasConstruct(manifest)) {
      this.construct(manifest, object);
      return;
    }
    if (namespace === undefined || !(isMachine(manifest) || isPool(manifest))) {
      this.plain(manifest, object);
      return;
    }
    if (this.ids.isTaken(`${namespace}/${manifest.name}`)) {
      this.staysPlain(manifest, object, 'another construct has its name');
      return;
    }
    const codeOf = isPool(manifest) ? poolCode : machineCode;
    const code = codeOf(object, this.scopes.tenant(namespace), this.migration.target);
    if ('call' in code) {
      this.machine(manifest, code);
      return;
    }
    this.staysPlain(manifest, object, code.reasons[0]);
  }

  public finish(): Program {
    this.statements.gap();
    this.statements.add(call('app.synth'));
    return { text: this.statements.toString(), changes: this.changes };
  }

  public tell(manifest: Manifest, weight: Weight, text: string): void {
    this.changes.push({ weight, where: manifest.where, object: nameOf(manifest), text });
  }

  /** A construct if typed props say all of the object. */
  private construct(manifest: Manifest, object: KubernetesObject): void {
    const { namespace } = object.metadata;
    const tenant = namespace === undefined ? undefined : this.scopes.tenant(namespace);
    const site = { cluster: this.cluster, tenant, id: this.ids.free(namespace, manifest) };
    const code = constructCode(manifest, object, site, this.migration.target);
    if ('reason' in code) {
      this.staysPlain(manifest, object, code.reason);
      return;
    }
    this.statements.gap();
    this.statements.add(code);
  }

  /** A MachineDeployment as a pool of nodes. What no manifest says of its cluster is taken from it, and told. */
  private deployment(manifest: Manifest, object: KubernetesObject): void {
    const known = clusterOfNodes(this.migration, manifest, OWN_IDS);
    if ('reason' in known) {
      this.staysPlain(manifest, object, known.reason);
      return;
    }
    const { id, kubernetes } = known;
    const namespace = `cluster-${id}`;
    const variable = this.nodesClusters.get(id) ?? this.names.of(id, 'nodes');
    const tenant = this.scopes.tenantVariable(namespace);
    const site = { tenant, id: this.ids.free(namespace, manifest), cluster: { variable, id, kubernetes } };
    const code = deploymentCode(object, site, this.migration.target);
    if ('reasons' in code) {
      this.staysPlain(manifest, object, code.reasons[0]);
      return;
    }
    if (!this.nodesClusters.has(id)) {
      this.nodesClusters.set(id, variable);
      this.scopes.tenant(namespace);
      this.statements.gap();
      this.statements.add(construct('TenantCluster', this.app, id, { tenant, kubernetes }), variable);
      this.tell(manifest, Weight.WARNING, `the program takes ${namespace} for the namespace of its machines, and `
        + `${kubernetes}, the version of the latest kubelet, for that of the control plane of cluster ${id}. No `
        + 'manifest says them. Write the real ones');
    }
    this.machine(manifest, code);
  }

  private staysPlain(manifest: Manifest, object: KubernetesObject, reason: string): void {
    this.tell(manifest, Weight.WARNING, `stays a plain object, because typed props would not make the same: ${reason}`);
    this.plain(manifest, object);
  }

  private machine(manifest: Manifest, { call: code, labels, annotations, patches }: MachineCode): void {
    const { statements } = this;
    statements.gap();
    if (labels.length + annotations.length + patches.length === 0) {
      statements.add(code);
      return;
    }
    const [suffix, member] = isPool(manifest) ? ['pool', 'virtualMachinePool']
      : isForNodes(manifest) ? ['pool', 'objects[0]'] : ['machine', 'apiObject'];
    const variable = this.names.of(manifest.name, suffix);
    const object = `${variable}.${member}`;
    statements.add(code, variable);
    for (const [key, value] of labels) statements.add(call(`${object}.metadata.addLabel`, key, value));
    for (const [key, value] of annotations) statements.add(call(`${object}.metadata.addAnnotation`, key, value));
    for (const { path, value, isNew } of patches) {
      const patch = value === undefined ? 'JsonPatch.remove' : isNew === true ? 'JsonPatch.add' : 'JsonPatch.replace';
      statements.add(call(`${object}.addJsonPatch`, call(patch, path, value)));
    }
  }

  private plain(manifest: Manifest, object: KubernetesObject): void {
    const chart = this.scopes.chartOf(manifest, object.metadata.namespace);
    const id = this.ids.once(`${manifest.kind}-${manifest.name}`);
    this.statements.gap();
    this.statements.add(construct('ApiObject', chart, id, object as unknown as Code));
  }

  /** The object in the namespace that it is applied to, which a program has to state. */
  private inNamespace(manifest: Manifest): KubernetesObject {
    const object = manifest.object as KubernetesObject;
    const { kubevirt, cdi, namespace } = this.migration.target;
    if (manifest.namespace !== undefined || !isNamespaced(manifest.group, manifest.kind, kubevirt, cdi)) return object;
    this.tell(manifest, Weight.CHANGE, `metadata.namespace becomes ${JSON.stringify(namespace)}: a program states it`);
    return { ...object, metadata: { ...object.metadata, namespace } };
  }

}

function isMapOfTexts(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
}
