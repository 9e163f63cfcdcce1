import { Call, call, Code, construct, Variable } from './code';
import { constructCode, hasConstruct } from './constructs';
import { MachineCode, machineCode } from './machine';
import { VariableNames } from './names';
import { poolCode } from './pool';
import { Statements } from './statements';
import { holdsMachines } from '../../machines/embedded';
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

/** The group of MachineDeployments, which are objects of a tenant's own cluster. */
const OF_TENANT_CLUSTER = 'cluster.k8s.io';

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
  private readonly tenants = new Map<string, Variable>();
  private readonly charts = new Map<string, Variable>();
  private readonly ids = new Set<string>();
  private readonly reserved: ReadonlySet<string>;
  private readonly app = new Variable('app');
  private readonly cluster = new Variable('cluster');

  constructor(private readonly migration: Migration) {
    const { kubevirt, cdi } = migration.target;
    this.reserved = idsOfOthers(migration);
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
    if (hasConstruct(manifest)) {
      this.construct(manifest, object);
      return;
    }
    if (namespace === undefined || !(isMachine(manifest) || isPool(manifest))) {
      this.plain(manifest, object);
      return;
    }
    if (this.isTaken(`${namespace}/${manifest.name}`)) {
      this.staysPlain(manifest, object, 'another construct has its name');
      return;
    }
    const codeOf = isPool(manifest) ? poolCode : machineCode;
    const code = codeOf(object, this.tenant(namespace), this.migration.target);
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
    const tenant = namespace === undefined ? undefined : this.tenant(namespace);
    const site = { cluster: this.cluster, tenant, id: this.freeId(namespace, manifest) };
    const code = constructCode(manifest, object, site, this.migration.target);
    if ('reason' in code) {
      this.staysPlain(manifest, object, code.reason);
      return;
    }
    this.statements.gap();
    this.statements.add(code);
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
    const [suffix, member] = isPool(manifest) ? ['pool', 'virtualMachinePool'] : ['machine', 'apiObject'];
    const variable = this.names.of(manifest.name, suffix);
    const object = `${variable}.${member}`;
    statements.add(code, variable);
    for (const [key, value] of labels) statements.add(call(`${object}.metadata.addLabel`, key, value));
    for (const [key, value] of annotations) statements.add(call(`${object}.metadata.addAnnotation`, key, value));
    for (const { path, value, isNew } of patches) {
      const patch = isNew === true ? 'JsonPatch.add' : 'JsonPatch.replace';
      statements.add(call(`${object}.addJsonPatch`, call(patch, path, value)));
    }
  }

  private plain(manifest: Manifest, object: KubernetesObject): void {
    const chart = this.chartOf(manifest, object.metadata.namespace);
    const id = this.once(`${manifest.kind}-${manifest.name}`);
    this.statements.gap();
    this.statements.add(construct('ApiObject', chart, id, object as unknown as Code));
  }

  /** The chart that a plain object belongs to. Those that hold machines are applied after all others. */
  private chartOf({ group, kind }: Manifest, namespace: string | undefined): Variable {
    if (group === OF_TENANT_CLUSTER) return this.chart('tenant-cluster', this.app);
    const isPlatform = group === 'kubevirt.io' && kind === 'KubeVirt';
    if (namespace === undefined || isPlatform) return this.chart('cluster-objects', this.cluster);
    const tenant = this.tenant(namespace);
    if (!holdsMachines(group, kind)) return this.chart(`${namespace}-objects`, tenant);
    return this.chart(`${namespace}-machines`, tenant, 'Layer.WORKLOADS');
  }

  private chart(name: string, scope: Variable, layer?: string): Variable {
    const known = this.charts.get(name);
    if (known !== undefined) return known;
    const variable = new Variable(this.names.of(name, 'chart'));
    this.charts.set(name, variable);
    this.statements.gap();
    this.statements.add(construct('Chart', scope, name), variable.name);
    if (layer !== undefined) {
      const place: Code = { layer: new Variable(layer), file: 'machines' };
      this.statements.add(new Call('BundleApp.place', [variable, place]));
    }
    return variable;
  }

  private tenant(namespaceName: string): Variable {
    const known = this.tenants.get(namespaceName);
    if (known !== undefined) return known;
    const variable = new Variable(this.names.of(namespaceName, 'tenant'));
    this.tenants.set(namespaceName, variable);
    this.statements.gap();
    const code = call('TenantNamespace.existing', this.cluster, namespaceName, { namespaceName });
    this.statements.add(code, variable.name);
    return variable;
  }

  /** The object in the namespace that it is applied to, which a program has to state. */
  private inNamespace(manifest: Manifest): KubernetesObject {
    const object = manifest.object as KubernetesObject;
    const { kubevirt, cdi, namespace } = this.migration.target;
    if (manifest.namespace !== undefined || !isNamespaced(manifest.group, manifest.kind, kubevirt, cdi)) return object;
    this.tell(manifest, Weight.CHANGE, `metadata.namespace becomes ${JSON.stringify(namespace)}: a program states it`);
    return { ...object, metadata: { ...object.metadata, namespace } };
  }

  private isTaken(id: string): boolean {
    const isTaken = this.ids.has(id);
    this.ids.add(id);
    return isTaken;
  }

  /** The name of an object as the id of its construct, if no machine, tenant or chart has it. */
  private freeId(namespace: string | undefined, { kind, name }: Manifest): string {
    const scope = namespace ?? '';
    const isFree = !this.reserved.has(`${scope}/${name}`) && !this.isTaken(`${scope}/${name}`);
    return isFree ? name : this.once(`${kind}-${name}`);
  }

  private once(id: string): string {
    let free = id;
    for (let count = 2; this.isTaken(free); count++) free = `${id}-${count}`;
    return free;
  }
}

/** The ids that machines, tenants and charts have, below their scopes. */
function idsOfOthers(migration: Migration): ReadonlySet<string> {
  const ids = migration.objects.flatMap((manifest) => {
    const namespace = migration.namespaceOf(manifest);
    const charts = [`/${namespace}`, `${namespace}/${namespace}-objects`, `${namespace}/${namespace}-machines`];
    return isMachine(manifest) || isPool(manifest) ? [`${namespace}/${manifest.name}`, ...charts] : charts;
  });
  return new Set(['/cluster-objects', ...ids]);
}

function isMachine({ group, kind }: Manifest): boolean {
  return group === 'kubevirt.io' && kind === 'VirtualMachine';
}

function isPool({ group, kind }: Manifest): boolean {
  return group === 'pool.kubevirt.io' && kind === 'VirtualMachinePool';
}

function isMapOfTexts(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
}
