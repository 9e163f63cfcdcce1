import type { Size } from 'cdk8s';
import type { Resources } from '../../../imports/kubevirt.io';
import { notByteSize, sizeText } from '../../toolkit/quantity';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** A share of a node's CPU and memory. */
export interface MachineResources {
  /**
   * Cores, such as `2` or `500m`.
   * @default - as KubeVirt computes them
   */
  readonly cpu?: string;
  /**
   * Memory, without KubeVirt's own overhead, which is added to it.
   * @default - as KubeVirt computes it
   */
  readonly memory?: Size | string;
}

/** What of a size decides about the share of a node. */
export interface SizeShare {
  readonly vcpus: number;
  readonly memory: Size | string;
  readonly guaranteed?: boolean;
  readonly requests?: MachineResources;
  readonly limits?: MachineResources;
}

/** What a machine requests from its node, and its limits; undefined if KubeVirt computes both. */
export function resourcesOf({ vcpus, memory, guaranteed, requests, limits }: SizeShare): Resources | undefined {
  if (guaranteed === true) return guaranteedResources(vcpus, memory);
  return unlessEmpty(defined({ requests: amounts(requests), limits: amounts(limits) }));
}

/**
 * Requests equal to limits. They are left out if the size is faulty, because that is reported where it is given.
 */
function guaranteedResources(vcpus: number, memory: Size | string): Resources | undefined {
  const text = sizeText(memory);
  if (!Number.isInteger(vcpus) || vcpus < 1 || notByteSize(text) !== undefined) return undefined;
  const all = { cpu: String(vcpus), memory: text };
  return { requests: all, limits: { ...all } };
}

function amounts(given: MachineResources | undefined): Resources['requests'] {
  if (given === undefined) return undefined;
  const { cpu, memory } = given;
  return unlessEmpty(defined({ cpu, memory: memory === undefined ? undefined : sizeText(memory) })) as
    Resources['requests'];
}
