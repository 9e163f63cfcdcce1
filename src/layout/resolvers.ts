import {
  ApiObject, App, ImplicitTokenResolver, IResolver, LazyResolver, NumberStringUnionResolver, ResolutionContext,
} from 'cdk8s';

/**
 * cdk8s asks its own three resolvers about every single value; none of them has anything to say of a string, a number
 * or a truth value, which most values are. Resolvers of the user are asked of all, before these.
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

/** Whether an object's app has no resolvers but those that cdk8s brings, which have nothing to say of plain data. */
export function asksOnlyCdk8s(apiObject: ApiObject): boolean {
  const resolvers = App.of(apiObject).resolvers as readonly IResolver[] | undefined; // a chart without an app has none
  return resolvers !== undefined && resolvers.every(isOfCdk8s);
}

function isOfCdk8s(resolver: IResolver): boolean {
  if (resolver instanceof ResolverOfObjects) return resolver.resolvers.every(isOfCdk8s);
  return OF_CDK8S.has(resolver.resolve);
}
