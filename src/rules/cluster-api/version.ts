import * as semver from 'semver';
import { CLUSTER_GROUP, HEALTH_CHECK, KUBEADM_TEMPLATE, MACHINE_DEPLOYMENT, CLUSTER } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { splitApiVersion } from '../../releases/api-versions';
import { CLUSTER_API, CLUSTER_API_VERSION } from '../../releases/cluster-api';
import type { ObjectRule } from '../rule';

const FIELD = 'spec.template.spec.version';

export const KUBERNETES_VERSION: ObjectRule = {
  id: 'CAPI008',
  name: 'cluster-api/kubernetes-version',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'The version of Kubernetes on nodes is a whole version',
  why: 'Cluster API\'s webhook refuses what is not a semantic version, such as one without a patch.',
  remedy: 'Write major, minor and patch, such as v1.35.4.',
  source: capi('core/webhooks/admission/machinedeployment.go: validate'),
  acceptable: false,

  *check({ spec }) {
    const { version } = spec.template.spec;
    if (version === undefined || isWhole(version)) return;
    yield fault(FIELD, `is "${version}", which is not a version of Kubernetes`, this.remedy);
  },
};

/** Only the letter `v` may stand before it: other characters that `semver` takes are refused (blang/semver). */
function isWhole(version: string): boolean {
  return /^v?\d/.test(version) && semver.valid(version) !== null;
}

export const OLD_VERSION: ObjectRule = {
  id: 'CAPI009',
  name: 'cluster-api/old-version',
  on: 'object',
  kinds: [CLUSTER, HEALTH_CHECK, KUBEADM_TEMPLATE, MACHINE_DEPLOYMENT],
  severity: Severity.INFO,
  title: 'Objects of Cluster API are of the version that it stores',
  why: 'Cluster API converts older versions, which are deprecated, and will stop to serve them. A GitOps tool compares '
    + 'what is converted back.',
  remedy: 'Write the newest version.',
  source: capi(`core/config/crd/bases/${CLUSTER_GROUP}_machinedeployments.yaml`),
  acceptable: true,

  *check({ apiVersion }) {
    const [group, version] = splitApiVersion(apiVersion);
    if (version === CLUSTER_API_VERSION) return;
    yield fault('apiVersion', `is "${apiVersion}", which ${CLUSTER_API} serves as a deprecated version`,
      `Write ${group}/${CLUSTER_API_VERSION}, whose fields have other names in part.`);
  },
};
