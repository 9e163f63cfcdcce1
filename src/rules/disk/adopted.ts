import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf } from '../rule';
import { kubevirt } from '../sources';

export const ADOPTED_DISK: ClusterRule = {
  id: 'DSK001',
  name: 'disks/adopted',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No disk of a machine\'s own has the name of a claim or DataVolume that exists apart from it',
  why: 'KubeVirt lets the machine adopt a DataVolume or claim of that name, and deletes it with the machine. What the '
    + 'template says of its content is ignored.',
  remedy: 'Give one of them another name, or let the machine use the disk as a volume.',
  source: kubevirt('pkg/controller/controller_ref_manager.go: ClaimMatchedDataVolumes; '
    + 'pkg/storage/types/dv.go: CreateDataVolumeManifest'),
  acceptable: true,

  *check(cluster) {
    for (const entry of cluster.machines) {
      const { machine, namespace } = entry;
      if (machine === undefined || namespace === undefined) continue;
      for (const [index, { metadata }] of items(machine.spec.dataVolumeTemplates).entries()) {
        const disk = apartFrom(cluster, entry, namespace, String(metadata?.name));
        if (disk === undefined) continue;
        const { kind, name } = disk;
        yield faultOf(entry, fault(machine.fieldIn(`dataVolumeTemplates[${index}].metadata.name`),
          `"${metadata.name}" makes the machine adopt ${kind} "${name}" of ${disk.where}, and delete it with itself`,
          this.remedy));
      }
    }
  },
};

interface Apart {
  readonly kind: string;
  readonly name: string;
  readonly where: string;
}

const KINDS = [['cdi.kubevirt.io', 'DataVolume'], ['', 'PersistentVolumeClaim']] as const;

/** The claims and DataVolumes of a namespace: by their names, and by their names without a number behind them. */
interface ByName {
  readonly names: ReadonlyMap<string, Apart>;
  readonly stems: ReadonlyMap<string, Apart>;
}

const KNOWN = new WeakMap<ClusterView, Map<string, ByName>>();

/** The object that a template of a machine would take: members of a pool have their numbers behind the name. */
function apartFrom(cluster: ClusterView, { kind }: Entry, namespace: string, template: string): Apart | undefined {
  const known = KNOWN.get(cluster) ?? new Map<string, ByName>();
  KNOWN.set(cluster, known);
  let disks = known.get(namespace);
  if (disks === undefined) known.set(namespace, disks = disksIn(cluster, namespace));
  return kind === 'VirtualMachinePool' ? disks.stems.get(template) : disks.names.get(template);
}

function disksIn(cluster: ClusterView, namespace: string): ByName {
  const all = KINDS.flatMap(([group, kind]) => cluster.ofIn(group, kind, namespace).flatMap(({ object, where }) => {
    const name: unknown = object?.metadata.name;
    return typeof name === 'string' ? [{ kind, name, where }] : [];
  }));
  const numbered = all.filter(({ name }) => NUMBER.test(name));
  return {
    names: new Map(all.map((disk) => [disk.name, disk])),
    stems: new Map(numbered.map((disk) => [disk.name.replace(NUMBER, ''), disk])),
  };
}

const NUMBER = /-(0|[1-9]\d*)$/;
