import { stringify } from 'yaml';
import { linesOf, Migrated, migrated, programFrom } from './run';

const SECRET = 'Hunter2abcd';

function object(apiVersion: string, kind: string, fields: object, annotations: object = {}): object {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'ns', annotations }, ...fields };
}

function deployment(provider: object, others: object = {}): object {
  const value = { cloudProvider: 'kubevirt', cloudProviderSpec: provider, operatingSystem: 'ubuntu', ...others };
  const matchLabels = { name: 'a' };
  return object('cluster.k8s.io/v1alpha1', 'MachineDeployment', {
    spec: {
      selector: { matchLabels },
      template: {
        metadata: { labels: matchLabels },
        spec: { providerSpec: { value }, versions: { kubelet: '1.34.1' } },
      },
    },
  });
}

function disk(primaryDisk: object): object {
  return { virtualMachine: { template: { primaryDisk: { source: 'http', size: '10Gi', ...primaryDisk } } } };
}

function volume(source: object): object {
  const storage = { resources: { requests: { storage: '1Gi' } } };
  return object('cdi.kubevirt.io/v1beta1', 'DataVolume', { spec: { source, storage } });
}

/** Migrates objects to YAML, after a look at both results and all lines: none repeats the secret. */
function hidden(...objects: object[]): Migrated {
  const text = objects.map((each) => stringify(each)).join('---\n');
  const result = migrated(text);
  const { program, lines } = programFrom(text);
  expect([result.yaml, program, ...result.lines, ...lines].join('\n')).not.toMatch(/hunter2/i);
  return result;
}

const URL = 'https://images.example.com/a.qcow2';
const KUBECONFIG = `apiVersion: v1\nkind: Config\nusers: [{ name: a, user: { token: ${SECRET} } }]\n`;
const IGNITION = JSON.stringify({
  ignition: { version: '3.3.0' },
  passwd: { users: [{ name: 'core', passwordHash: '$6$Hunter2abcd$abcdefghijklmnopqrstuv' }] },
});

describe('an object that holds a secret is left out, with an error', () => {
  const spec = { domain: { devices: {}, memory: { guest: '1Gi' } } };
  const metadata = { annotations: { 'kubevirt.io/ignitiondata': IGNITION } };
  const accepted = { 'accept.cdk8s-kubevirt.io/K8S021': 'the cluster is a test that nobody else reaches' };
  test.each([
    ['a kubeconfig in a ConfigMap', object('v1', 'ConfigMap', { data: { kubeconfig: KUBECONFIG } }), 'data.kubeconfig'],
    ['an accepted secret', object('v1', 'ConfigMap', { data: { password: SECRET } }, accepted), 'data.password'],
    ['something without a name', { kind: 'Odd', metadata: { name: 'a' }, password: SECRET }, 'password'],
    ['user data of machine-controller', deployment({}, { overwriteCloudConfig: `password: ${SECRET}` }),
      'spec.template.spec.providerSpec.value.overwriteCloudConfig'],
    ['Ignition data', object('kubevirt.io/v1', 'VirtualMachine', { spec: { template: { metadata, spec } } }),
      'spec.template.metadata.annotations["kubevirt.io/ignitiondata"]'],
    ['a kubeconfig of a Machine', object('cluster.k8s.io/v1alpha1', 'Machine', {
      spec: { providerSpec: { value: { cloudProviderSpec: { auth: { kubeconfig: { value: KUBECONFIG } } } } } },
    }), 'spec.providerSpec.value.cloudProviderSpec.auth.kubeconfig.value'],
    ['a parameter of a URL', volume({ http: { url: `${URL}?token=${SECRET}` } }), 'spec.source.http.url'],
  ])('%s', (_name, holder, field) => {
    const result = hidden(holder);
    expect(result.yaml.trim()).toBe('');
    expect(linesOf('error', result)).toContainEqual(
      expect.stringMatching(new RegExp(` a: is left out: (?:${field.replace(/[[\].]/g, '\\$&')}|it) holds a secret`)),
    );
  });
});

