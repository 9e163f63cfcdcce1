import { load } from 'js-yaml';
import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import { base64Bytes, readableText } from '../machines/readable';
import { items } from '../toolkit/shape';

// cloud-init 25, doc/rtd/explanation/format: how data begin that it reads. cloudbase-init for Windows reads `#ps1` and `rem cmd`, Flatcar JSON.
const BEGINNINGS = ['#cloud-config', '#!', '#cloud-boothook', '#include', '#part-handler', '## template:', 'content-type:', 'mime-version:', '#ps1', 'rem cmd', '{'];

/**
 * What is worth knowing of data that are written into the template of a pool, and so are the same for all of its members.
 * @param several whether the pool has more than one member, or may have
 */
export function cloudInitNotices(vmi: VirtualMachineInstanceSpec | undefined, several: boolean): string[] {
  return items(vmi?.volumes).flatMap((volume) => [volume.cloudInitNoCloud, volume.cloudInitConfigDrive]).flatMap((given) => {
    const userData = textOf(given?.userData, given?.userDataBase64);
    const networkData = textOf(given?.networkData, given?.networkDataBase64);
    return [
      ...(userData !== undefined && !begins(userData) ? ['has user data that begin with none of the words by which cloud-init knows what they are, so guests ignore them. Begin with "#cloud-config", or with "#!" for a script.'] : []),
      ...(several ? shared(userData, networkData) : []),
    ];
  });
}

function shared(userData: string | undefined, networkData: string | undefined): string[] {
  const name = ['hostname', 'fqdn'].find((key) => hasKey(parsed(userData), key));
  const address = ['addresses', 'address'].find((key) => hasKey(parsed(networkData), key));
  return [
    ...(name === undefined ? [] : [`gives all of its members the same ${name} by cloud-init. Leave it out, and each is called by the name of its machine.`]),
    ...(address === undefined ? [] : [`gives all of its members the same ${address} by cloud-init, of which only one can have it. Use DHCP, or a Secret for each member with indexedReferences.`]),
  ];
}

function textOf(text: unknown, encoded: unknown): string | undefined {
  if (typeof text === 'string') return text;
  const bytes = typeof encoded === 'string' ? base64Bytes(encoded) : undefined;
  return bytes && readableText(bytes);
}

function begins(text: string): boolean {
  const start = text.trimStart().toLowerCase();
  return BEGINNINGS.some((beginning) => start.startsWith(beginning));
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : load(text);
  } catch {
    return undefined; // broken YAML is an error of its own
  }
}

/** Whether a key stands anywhere in a tree, but for lists of name servers, whose addresses are anybody's. */
function hasKey(tree: unknown, key: string): boolean {
  if (typeof tree !== 'object' || tree === null) return false;
  return Object.entries(tree).some(([name, value]) => name === key || (name !== 'nameservers' && hasKey(value, key)));
}
