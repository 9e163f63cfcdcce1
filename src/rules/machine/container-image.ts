import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { Complaint, complaint } from '../../toolkit/complaint';
import { imageReference } from '../../toolkit/image-reference';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';
import { DOMAIN, located } from './paths';

export const CONTAINER_IMAGE: MachineRule = {
  id: 'VM165',
  name: 'machines/container-image',
  on: 'machine',
  concerns: ['volumes.containerDisk', 'domain.firmware.kernelBoot'],
  severity: Severity.ERROR,
  title: 'The image of a container disk or of a kernel is a container image that a node can pull',
  why: 'KubeVirt takes any text. The API server refuses the launcher pod, or the kubelet says InvalidImageName, so the '
    + 'machine never starts.',
  remedy: 'Write a reference without a scheme, such as "quay.io/containerdisks/fedora:42".',
  source: kubernetes('pkg/util/parsers/parsers.go: ParseImageName'),
  acceptable: false,

  *check({ vmi }) {
    for (const [{ containerDisk }, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      if (containerDisk !== undefined) yield* about(`${at}.containerDisk.image`, notImage(containerDisk.image));
    }
    const kernel = vmi.domain?.firmware?.kernelBoot?.container?.image;
    // KubeVirt itself refuses an empty one, which has a rule of its own.
    if (kernel) yield* about(`${DOMAIN}.firmware.kernelBoot.container.image`, notImage(kernel));
  },
};

const EXAMPLE = '"quay.io/containerdisks/fedora:42"';

function notImage(image: string): Complaint | undefined {
  if (imageReference(image) !== undefined) return undefined;
  if (image === '') {
    return complaint('is empty, but a node must know which image to pull', `Write one such as ${EXAMPLE}.`);
  }
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(image) ?? [];
  if (scheme === undefined) {
    return complaint(`"${image}" is not a container image, which has a host, a path in lower case, and a tag or a `
      + 'digest', `Write one such as ${EXAMPLE}.`);
  }
  const problem = `"${image}" begins with "${scheme}://", but a node pulls a container image by its name alone`;
  if (/^https?$/i.test(scheme)) {
    return complaint(problem, `Write an image such as ${EXAMPLE}; a file on a web server is imported with `
      + 'Boot.imported(ImageSource.http(…)), a GoldenImage or a Disk.');
  }
  const fixed = imageReference(rest) === undefined ? EXAMPLE : `"${rest}"`;
  return complaint(problem, `Leave ${scheme}:// out here: write ${fixed}.`);
}
