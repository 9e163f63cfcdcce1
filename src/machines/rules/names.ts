import * as ipaddr from 'ipaddr.js';
import { MachineRule, VMI } from './machine';
import { dnsLabel, dnsSubdomain, oneOf } from '../../toolkit/sentences';
import { items, texts } from '../../toolkit/shape';

/**
 * KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateDNSPolicy, validatePodDNSConfig,
 * validateServiceAccountName, validateHostNameNotConforming…, validateSubdomain….
 */
export const names: MachineRule = ({ vmi }) => {
  const { dnsPolicy, dnsConfig, hostname, subdomain, serviceAccountName } = vmi;
  const searches = texts(dnsConfig?.searches);
  const nameservers = texts(dnsConfig?.nameservers);
  const account = items(vmi.volumes).find((volume) => volume.serviceAccount !== undefined)?.serviceAccount?.serviceAccountName;
  return [
    hostname && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(hostname) ? `${VMI}.hostname "${hostname}" is not a DNS label. Use at most 63 lower-case letters, digits and "-".` : undefined,
    // A pod's is one label (Kubernetes v1.35 pkg/apis/core/validation/validation.go, ValidatePodSpec), and the launcher's is the machine's.
    subdomain ? dnsLabel(`${VMI}.subdomain`, subdomain) : undefined,
    oneOf(`${VMI}.dnsPolicy`, dnsPolicy, ['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
    dnsPolicy === 'None' && nameservers.length === 0 ? `${VMI}.dnsPolicy None leaves the guest without DNS. Write dnsConfig.nameservers.` : undefined,
    nameservers.length > 3 ? `${VMI}.dnsConfig.nameservers holds ${nameservers.length}, of which there can be 3. Leave some out.` : undefined,
    ...nameservers.map((server) => (ipaddr.isValid(server) ? undefined : `${VMI}.dnsConfig.nameservers holds "${server}", which is no IP address. Write one.`)),
    searches.length > 6 ? `${VMI}.dnsConfig.searches holds ${searches.length}, of which there can be 6. Leave some out.` : undefined,
    searches.join(' ').length > 256 ? `${VMI}.dnsConfig.searches has ${searches.join(' ').length} characters, of which there can be 256. Leave some out.` : undefined,
    ...searches.map((search) => dnsSubdomain(`${VMI}.dnsConfig.searches`, search)),
    ...items(dnsConfig?.options).map((option, index) => (option.name ? undefined : `${VMI}.dnsConfig.options[${index}].name is empty. Write the option's name.`)),
    serviceAccountName ? dnsSubdomain(`${VMI}.serviceAccountName`, serviceAccountName) : undefined,
    serviceAccountName && account !== undefined && account !== serviceAccountName ? `${VMI}.serviceAccountName is "${serviceAccountName}", but the serviceAccount volume has "${account}". Write the same in both.` : undefined,
  ];
};
