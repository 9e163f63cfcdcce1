package kube

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

var (
	background    = metav1.DeletePropagationBackground
	patchOptions  = metav1.PatchOptions{FieldManager: "somebody"}
	getOptions    = metav1.GetOptions{}
	listOptions   = metav1.ListOptions{}
	createOptions = metav1.CreateOptions{FieldManager: "somebody"}
	updateOptions = metav1.UpdateOptions{FieldManager: "somebody"}
	tryOptions    = metav1.DeleteOptions{DryRun: []string{metav1.DryRunAll}}
	deleteOptions = metav1.DeleteOptions{PropagationPolicy: &background}
)
