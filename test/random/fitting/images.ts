import type { Ground } from './ground';
import { bytesOf, MadeImage, MadeTenant, reachesServers } from './made';
import type { ExistingImageProps, ImageNamespaceProps } from '../../../src';
import { Call, Described, Making, reference } from '../description';
import type { RawImage } from '../images';
import { NamesOf } from '../names';
import { stated } from '../props';

/** The images of a program, and who clones them. */
export class FittingImages {
  private readonly dataSources = new Map<string, NamesOf>();

  constructor(
    private readonly ground: Ground,
    private readonly namespaces: NamesOf,
  ) {}

  public imageNamespace(id: string, given: Described<ImageNamespaceProps>): { at: string; namespace: string } {
    const namespace = this.namespaces.fresh(given.namespaceName ?? id);
    const at = this.ground.path(this.ground.cluster, given.namespaceName === undefined ? namespace : id);
    this.ground.add({
      make: 'ImageNamespace',
      at,
      props: stated({ ...given, namespaceName: this.ground.idOf(at) === namespace ? undefined : namespace }),
    });
    return { at, namespace };
  }

  public image(
    raw: RawImage,
    home: { at: string; namespace: string } | undefined,
    tenantAround: MadeTenant | undefined,
  ): void {
    const source = raw.existing ? undefined : (raw.props.source as Call);
    const refreshed = source?.with.some((option) => (option as { refresh?: string }).refresh !== undefined) ?? false;
    // the right to clone a refreshed image covers its namespace, so it is nobody else's
    const scope = refreshed ? undefined : home ?? (reachesServers(tenantAround) ? tenantAround : undefined);
    const at = this.ground.path(scope?.at ?? this.ground.cluster, raw.id);
    if (raw.existing) {
      const { dataSourceName, namespaceName, capacity } = raw.existingProps;
      const namespace = this.namespaces.fresh(namespaceName);
      const step: Making = { make: 'GoldenImage.existing', at, props: raw.existingProps as Making['props'] };
      const made = {
        at,
        namespace,
        name: dataSourceName,
        refreshed: false,
        size: bytesOf(capacity),
        raw,
        cloners: new Set<string>(),
      };
      this.add(step, made, { ...raw.existingProps, namespaceName: namespace });
      return;
    }
    const given = raw.props;
    const namespaceName = given.namespaceName ?? (refreshed && isBesideItsSource(source!) ? 'beside' : undefined);
    const shared = namespaceName === undefined
      ? (scope?.namespace ?? 'golden-images')
      : this.namespaces.fresh(namespaceName);
    const names = this.dataSources.get(shared) ?? new NamesOf(49);
    this.dataSources.set(shared, names);
    const named = given.name ?? this.ground.idOf(at);
    const name = names.fresh(refreshed ? named.slice(0, 49).replace(/-+$/, '') : named);
    const namespace = refreshed && namespaceName === undefined ? `golden-images-${name}` : shared;
    const overridden = (given.overrides as { storage?: unknown } | undefined)?.storage;
    const clone =
      !refreshed &&
      ['ImageSource.pvc', 'ImageSource.snapshot'].includes(source!.$call) &&
      raw.asNames &&
      overridden === undefined;
    const fitted = stated({
      ...given,
      capacity: clone ? undefined : given.capacity,
      name: this.ground.written(name, at),
      namespaceName: namespaceName === undefined ? undefined : namespace,
    });
    this.add(
      { make: 'GoldenImage', at, props: {} },
      { at, namespace, name, refreshed, size: bytesOf(fitted.capacity), raw, cloners: new Set() },
      fitted,
    );
    const [to, account] = raw.allowed;
    if (to === undefined || raw.restricted) return;
    this.ground.add({ call: 'allowClone', on: at, with: account === undefined ? [to] : [to, account] });
    this.ground.images[this.ground.images.length - 1].cloners.add(to);
  }

  private add(step: Making, made: Omit<MadeImage, 'step'>, given: object): void {
    const changeable = { ...step, props: given as Making['props'] };
    this.ground.add(changeable);
    this.ground.images.push({ ...made, step: changeable });
  }

  public grant({ raw, at, cloners }: MadeImage, to: MadeTenant): void {
    if (raw.existing || raw.restricted || !raw.granted) return;
    this.ground.add({ call: 'grantClone', on: at, with: [reference(to.at)] });
    cloners.add(to.namespace);
  }

  /**
   * Who clones any image is known now: a list of those who may has all of them.
   */
  public settleCloners(made: MadeImage, tenants: readonly MadeTenant[]): void {
    const { raw, step, cloners } = made;
    const named = tenants
      .filter(({ namespace }) => cloners.has(namespace))
      .map(({ at, namespace }) => (raw.asNames ? namespace : reference(at)));
    if (raw.existing) {
      const given = raw.existingProps as Described<ExistingImageProps>;
      const foreign = [...cloners].some((namespace) => namespace !== made.namespace);
      step.props = { ...step.props, ...(foreign && given.cloneableFrom !== true && { cloneableFrom: named }) };
      return;
    }
    if (raw.restricted) step.props = { ...step.props, tenants: named };
  }
}

/** Whether an image is a copy of a claim of its own namespace, which it then shares with the claim. */
function isBesideItsSource({ $call, with: options }: Call): boolean {
  return $call === 'ImageSource.pvc' && (options[1] as { namespace?: string } | undefined)?.namespace === undefined;
}
