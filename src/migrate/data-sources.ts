import { moveCredentials } from './credentials';
import { below, Editor } from './editor';
import type { Migration } from './migration';
import { Quantity } from '../toolkit/quantity';

/**
 * Binds the claim of an image at once, because no machine uses it (CDI v1.66.0,
 * doc/waitforfirstconsumer-storage-handling.md).
 */
const BIND_AT_ONCE = { 'cdi.kubevirt.io/storage.bind.immediate.requested': 'true' };

/** The sources that a DataSource can have (CDI v1.66.0, api core/v1beta1/types.go: DataSourceSource). */
const OF_DATA_SOURCE = ['pvc', 'snapshot', 'dataSource'];

/** The sources that a DataVolume can import from. */
const OF_DATA_VOLUME = ['http', 's3', 'gcs', 'registry', 'imageio', 'vddk'];

/** Fields of an HTTP source that no version of CDI has had. */
const CERTIFICATES = 'certConfig';

/**
 * A DataSource that imports, which no version of CDI takes, becomes a DataVolume that imports, and a DataSource that
 * refers to its claim.
 */
export function splitDataSources(migration: Migration): void {
  for (const editor of migration.of('cdi.kubevirt.io', 'DataSource')) {
    const kind = editor.keys('spec.source').find((each) => !OF_DATA_SOURCE.includes(each));
    if (kind === undefined) continue;
    moveCredentials(editor, 'spec.source', editor.manifest.name);
    if (OF_DATA_VOLUME.includes(kind)) split(migration, editor, kind);
    else editor.fail(`spec.source.${kind} is not a source that CDI knows. Write pvc, snapshot or dataSource.`);
  }
}

function split(migration: Migration, editor: Editor, kind: string): void {
  const { name, namespace } = editor.manifest;
  const size = smallestClone(migration, editor);
  if (size === undefined) {
    editor.fail(`spec.source.${kind} cannot be carried over: a DataVolume that imports needs a size, and no machine`
      + ' in these files clones this DataSource. Write the DataVolume with its size, and refer to its claim by'
      + ' spec.source.pvc.');
    return;
  }
  if (hasDataVolume(migration, editor)) {
    editor.fail(`spec.source.${kind} cannot be carried over: there is another DataVolume ${name}`);
    return;
  }
  withoutCertificates(editor, kind);
  const volume = migration.add({
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations: BIND_AT_ONCE },
    spec: { storage: { resources: { requests: { storage: size } } } },
  }, editor.manifest);
  editor.give(`spec.source.${kind}`, migration.edit(volume), `spec.source.${kind}`);
  editor.set('spec.source.pvc', { namespace: namespace ?? migration.target.namespace, name },
    `a DataSource only refers to claims and snapshots, so the DataVolume ${name} imports the image. Its size ${size} `
    + 'is that of the smallest clone in these files');
  if (namespace === undefined) {
    editor.warn(`spec.source.pvc.namespace must be stated, and the DataSource has none: ${migration.target.namespace} `
      + 'is written. If the objects are applied to another namespace, write it to the DataSource, or give it as '
      + '--namespace.');
  }
}

function withoutCertificates(editor: Editor, kind: string): void {
  const field = `spec.source.${kind}.${CERTIFICATES}`;
  if (!editor.has(field)) return;
  editor.remove(field, 'CDI takes a certificate authority by certConfigMap, and no client certificates');
  editor.warn('put the certificate authority of the server into a ConfigMap, and write its name as '
    + `spec.source.${kind}.certConfigMap of the DataVolume`);
}

function hasDataVolume(migration: Migration, { manifest }: Editor): boolean {
  return migration.of('cdi.kubevirt.io', 'DataVolume')
    .some((each) => each.manifest.name === manifest.name
      && migration.namespaceOf(each.manifest) === migration.namespaceOf(manifest));
}

/** The size of the smallest clone of a DataSource; undefined if no machine in these files states one. */
function smallestClone(migration: Migration, { manifest }: Editor): string | undefined {
  const isOf = ({ manifest: machine }: Editor, { name, namespace }: Reference): boolean => (
    name === manifest.name && (namespace ?? migration.namespaceOf(machine)) === migration.namespaceOf(manifest));
  const sizesIn = (kind: [string, string], spec: string): string[] => migration.of(...kind)
    .flatMap((each) => clonesIn(each, spec, (reference) => isOf(each, reference)));
  return leastOf([
    ...sizesIn(['kubevirt.io', 'VirtualMachine'], 'spec'),
    ...sizesIn(['pool.kubevirt.io', 'VirtualMachinePool'], 'spec.virtualMachineTemplate.spec'),
  ]);
}

function leastOf(sizes: readonly string[]): string | undefined {
  let least: { readonly text: string; readonly quantity: Quantity } | undefined;
  for (const text of sizes) {
    const quantity = Quantity.parse(text);
    if (quantity === undefined) continue;
    if (least === undefined || quantity.isLessThan(least.quantity)) least = { text, quantity };
  }
  return least?.text;
}

/** What a DataVolume clones. Without a namespace, it is in that of the DataVolume. */
interface Reference {
  readonly name?: unknown;
  readonly namespace?: unknown;
}

function clonesIn(editor: Editor, spec: string, isOf: (reference: Reference) => boolean): string[] {
  return editor.items(`${spec}.dataVolumeTemplates`)
    .filter((template) => isOf(editor.get(below(template, 'spec.sourceRef')) ?? {}))
    .flatMap((template) => ['pvc', 'storage']
      .map((claim) => editor.get(below(template, `spec.${claim}.resources.requests.storage`))))
    .filter((size) => size !== undefined)
    .map(String);
}
