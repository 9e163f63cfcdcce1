import type { DataVolume, VolumeUploadSource } from '../../../imports/cdi.kubevirt.io';
import type { PersistentVolumeClaimSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { DATA_VOLUME } from './filling';

const UPLOAD_SOURCE = 'cdi.kubevirt.io/VolumeUploadSource';

export const UPLOAD: ObjectRule = {
  id: 'IMG045',
  name: 'images/upload',
  on: 'object',
  kinds: [DATA_VOLUME, UPLOAD_SOURCE, 'kubevirt.io/VirtualMachine', 'pool.kubevirt.io/VirtualMachinePool'],
  severity: Severity.INFO,
  title: 'A volume that is uploaded waits for its content',
  why: 'Nothing fills it until somebody sends a disk image.',
  remedy: 'Send the image with virtctl image-upload.',
  source: cdi('doc/upload.md'),
  acceptable: true,

  *check(object, entry) {
    if (!entry.hasShape) return;
    for (const { what, name, content, more = '' } of uploadsIn(object, entry)) {
      const path = content === 'archive' ? '--archive-path' : '--image-path';
      yield wholeFault(what, `Send it with: virtctl image-upload ${name} --namespace ${entry.namespace} --no-create `
        + `${path} <file>${more}`);
    }
  },
};

interface Upload {
  /** What waits, as a sentence. */
  readonly what: string;
  /** What virtctl uploads to: its kind and its name. */
  readonly name: string;
  readonly content?: string;
  /** What the command does not say, behind it. */
  readonly more?: string;
}

const WAITS = 'waits for its content';

function uploadsIn(object: any, entry: Entry): readonly Upload[] {
  const { kind, machine } = entry;
  if (kind === 'VolumeUploadSource') {
    const { metadata, spec }: VolumeUploadSource = object;
    return [{ what: WAITS, name: `pvc ${claimOf(metadata!.name!, entry)}`, content: spec.contentType }];
  }
  if (machine === undefined) {
    const { metadata, spec }: DataVolume = object;
    if (spec.source?.upload === undefined) return [];
    return [{ what: WAITS, name: `dv ${metadata!.name}`, content: spec.contentType }];
  }
  const uploaded = items(machine.spec.dataVolumeTemplates).filter(({ spec }) => spec?.source?.upload !== undefined);
  return uploaded.map(({ metadata, spec }) => {
    const { name } = metadata as { readonly name?: string };
    const { contentType: content } = spec;
    if (kind === 'VirtualMachine') {
      return { what: `waits for the content of disk "${name}"`, name: `dv ${name}`, content };
    }
    return {
      what: `has members that each wait for the content of a disk "${name}-<number>"`,
      name: `dv ${name}-0`,
      content,
      more: ', and so for each member; or upload it once to a GoldenImage, and clone that',
    };
  });
}

/** The claim that an upload fills: that of a disk has its name. */
function claimOf(name: string, { cluster, namespace }: Entry): string {
  const spec = cluster?.find('', 'PersistentVolumeClaim', name, namespace)?.object?.spec;
  return (spec as PersistentVolumeClaimSpec | undefined)?.dataSourceRef?.name === name ? name : '<claim>';
}
