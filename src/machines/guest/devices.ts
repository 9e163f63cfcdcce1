import type { Gpu, HostDevice, ResourceClaim } from '../../../imports/kubevirt.io';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** A claim of devices in the machine's namespace, for dynamic resource allocation (`resource.k8s.io`). */
export interface DeviceClaim {
  /** The claim's name within the machine: lower-case letters, digits and hyphens. */
  readonly name: string;
  /**
   * The ResourceClaim, which every machine with its name uses. Members of a pool cannot share one. Exactly one of this
   * and `resourceClaimTemplateName` is needed.
   * @default - none
   */
  readonly resourceClaimName?: string;
  /**
   * The ResourceClaimTemplate from which each machine gets a claim of its own.
   * @default - none
   */
  readonly resourceClaimTemplateName?: string;
}

/** A device that a claim of the machine holds. */
export interface ClaimedDevice {
  /** The claim's name within the machine: one of `deviceClaims`. */
  readonly claim: string;
  /** The name of the request in the ResourceClaim. */
  readonly request: string;
}

/** A device of a node that a machine gets: a resource that a device plugin offers, or a device of a claim. */
export interface MachineHostDevice {
  /** The device's name within the machine. */
  readonly name: string;
  /**
   * The resource that nodes offer, such as `intel.com/qat`: a `resourceName` of the cluster's `permittedHostDevices`.
   * Either this or `claim` is needed.
   * @default - none, the device comes from a claim
   */
  readonly deviceName?: string;
  /**
   * The device of a claim, in place of `deviceName`. Turns on the feature gate GPUsWithDRA or HostDevicesWithDRA.
   * @default - none
   */
  readonly claim?: ClaimedDevice;
  /**
   * A tag by which the guest finds the device in its metadata.
   * @default - none
   */
  readonly tag?: string;
}

/** A GPU, or a part of one (vGPU), that a machine gets. */
export interface MachineGpu extends MachineHostDevice {
  /**
   * Whether a vGPU shows the guest's display.
   * @default - KubeVirt's choice
   */
  readonly display?: boolean;
  /**
   * Whether a vGPU shows the guest's display before its driver is loaded. At most one of a machine can.
   * @default - KubeVirt's choice: true if `display` is true
   */
  readonly bootDisplay?: boolean;
}

/** The devices of nodes in a machine's spec. */
export interface NodeDevices {
  readonly gpus?: Gpu[];
  readonly hostDevices?: HostDevice[];
}

/** The devices of nodes as KubeVirt's API has them. */
export function nodeDevices(gpus: readonly MachineGpu[], hostDevices: readonly MachineHostDevice[]): NodeDevices {
  return {
    gpus: unlessEmpty(gpus.map((gpu) => ({ ...device(gpu), ...displayOf(gpu) }))),
    hostDevices: unlessEmpty(hostDevices.map(device)),
  };
}

/** The claims of devices as KubeVirt's API has them. */
export function resourceClaims(claims: readonly DeviceClaim[]): ResourceClaim[] {
  return claims.map(({ name, resourceClaimName, resourceClaimTemplateName }) =>
    defined({ name, resourceClaimName, resourceClaimTemplateName }));
}

function device({ name, deviceName, claim, tag }: MachineHostDevice): HostDevice {
  return defined({ name, deviceName, claimName: claim?.claim, requestName: claim?.request, tag });
}

function displayOf({ display, bootDisplay }: MachineGpu): Pick<Gpu, 'virtualGPUOptions'> {
  if (display === undefined && bootDisplay === undefined) return {};
  const ramFB = bootDisplay === undefined ? undefined : { enabled: bootDisplay };
  return { virtualGPUOptions: { display: defined({ enabled: display, ramFB }) } };
}
