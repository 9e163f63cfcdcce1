package main

import (
	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/ptr"
	"kubevirt.io/containerized-data-importer/pkg/common"
	"kubevirt.io/containerized-data-importer/pkg/operator/resources/cluster"
	"kubevirt.io/containerized-data-importer/pkg/operator/resources/utils"
)

// claimWebhook asks CDI about claims that want to be rendered by a StorageProfile. No factory makes it: the operator's
// reconciler puts it together (CDI: pkg/operator/controller/callbacks.go, initPvcMutatingWebhook, 1.65).
func claimWebhook(namespace string) *admissionv1.MutatingWebhookConfiguration {
	return &admissionv1.MutatingWebhookConfiguration{
		TypeMeta: metav1.TypeMeta{APIVersion: admissionv1.SchemeGroupVersion.String(), Kind: "MutatingWebhookConfiguration"},
		ObjectMeta: metav1.ObjectMeta{
			Name:   "cdi-api-pvc-mutate",
			Labels: map[string]string{utils.CDILabel: cluster.APIServerServiceName},
		},
		Webhooks: []admissionv1.MutatingWebhook{{
			Name: "pvc-mutate.cdi.kubevirt.io",
			Rules: []admissionv1.RuleWithOperations{{
				Operations: []admissionv1.OperationType{admissionv1.Create},
				Rule: admissionv1.Rule{
					APIGroups: []string{corev1.GroupName}, APIVersions: []string{"v1"}, Resources: []string{"persistentvolumeclaims"},
				},
			}},
			ObjectSelector: &metav1.LabelSelector{MatchLabels: map[string]string{common.PvcApplyStorageProfileLabel: "true"}},
			ClientConfig: admissionv1.WebhookClientConfig{Service: &admissionv1.ServiceReference{
				Namespace: namespace, Name: cluster.APIServerServiceName, Path: ptr.To("/pvc-mutate"),
			}},
			MatchPolicy: ptr.To(admissionv1.Exact), SideEffects: ptr.To(admissionv1.SideEffectClassNone), TimeoutSeconds: ptr.To(int32(10)),
			AdmissionReviewVersions: []string{"v1"},
		}},
	}
}
