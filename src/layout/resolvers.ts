import {
  ApiObject, App, ImplicitTokenResolver, IResolver, LazyResolver, NumberStringUnionResolver, ResolutionContext,
} from 'cdk8s';

/**
 * cdk8s calls its own three resolvers for every value, although none of them changes strings, numbers or booleans,
 * which most values are. The user's resolvers are called for all values, before these.
 */
export class ResolverOfObjects implements IResolver {
  constructor(public readonly resolvers: readonly IResolver[]) {}

  public resolve(context: ResolutionContext): void {
    if (typeof context.value !== 'object') return;
    for (const resolver of this.resolvers) {
      resolver.resolve(context);
      if (context.replaced) return;
    }
  }
}

const CLASSES = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
const OF_CDK8S = new Set(CLASSES.map((resolver) => resolver.prototype.resolve));

/** Whether an object's app has only cdk8s' own resolvers, which do not change plain data. */
export function asksOnlyCdk8s(apiObject: ApiObject): boolean {
  const resolvers = App.of(apiObject).resolvers as readonly IResolver[] | undefined; // a chart without an app has none
  return resolvers !== undefined && resolvers.every(isOfCdk8s);
}

function isOfCdk8s(resolver: IResolver): boolean {
  if (resolver instanceof ResolverOfObjects) return resolver.resolvers.every(isOfCdk8s);
  return OF_CDK8S.has(resolver.resolve);
}
