import * as fc from 'fast-check';
import { call, Call } from './description';
import { props } from './props';
import { oneOf, subdomain, text } from './texts';
import { CloudInitSecretProps, CloudInitText, CloudInitType } from '../../src';

/** User data as a guest reads it, with whatever text in it. */
const userData = fc.oneof(
  text.map(
    (each) =>
      `#cloud-config\nwrite_files:\n- path: /etc/motd\n  content: ${JSON.stringify(each).replace(
        /[\u007f-\uffff]/g,
        (c) => '\\u' + `${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )}\n`,
  ),
  fc.constantFrom(
    '#cloud-config\n',
    '#cloud-config\npackages:\n  - git\nruncmd:\n  - [sh, -c, "echo ${x} $(date) 12:30:45"]\n',
    '#!/bin/sh\n\techo "yes"\u2028\n',
    'Content-Type: multipart/mixed\r\n\r\n',
    '{"ignition":{}}',
    '\n#cloud-config\n\n',
  ),
  text.map((each) => `#!/bin/sh\n${each}`),
);
const networkData = fc.oneof(
  fc.constantFrom('version: 2\nethernets:\n  enp1s0:\n    dhcp4: yes\n', 'version: 1\n', '{"version": 2}'),
  text.map((each) => `# ${each}`),
);

/** What a machine says of its first boot. */
export function cloudInit(): fc.Arbitrary<Call> {
  return fc.oneof(
    fc
      .tuple(subdomain(), props<CloudInitSecretProps>({ networkDataSecret: subdomain(), type: oneOf(CloudInitType) }))
      .map(([name, more]) => call('CloudInit.fromSecret', name, more)),
    props<CloudInitText>({ userData, networkData, type: oneOf(CloudInitType) }).map((given) =>
      call(
        'CloudInit.inline',
        given.userData === undefined && given.networkData === undefined
          ? { ...given, userData: '#cloud-config\n' }
          : given,
      ),
    ),
  );
}
