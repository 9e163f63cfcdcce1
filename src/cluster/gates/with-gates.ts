import type { DeveloperConfiguration, KubeVirtConfiguration, KubeVirtSpec } from '../../../imports/kubevirt.io';
import type { GateLists } from '../../rules/kubevirt/gates/gate-lists';
import { isPlain } from '../../toolkit/merge';
import { defined, texts, unlessEmpty } from '../../toolkit/shape';

/** The spec with the gates that must be listed for the release, in place of the gates it holds. */
export function withGates(spec: KubeVirtSpec, gates: GateLists): KubeVirtSpec {
  const configured = spec?.configuration ?? {};
  const developer = configured.developerConfiguration ?? {};
  const reservation = gates.persistentReservation ? { enabled: true } : undefined;
  if (![spec, configured, developer].every((part) => isPlain(part))) return spec; // the schema check reports it
  return {
    ...spec,
    configuration: defined<KubeVirtConfiguration>({
      ...configured,
      developerConfiguration: defined<DeveloperConfiguration>({
        ...developer,
        featureGates: instead(developer.featureGates, gates.featureGates),
        disabledFeatureGates: instead(developer.disabledFeatureGates, unlessEmpty(gates.disabledFeatureGates)),
      }),
      persistentReservationConfiguration: configured.persistentReservationConfiguration ?? reservation,
    }),
  };
}

/** The replacement for a list of strings. Anything else is kept, so that the schema check reports it. */
function instead<T>(given: readonly string[] | undefined, list: T): T {
  const isList = given === undefined || (Array.isArray(given) && texts(given).length === given.length);
  return isList ? list : given as T;
}
