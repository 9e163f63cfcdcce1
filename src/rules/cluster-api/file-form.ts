import { KUBEADM_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { own } from '../sources';

const FILES = 'spec.template.spec.files';

export const FILE_FORM: ObjectRule = {
  id: 'CAPI030',
  name: 'cluster-api/file-form',
  on: 'object',
  kinds: [KUBEADM_TEMPLATE],
  severity: Severity.ERROR,
  title: 'Files of a KubeadmConfigTemplate have an absolute path, and permissions in octal',
  why: 'cloud-init and Ignition read the permissions as an octal number. With anything else cloud-init takes its own '
    + 'default, which everybody may read, and Ignition does not start the machine.',
  remedy: 'Write a path such as /etc/example.conf, and permissions such as "0640".',
  source: own('docs/how-to/cluster-api.md'),
  acceptable: false,

  *check({ spec }) {
    for (const [index, { path, permissions }] of items<any>(spec?.template?.spec?.files).entries()) {
      if (typeof path === 'string' && path !== '' && !path.startsWith('/')) {
        yield fault(`${FILES}[${index}].path`, `is "${path}", which does not begin with "/"`,
          'Write an absolute path.');
      }
      if (permissions === undefined || permissions === '' || /^[0-7]{3,5}$/.test(permissions)) continue;
      yield fault(`${FILES}[${index}].permissions`, `is ${inJson(permissions)}, which is not an octal number`,
        'Write three or four digits from 0 to 7, such as "0640".');
    }
  },
};