describe('what an image server asks for becomes a reference, with a warning', () => {
  const url = `https://me:${SECRET}@images.example.com/a.qcow2`;
  const extraHeaders = [`Authorization: Bearer ${SECRET}`, 'X-Mirror: eu'];

  test.each([
    ['a login of a DataVolume', volume({ http: { url } }), `http:\n      url: ${URL}\n      secretRef: a-login\n`,
      'create the Secret a-login in its namespace, with the user under the key accessKeyId'],
    ['a header of a DataVolume', volume({ http: { url: URL, extraHeaders } }),
      'extraHeaders:\n        - "X-Mirror: eu"\n      secretExtraHeaders:\n        - a-headers\n',
      'no longer holds Authorization, which is not repeated: create the Secret a-headers'],
    ['the only header of a DataVolume', volume({ http: { url: URL, extraHeaders: extraHeaders.slice(0, 1) } }),
      `url: ${URL}\n      secretExtraHeaders:\n        - a-headers\n`, 'create the Secret a-headers'],
    ['a login of a DataSource',
      object('cdi.kubevirt.io/v1beta1', 'DataSource', { spec: { source: { http: { url } } } }),
      'secretRef: a-login', 'create the Secret a-login'],
    ['a login of a DataImportCron', object('cdi.kubevirt.io/v1beta1', 'DataImportCron', {
      spec: { template: { spec: { source: { http: { url } } } } },
    }), 'secretRef: a-login', 'create the Secret a-login'],
    ['a login of a template in a machine', object('kubevirt.io/v1', 'VirtualMachine', {
      spec: {
        dataVolumeTemplates: [{ metadata: { name: 'root' }, spec: { source: { http: { url } }, storage: {} } }],
        template: { spec: { domain: { devices: {}, memory: { guest: '1Gi' } } } },
      },
    }), 'secretRef: root-login', 'create the Secret root-login'],
    ['a login of machine-controller', deployment(disk({ osImage: url })), 'dataVolumeSecretRef: a-login',
      'create the Secret a-login in the infra cluster'],
    ['a login in a value', deployment(disk({ osImage: { value: url } })), 'dataVolumeSecretRef: a-login',
      'create the Secret a-login in the infra cluster'],
    ['headers of machine-controller', deployment(disk({ osImage: URL, extraHeaders })),
      'extraHeadersSecretRef: a-headers', 'with a key for each header (Authorization and X-Mirror)'],
    ['headers beside a Secret', deployment(disk({ osImage: URL, extraHeaders, extraHeadersSecretRef: 'own' })),
      'extraHeadersSecretRef: own', 'create the Secret own in the infra cluster'],
  ])('%s', (_name, holder, yaml, says) => {
    const result = hidden(holder);
    expect(result.yaml).toContain(yaml);
    expect(linesOf('warning', result)).toContainEqual(expect.stringContaining(says));
    expect(linesOf('error', result).filter((line) => line.includes('left out'))).toEqual([]);
    expect(migrated(result.yaml).yaml).toBe(result.yaml);
  });

  test('but a login beside a reference only goes', () => {
    const result = hidden(volume({ http: { url, secretRef: 'own' } }));
    expect(result.yaml).toContain(`url: ${URL}\n      secretRef: own\n`);
    expect(linesOf('change', result)).toEqual([expect.stringContaining('CDI takes those of the Secret')]);
  });
});

