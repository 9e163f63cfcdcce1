import { KUBEADM_TEMPLATE, MACHINE_DEPLOYMENT } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { items, present, repeated } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';

export const BOOTSTRAP: ObjectRule = {
  id: 'CAPI004',
  name: 'cluster-api/bootstrap',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'A MachineDeployment says how its machines become nodes',
  why: 'Cluster API\'s webhook refuses one without a bootstrap template and without a Secret with bootstrap data.',
  remedy: 'Write spec.template.spec.bootstrap.configRef.',
  source: capi('core/webhooks/admission/machinedeployment.go: validate'),
  acceptable: false,

  *check({ spec }) {
    const { configRef, dataSecretName } = spec.template.spec.bootstrap;
    if (present(configRef).length > 0 || dataSecretName !== undefined) return;
    yield fault('spec.template.spec.bootstrap', 'names neither a template nor a Secret', 'Write its configRef.');
  },
};

const SPEC = 'spec.template.spec';

/** Parts of which an item may have one only. */
const ONE_OF = { files: ['content', 'contentFrom'], users: ['passwd', 'passwdFrom'] } as const;

export const KUBEADM_FILES: ObjectRule = {
  id: 'CAPI005',
  name: 'cluster-api/kubeadm-files',
  on: 'object',
  kinds: [KUBEADM_TEMPLATE],
  severity: Severity.ERROR,
  title: 'Each file and each password of a KubeadmConfigTemplate has one source, and no two files have the same path',
  why: 'Cluster API\'s webhook refuses the template.',
  remedy: 'Write one of the two, and each path once.',
  source: capi('bootstrap/kubeadm/webhooks/admission/kubeadmconfig.go: validateFiles, validateUsers'),
  acceptable: false,

  *check({ spec }) {
    const kubeadm = spec?.template?.spec ?? {};
    for (const [list, [plain, reference]] of Object.entries(ONE_OF)) {
      for (const [index, item] of items<any>(kubeadm[list]).entries()) {
        if (!item[plain] || present(item[reference]).length === 0) continue;
        yield fault(`${SPEC}.${list}[${index}]`, `has both ${plain} and ${reference}`, 'Write one of them.');
      }
    }
    for (const path of repeated(items<any>(kubeadm.files).map((file) => file.path))) {
      yield fault(`${SPEC}.files`, `holds the path "${path}" more than once`, 'Write each path once.');
    }
  },
};

/** What the webhook refuses with Ignition, by field of the spec. */
const NOT_WITH_IGNITION = ['bootCommands'];

export const KUBEADM_FORMAT: ObjectRule = {
  id: 'CAPI006',
  name: 'cluster-api/kubeadm-format',
  on: 'object',
  kinds: [KUBEADM_TEMPLATE],
  severity: Severity.ERROR,
  title: 'A KubeadmConfigTemplate has only what its format has',
  why: 'Cluster API\'s webhook refuses boot commands, compressed files and inactive users with Ignition, and parts of '
    + 'Ignition without it.',
  remedy: 'Leave it out, or write the other format.',
  source: capi('bootstrap/kubeadm/webhooks/admission/kubeadmconfig.go: validateIgnition'),
  acceptable: false,

  *check({ spec }) {
    const kubeadm = spec?.template?.spec ?? {};
    if (kubeadm.format !== 'ignition') {
      if (present(kubeadm.ignition).length === 0) return;
      yield fault(`${SPEC}.ignition`, 'is given, but the format is cloud-config', 'Write format: ignition.');
      return;
    }
    for (const field of NOT_WITH_IGNITION) {
      if (kubeadm[field] !== undefined) yield notInIgnition(field);
    }
    for (const [index, { encoding }] of items<any>(kubeadm.files).entries()) {
      if (!String(encoding).startsWith('gzip')) continue;
      const field = `${SPEC}.files[${index}].encoding`;
      yield fault(field, `is "${encoding}", which Ignition does not have`, 'Write base64.');
    }
    for (const [index, { inactive }] of items<any>(kubeadm.users).entries()) {
      if (inactive === true) yield notInIgnition(`users[${index}].inactive`);
    }
  },
};

function notInIgnition(field: string): Fault {
  return fault(`${SPEC}.${field}`, 'cannot be written in Ignition', 'Leave it out.');
}
