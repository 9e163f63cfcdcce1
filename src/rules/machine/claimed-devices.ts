import { DEVICES, located } from './paths';
import type { Gpu, HostDevice, ResourceClaim } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { kubernetesMinor } from '../../inventory/kubernetes-minor';
import { VMI } from '../../machines/machine';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubernetes, kubevirt } from '../sources';

const CLAIMS = `${VMI}.resourceClaims`;

export const CLAIMED_DEVICES: MachineRule = {
  id: 'VM138',
  name: 'machines/claimed-devices',
  on: 'machine',
  concerns: ['domain.devices.gpus', 'domain.devices.hostDevices'],
  severity: Severity.ERROR,
  title: 'A device of a node has a resource name, or a request of a claim that no other device has',
  why: 'KubeVirt refuses devices that it could not find, and GPUs of both kinds in one machine. Some releases take a '
    + 'host device without either, and no launcher is ever made for it.',
  remedy: 'Write deviceName, or claimName with requestName.',
  source: kubevirt('pkg/dra/admitter/dra_admitter.go: validateDRADevices'),
  acceptable: false,

  *check({ vmi }) {
    const { gpus, hostDevices } = vmi.domain?.devices ?? {};
    const lists = [located(gpus, `${DEVICES}.gpus`), located(hostDevices, `${DEVICES}.hostDevices`)];
    const claimed = items(gpus).filter(isClaimed).length;
    if (claimed > 0 && claimed < items(gpus).length) {
      yield fault(`${DEVICES}.gpus`, 'holds GPUs of claims beside others, and KubeVirt refuses a machine with both',
        'Write all of them as one kind.');
      return;
    }
    const users = new Map<string, string>();
    for (const [device, at] of lists.flat()) {
      yield* deviceFaults(device, at);
      if (!device.claimName || !device.requestName) continue;
      const pair = `${device.claimName}/${device.requestName}`;
      const other = users.get(pair);
      users.set(pair, device.name);
      if (other === undefined) continue;
      yield fault(at, `"${device.name}" has the request "${device.requestName}" of the claim "${device.claimName}", `
        + `which "${other}" has already`, 'Give each device a request of its own.');
    }
  },
};

export const CLAIM_FORM: MachineRule = {
  id: 'VM139',
  name: 'machines/claim-form',
  on: 'machine',
  concerns: ['resourceClaims'],
  severity: Severity.ERROR,
  title: 'A claim of devices names a ResourceClaim or a ResourceClaimTemplate',
  why: 'KubeVirt v1.9 refuses a claim of both or of none. Older releases take it, and Kubernetes refuses the launcher.',
  remedy: 'Write one of resourceClaimName and resourceClaimTemplateName.',
  source: kubevirt('pkg/dra/admitter/dra_admitter.go: validateResourceClaims'),
  acceptable: false,

  *check({ vmi }) {
    for (const [claim, at] of located(vmi.resourceClaims, CLAIMS)) yield* claimFaults(claim, at);
  },
};

const LEAST_MINOR = 34;

export const CLAIMS_NOT_SERVED: MachineRule = {
  id: 'VM140',
  name: 'workers/claims-not-served',
  on: 'machine',
  concerns: ['resourceClaims'],
  severity: Severity.WARNING,
  title: 'A cluster whose machines claim devices serves claims',
  why: 'Before 1.34 Kubernetes has dynamic resource allocation only if a feature gate turns it on; otherwise it drops '
    + 'the claims of a pod.',
  remedy: 'Use Kubernetes 1.34 or newer, or make sure that the gate DynamicResourceAllocation is on.',
  source: kubernetes('pkg/features/kube_features.go: DynamicResourceAllocation'),
  acceptable: true,

  *check({ vmi }, { cluster }) {
    const minor = kubernetesMinor(cluster);
    if (minor === undefined || minor >= LEAST_MINOR || items(vmi.resourceClaims).length === 0) return;
    yield fault(CLAIMS, `need dynamic resource allocation, which Kubernetes 1.${minor} does not turn on by itself`,
      this.remedy);
  },
};

const CLAIM_PROP = 'claim: { claim: …, request: … }';
const CLAIM = `Write ${CLAIM_PROP}.`;

function isClaimed({ deviceName, claimName, requestName }: Gpu | HostDevice): boolean {
  return !deviceName && (claimName !== undefined || requestName !== undefined);
}

function* deviceFaults(device: Gpu | HostDevice, at: string): Iterable<Fault> {
  const { name, deviceName, claimName, requestName } = device;
  if (isClaimed(device)) {
    if (!claimName) yield fault(`${at}.claimName`, 'is missing', 'Write the name of a claim in resourceClaims.', CLAIM);
    if (!requestName) {
      yield fault(`${at}.requestName`, 'is missing', 'Write the name of a request in the claim.', CLAIM);
    }
    return;
  }
  if (!deviceName) {
    yield fault(at, `"${name}" names neither a resource nor a claim`,
      'Write deviceName, or claimName and requestName.', `Write deviceName, or ${CLAIM_PROP}.`);
    return;
  }
  if (claimName === undefined && requestName === undefined) return;
  yield fault(at, `"${name}" has deviceName beside a claim`, 'Leave one of the two out.');
}

function* claimFaults(claim: ResourceClaim, at: string): Iterable<Fault> {
  const { name, resourceClaimName, resourceClaimTemplateName } = claim;
  yield* about(`${at}.name`, notDnsLabel(name));
  if ((resourceClaimName === undefined) === (resourceClaimTemplateName === undefined)) {
    const both = resourceClaimName === undefined ? 'neither' : 'both';
    yield fault(at, `"${name}" has ${both} resourceClaimName ${both === 'both' ? 'and' : 'nor'} `
      + 'resourceClaimTemplateName', 'Write one of the two.');
    return;
  }
  const field = resourceClaimName === undefined ? 'resourceClaimTemplateName' : 'resourceClaimName';
  yield* about(`${at}.${field}`, notDnsSubdomain(claim[field]!));
}