test('what RHEL registers with is removed, and placeholders stay', () => {
  const operatingSystemSpec = {
    rhelSubscriptionManagerUser: 'me',
    rhelSubscriptionManagerPassword: SECRET,
    rhsmOfflineToken: '${TOKEN}',
    rhelActivationKey: SECRET,
  };
  const result = hidden(deployment({}, { operatingSystem: 'rhel', operatingSystemSpec }));
  expect(result.yaml).toContain('rhelSubscriptionManagerUser: me');
  expect(result.yaml).toContain('rhsmOfflineToken: ${TOKEN}');
  const removed = linesOf('warning', result).filter((line) => line.includes('is removed: it is a secret'));
  expect(removed).toHaveLength(2);
});

describe('a kubeconfig', () => {
  const withReference = (reference: object): Migrated => (
    hidden(deployment({ auth: { kubeconfig: { value: KUBECONFIG, ...reference } } })));

  test.each([
    [{ secretKeyRef: { name: 'x' } }, 'name: x', 'the Secret x in the namespace ns'],
    [{ secretKeyRef: { namespace: 'kube-system', key: 'k' } }, 'key: k', 'Secret a-kubeconfig in the namespace kube'],
    [{ configMapKeyRef: { name: 'x' } }, 'name: a-kubeconfig', 'the Secret a-kubeconfig in the namespace ns'],
  ])('beside a part of a reference becomes a whole one: %j', (reference, yaml, says) => {
    const result = withReference(reference);
    expect(result.yaml).toContain(yaml);
    expect(result.yaml).toMatch(/secretKeyRef:\n +namespace: .+\n +name: .+\n +key: /);
    expect(result.lines.join('\n')).not.toContain('MD006');
    expect(linesOf('warning', result)).toContainEqual(expect.stringContaining(says));
  });

  test('beside a whole reference goes: machine-controller reads the reference', () => {
    const result = withReference({ configMapKeyRef: { namespace: 'kube-system', name: 'x', key: 'k' } });
    expect(result.yaml).toContain('configMapKeyRef');
    expect(linesOf('change', result)).toContainEqual(expect.stringContaining('auth.kubeconfig.value is removed'));
  });
});

test('user data that become a reference are a warning, in one line', () => {
  const volumes = [{ name: 'root', cloudInitNoCloud: { userData: `#cloud-config\npassword: ${SECRET}\n` } }];
  const spec = { domain: { devices: { disks: [{ name: 'root', disk: {} }] }, memory: { guest: '1Gi' } }, volumes };
  const { lines } = hidden(object('kubevirt.io/v1', 'VirtualMachine', { spec: { template: { spec } } }));
  const about = lines.filter((line) => line.includes('userData') || line.includes('create the Secret'));
  expect(about).toEqual([expect.stringMatching(/^warning .*userData is removed.*create the Secret a-cloud-init/)]);
});

test.each([
  `# password: ${SECRET}\n---\nkind: Namespace\napiVersion: v1\nmetadata: { name: a } # fine\n`,
  `kind: Namespace\napiVersion: v1\nmetadata: { name: a } # fine\n# stringData: { password: ${SECRET} }\n`,
  `kind: Namespace # password: ${SECRET}\napiVersion: v1\nmetadata:\n  name: a # fine\n  # token: ${SECRET}\n`,
])('a comment with a secret is removed, and others stay: %j', (text) => {
  const result = migrated(text);
  expect(result.yaml + result.lines.join('\n')).not.toContain(SECRET);
  expect(result.yaml).toContain('# fine');
  expect(linesOf('warning', result)).toEqual([expect.stringContaining('no longer has a comment that holds a secret')]);
});

describe('one mistake is one line', () => {
  test.each([
    ['an operating system that is gone', deployment({}, { operatingSystem: 'centos' }), 'operatingSystem'],
    ['a DataSource that imports',
      object('cdi.kubevirt.io/v1beta1', 'DataSource', { spec: { source: { http: { url: URL } } } }), 'source.http'],
  ])('%s', (_name, wrong, field) => {
    const lines = linesOf('error', migrated(stringify(wrong))).filter((line) => line.includes(field));
    expect(lines).toEqual([expect.stringContaining('cannot be carried over')]);
  });
});
