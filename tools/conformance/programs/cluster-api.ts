import { ApiObject } from 'cdk8s';
import { taskOf } from './releases';
import { clusterApi } from '../../../examples/cluster-api/cluster-api';
import { BundleApp } from '../../../src';
import { REFUSED_BY_WEBHOOK } from '../../../test/corpus/cluster-api/objects';
import { CLUSTER_API_OBJECTS, CLUSTER_API_OBJECTS_RIGHT } from '../../../test/corpus/cluster-api/rows';
import { objectsOf } from '../../../test/corpus/corpus';
import { Scene } from '../../../test/corpus/scene';

/*
 * Prints objects of Cluster API, a line of JSON each, with whether its webhooks must refuse them: those of the example,
 * those of programs that break a rule, and those of programs that nearly do.
 */

const { kubevirt, cdi } = taskOf(process.argv.slice(2));

function print(of: string, name: string, refused: boolean, object: object): void {
  process.stdout.write(`${JSON.stringify({ of, name, refused, object })}\n`);
}

function objectsIn(app: BundleApp): object[] {
  return app.node.findAll().filter(ApiObject.isApiObject).map((each) => each.toJson());
}

const app = new BundleApp();
clusterApi(app, kubevirt, cdi);
for (const object of objectsIn(app)) print('examples', 'examples/cluster-api', false, object);
for (const each of CLUSTER_API_OBJECTS) {
  for (const object of objectsOf(each, new Scene(kubevirt, cdi))) {
    print('rules', `${each.rule}, ${each.case}`, each.verdict === REFUSED_BY_WEBHOOK, object);
  }
}
for (const each of CLUSTER_API_OBJECTS_RIGHT) {
  const scene = new Scene(kubevirt, cdi);
  each.program(scene);
  for (const object of objectsIn(scene.app)) print('passing', `${each.rule}, ${each.case}`, false, object);
}
